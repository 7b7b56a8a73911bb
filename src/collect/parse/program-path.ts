import { withUsualVariables } from '../../model/windows-folders.ts';
import {
  type WindowsPath,
  type WindowsPathContext,
  windowsCommandPath,
  windowsPath,
} from '../../model/windows-path.ts';

const maxShownUnits = 300;

/** A path that the registry or a task holds: as an item shows it, and where the host has it. */
export interface FoundPath {
  /** With backslashes; the text as it stands where it names no file of a local disk. Undefined where it is empty. */
  readonly shown: string | undefined;
  /**
   * `C:/…`, or undefined where nothing of this host can be meant (a network share, a device, another drive offline) or
   * could be opened: where the running Windows lies on another drive, a host takes `C:/Windows` and `C:/Users` for its own.
   */
  readonly file: string | undefined;
}

const usualContext = withUsualVariables({});

/** The program of a command line, see {@link windowsCommandPath}. Without a context, on a Windows in its usual place. */
export function programPath(command: string, live: boolean, context = usualContext): FoundPath {
  return found(command, windowsCommandPath(command, context), live, context);
}

/** A path without arguments, see {@link windowsPath}. Without a context, on a Windows in its usual place. */
export function plainPath(text: string, live: boolean, context = usualContext): FoundPath {
  return found(text, windowsPath(text, context), live, context);
}

function found(text: string, { path }: WindowsPath, live: boolean, context: WindowsPathContext): FoundPath {
  if (path === undefined) return { shown: text.trim().slice(0, maxShownUnits) || undefined, file: undefined };
  // Of a system that does not run, only the drive is there on which it lies, which is also known as C:.
  const drive = windowsPath('%SystemDrive%\\', context).path;
  const isHere = path.startsWith('C:') || (drive !== undefined && path.startsWith(drive));
  const isOther = drive !== 'C:/' && /^C:\/(?:Windows|Users)(?:\/|$)/i.test(path);
  return { shown: path.replaceAll('/', '\\'), file: (live ? !isOther : isHere) ? path : undefined };
}
