import type { HostRow } from '../host-row.ts';
import type { GroupRow } from '../view.ts';
import type { FleetPage } from './fleet-page.ts';

const shown = { hosts: 15, products: 10, phases: 6, groups: 10, servers: 5, gaps: 5, names: 5 } as const;
const shownVerbose = 200;

/** How many entries of a list are shown. */
export function limit(page: FleetPage, of: keyof typeof shown): number {
  return page.verbose ? shownVerbose : shown[of];
}

/** A part of the page with its title, and how much it leaves out. */
export function section(page: FleetPage, title: string, more: number, lines: readonly string[]): string[] {
  const rest = more > 0 ? page.block(page.t.more(more), { tone: 'dim' }) : [];
  return ['', ...page.block(title, { tone: 'bold' }), ...lines, ...rest];
}

/** Client and site in one cell. */
export function clientAndSite({ client = '', site = '' }: HostRow | GroupRow): string {
  return [client, site].filter((part) => part !== '').join(' / ');
}

/** The first of some names. */
export function someNames(page: FleetPage, all: readonly string[]): string {
  const some = all.slice(0, limit(page, 'names'));
  return `${some.join(', ')}${all.length > some.length ? ' …' : ''}`;
}
