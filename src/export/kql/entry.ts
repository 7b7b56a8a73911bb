import type { Signature } from '../../model/signature.ts';
import type { Platform } from '../../model/vocabulary.ts';
import type { ProductSignature } from '../product-signatures.ts';
import { type Condition, conditionOf } from './condition.ts';
import { needsAnother, type OtherItem, otherItem } from './other-items.ts';
import type { Portal, Table } from './table.ts';

/** One signature as a test of one table's rows. */
export interface Entry {
  readonly id: string;
  readonly signature: Signature;
  readonly table: Table;
  readonly platform: Platform;
  readonly test: string;
  readonly others: readonly OtherItem[];
}

/** Said of a guard by another item that is not asked for. */
export const unaskedCondition = 'in part: a condition on another item of the host is not looked at';
const caseOfLetters = 'in part: letters beyond ASCII are compared in their usual case alone';

/** An entry, or why the table cannot have one. What the entry does not look at is added to `reasons`. */
export function entryOf(
  { id, signature }: ProductSignature,
  table: Table,
  platform: Platform,
  portal: Portal,
  reasons: Set<string>,
): Entry | string {
  const tests: string[] = [];
  const others: OtherItem[] = [];
  const wanted = [
    signature.when,
    ...(signature.beside ?? []).flatMap(({ same }) => (same === undefined ? [] : [same])),
  ];
  for (const when of wanted) {
    const condition = conditionOf(when, table, portal);
    const fault = faultOf(condition);
    if (fault !== undefined) return fault;
    if ('text' in condition) tests.push(condition.text);
  }
  for (const { host } of signature.beside ?? []) {
    if (host === undefined) continue;
    const other = otherItem(host, true, platform, portal);
    if (other === undefined) return needsAnother;
    others.push(other);
  }
  for (const { same, host } of signature.unless ?? []) {
    if (same !== undefined) {
      const guard = conditionOf(same, table, portal, true);
      if ('always' in guard) return 'its guard always holds in such a table';
      if ('text' in guard) tests.push(guard.text);
      else reasons.add(blindGuard(guard));
    }
    if (host === undefined) continue;
    const other = otherItem(host, false, platform, portal);
    if (other === undefined) reasons.add(unaskedCondition);
    else others.push(other);
  }
  const test = joinTests(tests);
  if (!portal.others && /[^\x20-\x7e]/.test(test)) reasons.add(caseOfLetters);
  return { id, signature, table, platform, test, others };
}

function faultOf(condition: Condition): string | undefined {
  if ('never' in condition) return condition.never;
  return 'lacks' in condition ? condition.lacks : undefined;
}

/** A field that the table does not show is absent, so the guard never holds. */
function blindGuard(guard: Extract<Condition, { never: string } | { lacks: string }>): string {
  return 'lacks' in guard
    ? `in part: a guard is not looked at, ${guard.lacks}`
    : `in part: a guard never holds, ${guard.never}`;
}

function joinTests(tests: readonly string[]): string {
  return tests.length === 0 ? 'true' : tests.map(withoutBrackets(tests.length)).join(' and ');
}

/** Brackets around the whole of a single test say nothing. */
function withoutBrackets(count: number): (test: string) => string {
  return (test) => (count === 1 && test.startsWith('(') && closesAtEnd(test) ? test.slice(1, -1) : test);
}

function closesAtEnd(test: string): boolean {
  let depth = 0;
  let quote = '';
  for (let index = 0; index < test.length; index++) {
    const char = test.charAt(index);
    if (quote !== '') {
      if (char === '\\') index++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return index === test.length - 1;
  }
  return false;
}
