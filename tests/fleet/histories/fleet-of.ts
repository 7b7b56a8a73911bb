import { feed } from '../../../src/cli/fleet/feed.ts';
import { FleetPipeline } from '../../../src/cli/fleet/fleet-pipeline.ts';
import { hashText } from '../../../src/cli/fleet/hash-text.ts';
import { SpillFolder } from '../../../src/cli/fleet/spill.ts';
import type { Accept } from '../../../src/deadline/accept.ts';
import { Acceptances } from '../../../src/fleet/acceptances.ts';
import type { HostRow } from '../../../src/fleet/host-row.ts';
import type { Observation, ObservedProduct } from '../../../src/fleet/observation.ts';
import type { Rolled } from '../../../src/fleet/roll-up.ts';
import { Servers } from '../../../src/fleet/servers.ts';
import type { Status } from '../../../src/model/vocabulary.ts';

/** The day on which the tests stand: 22 November 2026, noon UTC. */
export const now = Date.UTC(2026, 10, 22, 12);

const looked = ['processes', 'services', 'uninstall-keys', 'windows-markers'];

/** One report of one host, in a few words. */
export interface Told {
  /** Day of November 2026 (0 is 31 October), at noon; null for no time. */
  readonly day: number | null;
  readonly name?: string | undefined;
  readonly id?: string | undefined;
  readonly hardware?: string;
  readonly found?: readonly string[];
  readonly tags?: readonly string[];
  readonly client?: string;
  /** The folder or image that was scanned, where it was no running host. */
  readonly place?: string;
  /** `inventory`: somebody else's; `gap`: a scan with a gap; `offline`: without running programs; `cut`: interrupted; `part`: sources left out. */
  readonly how?: 'scan' | 'inventory' | 'gap' | 'offline' | 'cut' | 'part';
  /** The worst that the gap could hide, where it is not `installed`. */
  readonly hides?: Status;
  readonly rules?: string;
  /** Id of the pack, where it is not the one by which the fleet is judged; empty for none. */
  readonly pack?: string;
  readonly sha256?: string;
  readonly date?: string;
  readonly servers?: readonly string[];
  /** Last day on which the report itself accepts what it found. */
  readonly accepted?: string;
  readonly readiness?: Observation['readiness'];
  readonly encryption?: Observation['encryption'];
  /** Tells two reports of one instant apart. */
  readonly os?: string;
}

/** The observation that such a report leaves. */
export function observation(told: Told): Observation {
  const { day, name, id, hardware, found = [], tags, client, how = 'scan', rules = '2026.11.1' } = told;
  const { hides = 'installed' } = told;
  const kept: Omit<Observation, 'digest'> = {
    v: 1,
    at: day === null ? null : Date.UTC(2026, 10, day, 12),
    type: how === 'inventory' ? 'inventory' : told.place === undefined ? 'host' : 'root',
    ...(name !== undefined && { hostname: name }),
    ...(id !== undefined && { id }),
    ...(hardware !== undefined && { hardwareId: hardware }),
    ...(told.place !== undefined && { place: told.place }),
    platform: 'windows',
    ...(told.os !== undefined && { os: told.os }),
    ...(client !== undefined && { client }),
    ...(tags !== undefined && { tags }),
    ...imageIn(tags),
    whole: how === 'scan' || how === 'offline',
    interrupted: how === 'cut',
    looked: lookedWith(how),
    gaps: how === 'gap' ? 1 : 0,
    ...(how === 'gap' && { couldHide: hides }),
    someGaps:
      how === 'gap'
        ? [
            {
              collector: 'services',
              reason: 'permission-denied',
              source: 'HKLM',
              message: 'no right',
              couldHide: hides,
            },
          ]
        : [],
    products: [...found].sort().map((each) => product(each, told.accepted)),
    servers: told.servers ?? [],
    readiness: told.readiness ?? 'expected',
    encryption: told.encryption ?? 'not-installed',
    packs: packsOf(told, rules),
  };
  return { ...kept, digest: hashText(JSON.stringify(kept)) };
}

/** Collectors that ended without a gap. */
function lookedWith(how: Told['how']): string[] {
  if (how === 'inventory') return ['osquery'];
  if (how === 'offline') return looked.slice(1);
  return how === 'gap' ? looked.filter((collector) => collector !== 'services') : looked;
}

function packsOf({ pack = 'pack', date, sha256 = '0' }: Told, version: string): Observation['packs'] {
  if (pack === '') return [];
  return [{ id: pack, version, ...(date !== undefined && { date }), sha256: sha256.repeat(64) }];
}

function imageIn(tags: readonly string[] = []): { image?: string } {
  const tag = tags.find((each) => each.startsWith('image='));
  return tag === undefined ? {} : { image: tag.slice(6) };
}

/** `kes` is installed; `kes!` runs; `kes?` is left over. */
function product(word: string, acceptedUntil: string | undefined): ObservedProduct {
  const id = word.replace(/[!?]$/, '');
  const status = word.endsWith('!') ? 'active' : word.endsWith('?') ? 'residue' : 'installed';
  return {
    id,
    name: id.toUpperCase(),
    vendor: 'AO Kaspersky Lab',
    class: 'endpoint-protection',
    platforms: ['windows'],
    capabilities: ['signature-updates'],
    status,
    confidence: 'confirmed',
    ...(acceptedUntil !== undefined && { acceptedUntil }),
  };
}

/** What became of a fleet. */
export interface Fleet {
  readonly rolled: Rolled;
  readonly rows: readonly HostRow[];
  readonly counts: { readonly later: number; readonly undated: number };
}

/** Rolls up reports through temporary files, as the command does; hosts that are not seen for 30 days are unknown. */
export function fleetOf(
  reports: readonly Told[],
  asOf = now,
  failOn: Status = 'residue',
  accepts: readonly Accept[] = [],
): Fleet {
  const folder = new SpillFolder();
  try {
    const servers = new Servers();
    const pipeline = new FleetPipeline(folder);
    const letIn = feed({ asOf, now, assignment: undefined, servers, add: (each) => pipeline.add(each) });
    for (const told of reports) letIn.take(observation(told));
    const { rolled, rows } = pipeline.finish({
      roll: {
        seenBy: Math.min(asOf, now),
        unknownAfterDays: 30,
        dateProducts: () => [],
        acceptances: new Acceptances(accepts, asOf),
        packs: ['pack'],
        audiencesOf: () => ({ audiences: [], assigned: true }),
      },
      gate: { failOn: { status: failOn }, failOnDeadline: undefined },
      servers,
      expected: undefined,
      keepRows: true,
      onTooMany: () => undefined,
    });
    return { rolled, rows: [...rows()].map((row): HostRow => JSON.parse(row)), counts: letIn.counts };
  } finally {
    folder.remove();
  }
}

/** A host in one line: `A affected kes:installed(came-back) re-imaged-from id:1`. */
export function line(row: HostRow): string {
  const products = row.products.map(
    ({ id, status, state, change }) =>
      `${id}:${state === 'present' ? status : state}${change === undefined ? '' : `(${change})`}`,
  );
  return [
    row.host === '' ? row.key : row.host,
    row.lastState === undefined ? row.state : `${row.state}(${row.lastState})`,
    ...products,
    row.clone === undefined ? '' : `clone=${row.clone}`,
    row.formerNames === undefined ? '' : `was=${row.formerNames.join()}`,
    row.reimagedFrom === undefined ? '' : `after=${row.reimagedFrom.join()}`,
    row.instances === undefined ? '' : Object.values(row.instances).join('/'),
  ]
    .filter((part) => part !== '')
    .join(' ');
}
