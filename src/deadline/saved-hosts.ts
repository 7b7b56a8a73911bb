import type { HostState } from '../model/host-state.ts';
import type { SavedReport } from '../model/saved-report.ts';
import { type AboutHosts, unnamedHost } from './about-hosts.ts';

/** The hosts of the report; a single one of an inventory only where something is said of it that is not said of all. */
export function savedHosts(saved: SavedReport, about: AboutHosts): readonly HostState[] | undefined {
  const [finding] = saved.findings;
  if (saved.hosts !== undefined || finding === undefined) return saved.hosts;
  const { host } = finding;
  if (!about.hasOwn(host) || saved.findings.some((each) => each.host !== host)) return undefined;
  const { role, readiness, encryption, databases, managedBy, rebootPending } = saved;
  const state = { readiness, encryption, databases, ...(managedBy !== undefined && { managedBy }) };
  return [
    {
      ...(host !== undefined && { host }),
      ...(role !== undefined && { role }),
      ...state,
      ...(rebootPending !== undefined && { rebootPending }),
    },
  ];
}

/** Every host that the saved report names. */
export function knownHosts({
  target,
  findings,
  notes,
  hosts,
  coverage,
  inventories,
  unassigned,
}: SavedReport): Set<string | undefined> {
  const known = new Set<string | undefined>();
  for (const { host } of [...findings, ...notes, ...(hosts ?? []), ...(inventories ?? [])]) known.add(host);
  for (const { host } of coverage) if (host !== undefined) known.add(host);
  if (target.type !== 'inventory' && known.size === 0) known.add(target.hostname);
  const names = target.type === 'inventory' ? (unassigned ?? []) : [];
  for (const name of names) if (name !== unnamedHost) known.add(name);
  return known;
}
