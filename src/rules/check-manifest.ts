import type { RuleFault } from '../errors.ts';
import { isCalendarDay } from '../model/calendar.ts';
import type { LocatedDocument } from './document.ts';
import { faultAt } from './fault-at.ts';
import { quote } from './words.ts';

/** Checks the document that names a pack. */
export function checkManifest(document: LocatedDocument & { readonly kind: 'pack' }): RuleFault[] {
  const { date } = document.value;
  return isCalendarDay(date) ? [] : [faultAt(document, ['date'], quote(date), 'a day that exists')];
}
