import { count } from '../../report/count.ts';
import { csvCell } from '../../report/csv.ts';
import type { FleetDeadline, HostProduct, HostRow } from '../host-row.ts';
import type { FleetView, MissedHost } from '../view.ts';
import { batches } from './json.ts';

/** Columns in their order; new ones are added at the end. `row` says what a row is: fleet, gap, server, reimaged, expected, host or product. */
const columns = [
  'row',
  'client',
  'site',
  'host',
  'state',
  'status',
  'product',
  'product_id',
  'version',
  'product_state',
  'change',
  'confidence',
  'audience',
  'regime',
  'phase',
  'effective',
  'in_effect',
  'days',
  'overdue_days',
  'why',
  'first_seen',
  'last_seen',
  'days_unseen',
  'gaps',
  'could_hide',
  'platform',
  'os',
  'role',
  'tags',
  'image',
  'instances_seen',
  'instances_affected',
  'instances_gone',
  'assigned',
  'protection_afterwards',
  'encryption',
  'servers',
  'clone',
  'reimaged_from',
  'former_names',
  'reports',
  'key',
  'text',
  'as_of',
  'exit_code',
  'whole',
  'accepted_until',
  'settle_first',
  'meaning',
] as const;

type Row = Partial<Readonly<Record<(typeof columns)[number], string | number | boolean | null | undefined>>>;

/**
 * A fleet as a table (RFC 4180, UTF-8, CR LF), in pieces: a row on the fleet, what could not be read, servers that agents
 * name, installations that others replaced, hosts of `--expected` that are missing (all of them), then for every host (worst
 * first) one row, and one for each product on it and each audience. A cell that a spreadsheet would take for a formula
 * begins with an apostrophe.
 */
export function* viewCsv(
  view: FleetView,
  rows: Iterable<string>,
  missed: Iterable<MissedHost>,
): Generator<string> {
  yield `${columns.join(',')}\r\n`;
  yield [fleetRow(view), ...gapRows(view), ...serverRows(view), ...reimagedRows(view)].map(line).join('');
  for (const hosts of batches(missed)) yield hosts.map(missedCells).map(line).join('');
  for (const lines of batches(rows)) {
    yield lines
      .flatMap((json) => hostRows(JSON.parse(json)))
      .map(line)
      .join('');
  }
}

function line(row: Row): string {
  return `${columns.map((column) => csvCell(row[column])).join(',')}\r\n`;
}

function fleetRow(view: FleetView): Row {
  const { totals, inputs } = view;
  const states = Object.entries(totals.byState).map(([state, hosts]) => `${state} ${hosts}`);
  return {
    row: 'fleet',
    audience: `${view.audiences.join(' ')}${view.audienceAssumed ? ' (assumed)' : ''}`,
    text: `${count(totals.hosts, 'host')}: ${states.join(', ')}. ${count(inputs.reports, 'report')}, ${inputs.unreadable} unreadable. ${view.exitReason}. ${view.disclaimer}`,
    as_of: view.asOf,
    exit_code: view.exitCode,
  };
}

function gapRows({ inputs }: FleetView): Row[] {
  return inputs.gaps.map(({ reason, source, message }) => ({
    row: 'gap',
    state: reason,
    text: `${source}: ${message}`,
  }));
}

function serverRows({ servers }: FleetView): Row[] {
  return servers.map(({ server, client, agents, scanned, examples }) => ({
    row: 'server',
    client,
    host: server,
    state: scanned ? 'scanned' : 'not scanned',
    text: `named by ${count(agents, 'report')}, e.g. ${examples.join(', ')}`,
  }));
}

function reimagedRows({ reimaged }: FleetView): Row[] {
  return reimaged.map(({ key, host, client, site, hadFindings, lastSeen, replacedBy, replacedByHost }) => ({
    row: 'reimaged',
    client,
    site,
    host,
    key,
    state: hadFindings ? 'replaced with findings' : 'replaced',
    last_seen: lastSeen,
    text: `replaced by ${replacedByHost} (${replacedBy})`,
  }));
}

function missedCells({ host, client, site, why, seen, lastSeen }: MissedHost): Row {
  return {
    row: 'expected',
    client,
    site,
    host,
    state: seen ? 'missed' : 'never seen',
    why,
    last_seen: lastSeen,
  };
}

function hostRows(row: HostRow): Row[] {
  const { client, site, host, key } = row;
  const where = { client, site, host, key };
  return [
    {
      row: 'host',
      ...where,
      ...deadlineCells(row.deadline),
      state: row.state === 'unknown' ? `unknown, last ${row.lastState ?? 'unknown'}` : row.state,
      status: row.status,
      why: row.why,
      first_seen: row.firstSeen,
      last_seen: row.lastSeen,
      days_unseen: row.daysUnseen,
      gaps: row.gaps,
      could_hide: row.couldHide,
      whole: row.whole,
      platform: row.platform,
      os: row.os,
      role: row.role,
      tags: row.tags?.join(' '),
      image: row.image,
      instances_seen: row.instances?.seen,
      instances_affected: row.instances?.affected,
      instances_gone: row.instances?.gone,
      assigned: row.assigned,
      protection_afterwards: row.readiness,
      encryption: row.encryption,
      servers: row.servers.join(' '),
      clone: row.clone,
      reimaged_from: row.reimagedFrom?.join(' '),
      former_names: row.formerNames?.join(' '),
      reports: row.reports,
    },
    ...row.products.flatMap((product) => productRows(product, where)),
  ];
}

function productRows(product: HostProduct, where: Row): Row[] {
  const common: Row = {
    row: 'product',
    ...where,
    status: product.status,
    product: product.name,
    product_id: product.id,
    version: product.version,
    product_state: product.state,
    change: product.change,
    confidence: product.confidence,
    accepted_until: product.accepted?.until,
    settle_first: product.stops.join(' '),
    first_seen: product.firstSeen,
    last_seen: product.lastSeen,
  };
  if (product.governing.length === 0) return [common];
  return product.governing.map((deadline) => ({ ...common, ...deadlineCells(deadline) }));
}

function deadlineCells(deadline: FleetDeadline | null): Row {
  if (deadline === null) return {};
  const { audience, regime, phase, effective, inEffect, days, overdueDays, meaning } = deadline;
  return {
    audience,
    regime,
    phase,
    effective,
    in_effect: inEffect,
    days,
    overdue_days: overdueDays,
    meaning,
  };
}
