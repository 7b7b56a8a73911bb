import type { Observation } from '../fleet/observation.ts';

/** What marks a database as ours; the one row of the table `phaseout` holds it. */
export const databaseSchema = 'phaseout/fleet-database';

/** Version of the tables below. Docs and promise of stability: docs/fleet-database.md. */
export const databaseVersion = 1;

/** A column of the table `observation`. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** How the column is made of the parsed observation `o` … */
  readonly write: string;
  /** … and its value for the JSON that an observation is read back from. */
  readonly read: string;
  /** What DuckDB parses the observation's key as. */
  readonly json: unknown;
}

const texts = ['VARCHAR'] as const;

const product = {
  id: 'VARCHAR',
  name: 'VARCHAR',
  vendor: 'VARCHAR',
  class: 'VARCHAR',
  platforms: texts,
  capabilities: texts,
  status: 'VARCHAR',
  basis: 'VARCHAR',
  confidence: 'VARCHAR',
  version: 'VARCHAR',
  installedAt: 'VARCHAR',
} as const;

const gap = {
  collector: 'VARCHAR',
  reason: 'VARCHAR',
  source: 'VARCHAR',
  message: 'VARCHAR',
  couldHide: 'VARCHAR',
} as const;

const pack = { id: 'VARCHAR', version: 'VARCHAR', date: 'VARCHAR', sha256: 'VARCHAR' } as const;

/** The columns of `observation`, by the key of {@link Observation} that each one holds. */
export const observationColumns: Readonly<Record<Exclude<keyof Observation, 'v'>, Column>> = {
  digest: column('digest', 'VARCHAR', 'required'),
  at: {
    name: 'scanned_at',
    type: 'TIMESTAMPTZ',
    required: false,
    write: `CAST(epoch_ms(o.at) AS TIMESTAMPTZ)`,
    read: 'epoch_ms(scanned_at)',
    json: 'BIGINT',
  },
  type: column('target_type', 'VARCHAR', 'required', 'type'),
  hostname: column('hostname', 'VARCHAR'),
  id: column('installation_id', 'VARCHAR', 'optional', 'id'),
  hardwareId: column('hardware_id', 'VARCHAR', 'optional', 'hardwareId'),
  platform: column('platform', 'VARCHAR'),
  os: column('os', 'VARCHAR'),
  role: column('role', 'VARCHAR'),
  client: column('client', 'VARCHAR'),
  site: column('site', 'VARCHAR'),
  tags: column('tags', texts),
  image: column('image', 'VARCHAR'),
  audiences: column('audiences', texts),
  whole: column('whole', 'BOOLEAN', 'required'),
  interrupted: column('interrupted', 'BOOLEAN', 'required'),
  looked: column('looked', texts, 'required'),
  gaps: column('gaps', 'BIGINT', 'required'),
  couldHide: column('could_hide', 'VARCHAR', 'optional', 'couldHide'),
  someGaps: column('some_gaps', [gap], 'required', 'someGaps'),
  products: column('products', [product], 'required'),
  servers: column('servers', texts, 'required'),
  readiness: column('readiness', 'VARCHAR', 'required'),
  encryption: column('encryption', 'VARCHAR', 'required'),
  rebootPending: column('reboot_pending', 'BOOLEAN', 'optional', 'rebootPending'),
  packs: column('packs', [pack], 'required'),
};

/** The statements that make a database of this version. */
export const createStatements: readonly string[] = [
  `CREATE TABLE phaseout (
    format VARCHAR NOT NULL, version INTEGER NOT NULL, created_at TIMESTAMPTZ NOT NULL, created_by VARCHAR NOT NULL
  )`,
  `CREATE TABLE observation (
    ${Object.values(observationColumns)
      .map(({ name, type, required }) => `${name} ${type}${required ? ' NOT NULL' : ''}`)
      .join(', ')}, imported_at TIMESTAMPTZ NOT NULL
  )`,
  `CREATE VIEW finding AS SELECT digest, scanned_at, client, site, hostname, installation_id, image,
    p.id AS product, p.name AS product_name, p.vendor, p.class, p.platforms, p.capabilities, p.status, p.basis,
    p.confidence, p.version, p.installedAt AS installed_at
    FROM (SELECT *, unnest(products) AS p FROM observation)`,
  `CREATE VIEW gap AS SELECT digest, scanned_at, client, site, hostname, installation_id, image,
    g.collector, g.reason, g.source, g.message, g.couldHide AS could_hide
    FROM (SELECT *, unnest(some_gaps) AS g FROM observation)`,
  `CREATE VIEW rule_pack AS SELECT digest, p.id, p.version, p.date AS issued, p.sha256
    FROM (SELECT digest, unnest(packs) AS p FROM observation)`,
  `CREATE VIEW latest AS SELECT * FROM observation
    QUALIFY row_number() OVER (
      PARTITION BY CASE
        WHEN installation_id IS NOT NULL THEN 'id:' || installation_id
        WHEN hostname IS NOT NULL THEN concat_ws(chr(0), 'name:', client, site, lower(hostname))
        ELSE 'digest:' || digest
      END
      ORDER BY scanned_at DESC NULLS LAST, digest
    ) = 1`,
];

function column(
  name: string,
  json: unknown,
  need: 'required' | 'optional' = 'optional',
  key: string = name,
): Column {
  return {
    name,
    type: sqlType(json),
    required: need === 'required',
    write: `o."${key}"`,
    read: name,
    json,
  };
}

/** `VARCHAR`, `VARCHAR[]` or `STRUCT(…)[]` for a structure as DuckDB's `from_json` takes it. */
function sqlType(json: unknown): string {
  if (typeof json === 'string') return json;
  if (Array.isArray(json)) return `${sqlType(json[0])}[]`;
  const fields = Object.entries(json as Record<string, unknown>);
  return `STRUCT(${fields.map(([key, value]) => `"${key}" ${sqlType(value)}`).join(', ')})`;
}
