import { foldName, keySegments } from '../key-path.ts';

const wide = [
  'MICROSOFT',
  'CLASSES',
  'MICROSOFT\\WINDOWS',
  'MICROSOFT\\WINDOWS\\CURRENTVERSION',
  'MICROSOFT\\WINDOWS NT',
  'MICROSOFT\\WINDOWS NT\\CURRENTVERSION',
];
const broadSoftware = new Set(['', ...wide, 'WOW6432NODE', ...wide.map((key) => `WOW6432NODE\\${key}`)]);
const broadControl = new Set(['', 'CONTROL', 'ENUM']);

/**
 * True for a key whose whole subtree is never exported, because it would bring half the registry along
 * (`HKLM\SOFTWARE`, `…\Windows NT\CurrentVersion`, a user's root …): its subkeys are listed by name instead.
 */
export function isBroadKey(path: string): boolean {
  const [root, ...names] = keySegments(foldName(path));
  if (root === 'HKLM') {
    if (names.length <= 1) return true;
    if (names[0] === 'SOFTWARE') return broadSoftware.has(names.slice(1).join('\\'));
    if (names[0] === 'SYSTEM') return isControlSet(names[1]) && broadControl.has(names.slice(2).join('\\'));
    return false;
  }
  if (root !== 'HKU') return true;
  if (names.length <= 2 && (names.length < 2 || names[1] === 'SOFTWARE')) return true;
  return names[1] === 'SOFTWARE' && broadSoftware.has(names.slice(2).join('\\'));
}

/** True where even the key's own values would cost an export of a whole hive. */
export function isHiveRoot(path: string): boolean {
  const [root, ...names] = keySegments(foldName(path));
  if (names.length <= 1) return true;
  if (root === 'HKU') return names.length === 2 && names[1] === 'SOFTWARE';
  return names[0] === 'SYSTEM' && names.length === 2 && isControlSet(names[1]);
}

/** True for the two hives that hold secrets; they are never opened, live or offline. */
export function isForbiddenKey(path: string): boolean {
  const [root, hive] = keySegments(foldName(path));
  return root === 'HKLM' && (hive === 'SAM' || hive === 'SECURITY');
}

function isControlSet(name: string | undefined): boolean {
  return name !== undefined && /^(CURRENTCONTROLSET|CONTROLSET\d{3})$/.test(name);
}
