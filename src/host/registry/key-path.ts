import { foldName as foldUnits } from './regf/key-names.ts';

const shortRoots: Readonly<Record<string, string>> = {
  HKEY_LOCAL_MACHINE: 'HKLM',
  HKEY_USERS: 'HKU',
  HKEY_CURRENT_USER: 'HKCU',
  HKEY_CLASSES_ROOT: 'HKCR',
  HKEY_CURRENT_CONFIG: 'HKCC',
};

/**
 * Folds one name of a key or value for comparison as Windows does, the same for every reader. Only for comparing, never
 * for showing.
 */
export function foldName(name: string): string {
  return isAscii(name) ? name.toUpperCase() : foldUnits(name);
}

function isAscii(name: string): boolean {
  for (let index = 0; index < name.length; index++) {
    if (name.charCodeAt(index) > 0x7f) return false;
  }
  return true;
}

/** Segments of a registry path: the root in its short form (`HKLM`), empty segments dropped, other names as written. */
export function keySegments(path: string): string[] {
  const [root = '', ...names] = path.split('\\').filter((segment) => segment !== '');
  return [shortRoots[root.toUpperCase()] ?? root.toUpperCase(), ...names];
}
