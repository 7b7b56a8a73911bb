import { anySlot, type Slot } from '../../match/prefilter/skeleton.ts';
import { place } from './osquery-outcome.ts';
import type { ColumnSlot } from './osquery-rows.ts';

const word: Slot = { ...anySlot, how: 'word' };
const told: Slot = { ...anySlot, fill: 'trims' };

/** How the texts and numbers of a result of osquery are treated, by the path of their keys. `column` treats those of a row. */
export function osquerySlot(path: readonly string[], column: ColumnSlot | undefined): Slot | undefined {
  const [key = '', inner = ''] = path;
  // An empty text stands for an empty list; anything else that is no list of rows has no outcome.
  if (key === 'diffResults') return isRows(path) ? told : undefined;
  if (key === 'snapshot') return undefined;
  if (path.length === 1) {
    if (key === 'name' || key === 'action') return word;
    if (key === 'hostIdentifier') return { ...told, keep: place.identifier };
    if (key === 'unixTime') return { ...told, keep: place.time };
  }
  if (key === 'columns') return column?.(inner);
  if (key === 'decorations' && path.length === 2) {
    if (inner === 'hostname') return { ...told, keep: place.hostname };
    if (inner === 'computer_name') return { ...told, keep: place.computer };
  }
  return anySlot;
}

/** Whether the list under a key holds rows. */
export function isRows([key, inner, ...more]: readonly string[]): boolean {
  if (more.length > 0) return false;
  return inner === undefined
    ? key === 'snapshot'
    : key === 'diffResults' && (inner === 'added' || inner === 'removed');
}
