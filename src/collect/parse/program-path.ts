/** Values of the variables that a path in the registry may start with, as on a Windows in its usual place. */
const variables: Readonly<Record<string, string>> = {
  systemdrive: 'C:',
  systemroot: 'C:\\Windows',
  windir: 'C:\\Windows',
  programfiles: 'C:\\Program Files',
  'programfiles(x86)': 'C:\\Program Files (x86)',
  programw6432: 'C:\\Program Files',
  commonprogramfiles: 'C:\\Program Files\\Common Files',
  'commonprogramfiles(x86)': 'C:\\Program Files (x86)\\Common Files',
  commonprogramw6432: 'C:\\Program Files\\Common Files',
  programdata: 'C:\\ProgramData',
  allusersprofile: 'C:\\ProgramData',
  public: 'C:\\Users\\Public',
};

/** Extensions of what a service or a task can start; a path without quotes ends after the first of them. */
const unquotedEnd = /\.(?:exe|sys|dll|com|bat|cmd|ps1|vbs|js|msi|scr|elf)(?=[\s"]|$)/i;

/**
 * The program's path out of a command line as services and tasks store it: quoted with arguments, without quotes and
 * with blanks, below `\SystemRoot\` or `\??\`, relative to the Windows folder, with a variable. Backslashes, drive in
 * front where one is known. Undefined where there is nothing.
 * Forms: facts "ImagePath forms" (dissect.target's splitting rules).
 */
export function programPath(command: string): string | undefined {
  const text = command.trim();
  if (text === '') return undefined;
  if (text.startsWith('"')) {
    const end = text.indexOf('"', 1);
    return absolutePath(text.slice(1, end < 0 ? undefined : end));
  }
  const end = unquotedEnd.exec(text);
  const blank = text.search(/\s/);
  if (end !== null) return absolutePath(text.slice(0, end.index + end[0].length));
  return absolutePath(blank < 0 ? text : text.slice(0, blank));
}

/** One path without arguments, variables replaced and prefixes of the kernel taken off; undefined where it is empty. */
export function absolutePath(text: string): string | undefined {
  let path = expandVariables(text.trim()).replaceAll('/', '\\');
  path = path.replace(/^\\(?:\?\?|\\[?.])\\(?!UNC\\)/i, '');
  path = path.replace(/^\\?SystemRoot\\/i, 'C:\\Windows\\');
  path = path.replace(/^\\?(?=(?:System32|SysWOW64|SysNative)\\)/i, 'C:\\Windows\\');
  path = path.replace(/^\\(?=(?:Windows|Program Files|Program Files \(x86\)|ProgramData|Users)\\)/i, 'C:\\');
  return path === '' ? undefined : path;
}

/** The text with the well-known `%VARIABLES%` in it replaced; others stay. */
export function expandVariables(text: string): string {
  return text.replace(
    /%(?<name>[A-Za-z0-9()]{1,40})%/g,
    (whole, name: string) => variables[name.toLowerCase()] ?? whole,
  );
}

/**
 * A path as the host's files take it, or undefined where it does not lead to a plain file of this host: another drive
 * of a system that is not running, a network share, a device, an alternate stream, an unknown variable, `..`.
 */
export function hostPath(path: string, live: boolean): string | undefined {
  const match = /^(?<drive>[A-Za-z]):\\(?<rest>[^:*?"<>|%]+)$/.exec(path);
  const { drive, rest } = match?.groups ?? {};
  if (drive === undefined || rest === undefined) return undefined;
  if (!live && drive.toUpperCase() !== 'C') return undefined;
  const segments = rest.split('\\').filter((segment) => segment !== '' && segment !== '.');
  if (segments.length === 0 || segments.some((segment) => segment === '..' || isDevice(segment)))
    return undefined;
  return `${drive.toUpperCase()}:/${segments.join('/')}`;
}

function isDevice(segment: string): boolean {
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(segment);
}
