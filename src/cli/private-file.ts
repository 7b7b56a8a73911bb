import { lstat, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { OutputError } from '../errors.ts';
import { visible } from '../model/visible.ts';
import { makeFolder } from './make-folder.ts';

const hint = 'name a file with --report, or none with --no-report';

/**
 * Where this account keeps what only it may write: STATE_DIRECTORY where a service manager gives one (systemd.exec); on Windows its local application data (of the system account a
 * folder below System32), for root /var/lib/phaseout, else the state folder of its home. A folder that anybody may
 * create files in (ProgramData, /tmp) would let others lay a link there first. Throws OutputError for an account without a home.
 */
export function privateFolder(): string {
  const given = process.env['STATE_DIRECTORY']?.split(':')[0];
  if (process.platform !== 'win32' && given !== undefined && isAbsolute(given)) return given;
  if (process.platform === 'win32')
    return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'phaseout');
  if (process.platform === 'linux' && process.geteuid?.() === 0) return '/var/lib/phaseout';
  const home = ownHome();
  return process.platform === 'darwin'
    ? join(home, 'Library', 'Application Support', 'phaseout')
    : join(home, '.local', 'state', 'phaseout');
}

/** The account's home as the system knows it, not HOME: whoever runs it by sudo may still have the user's. */
function ownHome(): string {
  try {
    return userInfo().homedir;
  } catch (error) {
    // A container may run under a number that no account has.
    throw new OutputError('the system knows no home folder of this account', { hint, cause: error });
  }
}

/**
 * Writes a file that only this account can read, whole or not at all, into a folder that only it may write, and returns
 * where it lies. A link in the place of the file is replaced, never followed. Throws OutputError where the folder is a
 * link, or it or one above belongs to somebody else or may be written by others.
 */
export async function writePrivate(folder: string, name: string, text: string): Promise<string> {
  try {
    await makeFolder(folder, 0o700);
    const safe = await ownFolder(folder);
    const file = join(safe, name);
    const temporary = join(safe, `.${name}.${process.pid}.tmp`);
    await rm(temporary, { force: true });
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    return file;
  } catch (error) {
    if (error instanceof OutputError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new OutputError(`cannot write into ${visible(folder)}: ${visible(reason)}`, { cause: error });
  }
}

/** The folder's true path, if nobody but this account (and root) can change what lies there. */
async function ownFolder(folder: string): Promise<string> {
  const itself = await lstat(folder);
  if (!itself.isDirectory()) throw refused(folder, 'is no folder but a link or a file');
  const real = await realpath(folder);
  const own = process.geteuid?.();
  if (own === undefined) return real;
  for (let at = real; ; at = dirname(at)) {
    const { uid, mode } = await stat(at);
    const isSticky = (mode & 0o1000) !== 0 && at !== real;
    if (uid !== own && uid !== 0) throw refused(at, 'belongs to another account');
    if ((mode & 0o022) !== 0 && !isSticky) throw refused(at, 'may be written by others');
    if (dirname(at) === at) return real;
  }
}

function refused(folder: string, why: string): OutputError {
  return new OutputError(`${visible(folder)} ${why}, so nothing is written there`, { hint });
}
