-- phaseout 0.1.0: rules for DuckDB
-- Rules: phaseout-kaspersky 2026.11.22 of 2026-11-22; 5 signatures, all of them expressed.
-- Run in DuckDB 1.5 on every case of the rule tests: the same rows as phaseout match.
-- One row for each piece of evidence: which product on which host, its status and confidence, the signature, the row.
-- Deadlines and advice are not part of it: phaseout match gives them for the hosts that this query names.
--
-- It reads one table, inventory, whose columns are the fields of phaseout inventory --format ndjson. live is true for
-- rows of a running host ("type":"host" in the first line of its inventory), platform the one that this line names.
-- These lines make it of inventory.ndjson, which holds inventories of one or more hosts, one after the other:
--   CREATE OR REPLACE TEMP TABLE inventory_head AS
--   SELECT filename AS file, COALESCE(target ->> 'hostname', '') AS host, target ->> 'platform' AS platform,
--     target ->> 'type' = 'host' AS live
--   FROM read_ndjson('inventory.ndjson', columns = {schema: 'VARCHAR', target: 'JSON'}, filename = true)
--   WHERE schema = 'phaseout/inventory@1';
--   CREATE OR REPLACE TEMP VIEW inventory AS
--   SELECT
--     host, kind, collector, name, "displayName" AS display_name, version, publisher, signer, path,
--     "installedAt" AS installed_at, state, scope, origin, ref, attributes,
--     CASE WHEN platform IS NOT NULL THEN platform
--       WHEN (filename, COALESCE(host, '')) IN (SELECT (file, host) FROM inventory_head WHERE platform = 'linux') THEN 'linux'
--       WHEN (filename, COALESCE(host, '')) IN (SELECT (file, host) FROM inventory_head WHERE platform = 'windows') THEN 'windows'
--       WHEN (filename, COALESCE(host, '')) IN (SELECT (file, host) FROM inventory_head WHERE platform = 'macos') THEN 'macos'
--       WHEN (filename, COALESCE(host, '')) IN (SELECT (file, host) FROM inventory_head WHERE platform = 'android') THEN 'android'
--       WHEN (filename, COALESCE(host, '')) IN (SELECT (file, host) FROM inventory_head WHERE platform = 'ios') THEN 'ios'
--     END AS platform,
--     (filename, COALESCE(host, '')) IN (SELECT (file, host) FROM inventory_head WHERE live) AS live
--   FROM read_ndjson('inventory.ndjson', filename = true, columns = {
--     host: 'VARCHAR', kind: 'VARCHAR', collector: 'VARCHAR', name: 'VARCHAR', displayName: 'VARCHAR',
--     version: 'VARCHAR', publisher: 'VARCHAR', signer: 'VARCHAR', path: 'VARCHAR',
--     installedAt: 'VARCHAR', state: 'VARCHAR', scope: 'VARCHAR', origin: 'VARCHAR',
--     platform: 'VARCHAR', ref: 'VARCHAR', attributes: 'JSON'
--   });
--
-- What is compared differently from phaseout:
-- - Of a key of attributes that stands twice DuckDB reads the first, phaseout the last.
WITH
pack_signature(signature, subject, proves, confidence, note_kind) AS (VALUES
  ('kesl/package', 'kesl', 'installed', 'confirmed', ''),
  ('kesl/folder', 'kesl', 'presence', 'confirmed', ''),
  ('kes-windows/uninstall-entry', 'kes-windows', 'installed', 'confirmed', ''),
  ('kes-windows/service-tagged', 'kes-windows', 'installed', 'confirmed', ''),
  ('kes-windows/folder', 'kes-windows', 'presence', 'confirmed', '')
),
pack_condition(signature, probe, wanted) AS (VALUES
  ('', '', -1)
),
pack_subject(subject, type, title, on_windows, on_linux, on_macos, on_android, on_ios) AS (VALUES
  ('kesl', 'product', 'Kaspersky Endpoint Security for Linux', 0, 1, 0, 0, 0),
  ('kes-windows', 'product', 'Kaspersky Endpoint Security for Windows', 1, 0, 0, 0, 0)
),
pack_owner(signature, subject) AS (VALUES
  ('', '')
),
taken AS MATERIALIZED (
SELECT COALESCE(host, '') AS host,
  kind, collector, name, display_name, version, publisher, signer, path, installed_at, state, scope, origin, platform, ref,
  CAST(attributes AS VARCHAR) AS attributes_text,
  CASE WHEN live THEN 1 ELSE 0 END AS live,
  CASE WHEN COALESCE(platform, '') <> '' THEN platform WHEN regexp_matches(lower(path), '^("?[a-z]:[\\/]|\\\\|\\systemroot\\|%[a-z()0-9]+%[\\/]|hk(lm|u|cu|ey_))') OR regexp_matches(lower(origin), '^("?[a-z]:[\\/]|\\\\|\\systemroot\\|%[a-z()0-9]+%[\\/]|hk(lm|u|cu|ey_))') THEN 'windows' ELSE '' END AS row_platform,
  CASE WHEN (contains(CAST(attributes AS VARCHAR), 'running') OR contains(CAST(attributes AS VARCHAR), '\u')) THEN CASE WHEN lower(CASE WHEN json_type((attributes -> 'running')) IN ('UBIGINT', 'BIGINT', 'DOUBLE') THEN regexp_replace(regexp_replace(CAST(to_json(CAST((attributes -> 'running') AS DOUBLE) + 0) AS VARCHAR), '\.0$', ''), 'e([0-9])', 'e+\1') ELSE (attributes -> 'running') ->> '$' END) = 'true' THEN 1 ELSE 0 END ELSE 0 END AS says_running,
  CASE WHEN (contains(CAST(attributes AS VARCHAR), 'programMissing') OR contains(CAST(attributes AS VARCHAR), '\u')) THEN CASE WHEN lower(CASE WHEN json_type((attributes -> 'programMissing')) IN ('UBIGINT', 'BIGINT', 'DOUBLE') THEN regexp_replace(regexp_replace(CAST(to_json(CAST((attributes -> 'programMissing') AS DOUBLE) + 0) AS VARCHAR), '\.0$', ''), 'e([0-9])', 'e+\1') ELSE (attributes -> 'programMissing') ->> '$' END) = 'true' THEN 1 ELSE 0 END ELSE 0 END AS program_missing,
  CASE WHEN (contains(CAST(attributes AS VARCHAR), 'danglingLink') OR contains(CAST(attributes AS VARCHAR), '\u')) THEN CASE WHEN lower(CASE WHEN json_type((attributes -> 'danglingLink')) IN ('UBIGINT', 'BIGINT', 'DOUBLE') THEN regexp_replace(regexp_replace(CAST(to_json(CAST((attributes -> 'danglingLink') AS DOUBLE) + 0) AS VARCHAR), '\.0$', ''), 'e([0-9])', 'e+\1') ELSE (attributes -> 'danglingLink') ->> '$' END) = 'true' THEN 1 ELSE 0 END ELSE 0 END AS dangling_link,
  CASE WHEN (contains(CAST(attributes AS VARCHAR), 'start') OR contains(CAST(attributes AS VARCHAR), '\u')) THEN lower(CASE WHEN json_type((attributes -> 'start')) IN ('UBIGINT', 'BIGINT', 'DOUBLE') THEN regexp_replace(regexp_replace(CAST(to_json(CAST((attributes -> 'start') AS DOUBLE) + 0) AS VARCHAR), '\.0$', ''), 'e([0-9])', 'e+\1') ELSE (attributes -> 'start') ->> '$' END) END AS start_type,
  COALESCE(CASE WHEN (contains(CAST(attributes AS VARCHAR), 'usualPath') OR contains(CAST(attributes AS VARCHAR), '\u')) THEN CASE WHEN json_type((attributes -> 'usualPath')) IN ('UBIGINT', 'BIGINT', 'DOUBLE') THEN regexp_replace(regexp_replace(CAST(to_json(CAST((attributes -> 'usualPath') AS DOUBLE) + 0) AS VARCHAR), '\.0$', ''), 'e([0-9])', 'e+\1') ELSE (attributes -> 'usualPath') ->> '$' END END, path) AS rule_path
FROM inventory
WHERE kind IN ('software', 'service', 'driver', 'marker') AND (
  regexp_matches(name, '(?i:^(?:kesl|kesl-astra)$|^(?:avp\.kes\.|kaspersky endpoint security))|[\x{AD}\x{600}-\x{605}\x{61C}\x{6DD}\x{70F}\x{890}-\x{891}\x{8E2}\x{180E}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2064}\x{2066}-\x{206F}\x{FEFF}\x{FFF9}-\x{FFFB}\x{110BD}\x{110CD}\x{13430}-\x{1343F}\x{1BCA0}-\x{1BCA3}\x{1D173}-\x{1D17A}\x{E0001}\x{E0020}-\x{E007F}\x{A0}\x{1680}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}\x{DF}\x{130}\x{131}\x{149}\x{17F}\x{1C81}\x{1C82}\x{1C83}\x{1C84}\x{1C85}\x{1E9A}\x{1E9E}\x{212A}\x{FB00}\x{FB01}\x{FB02}\x{FB03}\x{FB04}\x{FB05}\x{FB06}]')
  OR regexp_matches(path, '(?i:^(?:[/\\]opt[/\\]kaspersky[/\\]kesl|[/\\]var[/\\]log[/\\]kaspersky[/\\]kesl|[/\\]var[/\\]opt[/\\]kaspersky[/\\]kesl|c:[/\\]program files \(x86\)[/\\]kaspersky lab[/\\]kaspersky endpoint security for windows|c:[/\\]program files[/\\]kaspersky lab[/\\]kaspersky endpoint security for windows)$|^(?:c:[/\\]program files \(x86\)[/\\]kaspersky lab[/\\]kes\.|c:[/\\]program files[/\\]kaspersky lab[/\\]kes\.|c:[/\\]programdata[/\\]kaspersky lab[/\\]kes))|[\x{AD}\x{600}-\x{605}\x{61C}\x{6DD}\x{70F}\x{890}-\x{891}\x{8E2}\x{180E}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2064}\x{2066}-\x{206F}\x{FEFF}\x{FFF9}-\x{FFFB}\x{110BD}\x{110CD}\x{13430}-\x{1343F}\x{1BCA0}-\x{1BCA3}\x{1D173}-\x{1D17A}\x{E0001}\x{E0020}-\x{E007F}\x{A0}\x{1680}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}\x{DF}\x{130}\x{131}\x{149}\x{17F}\x{1C81}\x{1C82}\x{1C83}\x{1C84}\x{1C85}\x{1E9A}\x{1E9E}\x{212A}\x{FB00}\x{FB01}\x{FB02}\x{FB03}\x{FB04}\x{FB05}\x{FB06}]')
  OR (contains(CAST(attributes AS VARCHAR), 'usualPath') OR contains(CAST(attributes AS VARCHAR), '\u'))
)
),
lower_case AS MATERIALIZED (
SELECT taken.*
  , COALESCE(CASE WHEN strlen(name) <> length(name) THEN nfc_normalize(replace(lower(upper(lower(nfc_normalize(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(regexp_replace(regexp_replace(name, '\p{Cf}', '', 'g'), '\p{Zs}', ' ', 'g'), 'ß', 'ss'), 'İ', 'i̇'), 'ŉ', 'ʼn'), 'ẚ', 'aʾ'), 'ẞ', 'ss'), 'ﬀ', 'ff'), 'ﬁ', 'fi'), 'ﬂ', 'fl'), 'ﬃ', 'ffi'), 'ﬄ', 'ffl'), 'ﬅ', 'st'), 'ﬆ', 'st'))))), 'ς', 'σ')) ELSE lower(name) END, '') AS name_f
  , COALESCE(CASE WHEN strlen(rule_path) <> length(rule_path) THEN nfc_normalize(replace(lower(upper(lower(nfc_normalize(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(regexp_replace(regexp_replace(replace(rule_path, '\', '/'), '\p{Cf}', '', 'g'), '\p{Zs}', ' ', 'g'), 'ß', 'ss'), 'İ', 'i̇'), 'ŉ', 'ʼn'), 'ẚ', 'aʾ'), 'ẞ', 'ss'), 'ﬀ', 'ff'), 'ﬁ', 'fi'), 'ﬂ', 'fl'), 'ﬃ', 'ffi'), 'ﬄ', 'ffl'), 'ﬅ', 'st'), 'ﬆ', 'st'))))), 'ς', 'σ')) ELSE lower(replace(rule_path, '\', '/')) END, '') AS rule_path_f
  , COALESCE(CASE WHEN strlen(publisher) <> length(publisher) THEN nfc_normalize(replace(lower(upper(lower(nfc_normalize(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(regexp_replace(regexp_replace(publisher, '\p{Cf}', '', 'g'), '\p{Zs}', ' ', 'g'), 'ß', 'ss'), 'İ', 'i̇'), 'ŉ', 'ʼn'), 'ẚ', 'aʾ'), 'ẞ', 'ss'), 'ﬀ', 'ff'), 'ﬁ', 'fi'), 'ﬂ', 'fl'), 'ﬃ', 'ffi'), 'ﬄ', 'ffl'), 'ﬅ', 'st'), 'ﬆ', 'st'))))), 'ς', 'σ')) ELSE lower(publisher) END, '') AS publisher_f
FROM taken
),
folded AS MATERIALIZED (
SELECT lower_case.*
  , concat(' ', trim(regexp_replace(name_f, '[^\p{L}\p{N}]+', ' ', 'g')), ' ') AS name_w
  , concat(' ', trim(regexp_replace(publisher_f, '[^\p{L}\p{N}]+', ' ', 'g')), ' ') AS publisher_w
FROM lower_case
WHERE name_f IN ('kesl', 'kesl-astra')
  OR starts_with(name_f, 'kaspersky endpoint security')
  OR starts_with(name_f, 'avp.kes.')
  OR rule_path_f IN ('/opt/kaspersky/kesl', '/var/opt/kaspersky/kesl', '/var/log/kaspersky/kesl', 'c:/program files/kaspersky lab/kaspersky endpoint security for windows', 'c:/program files (x86)/kaspersky lab/kaspersky endpoint security for windows')
  OR starts_with(rule_path_f, 'c:/program files/kaspersky lab/kes.')
  OR starts_with(rule_path_f, 'c:/program files (x86)/kaspersky lab/kes.')
  OR starts_with(rule_path_f, 'c:/programdata/kaspersky lab/kes')
),
tried_row AS MATERIALIZED (
SELECT * FROM (
SELECT folded.*, unnest(CASE
  WHEN kind = 'software' THEN [
    CASE WHEN name_f IN ('kesl', 'kesl-astra') AND row_platform IN ('', 'linux') THEN 'kesl/package' END,
    CASE WHEN starts_with(name_f, 'kaspersky endpoint security') AND (contains(publisher_w, ' kaspersky ') OR contains(publisher_w, ' лаборатория касперского ')) AND NOT ((contains(name_w, ' plug in ') OR contains(name_w, ' plugin ') OR contains(name_w, ' for android ') OR contains(name_w, ' for linux ') OR contains(name_w, ' for mac ') OR contains(name_w, ' для linux ') OR contains(name_w, ' для mac ') OR contains(name_w, ' network agent '))) AND row_platform IN ('', 'windows') THEN 'kes-windows/uninstall-entry' END]
  WHEN kind IN ('service', 'driver') THEN [
    CASE WHEN starts_with(name_f, 'avp.kes.') AND row_platform IN ('', 'windows') THEN 'kes-windows/service-tagged' END]
  WHEN kind = 'marker' THEN [
    CASE WHEN rule_path_f IN ('/opt/kaspersky/kesl', '/var/opt/kaspersky/kesl', '/var/log/kaspersky/kesl') AND row_platform IN ('', 'linux') THEN 'kesl/folder' END,
    CASE WHEN (rule_path_f IN ('c:/program files/kaspersky lab/kaspersky endpoint security for windows', 'c:/program files (x86)/kaspersky lab/kaspersky endpoint security for windows') OR starts_with(rule_path_f, 'c:/program files/kaspersky lab/kes.') OR starts_with(rule_path_f, 'c:/program files (x86)/kaspersky lab/kes.') OR starts_with(rule_path_f, 'c:/programdata/kaspersky lab/kes')) AND row_platform IN ('', 'windows') THEN 'kes-windows/folder' END]
  END) AS entry
FROM folded) AS tried
WHERE entry IS NOT NULL
),
numbered AS MATERIALIZED (
SELECT tried_row.*,
  DENSE_RANK() OVER (ORDER BY host, kind, name, display_name, version, publisher, signer, path, installed_at, state, scope,
    platform, attributes_text) AS row_id,
  CASE WHEN kind = 'software' AND state = 'config-files' THEN 1
    WHEN kind IN ('service', 'driver') AND program_missing + dangling_link > 0 THEN 1 ELSE 0 END AS gone
FROM tried_row
),
hit AS MATERIALIZED (
SELECT host, kind, collector, name, display_name, version, publisher, signer, path, installed_at, state, scope, origin, platform, ref,
  entry, row_id, gone,
  CASE
    WHEN kind = 'process' THEN CASE WHEN COALESCE(state, 'running') = 'running' THEN 0 ELSE 9 END
    WHEN kind = 'service' AND (state = 'running' OR says_running = 1) THEN 0
    WHEN kind IN ('driver', 'filter') AND state IN ('loaded', 'running') THEN 2
    WHEN MAX(live) OVER (PARTITION BY row_id, entry) = 1 OR kind NOT IN ('service', 'driver') OR gone = 1 THEN 9
    WHEN state = 'enabled' THEN 1
    WHEN COALESCE(state, 'installed') = 'installed' AND start_type IN ('auto', 'boot', 'system') THEN 1
    ELSE 9
  END AS life
FROM numbered
),
probe_row AS MATERIALIZED (
SELECT host, entry AS probe, MIN(row_id) AS first_row, MAX(row_id) AS last_row
FROM hit WHERE entry LIKE '#%' GROUP BY host, entry
),
broken AS MATERIALIZED (
SELECT DISTINCT hit.row_id, hit.entry
FROM hit JOIN pack_condition ON pack_condition.signature = hit.entry
LEFT JOIN probe_row ON probe_row.probe = pack_condition.probe AND probe_row.host = hit.host
WHERE CASE WHEN probe_row.first_row IS NULL THEN 0
  WHEN probe_row.first_row <> probe_row.last_row OR probe_row.first_row <> hit.row_id THEN 1 ELSE 0 END <> pack_condition.wanted
),
held AS MATERIALIZED (
SELECT hit.*, pack_signature.signature, pack_subject.subject, pack_subject.type, pack_subject.title, pack_signature.confidence, pack_signature.note_kind,
  CASE WHEN pack_signature.proves = 'installed' AND hit.gone = 1 THEN 'presence' ELSE pack_signature.proves END AS proof
FROM hit
JOIN pack_signature ON pack_signature.signature = hit.entry
JOIN pack_subject ON pack_subject.subject = pack_signature.subject
LEFT JOIN broken ON broken.row_id = hit.row_id AND broken.entry = hit.entry
WHERE broken.entry IS NULL
),
opened AS MATERIALIZED (
SELECT host, subject, type, title, CASE
    WHEN MAX(CASE WHEN proof = 'installed' AND confidence = 'confirmed' THEN 1 ELSE 0 END) = 1 THEN 4
    WHEN MAX(CASE WHEN proof = 'installed' AND confidence = 'probable' THEN 1 ELSE 0 END) = 1 THEN 3
    WHEN COUNT(DISTINCT CASE WHEN proof = 'installed' AND confidence = 'weak' THEN signature END) >= 2 THEN 3
    WHEN MAX(CASE WHEN proof = 'presence' AND confidence = 'confirmed' THEN 1 ELSE 0 END) = 1 THEN 2
    WHEN MAX(CASE WHEN proof = 'presence' AND confidence = 'probable' THEN 1 ELSE 0 END) = 1 THEN 1
    WHEN COUNT(DISTINCT CASE WHEN proof IN ('installed', 'presence') AND confidence = 'weak' THEN signature END) >= 2 THEN 1
    ELSE 0
  END AS verdict, MIN(life) AS life, COUNT(DISTINCT row_id) AS row_count,
  MAX(CASE WHEN proof = 'sign' AND gone = 0 THEN 1 ELSE 0 END) AS has_sign
FROM held WHERE type <> 'protection' AND proof <> 'note' GROUP BY host, subject, type, title
),
ranked AS MATERIALIZED (
SELECT opened.*, pack_subject.on_windows, pack_subject.on_linux, pack_subject.on_macos, pack_subject.on_android, pack_subject.on_ios,
  ROW_NUMBER() OVER (PARTITION BY opened.host
    ORDER BY opened.row_count DESC, opened.verdict DESC, pack_subject.on_windows DESC, opened.subject) AS place
FROM opened JOIN pack_subject ON pack_subject.subject = opened.subject
),
subject_row AS MATERIALIZED (
SELECT DISTINCT host, subject, row_id FROM held WHERE type <> 'protection' AND proof <> 'note'
),
twin AS MATERIALIZED (
SELECT one.host, one.subject, other.subject AS twin, one.row_count, other.row_count AS twin_rows
FROM ranked AS one
JOIN subject_row AS one_row ON one_row.host = one.host AND one_row.subject = one.subject
JOIN subject_row AS other_row_of ON other_row_of.row_id = one_row.row_id AND other_row_of.host = one_row.host
JOIN ranked AS other ON other.host = other_row_of.host AND other.subject = other_row_of.subject
WHERE other.place < one.place AND one.verdict > 0 AND other.verdict > 0
  AND one.on_windows * other.on_windows + one.on_linux * other.on_linux + one.on_macos * other.on_macos
    + one.on_android * other.on_android + one.on_ios * other.on_ios = 0
GROUP BY one.host, one.subject, other.subject, one.row_count, other.row_count
HAVING COUNT(DISTINCT one_row.row_id) = one.row_count
),
kept_first AS MATERIALIZED (
SELECT ranked.host, ranked.subject FROM ranked
LEFT JOIN twin ON twin.host = ranked.host AND twin.subject = ranked.subject
WHERE twin.subject IS NULL
),
lost AS MATERIALIZED (
SELECT twin.host, twin.subject, twin.row_count, MAX(twin.twin_rows) AS most_rows
FROM twin JOIN kept_first ON kept_first.host = twin.host AND kept_first.subject = twin.twin
GROUP BY twin.host, twin.subject, twin.row_count
),
doubted AS MATERIALIZED (
SELECT DISTINCT twin.host, twin.twin AS subject FROM twin
JOIN lost ON lost.host = twin.host AND lost.subject = twin.subject
WHERE lost.most_rows = lost.row_count
),
one_platform AS MATERIALIZED (
SELECT ranked.host, ranked.subject, ranked.type, ranked.title, ranked.life, ranked.has_sign,
  CASE WHEN doubted.subject IS NOT NULL AND ranked.verdict IN (2, 4) THEN ranked.verdict - 1 ELSE ranked.verdict END AS verdict
FROM ranked
LEFT JOIN lost ON lost.host = ranked.host AND lost.subject = ranked.subject
LEFT JOIN doubted ON doubted.host = ranked.host AND doubted.subject = ranked.subject
WHERE lost.subject IS NULL
),
part_row AS MATERIALIZED (
SELECT held.* FROM held
JOIN one_platform ON one_platform.host = held.host AND one_platform.subject = held.subject
WHERE held.type = 'component' AND held.proof <> 'note'
),
part AS MATERIALIZED (
SELECT host, signature, MIN(life) AS life FROM part_row GROUP BY host, signature
),
part_owner AS MATERIALIZED (
SELECT part.host, part.signature, one_platform.subject, one_platform.type, one_platform.verdict, one_platform.has_sign,
  MAX(one_platform.verdict) OVER (PARTITION BY part.host, part.signature) AS best
FROM part JOIN pack_owner ON pack_owner.signature = part.signature
JOIN one_platform ON one_platform.host = part.host AND one_platform.subject = pack_owner.subject
),
integrated AS MATERIALIZED (
SELECT part_owner.host, part_owner.subject, CASE
    WHEN MAX(CASE WHEN proof = 'installed' AND confidence = 'confirmed' THEN 1 ELSE 0 END) = 1 THEN 4
    WHEN MAX(CASE WHEN proof = 'installed' AND confidence = 'probable' THEN 1 ELSE 0 END) = 1 THEN 3
    WHEN COUNT(DISTINCT CASE WHEN proof = 'installed' AND confidence = 'weak' THEN part_row.signature END) >= 2 THEN 3
    WHEN MAX(CASE WHEN proof = 'presence' AND confidence = 'confirmed' THEN 1 ELSE 0 END) = 1 THEN 2
    WHEN MAX(CASE WHEN proof = 'presence' AND confidence = 'probable' THEN 1 ELSE 0 END) = 1 THEN 1
    WHEN COUNT(DISTINCT CASE WHEN proof IN ('installed', 'presence') AND confidence = 'weak' THEN part_row.signature END) >= 2 THEN 1
    ELSE 0
  END AS engine
FROM part_owner JOIN part_row ON part_row.host = part_owner.host AND part_row.signature = part_owner.signature
WHERE part_owner.type = 'integration' AND part_owner.verdict < 3 AND part_owner.has_sign = 1 AND part_owner.best < 3
GROUP BY part_owner.host, part_owner.subject
),
judged AS MATERIALIZED (
SELECT one_platform.host, one_platform.subject, one_platform.type, one_platform.title, one_platform.life,
  CASE WHEN integrated.engine > 0 THEN 3 ELSE one_platform.verdict END AS verdict
FROM one_platform
LEFT JOIN integrated ON integrated.host = one_platform.host AND integrated.subject = one_platform.subject
WHERE one_platform.type <> 'component'
),
heir AS MATERIALIZED (
SELECT * FROM (
SELECT part.host, part.signature, part.life AS part_life, judged.subject, judged.type, judged.title, judged.verdict, judged.life,
  MAX(judged.verdict) OVER (PARTITION BY part.host, part.signature) AS best,
  MIN(CASE WHEN judged.verdict >= 3 THEN judged.life ELSE 9 END) OVER (PARTITION BY part.host, part.signature) AS best_life
FROM part JOIN pack_owner ON pack_owner.signature = part.signature
JOIN judged ON judged.host = part.host AND judged.subject = pack_owner.subject) AS candidate
WHERE verdict > 0 AND (best < 3 OR verdict >= 3)
),
lent_life AS MATERIALIZED (
SELECT host, subject, MIN(part_life) AS life FROM heir
WHERE verdict >= 3 AND best_life > 1 GROUP BY host, subject
),
given AS MATERIALIZED (
SELECT DISTINCT host, signature FROM heir
),
left_row AS MATERIALIZED (
SELECT part_row.* FROM part_row
LEFT JOIN given ON given.host = part_row.host AND given.signature = part_row.signature
WHERE given.signature IS NULL
),
settled AS MATERIALIZED (
SELECT judged.host, judged.subject, judged.verdict,
  CASE WHEN lent_life.life < judged.life THEN lent_life.life ELSE judged.life END AS life
FROM judged LEFT JOIN lent_life ON lent_life.host = judged.host AND lent_life.subject = judged.subject
UNION ALL
SELECT host, subject, CASE
    WHEN MAX(CASE WHEN proof = 'installed' AND confidence = 'confirmed' THEN 1 ELSE 0 END) = 1 THEN 4
    WHEN MAX(CASE WHEN proof = 'installed' AND confidence = 'probable' THEN 1 ELSE 0 END) = 1 THEN 3
    WHEN COUNT(DISTINCT CASE WHEN proof = 'installed' AND confidence = 'weak' THEN signature END) >= 2 THEN 3
    WHEN MAX(CASE WHEN proof = 'presence' AND confidence = 'confirmed' THEN 1 ELSE 0 END) = 1 THEN 2
    WHEN MAX(CASE WHEN proof = 'presence' AND confidence = 'probable' THEN 1 ELSE 0 END) = 1 THEN 1
    WHEN COUNT(DISTINCT CASE WHEN proof IN ('installed', 'presence') AND confidence = 'weak' THEN signature END) >= 2 THEN 1
    ELSE 0
  END AS verdict, MIN(life) AS life FROM left_row GROUP BY host, subject
UNION ALL
SELECT host, subject, CASE WHEN verdict >= 3 THEN verdict ELSE 0 END AS verdict, life FROM (
  SELECT host, subject, CASE
    WHEN MAX(CASE WHEN proof = 'installed' AND confidence = 'confirmed' THEN 1 ELSE 0 END) = 1 THEN 4
    WHEN MAX(CASE WHEN proof = 'installed' AND confidence = 'probable' THEN 1 ELSE 0 END) = 1 THEN 3
    WHEN COUNT(DISTINCT CASE WHEN proof = 'installed' AND confidence = 'weak' THEN signature END) >= 2 THEN 3
    WHEN MAX(CASE WHEN proof = 'presence' AND confidence = 'confirmed' THEN 1 ELSE 0 END) = 1 THEN 2
    WHEN MAX(CASE WHEN proof = 'presence' AND confidence = 'probable' THEN 1 ELSE 0 END) = 1 THEN 1
    WHEN COUNT(DISTINCT CASE WHEN proof IN ('installed', 'presence') AND confidence = 'weak' THEN signature END) >= 2 THEN 1
    ELSE 0
  END AS verdict, MIN(life) AS life FROM held WHERE type = 'protection' GROUP BY host, subject
) AS protected
),
evidence_row AS MATERIALIZED (
SELECT row_id, signature, subject, type FROM held WHERE type <> 'component' AND proof <> 'note'
UNION
SELECT row_id, signature, subject, type FROM left_row
UNION
SELECT part_row.row_id, part_row.signature, heir.subject, heir.type FROM part_row
JOIN heir ON heir.host = part_row.host AND heir.signature = part_row.signature
)
SELECT CASE WHEN evidence_row.type = 'protection' THEN 'protection' ELSE 'finding' END AS result,
  held.host, evidence_row.subject AS product, pack_subject.title AS product_name,
  CASE WHEN settled.verdict < 3 THEN 'residue' WHEN settled.life <= 1 THEN 'active' ELSE 'installed' END AS status,
  CASE
    WHEN settled.verdict >= 3 THEN CASE settled.life WHEN 0 THEN 'running' WHEN 1 THEN 'start-type' END
    ELSE CASE MIN(CASE WHEN held.life = 1 THEN 9 ELSE held.life END) OVER (PARTITION BY held.host, evidence_row.subject)
      WHEN 0 THEN 'running' WHEN 2 THEN 'loaded' END
  END AS basis,
  CASE WHEN settled.verdict IN (2, 4) THEN 'confirmed' ELSE 'probable' END AS confidence,
  held.signature, held.proof AS proves,
  held.collector, held.kind, held.name, held.display_name, held.version, held.publisher, held.signer, held.path,
  held.state, held.scope, held.origin, held.platform, held.ref
FROM evidence_row
JOIN held ON held.row_id = evidence_row.row_id AND held.signature = evidence_row.signature
JOIN settled ON settled.host = held.host AND settled.subject = evidence_row.subject
JOIN pack_subject ON pack_subject.subject = evidence_row.subject
WHERE settled.verdict > 0
UNION ALL
SELECT 'note', held.host, held.subject, held.title, held.note_kind, NULL, NULL, held.signature, held.proof,
  held.collector, held.kind, held.name, held.display_name, held.version, held.publisher, held.signer, held.path,
  held.state, held.scope, held.origin, held.platform, held.ref
FROM held WHERE held.proof = 'note' AND held.note_kind <> ''
ORDER BY result, host, product, signature, kind, name, path, origin;
