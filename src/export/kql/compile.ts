import type { RulePack } from '../../model/rule-pack.ts';
import type { Clause, Signature } from '../../model/signature.ts';
import type { ItemKind, Platform } from '../../model/vocabulary.ts';
import type { NotExpressed } from '../exported.ts';
import { type Condition, conditionOf } from './condition.ts';
import type { Portal, Table } from './table.ts';

/** One signature as a test of one table's rows. */
export interface Entry {
  readonly id: string;
  readonly signature: Signature;
  readonly table: Table;
  readonly platform: Platform;
  readonly test: string;
  /** Queries that give the devices of which another item must (or must not) be known; `DeviceId in (…)`. */
  readonly others: readonly { readonly query: string; readonly isWanted: boolean }[];
}

/** What a portal's tables can express of a pack, in the order of the pack. */
export interface Compiled {
  readonly entries: readonly Entry[];
  readonly notExpressed: readonly NotExpressed[];
}

/** Compiles every signature of the products for the platforms of a portal. */
export function compileFor(portal: Portal, pack: RulePack, platforms: readonly Platform[]): Compiled {
  const entries: Entry[] = [];
  const notExpressed: NotExpressed[] = [];
  for (const product of pack.products) {
    for (const signature of product.signatures) {
      const id = `${product.product}/${signature.id}`;
      const own = (signature.platforms ?? product.platforms).filter((platform) =>
        platforms.includes(platform),
      );
      if (own.length === 0) continue;
      const reasons = new Set<string>();
      const before = entries.length;
      const silent = silentReason(signature, portal);
      if (silent === undefined) {
        for (const platform of own) entries.push(...entriesOf(id, signature, platform, portal, reasons));
      } else reasons.add(silent);
      if (entries.length === before && reasons.size > 1) reasons.delete(noCondition);
      for (const why of reasons) notExpressed.push({ signature: id, why });
    }
  }
  return { entries, notExpressed };
}

const caseOfLetters = 'in part: letters beyond ASCII are compared in their usual case alone';
const noCondition = 'in part: a condition on another item of the host is not looked at';

/** Why a signature makes no row of its own in any query. */
function silentReason({ proves, confidence }: Signature, { others }: Portal): string | undefined {
  if (proves === 'note') return 'it makes a note, which never counts; only findings are looked for';
  if (proves === 'sign') return 'it is a sign of another product and makes no finding by itself';
  if (proves === 'nothing') return 'it proves nothing by itself';
  if (confidence === 'weak' && !others)
    return 'a weak sign counts only beside another, which one query cannot tell';
  return undefined;
}

function entriesOf(
  id: string,
  signature: Signature,
  platform: Platform,
  portal: Portal,
  reasons: Set<string>,
): Entry[] {
  const kinds = typeof signature.kind === 'string' ? [signature.kind] : signature.kind;
  const entries: Entry[] = [];
  const blind: string[] = [];
  for (const kind of kinds) {
    const tables = tablesOf(portal, [kind], platform);
    if (tables.length === 0) blind.push(noTable(portal, kind));
    const causes: string[] = [];
    let isSeen = false;
    for (const table of tables) {
      const made = entryOf(id, signature, table, platform, portal, reasons);
      if (typeof made === 'string') {
        causes.push(made);
        continue;
      }
      isSeen = true;
      const partly = table.partly?.[kind];
      if (partly !== undefined) reasons.add(`in part: ${partly}`);
      // Services and drivers share a table; one entry is enough.
      if (!entries.some((entry) => entry.table === table)) entries.push(made);
    }
    if (!isSeen) blind.push(...causes);
  }
  for (const cause of blind) reasons.add(entries.length === 0 ? cause : `in part: ${cause}`);
  return entries;
}

/** An entry, or why the table cannot have one. */
function entryOf(
  id: string,
  signature: Signature,
  table: Table,
  platform: Platform,
  portal: Portal,
  reasons: Set<string>,
): Entry | string {
  const tests: string[] = [];
  const add = (condition: Condition): string | undefined => {
    if ('text' in condition) tests.push(condition.text);
    return 'never' in condition ? condition.never : 'lacks' in condition ? condition.lacks : undefined;
  };
  const fault = add(conditionOf(signature.when, table, portal));
  if (fault !== undefined) return fault;
  const others: { query: string; isWanted: boolean }[] = [];
  for (const clause of signature.beside ?? []) {
    const missing = clause.same
      ? add(conditionOf(clause.same, table, portal))
      : addOther(clause, platform, portal, true, others);
    if (missing !== undefined) return missing;
  }
  for (const clause of signature.unless ?? []) {
    if (clause.same === undefined) {
      const missing = addOther(clause, platform, portal, false, others);
      if (missing !== undefined) reasons.add(noCondition);
      continue;
    }
    const guard = conditionOf(clause.same, table, portal, true);
    if ('always' in guard) return 'its guard always holds in such a table';
    if ('text' in guard) tests.push(guard.text);
    else if ('lacks' in guard) reasons.add(`in part: a guard is not looked at, ${guard.lacks}`);
    // A field that the table does not show is absent, so the guard never holds.
    else reasons.add(`in part: a guard never holds, ${guard.never}`);
  }
  const test = joinTests(tests);
  if (!portal.others && /[^\x20-\x7e]/.test(test)) reasons.add(caseOfLetters);
  return { id, signature, table, platform, test, others };
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

/** Adds the query of a condition on another item; the reason where the portal cannot ask. */
function addOther(
  { host }: Clause,
  platform: Platform,
  portal: Portal,
  isWanted: boolean,
  others: { query: string; isWanted: boolean }[],
): string | undefined {
  if (host === undefined) return undefined;
  const what = 'it needs another item of the host, which is not to be seen';
  if (!portal.others) return what;
  const kinds = host.kind === undefined ? undefined : typeof host.kind === 'string' ? [host.kind] : host.kind;
  const queries: string[] = [];
  for (const table of tablesOf(portal, kinds, platform)) {
    const condition = conditionOf(host.when, table, portal);
    if (!('text' in condition)) continue;
    const lines = [
      ...table.source(platform),
      ...table.shape,
      `| where ${condition.text}`,
      '| distinct DeviceId',
    ];
    queries.push(lines.join(' '));
  }
  const [only] = queries;
  if (only === undefined) return what;
  others.push({
    query:
      queries.length === 1
        ? only
        : `union ${queries.map((query) => `(${query})`).join(', ')} | distinct DeviceId`,
    isWanted,
  });
  return undefined;
}

function tablesOf(portal: Portal, kinds: readonly ItemKind[] | undefined, platform: Platform): Table[] {
  return portal.tables.filter(
    (table) =>
      table.platforms.includes(platform) &&
      (kinds === undefined || table.kinds.some((kind) => kinds.includes(kind))),
  );
}

const kindWords: Readonly<Record<ItemKind, string>> = {
  software: 'installed software',
  service: 'services',
  driver: 'drivers',
  process: 'processes',
  filter: 'minifilters and network filters',
  'security-provider': 'entries of the Security Center',
  'scheduled-task': 'scheduled tasks',
  'browser-extension': 'browser extensions',
  certificate: 'certificates',
  marker: 'folders, files and registry keys',
};

function noTable({ name, blind }: Portal, kind: ItemKind): string {
  return blind?.[kind] ?? `${name} shows no ${kindWords[kind]} of such systems`;
}
