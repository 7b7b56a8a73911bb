import { confidences, statuses } from '../model/vocabulary.ts';
import { fleetStates, type HostRow } from './host-row.ts';
import { deadlineKey } from './worst-deadline.ts';

/**
 * A text by which hosts sort worst first: what they count as, their deadline, the worst status, then client, site and
 * name. Compared by code unit; no two hosts of a fleet have the same.
 */
export function sortKey(row: HostRow): string {
  const { state, lastState, status, deadline, products, client = '', site = '', host, key } = row;
  const sure = products.some(
    ({ confidence, state: each }) => each === 'present' && confidence === 'confirmed',
  );
  return [
    fleetStates.indexOf(state),
    lastState === undefined ? 9 : fleetStates.indexOf(lastState),
    deadlineKey(deadline),
    status === undefined ? 9 : statuses.indexOf(status),
    sure ? 0 : confidences.length,
    client,
    site,
    host.toLowerCase(),
    key,
  ].join('\u0001');
}
