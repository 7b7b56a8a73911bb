import type { Audience } from '../model/regime.ts';
import type { Report } from '../model/report.ts';
import { unnamedHost } from './about-hosts.ts';
import type { Assignment } from './assignment.ts';
import { noAudience, type RequestedAudience, resolveAudiences } from './audiences.ts';

/**
 * What a saved report that was made with an assignment says of its hosts; undefined for any other, and where it names an
 * audience that the rules no longer know.
 */
export function savedAssignment(
  saved: Pick<Report, 'audiences' | 'unassigned' | 'hosts' | 'target'>,
  audiences: readonly Audience[],
): Assignment | undefined {
  if (saved.unassigned === undefined) return undefined;
  const known = new Set(audiences.map(({ audience }) => audience));
  const all = [saved.audiences, ...(saved.hosts ?? []).map((state) => state.audiences ?? [])];
  if (!all.flat().every((id) => known.has(id))) return undefined;
  const resolved = (ids: readonly string[]): RequestedAudience[] =>
    resolveAudiences(ids.length === 0 ? [noAudience] : ids, audiences);
  const unassigned = new Set(saved.unassigned);
  const byHost = new Map((saved.hosts ?? []).map((state) => [state.host, resolved(state.audiences ?? [])]));
  const own = resolved(saved.audiences);
  const { hostname, path, image } = saved.target;
  return {
    of({ host: ownName, shownAs: host = ownName }) {
      if (
        unassigned.has(host ?? hostname ?? path ?? image ?? unnamedHost) ||
        (host === undefined && unassigned.has(unnamedHost))
      )
        return undefined;
      const isTarget = saved.target.type !== 'inventory' && (host === undefined || host === hostname);
      return { audiences: byHost.get(host) ?? (isTarget ? own : []), labels: {} };
    },
  };
}
