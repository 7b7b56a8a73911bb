import { type Status, statuses } from '../model/vocabulary.ts';
import { type FleetState, fleetStates, type HostRow } from './host-row.ts';

/** How many hosts count as what. */
export interface Counts {
  hosts: number;
  readonly byState: Record<FleetState, number>;
  /** Affected and unproven hosts by the worst status of their products. */
  readonly byStatus: Record<Status, number>;
}

/** Counts of nothing yet. */
export function noCounts(): Counts {
  return {
    hosts: 0,
    byState: { affected: 0, unproven: 0, unknown: 0, incomplete: 0, cleared: 0, clean: 0 },
    byStatus: { active: 0, installed: 0, residue: 0 },
  };
}

/** Counts one host. */
export function countHost(counts: Counts, { state, status }: HostRow): void {
  counts.hosts++;
  counts.byState[state]++;
  if (status !== undefined && (state === 'affected' || state === 'unproven')) counts.byStatus[status]++;
}

/** A text that sorts worse counts first: hosts with findings, then by state, then by size. */
export function countsKey({ byStatus, byState }: Counts): string {
  const number = (value: number): string => String(1e12 - value).padStart(13, '0');
  return [...statuses.map((status) => byStatus[status]), ...fleetStates.map((state) => byState[state])]
    .map(number)
    .join(' ');
}
