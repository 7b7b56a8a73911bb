import { type WindowsPathContext, windowsPath } from './windows-path.ts';

/** Folders as a Windows in its usual place has them, the more special ones first, and what each is on any Windows. */
const folders: readonly (readonly [usual: string, text: string])[] = [
  ['C:/Program Files (x86)/Common Files', '%CommonProgramFiles(x86)%'],
  ['C:/Program Files (x86)', '%ProgramFiles(x86)%'],
  ['C:/Program Files/Common Files', '%CommonProgramFiles%'],
  ['C:/Program Files', '%ProgramFiles%'],
  ['C:/ProgramData', '%ProgramData%'],
  ['C:/Windows', '%SystemRoot%'],
  ['C:/Users', '%ProfilesDirectory%'],
  ['C:', '%SystemDrive%\\'],
];

/** A folder as rules name it, and where one Windows has it; both with `/` and without one at the end. */
export interface PlacedFolder {
  readonly usual: string;
  readonly own: string;
}

/**
 * Folders that this Windows has elsewhere than in the usual place (`C:/Program Files` as `D:/Programme`), and its drive;
 * none for most machines. What the context does not say is in its usual place on the system's drive.
 */
export function placedFolders(context: WindowsPathContext): readonly PlacedFolder[] {
  const whole = withUsualVariables(context);
  return folders.flatMap(([usual, text]) => {
    const own = windowsPath(text, whole).path?.replace(/\/$/, '');
    return own === undefined || own.toLowerCase() === usual.toLowerCase() ? [] : [{ usual, own }];
  });
}

/** Where this Windows has what lies at a path on a usual one: `D:/Programme/x` for `C:/Program Files/x`. */
export function placedPath(path: string, context: WindowsPathContext): string {
  for (const { usual, own } of placedFolders(context)) {
    const there = inOtherFolder(path, usual, own);
    if (there !== undefined) return there;
  }
  return path;
}

/** A context in which every variable of {@link usualEnvironment} has a value, its own where it has one in any case. */
export function withUsualVariables(context: WindowsPathContext): WindowsPathContext {
  const { systemRoot = '' } = context;
  const drive = /^[a-z]:\\/i.test(systemRoot) ? systemRoot.slice(0, 2) : 'C:';
  const environment = { ...context.environment };
  const known = new Set(Object.keys(environment).map((name) => name.toUpperCase()));
  for (const [name, value] of Object.entries(usualEnvironment(drive))) {
    if (!known.has(name.toUpperCase())) environment[name] = value;
  }
  return { ...context, environment };
}

/** Variables of a Windows that was installed in its usual place on a drive (`C:`). */
export function usualEnvironment(drive: string): Record<string, string> {
  return {
    ProgramFiles: `${drive}\\Program Files`,
    ProgramW6432: `${drive}\\Program Files`,
    'ProgramFiles(x86)': `${drive}\\Program Files (x86)`,
    CommonProgramFiles: `${drive}\\Program Files\\Common Files`,
    CommonProgramW6432: `${drive}\\Program Files\\Common Files`,
    'CommonProgramFiles(x86)': `${drive}\\Program Files (x86)\\Common Files`,
    ProgramData: `${drive}\\ProgramData`,
    AllUsersProfile: `${drive}\\ProgramData`,
    Public: `${drive}\\Users\\Public`,
    ProfilesDirectory: `${drive}\\Users`,
  };
}

/** The path with a folder put in place of another, or undefined where it does not lie in it. Case does not matter. */
export function inOtherFolder(path: string, from: string, to: string): string | undefined {
  const rest = path.slice(from.length);
  if (path.slice(0, from.length).toLowerCase() !== from.toLowerCase()) return undefined;
  return rest === '' || rest.startsWith('/') ? to + rest : undefined;
}
