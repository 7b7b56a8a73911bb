-- phaseout 0.1.0: rules for PostgreSQL
-- Rules: phaseout-kaspersky 2026.11.22 of 2026-11-22; 5 signatures, all of them expressed.
-- Run in PostgreSQL 15 on every case of the rule tests: the same rows as phaseout match.
-- One row for each piece of evidence: which product on which host, its status and confidence, the signature, the row.
-- Deadlines and advice are not part of it: phaseout match gives them for the hosts that this query names.
--
-- It reads one table, inventory, whose columns are the fields of phaseout inventory --format ndjson. live is true for
-- rows of a running host ("type":"host" in the first line of its inventory), platform the one that this line names.
-- These lines make it of inventory.ndjson, which holds inventories of one or more hosts, one after the other:
--   CREATE TABLE inventory (
--     host text, kind text, collector text, name text, display_name text, version text, publisher text,
--     signer text, path text, installed_at text, state text, scope text, origin text, platform text,
--     ref text, attributes jsonb, live boolean
--   );
--   CREATE TEMP TABLE inventory_line (number bigint GENERATED ALWAYS AS IDENTITY, text text);
--   \copy inventory_line (text) FROM 'inventory.ndjson' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
--   CREATE TEMP TABLE inventory_row AS
--   SELECT number, row, max(number) FILTER (WHERE COALESCE(row -> 'schema', row -> 'coverage') IS NOT NULL)
--     OVER (ORDER BY number) AS head FROM (SELECT number,
--     CAST(regexp_replace(text, '(?<!\\)((?:\\\\)*)\\u0000', '\1', 'g') AS jsonb) AS row
--     FROM inventory_line WHERE text <> '') AS parsed;
--   CREATE INDEX ON inventory_row (number);
--   INSERT INTO inventory SELECT
--     COALESCE(item.row ->> 'host', head.row #>> '{target,hostname}'), item.row ->> 'kind',
--     item.row ->> 'collector', item.row ->> 'name', item.row ->> 'displayName', item.row ->> 'version',
--     item.row ->> 'publisher', item.row ->> 'signer', item.row ->> 'path', item.row ->> 'installedAt',
--     item.row ->> 'state', item.row ->> 'scope', item.row ->> 'origin',
--     COALESCE(item.row ->> 'platform', head.row #>> '{target,platform}'), item.row ->> 'ref',
--     item.row -> 'attributes', COALESCE(head.row #>> '{target,type}' = 'host', false)
--   FROM inventory_row AS item LEFT JOIN inventory_row AS head ON head.number = item.head
--   WHERE item.row ->> 'kind' IS NOT NULL;
--
-- What is compared differently from phaseout:
-- - A text with U+0000 cannot be stored in PostgreSQL; such rows have to be cleaned before they are loaded.
-- - The database has to be encoded in UTF-8, and the server built with ICU (the usual packages are).
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
  CAST(attributes AS text) AS attributes_text,
  CASE WHEN live THEN 1 ELSE 0 END AS live,
  CASE WHEN COALESCE(platform, '') <> '' THEN platform WHEN lower(path COLLATE "C") ~ '^("?[a-z]:[\\/]|\\\\|\\systemroot\\|%[a-z()0-9]+%[\\/]|hk(lm|u|cu|ey_))' OR lower(origin COLLATE "C") ~ '^("?[a-z]:[\\/]|\\\\|\\systemroot\\|%[a-z()0-9]+%[\\/]|hk(lm|u|cu|ey_))' THEN 'windows' ELSE '' END AS row_platform,
  CASE WHEN jsonb_exists(CAST(attributes AS jsonb), 'running') THEN CASE WHEN lower(CASE WHEN jsonb_typeof((CAST(attributes AS jsonb) -> 'running')) = 'number' THEN CASE WHEN abs(CAST((CAST(attributes AS jsonb) -> 'running') AS numeric)) < 2.4703282292062328e-324 THEN '0' WHEN abs(CAST((CAST(attributes AS jsonb) -> 'running') AS numeric)) >= 1.797693134862315807e308 THEN CASE WHEN CAST((CAST(attributes AS jsonb) -> 'running') AS numeric) < 0 THEN '-Infinity' ELSE 'Infinity' END WHEN abs(CAST((CAST(attributes AS jsonb) -> 'running') AS numeric)) >= 1e-6 AND abs(CAST((CAST(attributes AS jsonb) -> 'running') AS numeric)) < 1e21 THEN CAST(CAST(CAST(CAST(CAST((CAST(attributes AS jsonb) -> 'running') AS numeric) AS double precision) AS text) AS numeric) AS text) ELSE replace(CAST(CAST(CAST((CAST(attributes AS jsonb) -> 'running') AS numeric) AS double precision) AS text), 'e-0', 'e-') END ELSE (CAST(attributes AS jsonb) -> 'running') #>> '{}' END COLLATE "C") = 'true' THEN 1 ELSE 0 END ELSE 0 END AS says_running,
  CASE WHEN jsonb_exists(CAST(attributes AS jsonb), 'programMissing') THEN CASE WHEN lower(CASE WHEN jsonb_typeof((CAST(attributes AS jsonb) -> 'programMissing')) = 'number' THEN CASE WHEN abs(CAST((CAST(attributes AS jsonb) -> 'programMissing') AS numeric)) < 2.4703282292062328e-324 THEN '0' WHEN abs(CAST((CAST(attributes AS jsonb) -> 'programMissing') AS numeric)) >= 1.797693134862315807e308 THEN CASE WHEN CAST((CAST(attributes AS jsonb) -> 'programMissing') AS numeric) < 0 THEN '-Infinity' ELSE 'Infinity' END WHEN abs(CAST((CAST(attributes AS jsonb) -> 'programMissing') AS numeric)) >= 1e-6 AND abs(CAST((CAST(attributes AS jsonb) -> 'programMissing') AS numeric)) < 1e21 THEN CAST(CAST(CAST(CAST(CAST((CAST(attributes AS jsonb) -> 'programMissing') AS numeric) AS double precision) AS text) AS numeric) AS text) ELSE replace(CAST(CAST(CAST((CAST(attributes AS jsonb) -> 'programMissing') AS numeric) AS double precision) AS text), 'e-0', 'e-') END ELSE (CAST(attributes AS jsonb) -> 'programMissing') #>> '{}' END COLLATE "C") = 'true' THEN 1 ELSE 0 END ELSE 0 END AS program_missing,
  CASE WHEN jsonb_exists(CAST(attributes AS jsonb), 'danglingLink') THEN CASE WHEN lower(CASE WHEN jsonb_typeof((CAST(attributes AS jsonb) -> 'danglingLink')) = 'number' THEN CASE WHEN abs(CAST((CAST(attributes AS jsonb) -> 'danglingLink') AS numeric)) < 2.4703282292062328e-324 THEN '0' WHEN abs(CAST((CAST(attributes AS jsonb) -> 'danglingLink') AS numeric)) >= 1.797693134862315807e308 THEN CASE WHEN CAST((CAST(attributes AS jsonb) -> 'danglingLink') AS numeric) < 0 THEN '-Infinity' ELSE 'Infinity' END WHEN abs(CAST((CAST(attributes AS jsonb) -> 'danglingLink') AS numeric)) >= 1e-6 AND abs(CAST((CAST(attributes AS jsonb) -> 'danglingLink') AS numeric)) < 1e21 THEN CAST(CAST(CAST(CAST(CAST((CAST(attributes AS jsonb) -> 'danglingLink') AS numeric) AS double precision) AS text) AS numeric) AS text) ELSE replace(CAST(CAST(CAST((CAST(attributes AS jsonb) -> 'danglingLink') AS numeric) AS double precision) AS text), 'e-0', 'e-') END ELSE (CAST(attributes AS jsonb) -> 'danglingLink') #>> '{}' END COLLATE "C") = 'true' THEN 1 ELSE 0 END ELSE 0 END AS dangling_link,
  CASE WHEN jsonb_exists(CAST(attributes AS jsonb), 'start') THEN lower(CASE WHEN jsonb_typeof((CAST(attributes AS jsonb) -> 'start')) = 'number' THEN CASE WHEN abs(CAST((CAST(attributes AS jsonb) -> 'start') AS numeric)) < 2.4703282292062328e-324 THEN '0' WHEN abs(CAST((CAST(attributes AS jsonb) -> 'start') AS numeric)) >= 1.797693134862315807e308 THEN CASE WHEN CAST((CAST(attributes AS jsonb) -> 'start') AS numeric) < 0 THEN '-Infinity' ELSE 'Infinity' END WHEN abs(CAST((CAST(attributes AS jsonb) -> 'start') AS numeric)) >= 1e-6 AND abs(CAST((CAST(attributes AS jsonb) -> 'start') AS numeric)) < 1e21 THEN CAST(CAST(CAST(CAST(CAST((CAST(attributes AS jsonb) -> 'start') AS numeric) AS double precision) AS text) AS numeric) AS text) ELSE replace(CAST(CAST(CAST((CAST(attributes AS jsonb) -> 'start') AS numeric) AS double precision) AS text), 'e-0', 'e-') END ELSE (CAST(attributes AS jsonb) -> 'start') #>> '{}' END COLLATE "C") END AS start_type,
  COALESCE(CASE WHEN jsonb_exists(CAST(attributes AS jsonb), 'usualPath') THEN CASE WHEN jsonb_typeof((CAST(attributes AS jsonb) -> 'usualPath')) = 'number' THEN CASE WHEN abs(CAST((CAST(attributes AS jsonb) -> 'usualPath') AS numeric)) < 2.4703282292062328e-324 THEN '0' WHEN abs(CAST((CAST(attributes AS jsonb) -> 'usualPath') AS numeric)) >= 1.797693134862315807e308 THEN CASE WHEN CAST((CAST(attributes AS jsonb) -> 'usualPath') AS numeric) < 0 THEN '-Infinity' ELSE 'Infinity' END WHEN abs(CAST((CAST(attributes AS jsonb) -> 'usualPath') AS numeric)) >= 1e-6 AND abs(CAST((CAST(attributes AS jsonb) -> 'usualPath') AS numeric)) < 1e21 THEN CAST(CAST(CAST(CAST(CAST((CAST(attributes AS jsonb) -> 'usualPath') AS numeric) AS double precision) AS text) AS numeric) AS text) ELSE replace(CAST(CAST(CAST((CAST(attributes AS jsonb) -> 'usualPath') AS numeric) AS double precision) AS text), 'e-0', 'e-') END ELSE (CAST(attributes AS jsonb) -> 'usualPath') #>> '{}' END END, path) AS rule_path
FROM inventory
WHERE kind IN ('software', 'service', 'driver', 'marker') AND (
  lower(name COLLATE "C") IN ('kesl', 'kesl-astra')
  OR starts_with(lower(name COLLATE "C"), 'kaspersky endpoint security')
  OR starts_with(lower(name COLLATE "C"), 'avp.kes.')
  OR replace(lower(path COLLATE "C"), '\', '/') IN ('/opt/kaspersky/kesl', '/var/opt/kaspersky/kesl', '/var/log/kaspersky/kesl', 'c:/program files/kaspersky lab/kaspersky endpoint security for windows', 'c:/program files (x86)/kaspersky lab/kaspersky endpoint security for windows')
  OR starts_with(replace(lower(path COLLATE "C"), '\', '/'), 'c:/program files/kaspersky lab/kes.')
  OR starts_with(replace(lower(path COLLATE "C"), '\', '/'), 'c:/program files (x86)/kaspersky lab/kes.')
  OR starts_with(replace(lower(path COLLATE "C"), '\', '/'), 'c:/programdata/kaspersky lab/kes')
  OR octet_length(name) <> char_length(name)
  OR octet_length(path) <> char_length(path)
  OR jsonb_exists(CAST(attributes AS jsonb), 'usualPath')
)
),
lower_case AS MATERIALIZED (
SELECT taken.*
  , COALESCE(CASE WHEN octet_length(name) <> char_length(name) THEN (normalize(replace(lower(upper(lower(normalize(regexp_replace(regexp_replace(name, E'[\U000000AD\U00000600-\U00000605\U0000061C\U000006DD\U0000070F\U00000890-\U00000891\U000008E2\U0000180E\U0000200B-\U0000200F\U0000202A-\U0000202E\U00002060-\U00002064\U00002066-\U0000206F\U0000FEFF\U0000FFF9-\U0000FFFB\U000110BD\U000110CD\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0001\U000E0020-\U000E007F]', '', 'g'), E'[\U000000A0\U00001680\U00002000-\U0000200A\U0000202F\U0000205F\U00003000]', ' ', 'g'), NFC) COLLATE "und-x-icu"))), 'ς', 'σ'), NFC) COLLATE "C") ELSE lower(name COLLATE "C") END, '') AS name_f
  , COALESCE(CASE WHEN octet_length(rule_path) <> char_length(rule_path) THEN (normalize(replace(lower(upper(lower(normalize(regexp_replace(regexp_replace(replace(rule_path, '\', '/'), E'[\U000000AD\U00000600-\U00000605\U0000061C\U000006DD\U0000070F\U00000890-\U00000891\U000008E2\U0000180E\U0000200B-\U0000200F\U0000202A-\U0000202E\U00002060-\U00002064\U00002066-\U0000206F\U0000FEFF\U0000FFF9-\U0000FFFB\U000110BD\U000110CD\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0001\U000E0020-\U000E007F]', '', 'g'), E'[\U000000A0\U00001680\U00002000-\U0000200A\U0000202F\U0000205F\U00003000]', ' ', 'g'), NFC) COLLATE "und-x-icu"))), 'ς', 'σ'), NFC) COLLATE "C") ELSE lower(replace(rule_path, '\', '/') COLLATE "C") END, '') AS rule_path_f
  , COALESCE(CASE WHEN octet_length(publisher) <> char_length(publisher) THEN (normalize(replace(lower(upper(lower(normalize(regexp_replace(regexp_replace(publisher, E'[\U000000AD\U00000600-\U00000605\U0000061C\U000006DD\U0000070F\U00000890-\U00000891\U000008E2\U0000180E\U0000200B-\U0000200F\U0000202A-\U0000202E\U00002060-\U00002064\U00002066-\U0000206F\U0000FEFF\U0000FFF9-\U0000FFFB\U000110BD\U000110CD\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0001\U000E0020-\U000E007F]', '', 'g'), E'[\U000000A0\U00001680\U00002000-\U0000200A\U0000202F\U0000205F\U00003000]', ' ', 'g'), NFC) COLLATE "und-x-icu"))), 'ς', 'σ'), NFC) COLLATE "C") ELSE lower(publisher COLLATE "C") END, '') AS publisher_f
FROM taken
),
folded AS MATERIALIZED (
SELECT lower_case.*
  , concat(' ', trim(regexp_replace(name_f COLLATE "und-x-icu", E'[^[:alnum:]\U000000B2-\U000000B3\U000000B9\U000000BC-\U000000BE\U000009F4-\U000009F9\U00000B72-\U00000B77\U00000BF0-\U00000BF2\U00000C78-\U00000C7E\U00000D58-\U00000D5E\U00000D70-\U00000D78\U00000F2A-\U00000F33\U00001369-\U0000137C\U000016EE-\U000016F0\U000017F0-\U000017F9\U000019DA\U00002070\U00002074-\U00002079\U00002080-\U00002089\U00002150-\U00002182\U00002185-\U00002189\U00002460-\U0000249B\U000024EA-\U000024FF\U00002776-\U00002793\U00002CFD\U00003007\U00003021-\U00003029\U00003038-\U0000303A\U00003192-\U00003195\U00003220-\U00003229\U00003248-\U0000324F\U00003251-\U0000325F\U00003280-\U00003289\U000032B1-\U000032BF\U0000A6E6-\U0000A6EF\U0000A830-\U0000A835\U00010107-\U00010133\U00010140-\U00010178\U0001018A-\U0001018B\U000102E1-\U000102FB\U00010320-\U00010323\U00010341\U0001034A\U000103D1-\U000103D5\U00010858-\U0001085F\U00010879-\U0001087F\U000108A7-\U000108AF\U000108FB-\U000108FF\U00010916-\U0001091B\U000109BC-\U000109BD\U000109C0-\U000109CF\U000109D2-\U000109FF\U00010A40-\U00010A48\U00010A7D-\U00010A7E\U00010A9D-\U00010A9F\U00010AEB-\U00010AEF\U00010B58-\U00010B5F\U00010B78-\U00010B7F\U00010BA9-\U00010BAF\U00010CFA-\U00010CFF\U00010E60-\U00010E7E\U00010F1D-\U00010F26\U00010F51-\U00010F54\U00010FC5-\U00010FCB\U00011052-\U00011065\U000111E1-\U000111F4\U0001173A-\U0001173B\U000118EA-\U000118F2\U00011C5A-\U00011C6C\U00011FC0-\U00011FD4\U00012400-\U0001246E\U00016B5B-\U00016B61\U00016E80-\U00016E96\U00016FF4-\U00016FF6\U0001D2C0-\U0001D2D3\U0001D2E0-\U0001D2F3\U0001D360-\U0001D378\U0001E8C7-\U0001E8CF\U0001EC71-\U0001ECAB\U0001ECAD-\U0001ECAF\U0001ECB1-\U0001ECB4\U0001ED01-\U0001ED2D\U0001ED2F-\U0001ED3D\U0001F100-\U0001F10C]+', ' ', 'g')), ' ') AS name_w
  , concat(' ', trim(regexp_replace(publisher_f COLLATE "und-x-icu", E'[^[:alnum:]\U000000B2-\U000000B3\U000000B9\U000000BC-\U000000BE\U000009F4-\U000009F9\U00000B72-\U00000B77\U00000BF0-\U00000BF2\U00000C78-\U00000C7E\U00000D58-\U00000D5E\U00000D70-\U00000D78\U00000F2A-\U00000F33\U00001369-\U0000137C\U000016EE-\U000016F0\U000017F0-\U000017F9\U000019DA\U00002070\U00002074-\U00002079\U00002080-\U00002089\U00002150-\U00002182\U00002185-\U00002189\U00002460-\U0000249B\U000024EA-\U000024FF\U00002776-\U00002793\U00002CFD\U00003007\U00003021-\U00003029\U00003038-\U0000303A\U00003192-\U00003195\U00003220-\U00003229\U00003248-\U0000324F\U00003251-\U0000325F\U00003280-\U00003289\U000032B1-\U000032BF\U0000A6E6-\U0000A6EF\U0000A830-\U0000A835\U00010107-\U00010133\U00010140-\U00010178\U0001018A-\U0001018B\U000102E1-\U000102FB\U00010320-\U00010323\U00010341\U0001034A\U000103D1-\U000103D5\U00010858-\U0001085F\U00010879-\U0001087F\U000108A7-\U000108AF\U000108FB-\U000108FF\U00010916-\U0001091B\U000109BC-\U000109BD\U000109C0-\U000109CF\U000109D2-\U000109FF\U00010A40-\U00010A48\U00010A7D-\U00010A7E\U00010A9D-\U00010A9F\U00010AEB-\U00010AEF\U00010B58-\U00010B5F\U00010B78-\U00010B7F\U00010BA9-\U00010BAF\U00010CFA-\U00010CFF\U00010E60-\U00010E7E\U00010F1D-\U00010F26\U00010F51-\U00010F54\U00010FC5-\U00010FCB\U00011052-\U00011065\U000111E1-\U000111F4\U0001173A-\U0001173B\U000118EA-\U000118F2\U00011C5A-\U00011C6C\U00011FC0-\U00011FD4\U00012400-\U0001246E\U00016B5B-\U00016B61\U00016E80-\U00016E96\U00016FF4-\U00016FF6\U0001D2C0-\U0001D2D3\U0001D2E0-\U0001D2F3\U0001D360-\U0001D378\U0001E8C7-\U0001E8CF\U0001EC71-\U0001ECAB\U0001ECAD-\U0001ECAF\U0001ECB1-\U0001ECB4\U0001ED01-\U0001ED2D\U0001ED2F-\U0001ED3D\U0001F100-\U0001F10C]+', ' ', 'g')), ' ') AS publisher_w
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
SELECT folded.*, tried.entry
FROM folded CROSS JOIN LATERAL unnest(CASE
  WHEN kind = 'software' THEN ARRAY[
    CASE WHEN name_f IN ('kesl', 'kesl-astra') AND row_platform IN ('', 'linux') THEN 'kesl/package' END,
    CASE WHEN starts_with(name_f, 'kaspersky endpoint security') AND (strpos(publisher_w, ' kaspersky ') > 0 OR strpos(publisher_w, ' лаборатория касперского ') > 0) AND NOT ((strpos(name_w, ' plug in ') > 0 OR strpos(name_w, ' plugin ') > 0 OR strpos(name_w, ' for android ') > 0 OR strpos(name_w, ' for linux ') > 0 OR strpos(name_w, ' for mac ') > 0 OR strpos(name_w, ' для linux ') > 0 OR strpos(name_w, ' для mac ') > 0 OR strpos(name_w, ' network agent ') > 0)) AND row_platform IN ('', 'windows') THEN 'kes-windows/uninstall-entry' END]
  WHEN kind IN ('service', 'driver') THEN ARRAY[
    CASE WHEN starts_with(name_f, 'avp.kes.') AND row_platform IN ('', 'windows') THEN 'kes-windows/service-tagged' END]
  WHEN kind = 'marker' THEN ARRAY[
    CASE WHEN rule_path_f IN ('/opt/kaspersky/kesl', '/var/opt/kaspersky/kesl', '/var/log/kaspersky/kesl') AND row_platform IN ('', 'linux') THEN 'kesl/folder' END,
    CASE WHEN (rule_path_f IN ('c:/program files/kaspersky lab/kaspersky endpoint security for windows', 'c:/program files (x86)/kaspersky lab/kaspersky endpoint security for windows') OR starts_with(rule_path_f, 'c:/program files/kaspersky lab/kes.') OR starts_with(rule_path_f, 'c:/program files (x86)/kaspersky lab/kes.') OR starts_with(rule_path_f, 'c:/programdata/kaspersky lab/kes')) AND row_platform IN ('', 'windows') THEN 'kes-windows/folder' END]
  END) AS tried(entry)
WHERE tried.entry IS NOT NULL
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
