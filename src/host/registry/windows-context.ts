import { usualEnvironment } from '../../model/windows-folders.ts';
import type { WindowsPathContext } from '../../model/windows-path.ts';
import { HostError } from '../host.ts';
import { foldName } from './key-path.ts';
import type { Registry } from './registry.ts';

const versionPath = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';
const foldersPath = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion';
const environmentPath = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment';
const maxVariables = 500;

/** Values that hold a folder, and the variable that Windows makes of each. */
const folders: readonly (readonly [key: string, value: string, variables: readonly string[]])[] = [
  [foldersPath, 'ProgramFilesDir', ['ProgramFiles', 'ProgramW6432']],
  [foldersPath, 'ProgramFilesDir (x86)', ['ProgramFiles(x86)']],
  [foldersPath, 'CommonFilesDir', ['CommonProgramFiles', 'CommonProgramW6432']],
  [foldersPath, 'CommonFilesDir (x86)', ['CommonProgramFiles(x86)']],
  [`${versionPath}\\ProfileList`, 'ProgramData', ['ProgramData', 'AllUsersProfile']],
  [`${versionPath}\\ProfileList`, 'Public', ['Public']],
  [`${versionPath}\\ProfileList`, 'ProfilesDirectory', ['ProfilesDirectory']],
];

/**
 * What paths are seen from on the Windows of a registry: its folder, and the variables of the machine, with those of a
 * Windows in its usual place where the registry does not say or cannot be read: whoever reads that hive for its own sake
 * reports it.
 */
export async function windowsContext(registry: Pick<Registry, 'key'>): Promise<WindowsPathContext> {
  const environment = usualEnvironment('C:');
  const values = valueReader(registry);
  for (const [name, text] of await values(environmentPath)) environment[name] = text;
  const systemRoot = (await values(versionPath)).get('SYSTEMROOT') ?? 'C:\\Windows';
  Object.assign(environment, usualEnvironment(/^[a-z]:/i.test(systemRoot) ? systemRoot.slice(0, 2) : 'C:'));
  for (const [key, value, variables] of folders) {
    const text = (await values(key)).get(foldName(value));
    if (text !== undefined) for (const variable of variables) environment[variable] = text;
  }
  return { systemRoot, environment };
}

type ValueReader = (path: string) => Promise<ReadonlyMap<string, string>>;

/** Texts of a key by folded name; each key is read once. */
function valueReader(registry: Pick<Registry, 'key'>): ValueReader {
  const known = new Map<string, Promise<ReadonlyMap<string, string>>>();
  const read = async (path: string): Promise<ReadonlyMap<string, string>> => {
    const texts = new Map<string, string>();
    try {
      const values = (await (await registry.key(path))?.values()) ?? [];
      for (const value of values.slice(0, maxVariables)) {
        if (value.type === 'sz' || value.type === 'expand-sz') texts.set(foldName(value.name), value.data);
      }
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
    }
    return texts;
  };
  return (path) => {
    const reading = known.get(path) ?? read(path);
    known.set(path, reading);
    return reading;
  };
}
