import type { Dialect, Step } from './dialect.ts';

/**
 * What evidence amounts to, of rows of `held`: 4 installed and confirmed, 3 installed and probable, 2 a leftover confirmed,
 * 1 a leftover probable, 0 nothing; see match/judge.ts.
 */
const verdict = `CASE
    WHEN MAX(CASE WHEN proof = 'installed' AND confidence = 'confirmed' THEN 1 ELSE 0 END) = 1 THEN 4
    WHEN MAX(CASE WHEN proof = 'installed' AND confidence = 'probable' THEN 1 ELSE 0 END) = 1 THEN 3
    WHEN COUNT(DISTINCT CASE WHEN proof = 'installed' AND confidence = 'weak' THEN signature END) >= 2 THEN 3
    WHEN MAX(CASE WHEN proof = 'presence' AND confidence = 'confirmed' THEN 1 ELSE 0 END) = 1 THEN 2
    WHEN MAX(CASE WHEN proof = 'presence' AND confidence = 'probable' THEN 1 ELSE 0 END) = 1 THEN 1
    WHEN COUNT(DISTINCT CASE WHEN proof IN ('installed', 'presence') AND confidence = 'weak' THEN signature END) >= 2 THEN 1
    ELSE 0
  END`;

/**
 * Common table expressions from `hit` to `evidence_row`, in the order in which they build on each other. Where all
 * signatures are for one platform, no product of another can claim the same rows, and the steps that compare them are left out.
 */
export function verdictExpressions(dialect: Dialect, isOnePlatform: boolean): Step[] {
  return steps
    .filter(([name]) => !isOnePlatform || !forSeveralPlatforms.has(name))
    .map(([name, query]) => ({
      name,
      text: dialect.once(name, isOnePlatform && name === 'one_platform' ? 'SELECT * FROM opened' : query),
    }));
}

const forSeveralPlatforms = new Set(['ranked', 'subject_row', 'twin', 'kept_first', 'lost', 'doubted']);

const steps: readonly (readonly [name: string, query: string])[] = [
  [
    'probe_row',
    `SELECT host, entry AS probe, MIN(row_id) AS first_row, MAX(row_id) AS last_row
FROM hit WHERE entry LIKE '#%' GROUP BY host, entry`,
  ],
  [
    'broken',
    `SELECT DISTINCT hit.row_id, hit.entry
FROM hit JOIN pack_condition ON pack_condition.signature = hit.entry
LEFT JOIN probe_row ON probe_row.probe = pack_condition.probe AND probe_row.host = hit.host
WHERE CASE WHEN probe_row.first_row IS NULL THEN 0
  WHEN probe_row.first_row <> probe_row.last_row OR probe_row.first_row <> hit.row_id THEN 1 ELSE 0 END <> pack_condition.wanted`,
  ],
  [
    'held',
    `SELECT hit.*, pack_signature.signature, pack_subject.subject, pack_subject.type, pack_subject.title, pack_signature.confidence, pack_signature.note_kind,
  CASE WHEN pack_signature.proves = 'installed' AND hit.gone = 1 THEN 'presence' ELSE pack_signature.proves END AS proof
FROM hit
JOIN pack_signature ON pack_signature.signature = hit.entry
JOIN pack_subject ON pack_subject.subject = pack_signature.subject
LEFT JOIN broken ON broken.row_id = hit.row_id AND broken.entry = hit.entry
WHERE broken.entry IS NULL`,
  ],
  [
    'opened',
    `SELECT host, subject, type, title, ${verdict} AS verdict, MIN(life) AS life, COUNT(DISTINCT row_id) AS row_count,
  MAX(CASE WHEN proof = 'sign' AND gone = 0 THEN 1 ELSE 0 END) AS has_sign
FROM held WHERE type <> 'protection' AND proof <> 'note' GROUP BY host, subject, type, title`,
  ],
  [
    'ranked',
    `SELECT opened.*, pack_subject.on_windows, pack_subject.on_linux, pack_subject.on_macos, pack_subject.on_android, pack_subject.on_ios,
  ROW_NUMBER() OVER (PARTITION BY opened.host
    ORDER BY opened.row_count DESC, opened.verdict DESC, pack_subject.on_windows DESC, opened.subject) AS place
FROM opened JOIN pack_subject ON pack_subject.subject = opened.subject`,
  ],
  [
    'subject_row',
    "SELECT DISTINCT host, subject, row_id FROM held WHERE type <> 'protection' AND proof <> 'note'",
  ],
  [
    'twin',
    `SELECT one.host, one.subject, other.subject AS twin, one.row_count, other.row_count AS twin_rows
FROM ranked AS one
JOIN subject_row AS one_row ON one_row.host = one.host AND one_row.subject = one.subject
JOIN subject_row AS other_row_of ON other_row_of.row_id = one_row.row_id AND other_row_of.host = one_row.host
JOIN ranked AS other ON other.host = other_row_of.host AND other.subject = other_row_of.subject
WHERE other.place < one.place AND one.verdict > 0 AND other.verdict > 0
  AND one.on_windows * other.on_windows + one.on_linux * other.on_linux + one.on_macos * other.on_macos
    + one.on_android * other.on_android + one.on_ios * other.on_ios = 0
GROUP BY one.host, one.subject, other.subject, one.row_count, other.row_count
HAVING COUNT(DISTINCT one_row.row_id) = one.row_count`,
  ],
  [
    'kept_first',
    `SELECT ranked.host, ranked.subject FROM ranked
LEFT JOIN twin ON twin.host = ranked.host AND twin.subject = ranked.subject
WHERE twin.subject IS NULL`,
  ],
  [
    'lost',
    `SELECT twin.host, twin.subject, twin.row_count, MAX(twin.twin_rows) AS most_rows
FROM twin JOIN kept_first ON kept_first.host = twin.host AND kept_first.subject = twin.twin
GROUP BY twin.host, twin.subject, twin.row_count`,
  ],
  [
    'doubted',
    `SELECT DISTINCT twin.host, twin.twin AS subject FROM twin
JOIN lost ON lost.host = twin.host AND lost.subject = twin.subject
WHERE lost.most_rows = lost.row_count`,
  ],
  [
    'one_platform',
    `SELECT ranked.host, ranked.subject, ranked.type, ranked.title, ranked.life, ranked.has_sign,
  CASE WHEN doubted.subject IS NOT NULL AND ranked.verdict IN (2, 4) THEN ranked.verdict - 1 ELSE ranked.verdict END AS verdict
FROM ranked
LEFT JOIN lost ON lost.host = ranked.host AND lost.subject = ranked.subject
LEFT JOIN doubted ON doubted.host = ranked.host AND doubted.subject = ranked.subject
WHERE lost.subject IS NULL`,
  ],
  [
    'part_row',
    `SELECT held.* FROM held
JOIN one_platform ON one_platform.host = held.host AND one_platform.subject = held.subject
WHERE held.type = 'component' AND held.proof <> 'note'`,
  ],
  ['part', 'SELECT host, signature, MIN(life) AS life FROM part_row GROUP BY host, signature'],
  [
    'part_owner',
    `SELECT part.host, part.signature, one_platform.subject, one_platform.type, one_platform.verdict, one_platform.has_sign,
  MAX(one_platform.verdict) OVER (PARTITION BY part.host, part.signature) AS best
FROM part JOIN pack_owner ON pack_owner.signature = part.signature
JOIN one_platform ON one_platform.host = part.host AND one_platform.subject = pack_owner.subject`,
  ],
  [
    'integrated',
    `SELECT part_owner.host, part_owner.subject, ${verdict.replaceAll(' signature END', ' part_row.signature END')} AS engine
FROM part_owner JOIN part_row ON part_row.host = part_owner.host AND part_row.signature = part_owner.signature
WHERE part_owner.type = 'integration' AND part_owner.verdict < 3 AND part_owner.has_sign = 1 AND part_owner.best < 3
GROUP BY part_owner.host, part_owner.subject`,
  ],
  [
    'judged',
    `SELECT one_platform.host, one_platform.subject, one_platform.type, one_platform.title, one_platform.life,
  CASE WHEN integrated.engine > 0 THEN 3 ELSE one_platform.verdict END AS verdict
FROM one_platform
LEFT JOIN integrated ON integrated.host = one_platform.host AND integrated.subject = one_platform.subject
WHERE one_platform.type <> 'component'`,
  ],
  [
    'heir',
    `SELECT * FROM (
SELECT part.host, part.signature, part.life AS part_life, judged.subject, judged.type, judged.title, judged.verdict, judged.life,
  MAX(judged.verdict) OVER (PARTITION BY part.host, part.signature) AS best,
  MIN(CASE WHEN judged.verdict >= 3 THEN judged.life ELSE 9 END) OVER (PARTITION BY part.host, part.signature) AS best_life
FROM part JOIN pack_owner ON pack_owner.signature = part.signature
JOIN judged ON judged.host = part.host AND judged.subject = pack_owner.subject) AS candidate
WHERE verdict > 0 AND (best < 3 OR verdict >= 3)`,
  ],
  [
    'lent_life',
    `SELECT host, subject, MIN(part_life) AS life FROM heir
WHERE verdict >= 3 AND best_life > 1 GROUP BY host, subject`,
  ],
  ['given', 'SELECT DISTINCT host, signature FROM heir'],
  [
    'left_row',
    `SELECT part_row.* FROM part_row
LEFT JOIN given ON given.host = part_row.host AND given.signature = part_row.signature
WHERE given.signature IS NULL`,
  ],
  [
    'settled',
    `SELECT judged.host, judged.subject, judged.verdict,
  CASE WHEN lent_life.life < judged.life THEN lent_life.life ELSE judged.life END AS life
FROM judged LEFT JOIN lent_life ON lent_life.host = judged.host AND lent_life.subject = judged.subject
UNION ALL
SELECT host, subject, ${verdict} AS verdict, MIN(life) AS life FROM left_row GROUP BY host, subject
UNION ALL
SELECT host, subject, CASE WHEN verdict >= 3 THEN verdict ELSE 0 END AS verdict, life FROM (
  SELECT host, subject, ${verdict} AS verdict, MIN(life) AS life FROM held WHERE type = 'protection' GROUP BY host, subject
) AS protected`,
  ],
  [
    'evidence_row',
    `SELECT row_id, signature, subject, type FROM held WHERE type <> 'component' AND proof <> 'note'
UNION
SELECT row_id, signature, subject, type FROM left_row
UNION
SELECT part_row.row_id, part_row.signature, heir.subject, heir.type FROM part_row
JOIN heir ON heir.host = part_row.host AND heir.signature = part_row.signature`,
  ],
];
