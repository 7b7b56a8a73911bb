import { statuses } from '../model/vocabulary.ts';
import type { Observation } from './observation.ts';
import type { ProductHistory } from './product-history.ts';
import { isMadeWith } from './proof.ts';

/** Why the latest report does not prove what it does not have; undefined where it does. */
export function whyIncomplete(
  products: readonly ProductHistory[],
  latest: Observation,
  judgedBy: readonly string[],
): string | undefined {
  if (!latest.whole) return whyNotWhole(latest);
  if (!isMadeWith(latest, judgedBy))
    return 'The scan was made without the rules by which this fleet is judged.';
  const open = products.find(({ state, doubt }) => state === 'cleared' && doubt !== undefined);
  return open === undefined ? undefined : `Cleared earlier, but not proven since: ${open.doubt}.`;
}

function whyNotWhole({ interrupted, gaps, type, someGaps }: Observation): string {
  if (interrupted) return 'The scan was interrupted.';
  const [gap] = someGaps;
  if (gaps > 0 && gap !== undefined) {
    const more = gaps > 1 ? ` and ${gaps - 1} more` : '';
    return `Not everything was looked at: ${gap.collector} (${gap.reason})${more}.`;
  }
  if (gaps > 0) return 'Not everything was looked at.';
  return type === 'inventory'
    ? 'An inventory that somebody else collected shows only part of a host.'
    : 'Sources were left out.';
}

/**
 * The worst that gaps of the latest reports (several where they are of one instant) could hide; undefined where gaps are
 * not all that they leave open, and where they leave nothing open.
 */
export function couldHideOf(
  products: readonly ProductHistory[],
  latest: readonly Observation[],
  judgedBy: readonly string[],
): Observation['couldHide'] {
  const says = ({ couldHide, gaps, looked, packs, someGaps }: Observation): Observation['couldHide'] => {
    if (!isMadeWith({ packs }, judgedBy)) return undefined;
    const withoutGaps = { packs, looked: [...looked, ...someGaps.map(({ collector }) => collector)] };
    const isElseDoubted = products.some(
      ({ state, needed }) =>
        state === 'cleared' && (someGaps.length < gaps || needed.doubt(withoutGaps) !== undefined),
    );
    return isElseDoubted ? undefined : couldHide;
  };
  if (latest.some(({ whole }) => whole)) return undefined;
  const hidden = latest.map(says);
  return hidden.includes(undefined) ? undefined : statuses.find((status) => hidden.includes(status));
}
