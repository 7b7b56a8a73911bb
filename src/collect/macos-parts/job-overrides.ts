import { plistAt, plistEntries, plistList } from '../../host/plist/plist-value.ts';
import type { CollectContext } from '../collector.ts';
import { readPlist } from '../read-plist.ts';
import { listDirectory } from '../reading.ts';

const folder = '/private/var/db/com.apple.xpc.launchd';
/** Before OS X 10.10. */
const oldFile = '/private/var/db/launchd.db/com.apple.launchd/overrides.plist';
const people = '/private/var/db/dslocal/nodes/Default/users';
const maxBytes = 4 * 1024 * 1024;
const maxFiles = 500;

/** Files that are read for it. */
export const overrideFiles: readonly string[] = [`${folder}/disabled*.plist`, oldFile, `${people}/*.plist`];

/** What `launchctl enable` and `disable` have decided; it counts more than what a job says of itself. */
export interface JobOverrides {
  /** Of a daemon, or of one person's agent; undefined where nothing was decided. */
  isDisabled(label: string, isAgent: boolean, user: string | undefined): boolean | undefined;
  /** Names (else numbers) of people who have an agent of the machine disabled. */
  peopleWithout(label: string): readonly string[];
}

/**
 * Reads the decisions: `disabled.plist` for daemons, `disabled.<uid>.plist` for each person's agents, both a dictionary
 * from label to whether it is disabled. Whose number it is says the directory of people, which only root may read;
 * without it agents of a person count as enabled.
 * Source: GitHub files, repositories not identified: a Rust program that writes `com.openssh.sshd` = false into
 * disabled.plist to enable it; a Go test that names disabled.<uid>.plist; osquery launchd.cpp (overrides.plist).
 */
export async function readJobOverrides(ctx: CollectContext): Promise<JobOverrides> {
  const system = new Map<string, boolean>();
  for (const [label, entry] of plistEntries(await readPlist(ctx, oldFile, maxBytes, 'residue'))) {
    const isDisabled = plistAt(entry, 'Disabled');
    if (typeof isDisabled === 'boolean') system.set(label, isDisabled);
  }
  const byUid = new Map<string, ReadonlyMap<string, boolean>>();
  for (const { name } of (await listDirectory(ctx, folder, 'residue')).slice(0, maxFiles)) {
    const uid = /^disabled(?:\.(?<uid>\d{1,10}))?\.plist$/.exec(name)?.groups;
    if (uid === undefined) continue;
    const labels = plistEntries(await readPlist(ctx, `${folder}/${name}`, maxBytes, 'residue'));
    const decided = new Map(
      labels.filter((entry): entry is readonly [string, boolean] => typeof entry[1] === 'boolean'),
    );
    if (uid['uid'] === undefined) for (const [label, isDisabled] of decided) system.set(label, isDisabled);
    else byUid.set(uid['uid'], decided);
  }
  const names = byUid.size === 0 ? new Map<string, string>() : await namesOf(ctx);
  const byUser = new Map([...byUid].map(([uid, decided]) => [names.get(uid) ?? uid, decided]));
  return {
    isDisabled(label, isAgent, user) {
      if (!isAgent) return system.get(label);
      return user === undefined ? undefined : byUser.get(user)?.get(label);
    },
    peopleWithout: (label) =>
      [...byUser].filter(([, decided]) => decided.get(label) === true).map(([name]) => name),
  };
}

/** Names of people by their number. */
async function namesOf(ctx: CollectContext): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  if (!ctx.host.privileged && ctx.host.live) return names;
  const files = (await listDirectory(ctx, people, 'residue')).filter(({ name }) =>
    /^[^_].*\.plist$/.test(name),
  );
  for (const { name } of files.slice(0, maxFiles)) {
    const person = await readPlist(ctx, `${people}/${name}`, maxBytes, 'residue');
    const uid = plistList(person, 'uid')[0];
    if (typeof uid === 'string') names.set(uid, name.slice(0, -'.plist'.length));
  }
  return names;
}
