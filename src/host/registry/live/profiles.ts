import { foldName } from '../key-path.ts';
import type { RegistryKey, RegistryUser, RegistryValue } from '../registry.ts';

/** Key that lists every profile of the machine. */
export const profileListPath = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList';

/** Stands for the profile that new users are copied from; no SID, so that it is never taken for a person. */
export const templateSid = 'Default';

/**
 * Every profile that `ProfileList` names, in stored order, and the template for new users last. Where Windows could not
 * load a profile it keeps its entry as `<SID>.bak` and gives the user a temporary one; that entry is a profile of its own
 * where it has a folder of its own.
 * Source: https://windowsexplored.com/2013/02/07/temp-profiles-vs-username-domain-profiles/
 */
export async function readProfiles(
  profileList: RegistryKey | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<RegistryUser[]> {
  if (profileList === undefined) return [];
  const users: RegistryUser[] = [];
  for (const key of await profileList.subkeys()) {
    const path = textOf(await key.values(), 'ProfileImagePath');
    const found = user(key.name, path === undefined ? undefined : expand(path, environment));
    const isKnown = users.some(({ profilePath }) => isSameFolder(profilePath, found.profilePath));
    if (!(/\.bak$/i.test(key.name) && isKnown)) users.push(found);
  }
  const template = textOf(await profileList.values(), 'Default');
  if (template !== undefined) users.push(user(templateSid, expand(template, environment)));
  return users;
}

/** True for the name of a user's part below `HKU`; `_Classes` parts belong to their users. */
export function isUserKey(name: string): boolean {
  return /^(S-1-[\d-]+|\.DEFAULT)$/i.test(name);
}

function user(sid: string, profilePath: string | undefined): RegistryUser {
  const name = profilePath?.split(/[\\/]/).filter(Boolean).at(-1);
  return { sid, name, profilePath };
}

function isSameFolder(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && foldName(one) === foldName(other);
}

function textOf(values: readonly RegistryValue[], name: string): string | undefined {
  const value = values.find((each) => foldName(each.name) === foldName(name));
  return value?.type === 'sz' || value?.type === 'expand-sz' ? value.data : undefined;
}

/** `%SystemDrive%\Users\x` to `C:\Users\x`; an unknown variable stays as it is. */
function expand(path: string, environment: Readonly<Record<string, string | undefined>>): string {
  const upper = new Map(Object.entries(environment).map(([name, value]) => [name.toUpperCase(), value]));
  return path.replace(/%([^%]+)%/g, (whole, name: string) => upper.get(name.toUpperCase()) ?? whole);
}
