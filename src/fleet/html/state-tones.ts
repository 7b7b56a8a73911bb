import type { FleetState } from '../host-row.ts';

/** How each state of a host is painted. */
export const stateTones: Readonly<Record<FleetState, string>> = {
  affected: 'bad',
  unproven: 'warn',
  unknown: 'dark',
  incomplete: 'info',
  cleared: 'good',
  clean: 'pale',
};
