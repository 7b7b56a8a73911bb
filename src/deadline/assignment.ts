import { isGlob } from '../model/glob.ts';
import { type Labels, labels } from '../model/labels.ts';
import { AssignmentIndex } from './assignment-index.ts';
import type { RequestedAudience } from './audiences.ts';

/** What is known of a host before anything is assigned to it. */
export interface AssignableHost {
  readonly host?: string | undefined;
  readonly client?: string | undefined;
  readonly site?: string | undefined;
  /** Its name in the report; the same as `host`, unless several hosts have that name. */
  readonly shownAs?: string | undefined;
}

/** What a row of the operator's file says of a host. */
export interface AssignedHost {
  /** Empty for `none` (presence alone, on purpose); undefined where the row names none, so that the host stays unassigned. */
  readonly audiences: readonly RequestedAudience[] | undefined;
  /** What the row adds to the labels that the host states itself. */
  readonly labels: Labels;
}

/** Which host is judged for whom, and what it belongs to. */
export interface Assignment {
  /** Undefined where nothing is said of the host. */
  of(host: AssignableHost): AssignedHost | undefined;
}

/** One row of an assignment file. Client, site and host may hold `*` and `?`; what is empty is undefined. */
export interface AssignmentRow {
  /** Number of its line in the file, from 1. */
  readonly line: number;
  readonly client?: string | undefined;
  readonly site?: string | undefined;
  readonly host?: string | undefined;
  readonly audiences: readonly RequestedAudience[] | undefined;
  readonly tags: readonly string[];
}

/**
 * Rows as an assignment. The first row that fits decides, in the order of the file. A row fits where its host fits the
 * host's name (an empty one and `*` fit every host) and its client and site fit what the host states. Of a host that
 * states none, a plain client or site is assigned by a row that says which hosts it means; a row for every host has to
 * find it stated, or one client's row would take all others too. Letters count alike in upper and lower case. What a
 * host states is never changed.
 */
export function compileAssignment(rows: readonly AssignmentRow[]): Assignment {
  const index = new AssignmentIndex(rows);
  return {
    of(host) {
      const row = index.first(host);
      if (row === undefined) return undefined;
      return {
        audiences: row.audiences,
        labels: labels({
          client: host.client ?? plain(row.client),
          site: host.site ?? plain(row.site),
          tags: row.tags,
        }),
      };
    },
  };
}

/** What a text that may be a pattern assigns: nothing where it is one. */
function plain(text: string | undefined): string | undefined {
  return text === undefined || isGlob(text) ? undefined : text;
}
