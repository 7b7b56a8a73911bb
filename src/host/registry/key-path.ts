const shortRoots: Readonly<Record<string, string>> = {
  HKEY_LOCAL_MACHINE: 'HKLM',
  HKEY_USERS: 'HKU',
  HKEY_CURRENT_USER: 'HKCU',
  HKEY_CLASSES_ROOT: 'HKCR',
  HKEY_CURRENT_CONFIG: 'HKCC',
};

/**
 * Folds one name of a key or value for comparison as Windows does: upper case, code unit by code unit, so that a fold
 * never changes the length (ß stays ß). Only for comparing, never for showing.
 */
export function foldName(name: string): string {
  const upper = name.toUpperCase();
  if (upper.length === name.length) return upper;
  let folded = '';
  for (let index = 0; index < name.length; index++) {
    const unit = name.charAt(index);
    const upperUnit = unit.toUpperCase();
    folded += upperUnit.length === 1 ? upperUnit : unit;
  }
  return folded;
}

/** Segments of a registry path: the root in its short form (`HKLM`), empty segments dropped, other names as written. */
export function keySegments(path: string): string[] {
  const [root = '', ...names] = path.split('\\').filter((segment) => segment !== '');
  return [shortRoots[root.toUpperCase()] ?? root.toUpperCase(), ...names];
}
