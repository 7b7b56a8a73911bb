/** Why a text names no file that may be looked up. */
export type WindowsPathFault =
  | 'empty'
  | 'too-long'
  | 'invalid'
  | 'relative'
  | 'variable'
  | 'network'
  | 'device'
  | 'stream';

/** A host path with a drive in upper case and `/` (`C:/Windows/System32/x.sys`), or why there is none. */
export type WindowsPath =
  | { readonly path: string; readonly fault?: undefined }
  | { readonly path: undefined; readonly fault: WindowsPathFault };

/** What a path on that Windows is seen from. */
export interface WindowsPathContext {
  /** Folder of Windows, `C:\Windows` where not given; its drive is the system drive. */
  readonly systemRoot?: string;
  /** Variables by name in any case, e.g. `{ ProgramFiles: 'C:\\Program Files' }`. Their values may hold others. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Folder that a path without drive is seen from. Without it only `System32\…` and the like are known: of Windows. */
  readonly relativeTo?: string;
}

/** Longest path in UTF-16 units, and longest name, that Windows has: learn.microsoft.com, Maximum Path Length Limitation. */
const maxPathUnits = 32_767;
const maxNameUnits = 255;
const maxNesting = 4;

const folderOfWindows = /^(?:system32|syswow64|sysnative|inf|servicing)\\/i;
const reservedName =
  /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])$/i;
const runnable = /\.(?:exe|sys|dll|com|bat|cmd|scr|cpl|ocx|msi|vbs|ps1|drv|efi|pif)(?=["\s,]|$)/i;

/**
 * Normalises a path that was found as data (in the registry, a task, a policy) to the path that a host looks up:
 * quotes, `\SystemRoot\`, `\??\`, `\\?\`, variables, both kinds of slash, `.` and `..` (which stops at the drive), and the
 * dots and spaces at the end of names that Windows drops. What names no file of a local disk has a fault: UNC
 * (`network`), device names and namespaces (`device`), alternate streams, wildcards and control characters (`invalid`).
 * For command lines see {@link windowsCommandPath}. Never throws. Source: learn.microsoft.com, Naming Files, Paths, and
 * Namespaces.
 */
export function windowsPath(text: string, context: WindowsPathContext = {}): WindowsPath {
  if (text.length > maxPathUnits) return { path: undefined, fault: 'too-long' };
  const bare = unquote(text.trim());
  if (bare === '') return { path: undefined, fault: 'empty' };
  const expanded = expand(bare, context);
  return typeof expanded === 'string' ? normalise(expanded, context) : { path: undefined, ...expanded };
}

/**
 * The program of a command line (`ImagePath`, `UninstallString`): what stands in quotes, or else everything up to the
 * first ending of a program (`.exe`, `.sys` …) that a space, a comma or the end follows; without such an ending
 * everything before the first ` -` or ` /`. Then as {@link windowsPath}. Windows itself tries the file system at every
 * space; an unquoted path without ending and with arguments is therefore not always told right.
 */
export function windowsCommandPath(commandLine: string, context: WindowsPathContext = {}): WindowsPath {
  if (commandLine.length > maxPathUnits) return { path: undefined, fault: 'too-long' };
  const text = commandLine.trim();
  if (text.startsWith('"')) return windowsPath(text.slice(1).split('"', 1)[0] ?? '', context);
  const expanded = expand(text, context);
  if (typeof expanded !== 'string') return { path: undefined, ...expanded };
  // A variable may hold the quotes.
  if (expanded.startsWith('"')) return windowsPath(expanded.slice(1).split('"', 1)[0] ?? '', context);
  const ending = runnable.exec(expanded);
  const end = ending === null ? expanded.search(/\s[-/]/) : ending.index + ending[0].length;
  const program = (end < 0 ? expanded : expanded.slice(0, end)).trim();
  return program === '' ? { path: undefined, fault: 'empty' } : normalise(program, context);
}

/** Text with the variables of the context put in (`%windir%\x`), or undefined where one is unknown. Never throws. */
export function expandVariables(text: string, context: WindowsPathContext = {}): string | undefined {
  const expanded = expand(text, context);
  return typeof expanded === 'string' ? expanded : undefined;
}

/** Every variable of a context, `SystemRoot`, `windir` and `SystemDrive` among them; names in upper case. */
export function pathVariables(context: WindowsPathContext): Readonly<Record<string, string>> {
  return Object.fromEntries(variablesOf(context));
}

/** A context with the variables of one user whose profile folder is known (`%AppData%`, `%UserProfile%` …). */
export function userContext(context: WindowsPathContext, profilePath: string): WindowsPathContext {
  const user = {
    UserProfile: profilePath,
    AppData: `${profilePath}\\AppData\\Roaming`,
    LocalAppData: `${profilePath}\\AppData\\Local`,
    Temp: `${profilePath}\\AppData\\Local\\Temp`,
    Tmp: `${profilePath}\\AppData\\Local\\Temp`,
  };
  const machine = Object.entries(context.environment ?? {}).filter(
    ([name]) => !/^(?:userprofile|(?:local)?appdata|te?mp)$/i.test(name),
  );
  return { ...context, environment: { ...Object.fromEntries(machine), ...user } };
}

interface Fault {
  readonly fault: WindowsPathFault;
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text;
  const end = text.indexOf('"', 1);
  return text.slice(1, end < 0 ? undefined : end).trim();
}

function expand(text: string, context: WindowsPathContext): string | Fault {
  let expanded = text;
  if (!text.includes('%')) return text;
  const variables = variablesOf(context);
  for (let round = 0; round < maxNesting; round++) {
    const next = expandOnce(expanded, variables);
    if (typeof next !== 'string' || !next.includes('%')) return next;
    expanded = next;
  }
  return { fault: 'variable' };
}

/** Stops as soon as the text is too long: variables that hold each other could grow without bound. */
function expandOnce(text: string, variables: ReadonlyMap<string, string>): string | Fault {
  let expanded = '';
  const parts = text.split('%');
  if (parts.length % 2 === 0) return { fault: 'variable' };
  for (const [index, part] of parts.entries()) {
    const value = index % 2 === 0 ? part : variables.get(part.toUpperCase());
    if (value === undefined) return { fault: 'variable' };
    expanded += value;
    if (expanded.length > maxPathUnits) return { fault: 'too-long' };
  }
  return expanded;
}

function variablesOf(context: WindowsPathContext): Map<string, string> {
  const root = systemRootOf(context);
  const variables = new Map([
    ['SYSTEMROOT', root],
    ['WINDIR', root],
    ['SYSTEMDRIVE', root.slice(0, 2)],
  ]);
  for (const [name, value] of Object.entries(context.environment ?? {})) {
    if (!variables.has(name.toUpperCase())) variables.set(name.toUpperCase(), value);
  }
  return variables;
}

/** A system root that is no plain path of a drive is as good as none. */
function systemRootOf({ systemRoot = '' }: WindowsPathContext): string {
  return /^[a-z]:\\[^%"]+$/i.test(systemRoot) && systemRoot.length < 200 ? systemRoot : 'C:\\Windows';
}

function normalise(text: string, context: WindowsPathContext): WindowsPath {
  if (text.length > maxPathUnits) return { path: undefined, fault: 'too-long' };
  const absolute = absolutePath(text.replaceAll('/', '\\'), context);
  if (typeof absolute !== 'string') return { path: undefined, ...absolute };
  const names: string[] = [];
  for (const segment of absolute.slice(2).split('\\')) {
    if (segment === '..') names.pop();
    else if (segment.length > 2 * maxNameUnits) return { path: undefined, fault: 'too-long' };
    else {
      const name = segment.replace(/[. ]+$/, '');
      if (name === '') continue;
      const fault = faultOfName(name);
      if (fault !== undefined) return { path: undefined, fault };
      names.push(name);
    }
  }
  return { path: `${absolute.charAt(0).toUpperCase()}:/${names.join('/')}` };
}

/** `X:\…` for every way of writing an absolute path, or a fault. */
function absolutePath(text: string, context: WindowsPathContext): string | Fault {
  const root = systemRootOf(context);
  const inRoot = /^\\systemroot(?:\\|$)/i.exec(text);
  if (inRoot !== null) return `${root}\\${text.slice(inRoot[0].length)}`;
  const prefix = /^\\(?:\\\?|\?\?|DosDevices|GLOBAL\?\?)\\/i.exec(text);
  const rest = prefix === null ? text : text.slice(prefix[0].length);
  if (/^[a-z]:(?:\\|$)/i.test(rest)) return rest;
  if (prefix !== null) return { fault: /^unc\\/i.test(rest) ? 'network' : 'device' };
  if (/^\\\\[.?]\\/.test(text) || /^\\(?:device|global\?\?|\?\?)(?:\\|$)/i.test(text))
    return { fault: 'device' };
  if (text.startsWith('\\\\')) return { fault: 'network' };
  if (text.startsWith('\\')) return root.slice(0, 2) + text;
  // `C:x` is seen from the current folder of that drive, which nobody knows.
  if (/^[a-z]:/i.test(text)) return { fault: 'relative' };
  if (folderOfWindows.test(text)) return `${root}\\${text}`;
  const base = context.relativeTo?.replaceAll('/', '\\');
  return base !== undefined && /^[a-z]:(?:\\|$)/i.test(base) ? `${base}\\${text}` : { fault: 'relative' };
}

function faultOfName(name: string): WindowsPathFault | undefined {
  if (name.includes(':')) return 'stream';
  if (/[\0-\x1f<>"|?*]/.test(name)) return 'invalid';
  if (name.length > maxNameUnits) return 'too-long';
  // Windows takes a device also with an ending (`NUL.txt`) and with spaces before it.
  const stem = name.split('.', 1)[0] ?? '';
  return reservedName.test(stem.trimEnd()) ? 'device' : undefined;
}
