import type { HostRow } from './host-row.ts';
import type { MissedHost } from './view.ts';

/** A host of `--expected` without any report, as a host of a fleet of which nothing is known. */
export function missedRow({ host, client, site, why }: MissedHost): HostRow {
  return {
    key: `expected:${client === '' ? host : `${client}/${host}`}`,
    host,
    ...(client !== '' && { client }),
    ...(site !== '' && { site }),
    assigned: true,
    state: 'unknown',
    why: why === '' ? 'Expected, and without any report.' : `Expected, and without any report: ${why}`,
    products: [],
    deadline: null,
    reports: 0,
    whole: false,
    gaps: 0,
    readiness: 'unknown',
    encryption: 'component-installed',
    servers: [],
    audiences: [],
  };
}
