import type { DatedFinding, Evidence } from '../model/finding.ts';
import type { HostFacts } from '../model/host-facts.ts';
import type { DatabaseAge } from '../model/host-state.ts';
import type { Product, Read } from '../model/product.ts';
import type { Phase } from '../model/regime.ts';
import type { RulePack } from '../model/rule-pack.ts';
import { formatDay, homeZone } from './instant.ts';
import { type ReadDate, readDate } from './read-date.ts';
import { daysBetween, localDay } from './zone.ts';

/** What the age of databases is judged by: one host. */
export interface DatabaseInput {
  readonly facts: HostFacts | undefined;
  readonly findings: readonly DatedFinding[];
  readonly pack: Pick<RulePack, 'products' | 'regimes'>;
  /** Milliseconds since 1970 UTC. */
  readonly asOf: number;
  /** The later of the as-of instant and the time of the scan: databases cannot be newer. */
  readonly latest: number;
}

interface Found {
  readonly product: Product;
  readonly fact: 'released' | 'updated';
  readonly date: ReadDate;
  readonly evidence: Evidence;
}

/**
 * The date of the databases of each found product that keeps one, by product id. When they were issued and when the host
 * last fetched some are two facts: an old release may be handed out for years. What a date says comes from the phase that
 * ends the supply, where one applies to a finding of the host; else only the date is said. Nothing is guessed: a value
 * that is no date in its format is said to be unusable.
 */
export function databaseAges(input: DatabaseInput): DatabaseAge[] {
  if (input.findings.length === 0) return [];
  const byProduct = new Map<string, Found[]>();
  for (const found of findDates(input)) {
    const group = byProduct.get(found.product.product);
    if (group) group.push(found);
    else byProduct.set(found.product.product, [found]);
  }
  const supply = supplyPhase(input);
  return [...byProduct]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, all]) => {
      const released = best(all, 'released');
      const updated = best(all, 'updated');
      const kept = [released, updated].filter((found) => found !== undefined);
      return {
        product: id,
        name: kept[0]?.product.name ?? id,
        ...dateKey('released', released),
        ...dateKey('updated', updated),
        text: kept.map((found) => sentence(found, input, supply)).join(' '),
        evidence: kept.map(({ evidence }) => evidence),
      };
    });
}

function findDates({ facts, pack }: DatabaseInput): Found[] {
  const reads = new Map<string, { product: Product; read: Read }>();
  for (const product of pack.products)
    for (const read of product.reads)
      if (read.tells !== undefined) reads.set(`${product.product}/${read.id}`, { product, read });
  return (facts?.reads ?? []).flatMap((item) => {
    const known = reads.get(String(item.attributes?.['read']));
    if (known?.read.tells === undefined || known.read.format === undefined) return [];
    // A closed value is a row without one.
    if (item.attributes?.['value'] === undefined) return [];
    const { product, read } = known;
    return [
      {
        product,
        fact: read.tells === 'databases-released' ? ('released' as const) : ('updated' as const),
        date: readDate(item.attributes['value'], known.read.format),
        evidence: { signature: `${product.product}/${read.id}`, item },
      },
    ];
  });
}

/** The latest date of several places; a place that says never, or nothing usable, only where no other has one. */
function best(all: readonly Found[], fact: Found['fact']): Found | undefined {
  const rank = { instant: 0, never: 1, unusable: 2 };
  const time = ({ date }: Found): number => (date.is === 'instant' ? date.ms : 0);
  return all
    .filter((found) => found.fact === fact)
    .sort((a, b) => rank[a.date.is] - rank[b.date.is] || time(b) - time(a))[0];
}

function dateKey(key: Found['fact'], found: Found | undefined): { released?: string; updated?: string } {
  return found?.date.is === 'instant' ? { [key]: new Date(found.date.ms).toISOString() } : {};
}

function sentence(
  { fact, date }: Found,
  { asOf, latest }: DatabaseInput,
  supply: Supply | undefined,
): string {
  const isRelease = fact === 'released';
  if (date.is === 'never')
    return isRelease ? 'It has no databases yet.' : 'By its own record it has never updated.';
  if (date.is === 'unusable')
    return `The record of ${isRelease ? 'when its databases were issued' : 'its last update'} holds no date that can be used.`;
  const day = localDay(date.ms, homeZone);
  const shown = formatDay(day);
  if (date.ms > latest)
    return `Its record says ${shown}, which is later than this report: a clock or the record is wrong, so the date is not used.`;
  const days = daysBetween(day, localDay(asOf, homeZone));
  const ago = days > 0 ? `, ${days} ${days === 1 ? 'day' : 'days'} ago` : '';
  const what = isRelease
    ? `Its databases were issued on ${shown}${ago}.`
    : `Its last successful update was on ${shown}${ago}; the databases it brought may be older.`;
  const words = supply && said(date.ms, supply);
  // An update says little of what it brought: only that anything was fetched after the end of supply is worth a look.
  return words === undefined || !(isRelease || words === supply?.words.after) ? what : `${what} ${words}`;
}

interface Supply {
  readonly words: NonNullable<Phase['databases']>;
  /** Instants in ms since 1970 UTC. */
  readonly expectedBefore: number;
  readonly ends: number;
}

/** The phase whose words explain a date: of those that apply to a finding of the host, the first with such words. */
function supplyPhase({ findings, pack }: DatabaseInput): Supply | undefined {
  for (const { deadlines } of findings) {
    for (const { regime, phase, effective } of deadlines) {
      const words = pack.regimes
        .find((each) => each.regime === regime)
        ?.phases.find(({ id }) => id === phase)?.databases;
      if (words === undefined || effective === null) continue;
      return { words, expectedBefore: Date.parse(words.expectedBefore), ends: Date.parse(effective) };
    }
  }
  return undefined;
}

function said(ms: number, { words, expectedBefore, ends }: Supply): string {
  if (ms >= ends) return words.after;
  return ms < expectedBefore ? words.expected : words.between;
}
