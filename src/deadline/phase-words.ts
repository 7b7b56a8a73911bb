import type { Phase, Reach } from '../model/regime.ts';
import type { Binding, PhaseKind } from '../model/vocabulary.ts';
import { formatDay, formatInstant, formatMonth, instantOf } from './instant.ts';
import { type PhaseTimes, phaseTimes } from './phase-times.ts';

/** The legal nature of a regime, in words. */
export const bindingWords: Readonly<Record<Binding, string>> = {
  law: 'law',
  order: 'an order or directive',
  contract: 'a term of contracts',
  advice: 'advice; it obliges nobody',
  context: 'context; it creates no date for a computer',
};

/** What a phase does, in words. */
export const kindWords: Readonly<Record<PhaseKind, string>> = {
  'asks-for-absence': 'asks for absence',
  'bars-money': 'bars money or approval',
  'ends-supply': 'ends supply',
  'asks-for-report': 'asks for a report or plan; never governs',
  advice: 'advice',
  context: 'context; never governs',
};

/** How a date is known, in words. */
export const markWords: Readonly<Record<Phase['mark'], string>> = {
  primary: 'read in the instrument or an official text',
  secondary: 'from a named source, not from the instrument itself',
  computed: 'counted from a term; the instrument does not print this date',
};

/** Whom a phase obliges, in words. */
export const bindsWords: Readonly<Record<Phase['binds'], string>> = {
  vendor: 'the vendor, not the user',
  audience: 'the audience named here',
  integrator: 'whoever integrates, licenses or resells',
  exporter: 'exporters',
  nobody: 'nobody',
};

/** When a phase takes effect, in words, whatever the as-of instant. */
export function whenText(phase: Phase): string {
  const { when } = phase;
  if ('trigger' in when) {
    const since = when.since === undefined ? '' : `, a rule since ${formatDay(when.since)}`;
    return `${when.term} after ${when.trigger}; no fixed date${since}`;
  }
  if (when.precision === 'month') {
    return `${'from' in when ? 'from' : 'by the end of'} ${dateText(phaseTimes(when, 0))}`;
  }
  if ('by' in when) return `by the end of ${formatDay(when.by)} (${when.zone})`;
  if (when.precision === 'instant') {
    return `from ${formatInstant(instantOf(when.from, when.zone), when.zone)} (${when.from})`;
  }
  return `from ${formatDay(when.from)} (${when.zone}; the clock time 00:00 is assumed)`;
}

/** A date as precisely as its instrument states it: an instant with its zone, a day, a month with its doubt, or words. */
export function dateText({ precision, form, effective, zone, date }: PhaseTimes): string {
  if (precision === 'instant' && form === 'from' && effective !== null) {
    return formatInstant(Date.parse(effective), zone);
  }
  if (precision === 'day') return formatDay(date);
  return /^\d{4}-\d{2}$/.test(date) ? `${formatMonth(date)}, day not known` : date;
}

/** Which findings a phase reaches, in words. */
export function reachText(reach: Reach): string {
  const limits: readonly [words: string, values: readonly string[] | undefined][] = [
    ['classes', reach.classes],
    ['not the classes', reach.notClasses],
    ['with any of', reach.anyCapability],
    ['not with', reach.notCapabilities],
    ['products', reach.products],
    ['not the products', reach.notProducts],
    ['platforms', reach.platforms],
  ];
  const stated = limits.flatMap(([words, values]) => (values ? [`${words} ${values.join(', ')}`] : []));
  return [`findings that are ${(reach.statuses ?? ['active', 'installed']).join(', ')}`, ...stated].join(
    '; ',
  );
}

/** For whom a special wording is, in words. */
export function specialText({ reach, audiences }: NonNullable<Phase['meaningFor']>[number]): string {
  const { statuses, ...rest } = reach;
  const limits = [
    statuses?.join(', '),
    ...Object.entries(rest).map(([key, values]) => `${limitWords[key] ?? key} ${values?.join(', ')}`),
    audiences === undefined ? undefined : `for ${audiences.join(', ')}`,
  ];
  return limits.filter((limit) => limit !== undefined).join('; ');
}

/** A wording without a finding at hand. */
export function inGeneral(meaning: string): string {
  return meaning.replaceAll('{vendor}', 'the vendor of the product').replaceAll('{product}', 'the product');
}

const limitWords: Readonly<Record<string, string>> = {
  classes: 'class',
  notClasses: 'not class',
  anyCapability: 'with',
  notCapabilities: 'without',
  products: 'product',
  notProducts: 'not product',
  platforms: 'platform',
};
