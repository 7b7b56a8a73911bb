import type { Observation, ObservedGap, ObservedProduct } from '../fleet/observation.ts';

/** What marks a database as ours; the one row of the table `phaseout` holds it. */
export const databaseFormat = 'phaseout/fleet-database';

/** Version of the tables below. Docs and promise of stability: docs/fleet-database.md. */
export const databaseVersion = 1;

/** A column, and how a value gets into it and out of it as JSON. */
export interface Column {
  readonly name: string;
  readonly type: 'VARCHAR' | 'VARCHAR[]' | 'BIGINT' | 'BOOLEAN' | 'TIMESTAMPTZ';
  readonly required: boolean;
}

type Columns<Key extends string> = Readonly<Record<Key, Column>>;

/** Parts of an observation that have a table of their own. */
type Part = 'products' | 'someGaps' | 'packs';

/** Columns of the table `observation`, by the key of an observation that each one holds. */
export const observationColumns: Columns<Exclude<keyof Observation, 'v' | Part>> = {
  digest: required('digest'),
  at: optional('scanned_at', 'TIMESTAMPTZ'),
  type: required('target_type'),
  hostname: optional('hostname'),
  id: optional('installation_id'),
  hardwareId: optional('hardware_id'),
  place: optional('place'),
  platform: optional('platform'),
  os: optional('os'),
  role: optional('role'),
  client: optional('client'),
  site: optional('site'),
  tags: optional('tags', 'VARCHAR[]'),
  image: optional('image'),
  audiences: optional('audiences', 'VARCHAR[]'),
  whole: required('whole', 'BOOLEAN'),
  interrupted: required('interrupted', 'BOOLEAN'),
  looked: required('looked', 'VARCHAR[]'),
  gaps: required('gaps', 'BIGINT'),
  couldHide: optional('could_hide'),
  servers: required('servers', 'VARCHAR[]'),
  readiness: required('readiness'),
  encryption: required('encryption'),
  rebootPending: optional('reboot_pending', 'BOOLEAN'),
};

const findingColumns: Columns<keyof ObservedProduct> = {
  id: required('product'),
  name: required('name'),
  vendor: required('vendor'),
  class: required('class'),
  platforms: required('platforms', 'VARCHAR[]'),
  capabilities: required('capabilities', 'VARCHAR[]'),
  status: required('status'),
  basis: optional('basis'),
  confidence: required('confidence'),
  version: optional('version'),
  installedAt: optional('installed_at'),
  acceptedUntil: optional('accepted_until'),
  stops: optional('stops', 'VARCHAR[]'),
};

const gapColumns: Columns<keyof ObservedGap> = {
  collector: required('collector'),
  reason: required('reason'),
  source: required('source'),
  message: required('message'),
  couldHide: required('could_hide'),
};

const packColumns: Columns<keyof Observation['packs'][number]> = {
  id: required('pack'),
  version: required('version'),
  date: optional('issued'),
  sha256: required('sha256'),
};

/** The tables that hold a list of an observation each, one row for each member, in the order of the list. */
export const partTables: Readonly<
  Record<Part, { readonly table: string; readonly columns: Columns<string> }>
> = {
  products: { table: 'finding', columns: findingColumns },
  someGaps: { table: 'gap', columns: gapColumns },
  packs: { table: 'rule_pack', columns: packColumns },
};

/** The key that joins the tables: a number given when an observation is added, ascending in every table. */
export const numberColumn = 'observation_id';

/** The statements that make a database of this version. */
export const createStatements: readonly string[] = [
  `CREATE TABLE phaseout (
    format VARCHAR NOT NULL, version INTEGER NOT NULL, created_at TIMESTAMPTZ NOT NULL, created_by VARCHAR NOT NULL
  )`,
  createTable('observation', observationColumns, ', imported_at TIMESTAMPTZ NOT NULL'),
  ...Object.values(partTables).map(({ table, columns }) => createTable(table, columns)),
  // For people who ask by hand; the roll-up knows more of clones, images and new installations.
  `CREATE VIEW latest AS SELECT * FROM observation
    QUALIFY row_number() OVER (
      PARTITION BY CASE
        WHEN installation_id IS NOT NULL THEN 'id:' || installation_id
        WHEN hostname IS NOT NULL THEN concat_ws(chr(0), 'name:', client, site, lower(hostname))
        ELSE 'digest:' || digest
      END
      ORDER BY scanned_at DESC NULLS LAST, ${numberColumn} DESC
    ) = 1`,
];

/** SQL that adds rows to a table: `$1` is a JSON array of them with the number as `n`, `tail` further values. */
export function insertStatement(table: string, columns: Columns<string>, tail: Columns<string> = {}): string {
  const entries = Object.entries(columns);
  const shape = JSON.stringify([
    { n: 'BIGINT', ...Object.fromEntries(entries.map(([key, column]) => [key, jsonType(column)])) },
  ]);
  const values = entries.map(([key, { type }]) =>
    type === 'TIMESTAMPTZ' ? `CAST(epoch_ms(o."${key}") AS TIMESTAMPTZ)` : `o."${key}"`,
  );
  const further = Object.values(tail).map(({ type }, index) => `CAST($${index + 2} AS ${type})`);
  const names = [...entries.map(([, { name }]) => name), ...Object.values(tail).map(({ name }) => name)];
  return `INSERT INTO ${table} (${[numberColumn, ...names].join(', ')})
    SELECT ${['o.n', ...values, ...further].join(', ')} FROM (SELECT unnest(from_json(CAST($1 AS VARCHAR), '${shape}')) AS o)`;
}

/**
 * SQL that reads a table in the order of the numbers: the number, and the rest of a row as JSON without the number. Of
 * columns that the database does not have, nothing is known.
 */
export function selectStatement(
  table: string,
  columns: Columns<string>,
  has: (column: string) => boolean,
): string {
  const there = Object.entries(columns).filter(([, { name }]) => has(name));
  const fields = there.map(([key, { name, type }]) =>
    type === 'TIMESTAMPTZ' ? `"${key}": epoch_ms(${name})` : `"${key}": ${name}`,
  );
  return `SELECT ${numberColumn}, CAST(to_json({${fields.join(', ')}}) AS VARCHAR) FROM ${table}`;
}

function createTable(table: string, columns: Columns<string>, further = ''): string {
  const definitions = Object.values(columns).map(
    ({ name, type, required: isRequired }) => `${name} ${type}${isRequired ? ' NOT NULL' : ''}`,
  );
  return `CREATE TABLE ${table} (${[`${numberColumn} BIGINT NOT NULL`, ...definitions].join(', ')}${further})`;
}

function jsonType({ type }: Column): unknown {
  if (type === 'VARCHAR[]') return ['VARCHAR'];
  return type === 'TIMESTAMPTZ' ? 'BIGINT' : type;
}

function required(name: string, type: Column['type'] = 'VARCHAR'): Column {
  return { name, type, required: true };
}

function optional(name: string, type: Column['type'] = 'VARCHAR'): Column {
  return { name, type, required: false };
}
