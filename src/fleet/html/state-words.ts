import type { FleetState } from '../host-row.ts';

/** How each state of a host is called, what it means in one sentence, and how it is painted. */
export const stateWords: Readonly<
  Record<FleetState, { readonly name: string; readonly meaning: string; readonly tone: string }>
> = {
  affected: {
    name: 'Affected',
    meaning: 'the latest report has a finding',
    tone: 'bad',
  },
  unproven: {
    name: 'Unproven',
    meaning: 'an earlier report has a finding, and the latest is not complete enough to say that it is gone',
    tone: 'warn',
  },
  unknown: {
    name: 'Unknown',
    meaning: 'not seen lately, or its reports state no time that can be believed',
    tone: 'dark',
  },
  incomplete: {
    name: 'Incomplete',
    meaning: 'nothing was found, and nothing proves that nothing is there',
    tone: 'info',
  },
  cleared: {
    name: 'Cleared',
    meaning: 'a finding is gone, as a later complete scan of the same installation says',
    tone: 'good',
  },
  clean: {
    name: 'Clean',
    meaning: 'complete scans, never a finding',
    tone: 'pale',
  },
};
