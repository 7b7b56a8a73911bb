import { type Dialect, numbers, type Step, texts, type ValueList } from '../sql/dialect.ts';
import { quoted } from '../sql/dialects/common.ts';
import type { Entries, SqlSignature } from '../sql/entries.ts';
import { packLists } from '../sql/pack-lists.ts';

/**
 * The verdict of one host of one platform, as steps of which each reads the one before it alone: SQLite works out a step
 * again for every use, and osquery bounds the memory of a query. It is what sql/verdict-query.ts says, with windows for joins.
 */
export function oneHostSteps(entries: Entries, dialect: Dialect): Step[] {
  const lists = [
    ...packLists(entries).filter(({ name }) => name !== 'pack_condition' && name !== 'pack_owner'),
  ];
  const step = (name: string, query: string): Step => ({ name, text: dialect.once(name, query) });
  return [
    ...[...lists, claimList(entries)].map((list) => ({ name: list.name, text: dialect.values(list) })),
    step('probed', probedQuery(entries)),
    step('claimed', claimedQuery(entries)),
    ...windows.map(([name, query]) => step(name, query)),
  ];
}

/** Which subjects claim a signature's rows: its own, and for a component those that share it. */
function claimList(entries: Entries): ValueList {
  const owners = packLists(entries).find(({ name }) => name === 'pack_owner')?.rows ?? [];
  const own = packLists(entries).find(({ name }) => name === 'pack_signature')?.rows ?? [];
  return {
    name: 'pack_claim',
    columns: [...texts('signature', 'claimant'), ...numbers('own')],
    rows: [
      ...own.map(([signature = '', subject = '']) => [signature, subject, 1]),
      ...owners.map(([signature = '', subject = '']) => [signature, subject, 0]),
    ],
  };
}

/** Every row with the rows that fit each probe: the first and the last number. */
function probedQuery({ probes }: Entries): string {
  const columns = probes.flatMap(({ id }) =>
    ['MIN', 'MAX'].map(
      (which) => `${which}(CASE WHEN entry = ${quoted(id)} THEN row_id END) OVER () AS ${column(id, which)}`,
    ),
  );
  return `SELECT ${['hit.*', ...columns].join(',\n  ')}\nFROM hit`;
}

function column(probe: string, which: string): string {
  return `probe_${probe.slice(1)}_${which.toLowerCase()}`;
}

/** The rows that are evidence, with conditions on other rows held, once for each subject that claims them. */
function claimedQuery({ signatures }: Entries): string {
  const branches = signatures.flatMap((signature) => {
    const conditions = conditionsOf(signature);
    return conditions === '' ? [] : [`WHEN ${quoted(signature.id)} THEN ${conditions}`];
  });
  const held = branches.length === 0 ? '' : `\nWHERE CASE entry\n  ${branches.join('\n  ')}\n  ELSE 1 END`;
  return `SELECT probed.*, pack_claim.claimant, pack_claim.own, pack_signature.signature, pack_signature.confidence,
  pack_signature.note_kind, pack_subject.type, pack_subject.title,
  CASE WHEN pack_signature.proves = 'installed' AND gone = 1 THEN 'presence' ELSE pack_signature.proves END AS proof
FROM probed
JOIN pack_signature ON pack_signature.signature = probed.entry
JOIN pack_claim ON pack_claim.signature = probed.entry
JOIN pack_subject ON pack_subject.subject = pack_claim.claimant${held}`;
}

function conditionsOf({ beside, unless }: SqlSignature): string {
  const another = (probe: string): string => {
    const [first, last] = [column(probe, 'MIN'), column(probe, 'MAX')];
    return `(${first} IS NOT NULL AND (${first} <> ${last} OR ${first} <> row_id))`;
  };
  return [...beside.map(another), ...unless.map((probe) => `NOT ${another(probe)}`)].join(' AND ');
}

/** What rows with a condition amount to, of each claimant; see sql/verdict-query.ts. */
function verdict(where: string): string {
  const over = 'OVER (PARTITION BY claimant)';
  const any = (proof: string, confidence: string): string =>
    `MAX(CASE WHEN ${where} AND proof = '${proof}' AND confidence = '${confidence}' THEN 1 ELSE 0 END) ${over} = 1`;
  const weak = (proofs: string): string => {
    const signature = `CASE WHEN ${where} AND proof IN (${proofs}) AND confidence = 'weak' THEN signature END`;
    return `MIN(${signature}) ${over} <> MAX(${signature}) ${over}`;
  };
  return `CASE WHEN ${any('installed', 'confirmed')} THEN 4 WHEN ${any('installed', 'probable')} THEN 3
    WHEN ${weak("'installed'")} THEN 3 WHEN ${any('presence', 'confirmed')} THEN 2
    WHEN ${any('presence', 'probable')} THEN 1 WHEN ${weak("'installed', 'presence'")} THEN 1 ELSE 0 END`;
}

const counted = "proof <> 'note'";

const windows: readonly (readonly [name: string, query: string])[] = [
  [
    'opened',
    `SELECT claimed.*, ${verdict(`own = 1 AND ${counted}`)} AS first_verdict,
  MIN(CASE WHEN own = 1 AND ${counted} THEN life ELSE 9 END) OVER (PARTITION BY claimant) AS own_life,
  MAX(CASE WHEN own = 1 AND proof = 'sign' AND gone = 0 THEN 1 ELSE 0 END) OVER (PARTITION BY claimant) AS has_sign,
  MAX(own) OVER (PARTITION BY claimant) AS is_here
FROM claimed`,
  ],
  [
    'shared',
    `SELECT opened.*, MAX(CASE WHEN own = 0 AND is_here = 1 THEN first_verdict ELSE 0 END) OVER (PARTITION BY signature) AS first_best,
  MIN(life) OVER (PARTITION BY signature) AS part_life
FROM opened`,
  ],
  [
    'integrated',
    `SELECT shared.*, CASE WHEN type = 'integration' AND first_verdict < 3 AND has_sign = 1
    AND ${verdict(`own = 0 AND first_best < 3 AND ${counted}`)} > 0 THEN 3 ELSE first_verdict END AS verdict
FROM shared`,
  ],
  [
    'ranked',
    `SELECT integrated.*, MAX(CASE WHEN own = 0 AND is_here = 1 THEN verdict ELSE 0 END) OVER (PARTITION BY signature) AS best,
  MIN(CASE WHEN own = 0 AND is_here = 1 AND verdict >= 3 THEN own_life ELSE 9 END) OVER (PARTITION BY signature) AS best_life
FROM integrated`,
  ],
  [
    'lent',
    `SELECT ranked.*,
  MIN(CASE WHEN own = 0 AND verdict >= 3 AND best_life > 1 AND ${counted} THEN part_life ELSE 9 END) OVER (PARTITION BY claimant) AS lent_life,
  ${verdict(`own = 1 AND type = 'component' AND best = 0 AND ${counted}`)} AS left_verdict,
  MIN(CASE WHEN own = 1 AND type = 'component' AND best = 0 AND ${counted} THEN life ELSE 9 END) OVER (PARTITION BY claimant) AS left_life
FROM ranked`,
  ],
  [
    'settled',
    `SELECT lent.*, CASE WHEN type = 'component' THEN left_verdict WHEN type = 'protection' AND verdict < 3 THEN 0 ELSE verdict END AS last_verdict,
  CASE WHEN type = 'component' THEN left_life WHEN lent_life < own_life THEN lent_life ELSE own_life END AS last_life
FROM lent
WHERE proof = 'note' OR CASE WHEN own = 0 THEN is_here = 1 AND verdict > 0 AND (best < 3 OR verdict >= 3)
  WHEN type = 'component' THEN best = 0 ELSE 1 END`,
  ],
];

/** The last query: a row for each piece of evidence, as the export for SQL gives them, without a host. */
export const oneHostResult = `SELECT
  CASE WHEN proof = 'note' THEN 'note' WHEN type = 'protection' THEN 'protection' ELSE 'finding' END AS result,
  claimant AS product, title AS product_name,
  CASE WHEN proof = 'note' THEN note_kind WHEN last_verdict < 3 THEN 'residue' WHEN last_life <= 1 THEN 'active' ELSE 'installed' END AS status,
  CASE WHEN proof = 'note' THEN NULL
    WHEN last_verdict >= 3 THEN CASE last_life WHEN 0 THEN 'running' WHEN 1 THEN 'start-type' END
    ELSE CASE MIN(CASE WHEN life = 1 OR proof = 'note' THEN 9 ELSE life END) OVER (PARTITION BY claimant) WHEN 0 THEN 'running' WHEN 2 THEN 'loaded' END
  END AS basis,
  CASE WHEN proof = 'note' THEN NULL WHEN last_verdict IN (2, 4) THEN 'confirmed' ELSE 'probable' END AS confidence,
  signature, proof AS proves, kind, name, display_name, version, publisher, path, state, origin AS table_name
FROM settled
WHERE CASE WHEN proof = 'note' THEN own = 1 AND note_kind <> '' ELSE last_verdict > 0 END
ORDER BY result, product, signature, kind, name, path`;
