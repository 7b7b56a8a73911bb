import { foldName } from './identity.ts';
import type { Note } from './links.ts';
import { liveHosts } from './live-hosts.ts';
import type { Observation } from './observation.ts';
import { type RolledHost, type RollOptions, rollHost } from './roll-host.ts';
import type { Reimaged } from './view.ts';

/** What became of the observations of one key. */
export interface RolledGroup {
  readonly hosts: readonly RolledHost[];
  /** Installations that another one on the same hardware replaced; they count as hosts no more. */
  readonly replaced: readonly { readonly host: RolledHost; readonly at: number; readonly entry: Reimaged }[];
  /** Observations that were there already. */
  readonly duplicates: number;
}

/**
 * Rolls up all observations of one key: as one host, or, where an installation id is shared, as its live hosts. The
 * result is the same in whatever order they come.
 */
export function rollGroup(
  key: string,
  all: readonly Observation[],
  notes: readonly Note[],
  options: RollOptions,
): RolledGroup {
  const observations = [...new Map(all.map((each) => [each.digest, each])).values()].sort((a, b) =>
    a.digest < b.digest ? -1 : 1,
  );
  const parts = key.startsWith('id:') ? liveHosts(observations) : [observations];
  const used = new Map<string, number>();
  const rolled = parts.flatMap((part) => {
    const [first, ...rest] = part;
    if (first === undefined) return [];
    const own = parts.length === 1 ? key : numbered(`${key}#${partName(part)}`, used);
    return [rollHost(own, [first, ...rest], options)];
  });
  const live = rolled.filter(({ row }) => row.state !== 'unknown').length;
  const hosts: RolledHost[] = [];
  const replaced: { host: RolledHost; at: number; entry: Reimaged }[] = [];
  for (const host of rolled) {
    const successor = successorOf(host, notes);
    if (successor === undefined)
      hosts.push(noted(host, notes, rolled.length > 1 && live > 1 ? live : undefined));
    else {
      const { client = '', site = '', lastSeen } = host.row;
      replaced.push({
        host,
        at: successor.at,
        entry: {
          key: host.row.key,
          host: host.row.host,
          client,
          site,
          hadFindings: host.hadFindings,
          ...(lastSeen !== undefined && { lastSeen }),
          replacedBy: successor.by,
          replacedByHost: successor.byHost,
        },
      });
    }
  }
  return { hosts, replaced, duplicates: all.length - observations.length };
}

function partName(part: readonly Observation[]): string {
  const names = part.flatMap(({ hostname, hardwareId }) => hostname ?? hardwareId ?? []).map(foldName);
  return names.sort()[0] ?? 'unnamed';
}

/** Two live hosts of one id and one name on different hardware still are two. */
function numbered(key: string, used: Map<string, number>): string {
  const count = (used.get(key) ?? 0) + 1;
  used.set(key, count);
  return count === 1 ? key : `${key}#${count}`;
}

function hardwareOf({ latest }: RolledHost): string | undefined {
  return latest.hardwareId;
}

function successorOf(
  host: RolledHost,
  notes: readonly Note[],
): Extract<Note, { kind: 'replaced' }> | undefined {
  const lastAt = host.times.at(-1);
  for (const note of notes) {
    if (note.kind !== 'replaced' || note.hardwareId !== hardwareOf(host)) continue;
    if (lastAt !== undefined && lastAt < note.at) return note;
  }
  return undefined;
}

function noted(host: RolledHost, notes: readonly Note[], clone: number | undefined): RolledHost {
  let { row } = host;
  if (clone !== undefined && row.state !== 'unknown') row = { ...row, clone };
  for (const note of notes) {
    if (note.kind === 'reimaged-from' && note.hardwareId === hardwareOf(host))
      row = { ...row, reimagedFrom: note.keys };
  }
  const sameName = notes.find((note) => note.kind === 'same-name');
  if (sameName?.kind === 'same-name' && row.reimagedFrom === undefined)
    row = { ...row, sameName: sameName.others };
  return row === host.row ? host : { ...host, row };
}
