import type { Assignment } from '../../deadline/assignment.ts';
import { imageOf } from '../../fleet/image-tag.ts';
import type { Observation } from '../../fleet/observation.ts';
import type { Servers } from '../../fleet/servers.ts';
import { mergeLabels } from '../../model/labels.ts';

const msPerDay = 86_400_000;
/** The instant of now is a whole second. */
const msPerSecond = 1_000;

/** By what observations are let in. */
export interface FeedOptions {
  readonly asOf: number;
  /** The clock, ms since 1970 UTC. */
  readonly now: number;
  readonly assignment: Assignment | undefined;
  readonly servers: Servers;
  readonly add: (observation: Observation) => void;
}

/** How many observations were let in how. */
export interface FeedCounts {
  /** Those that are left out are among them. */
  all: number;
  later: number;
  undated: number;
}

/**
 * Lets observations in: those later than the as-of instant are left out; a time that is more than a day ahead of the
 * clock counts as none; `--assign` adds its labels and audiences (none at all where it does not name the host).
 */
export function feed(options: FeedOptions): {
  readonly take: (each: Observation) => void;
  readonly takeAll: (all: Iterable<Observation>) => void;
  readonly counts: FeedCounts;
} {
  const { asOf, now, assignment, servers, add } = options;
  const counts: FeedCounts = { all: 0, later: 0, undated: 0 };
  // A clock may be a little ahead.
  const latest = asOf > now - msPerSecond ? now + msPerDay : asOf;
  const take = (given: Observation): void => {
    counts.all++;
    const at = given.at !== null && given.at > now + msPerDay ? null : given.at;
    if (at === null) counts.undated++;
    else if (at > latest) {
      counts.later++;
      return;
    }
    const dated = at === given.at ? given : { ...given, at };
    const observation = assignment === undefined ? dated : assigned(dated, assignment);
    const { hostname: host = '', client } = observation;
    for (const server of observation.servers) servers.named(server, { host, client });
    add(observation);
  };
  const takeAll = (all: Iterable<Observation>): void => {
    for (const each of all) take(each);
  };
  return { take, takeAll, counts };
}

function assigned(observation: Observation, assignment: Assignment): Observation {
  const { hostname, client, site, audiences: _reported, image: _image, ...rest } = observation;
  const row = assignment.of({ host: hostname, client, site });
  const labels = mergeLabels({ client, site, tags: observation.tags }, row?.labels);
  const image = imageOf(labels);
  return {
    ...rest,
    ...(hostname !== undefined && { hostname }),
    ...labels,
    ...(image !== undefined && { image }),
    ...(row?.audiences !== undefined && { audiences: row.audiences.map(({ id }) => id) }),
  };
}
