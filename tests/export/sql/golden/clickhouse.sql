-- phaseout 0.1.0: rules for ClickHouse
-- Rules: phaseout-kaspersky 2026.11.22 of 2026-11-22; 5 signatures, all of them expressed.
-- Parsed by a parser of this dialect and not run: not verified in ClickHouse itself.
-- One row for each piece of evidence: which product on which host, its status and confidence, the signature, the row.
-- Deadlines and advice are not part of it: phaseout match gives them for the hosts that this query names.
--
-- It reads one table, inventory, whose columns are the fields of phaseout inventory --format ndjson. live is true for
-- rows of a running host ("type":"host" in the first line of its inventory), platform the one that this line names.
-- This makes it; a loader of your own fills it:
--   CREATE TABLE inventory (
--     host Nullable(String), kind String, collector Nullable(String), name String,
--     display_name Nullable(String), version Nullable(String), publisher Nullable(String),
--     signer Nullable(String), path Nullable(String), installed_at Nullable(String),
--     state Nullable(String), scope Nullable(String), origin Nullable(String),
--     platform Nullable(String), ref Nullable(String), attributes Nullable(String), live Bool
--   ) ENGINE = MergeTree ORDER BY (kind, name);
DROP TEMPORARY TABLE IF EXISTS phaseout_hit;

CREATE TEMPORARY TABLE phaseout_hit ENGINE = Memory AS
WITH
taken AS (
SELECT COALESCE(host, '') AS host,
  kind, collector, name, display_name, version, publisher, signer, path, installed_at, state, scope, origin, platform, ref,
  CAST(attributes AS Nullable(String)) AS attributes_text,
  CASE WHEN live THEN 1 ELSE 0 END AS live,
  CASE WHEN COALESCE(platform, '') <> '' THEN platform WHEN match(lower(ifNull(path, '')), '^("?[a-z]:[\\\\/]|\\\\\\\\|\\\\systemroot\\\\|%[a-z()0-9]+%[\\\\/]|hk(lm|u|cu|ey_))') OR match(lower(ifNull(origin, '')), '^("?[a-z]:[\\\\/]|\\\\\\\\|\\\\systemroot\\\\|%[a-z()0-9]+%[\\\\/]|hk(lm|u|cu|ey_))') THEN 'windows' ELSE '' END AS row_platform,
  CASE WHEN JSONHas(ifNull(attributes, ''), 'running') THEN CASE WHEN lower(multiIf(NOT JSONHas(ifNull(attributes, ''), 'running') OR JSONType(ifNull(attributes, ''), 'running') = 'Null', NULL, JSONType(ifNull(attributes, ''), 'running') = 'String', JSONExtractString(ifNull(attributes, ''), 'running'), JSONExtractRaw(ifNull(attributes, ''), 'running'))) = 'true' THEN 1 ELSE 0 END ELSE 0 END AS says_running,
  CASE WHEN JSONHas(ifNull(attributes, ''), 'programMissing') THEN CASE WHEN lower(multiIf(NOT JSONHas(ifNull(attributes, ''), 'programMissing') OR JSONType(ifNull(attributes, ''), 'programMissing') = 'Null', NULL, JSONType(ifNull(attributes, ''), 'programMissing') = 'String', JSONExtractString(ifNull(attributes, ''), 'programMissing'), JSONExtractRaw(ifNull(attributes, ''), 'programMissing'))) = 'true' THEN 1 ELSE 0 END ELSE 0 END AS program_missing,
  CASE WHEN JSONHas(ifNull(attributes, ''), 'danglingLink') THEN CASE WHEN lower(multiIf(NOT JSONHas(ifNull(attributes, ''), 'danglingLink') OR JSONType(ifNull(attributes, ''), 'danglingLink') = 'Null', NULL, JSONType(ifNull(attributes, ''), 'danglingLink') = 'String', JSONExtractString(ifNull(attributes, ''), 'danglingLink'), JSONExtractRaw(ifNull(attributes, ''), 'danglingLink'))) = 'true' THEN 1 ELSE 0 END ELSE 0 END AS dangling_link,
  CASE WHEN JSONHas(ifNull(attributes, ''), 'start') THEN lower(multiIf(NOT JSONHas(ifNull(attributes, ''), 'start') OR JSONType(ifNull(attributes, ''), 'start') = 'Null', NULL, JSONType(ifNull(attributes, ''), 'start') = 'String', JSONExtractString(ifNull(attributes, ''), 'start'), JSONExtractRaw(ifNull(attributes, ''), 'start'))) END AS start_type,
  COALESCE(CASE WHEN JSONHas(ifNull(attributes, ''), 'usualPath') THEN multiIf(NOT JSONHas(ifNull(attributes, ''), 'usualPath') OR JSONType(ifNull(attributes, ''), 'usualPath') = 'Null', NULL, JSONType(ifNull(attributes, ''), 'usualPath') = 'String', JSONExtractString(ifNull(attributes, ''), 'usualPath'), JSONExtractRaw(ifNull(attributes, ''), 'usualPath')) END, path) AS rule_path
FROM inventory
WHERE kind IN ('software', 'service', 'driver', 'marker') AND (
  lower(name) IN ('kesl', 'kesl-astra')
  OR startsWith(lower(name), 'kaspersky endpoint security')
  OR startsWith(lower(name), 'avp.kes.')
  OR replaceAll(lower(path), '\\', '/') IN ('/opt/kaspersky/kesl', '/var/opt/kaspersky/kesl', '/var/log/kaspersky/kesl', 'c:/program files/kaspersky lab/kaspersky endpoint security for windows', 'c:/program files (x86)/kaspersky lab/kaspersky endpoint security for windows')
  OR startsWith(replaceAll(lower(path), '\\', '/'), 'c:/program files/kaspersky lab/kes.')
  OR startsWith(replaceAll(lower(path), '\\', '/'), 'c:/program files (x86)/kaspersky lab/kes.')
  OR startsWith(replaceAll(lower(path), '\\', '/'), 'c:/programdata/kaspersky lab/kes')
  OR lengthUTF8(name) <> length(name)
  OR lengthUTF8(path) <> length(path)
  OR JSONHas(ifNull(attributes, ''), 'usualPath')
)
),
lower_case AS (
SELECT taken.*
  , COALESCE(CASE WHEN lengthUTF8(name) <> length(name) THEN normalizeUTF8NFC(replaceAll(lowerUTF8(upperUTF8(lowerUTF8(normalizeUTF8NFC(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceRegexpAll(replaceRegexpAll(name, '\\p{Cf}', ''), '\\p{Zs}', ' '), 'ß', 'ss'), 'İ', 'i̇'), 'ŉ', 'ʼn'), 'ẚ', 'aʾ'), 'ẞ', 'ss'), 'ﬀ', 'ff'), 'ﬁ', 'fi'), 'ﬂ', 'fl'), 'ﬃ', 'ffi'), 'ﬄ', 'ffl'), 'ﬅ', 'st'), 'ﬆ', 'st'))))), 'ς', 'σ')) ELSE lower(name) END, '') AS name_f
  , COALESCE(CASE WHEN lengthUTF8(rule_path) <> length(rule_path) THEN normalizeUTF8NFC(replaceAll(lowerUTF8(upperUTF8(lowerUTF8(normalizeUTF8NFC(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceRegexpAll(replaceRegexpAll(replaceAll(rule_path, '\\', '/'), '\\p{Cf}', ''), '\\p{Zs}', ' '), 'ß', 'ss'), 'İ', 'i̇'), 'ŉ', 'ʼn'), 'ẚ', 'aʾ'), 'ẞ', 'ss'), 'ﬀ', 'ff'), 'ﬁ', 'fi'), 'ﬂ', 'fl'), 'ﬃ', 'ffi'), 'ﬄ', 'ffl'), 'ﬅ', 'st'), 'ﬆ', 'st'))))), 'ς', 'σ')) ELSE lower(replaceAll(rule_path, '\\', '/')) END, '') AS rule_path_f
  , COALESCE(CASE WHEN lengthUTF8(publisher) <> length(publisher) THEN normalizeUTF8NFC(replaceAll(lowerUTF8(upperUTF8(lowerUTF8(normalizeUTF8NFC(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceAll(replaceRegexpAll(replaceRegexpAll(publisher, '\\p{Cf}', ''), '\\p{Zs}', ' '), 'ß', 'ss'), 'İ', 'i̇'), 'ŉ', 'ʼn'), 'ẚ', 'aʾ'), 'ẞ', 'ss'), 'ﬀ', 'ff'), 'ﬁ', 'fi'), 'ﬂ', 'fl'), 'ﬃ', 'ffi'), 'ﬄ', 'ffl'), 'ﬅ', 'st'), 'ﬆ', 'st'))))), 'ς', 'σ')) ELSE lower(publisher) END, '') AS publisher_f
FROM taken
),
folded AS (
SELECT lower_case.*
  , concat(' ', trimBoth(replaceRegexpAll(name_f, '[^\\p{L}\\p{N}]+', ' ')), ' ') AS name_w
  , concat(' ', trimBoth(replaceRegexpAll(publisher_f, '[^\\p{L}\\p{N}]+', ' ')), ' ') AS publisher_w
FROM lower_case
WHERE name_f IN ('kesl', 'kesl-astra')
  OR startsWith(name_f, 'kaspersky endpoint security')
  OR startsWith(name_f, 'avp.kes.')
  OR rule_path_f IN ('/opt/kaspersky/kesl', '/var/opt/kaspersky/kesl', '/var/log/kaspersky/kesl', 'c:/program files/kaspersky lab/kaspersky endpoint security for windows', 'c:/program files (x86)/kaspersky lab/kaspersky endpoint security for windows')
  OR startsWith(rule_path_f, 'c:/program files/kaspersky lab/kes.')
  OR startsWith(rule_path_f, 'c:/program files (x86)/kaspersky lab/kes.')
  OR startsWith(rule_path_f, 'c:/programdata/kaspersky lab/kes')
),
tried_row AS (
SELECT folded.*, arrayJoin(arrayFilter(each -> isNotNull(each), CASE
  WHEN kind = 'software' THEN [
    CASE WHEN name_f IN ('kesl', 'kesl-astra') AND row_platform IN ('', 'linux') THEN 'kesl/package' END,
    CASE WHEN startsWith(name_f, 'kaspersky endpoint security') AND (position(publisher_w, ' kaspersky ') > 0 OR position(publisher_w, ' лаборатория касперского ') > 0) AND NOT ((position(name_w, ' plug in ') > 0 OR position(name_w, ' plugin ') > 0 OR position(name_w, ' for android ') > 0 OR position(name_w, ' for linux ') > 0 OR position(name_w, ' for mac ') > 0 OR position(name_w, ' для linux ') > 0 OR position(name_w, ' для mac ') > 0 OR position(name_w, ' network agent ') > 0)) AND row_platform IN ('', 'windows') THEN 'kes-windows/uninstall-entry' END]
  WHEN kind IN ('service', 'driver') THEN [
    CASE WHEN startsWith(name_f, 'avp.kes.') AND row_platform IN ('', 'windows') THEN 'kes-windows/service-tagged' END]
  WHEN kind = 'marker' THEN [
    CASE WHEN rule_path_f IN ('/opt/kaspersky/kesl', '/var/opt/kaspersky/kesl', '/var/log/kaspersky/kesl') AND row_platform IN ('', 'linux') THEN 'kesl/folder' END,
    CASE WHEN (rule_path_f IN ('c:/program files/kaspersky lab/kaspersky endpoint security for windows', 'c:/program files (x86)/kaspersky lab/kaspersky endpoint security for windows') OR startsWith(rule_path_f, 'c:/program files/kaspersky lab/kes.') OR startsWith(rule_path_f, 'c:/program files (x86)/kaspersky lab/kes.') OR startsWith(rule_path_f, 'c:/programdata/kaspersky lab/kes')) AND row_platform IN ('', 'windows') THEN 'kes-windows/folder' END]
  ELSE []
  END)) AS entry
FROM folded
),
numbered AS (
SELECT tried_row.*,
  DENSE_RANK() OVER (ORDER BY host, kind, name, display_name, version, publisher, signer, path, installed_at, state, scope,
    platform, attributes_text) AS row_id,
  CASE WHEN kind = 'software' AND state = 'config-files' THEN 1
    WHEN kind IN ('service', 'driver') AND program_missing + dangling_link > 0 THEN 1 ELSE 0 END AS gone
FROM tried_row
),
hit AS (
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
)
SELECT * FROM hit
SETTINGS join_use_nulls = 1, prefer_column_name_to_alias = 1;

DROP TEMPORARY TABLE IF EXISTS phaseout_held;

CREATE TEMPORARY TABLE phaseout_held ENGINE = Memory AS
WITH
pack_signature AS (SELECT * FROM values('signature String, subject String, proves String, confidence String, note_kind String',
  ('kesl/package', 'kesl', 'installed', 'confirmed', ''),
  ('kesl/folder', 'kesl', 'presence', 'confirmed', ''),
  ('kes-windows/uninstall-entry', 'kes-windows', 'installed', 'confirmed', ''),
  ('kes-windows/service-tagged', 'kes-windows', 'installed', 'confirmed', ''),
  ('kes-windows/folder', 'kes-windows', 'presence', 'confirmed', '')
)),
pack_condition AS (SELECT * FROM values('signature String, probe String, wanted Int32',
  ('', '', -1)
)),
pack_subject AS (SELECT * FROM values('subject String, type String, title String, on_windows Int32, on_linux Int32, on_macos Int32, on_android Int32, on_ios Int32',
  ('kesl', 'product', 'Kaspersky Endpoint Security for Linux', 0, 1, 0, 0, 0),
  ('kes-windows', 'product', 'Kaspersky Endpoint Security for Windows', 1, 0, 0, 0, 0)
)),
hit AS (SELECT * FROM phaseout_hit),
probe_row AS (
SELECT host, entry AS probe, MIN(row_id) AS first_row, MAX(row_id) AS last_row
FROM hit WHERE entry LIKE '#%' GROUP BY host, entry
),
broken AS (
SELECT DISTINCT hit.row_id, hit.entry
FROM hit JOIN pack_condition ON pack_condition.signature = hit.entry
LEFT JOIN probe_row ON probe_row.probe = pack_condition.probe AND probe_row.host = hit.host
WHERE CASE WHEN probe_row.first_row IS NULL THEN 0
  WHEN probe_row.first_row <> probe_row.last_row OR probe_row.first_row <> hit.row_id THEN 1 ELSE 0 END <> pack_condition.wanted
),
held AS (
SELECT hit.*, pack_signature.signature, pack_subject.subject, pack_subject.type, pack_subject.title, pack_signature.confidence, pack_signature.note_kind,
  CASE WHEN pack_signature.proves = 'installed' AND hit.gone = 1 THEN 'presence' ELSE pack_signature.proves END AS proof
FROM hit
JOIN pack_signature ON pack_signature.signature = hit.entry
JOIN pack_subject ON pack_subject.subject = pack_signature.subject
LEFT JOIN broken ON broken.row_id = hit.row_id AND broken.entry = hit.entry
WHERE broken.entry IS NULL
)
SELECT * FROM held
SETTINGS join_use_nulls = 1, prefer_column_name_to_alias = 1;

DROP TEMPORARY TABLE IF EXISTS phaseout_one_platform;

CREATE TEMPORARY TABLE phaseout_one_platform ENGINE = Memory AS
WITH
pack_subject AS (SELECT * FROM values('subject String, type String, title String, on_windows Int32, on_linux Int32, on_macos Int32, on_android Int32, on_ios Int32',
  ('kesl', 'product', 'Kaspersky Endpoint Security for Linux', 0, 1, 0, 0, 0),
  ('kes-windows', 'product', 'Kaspersky Endpoint Security for Windows', 1, 0, 0, 0, 0)
)),
held AS (SELECT * FROM phaseout_held),
opened AS (
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
ranked AS (
SELECT opened.*, pack_subject.on_windows, pack_subject.on_linux, pack_subject.on_macos, pack_subject.on_android, pack_subject.on_ios,
  ROW_NUMBER() OVER (PARTITION BY opened.host
    ORDER BY opened.row_count DESC, opened.verdict DESC, pack_subject.on_windows DESC, opened.subject) AS place
FROM opened JOIN pack_subject ON pack_subject.subject = opened.subject
),
subject_row AS (
SELECT DISTINCT host, subject, row_id FROM held WHERE type <> 'protection' AND proof <> 'note'
),
twin AS (
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
kept_first AS (
SELECT ranked.host, ranked.subject FROM ranked
LEFT JOIN twin ON twin.host = ranked.host AND twin.subject = ranked.subject
WHERE twin.subject IS NULL
),
lost AS (
SELECT twin.host, twin.subject, twin.row_count, MAX(twin.twin_rows) AS most_rows
FROM twin JOIN kept_first ON kept_first.host = twin.host AND kept_first.subject = twin.twin
GROUP BY twin.host, twin.subject, twin.row_count
),
doubted AS (
SELECT DISTINCT twin.host, twin.twin AS subject FROM twin
JOIN lost ON lost.host = twin.host AND lost.subject = twin.subject
WHERE lost.most_rows = lost.row_count
),
one_platform AS (
SELECT ranked.host, ranked.subject, ranked.type, ranked.title, ranked.life, ranked.has_sign,
  CASE WHEN doubted.subject IS NOT NULL AND ranked.verdict IN (2, 4) THEN ranked.verdict - 1 ELSE ranked.verdict END AS verdict
FROM ranked
LEFT JOIN lost ON lost.host = ranked.host AND lost.subject = ranked.subject
LEFT JOIN doubted ON doubted.host = ranked.host AND doubted.subject = ranked.subject
WHERE lost.subject IS NULL
)
SELECT * FROM one_platform
SETTINGS join_use_nulls = 1, prefer_column_name_to_alias = 1;

DROP TEMPORARY TABLE IF EXISTS phaseout_heir;

CREATE TEMPORARY TABLE phaseout_heir ENGINE = Memory AS
WITH
pack_owner AS (SELECT * FROM values('signature String, subject String',
  ('', '')
)),
held AS (SELECT * FROM phaseout_held),
one_platform AS (SELECT * FROM phaseout_one_platform),
part_row AS (
SELECT held.* FROM held
JOIN one_platform ON one_platform.host = held.host AND one_platform.subject = held.subject
WHERE held.type = 'component' AND held.proof <> 'note'
),
part AS (
SELECT host, signature, MIN(life) AS life FROM part_row GROUP BY host, signature
),
part_owner AS (
SELECT part.host, part.signature, one_platform.subject, one_platform.type, one_platform.verdict, one_platform.has_sign,
  MAX(one_platform.verdict) OVER (PARTITION BY part.host, part.signature) AS best
FROM part JOIN pack_owner ON pack_owner.signature = part.signature
JOIN one_platform ON one_platform.host = part.host AND one_platform.subject = pack_owner.subject
),
integrated AS (
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
judged AS (
SELECT one_platform.host, one_platform.subject, one_platform.type, one_platform.title, one_platform.life,
  CASE WHEN integrated.engine > 0 THEN 3 ELSE one_platform.verdict END AS verdict
FROM one_platform
LEFT JOIN integrated ON integrated.host = one_platform.host AND integrated.subject = one_platform.subject
WHERE one_platform.type <> 'component'
),
heir AS (
SELECT * FROM (
SELECT part.host, part.signature, part.life AS part_life, judged.subject, judged.type, judged.title, judged.verdict, judged.life,
  MAX(judged.verdict) OVER (PARTITION BY part.host, part.signature) AS best,
  MIN(CASE WHEN judged.verdict >= 3 THEN judged.life ELSE 9 END) OVER (PARTITION BY part.host, part.signature) AS best_life
FROM part JOIN pack_owner ON pack_owner.signature = part.signature
JOIN judged ON judged.host = part.host AND judged.subject = pack_owner.subject) AS candidate
WHERE verdict > 0 AND (best < 3 OR verdict >= 3)
)
SELECT * FROM heir
SETTINGS join_use_nulls = 1, prefer_column_name_to_alias = 1;

WITH
pack_subject AS (SELECT * FROM values('subject String, type String, title String, on_windows Int32, on_linux Int32, on_macos Int32, on_android Int32, on_ios Int32',
  ('kesl', 'product', 'Kaspersky Endpoint Security for Linux', 0, 1, 0, 0, 0),
  ('kes-windows', 'product', 'Kaspersky Endpoint Security for Windows', 1, 0, 0, 0, 0)
)),
pack_owner AS (SELECT * FROM values('signature String, subject String',
  ('', '')
)),
held AS (SELECT * FROM phaseout_held),
one_platform AS (SELECT * FROM phaseout_one_platform),
part_row AS (
SELECT held.* FROM held
JOIN one_platform ON one_platform.host = held.host AND one_platform.subject = held.subject
WHERE held.type = 'component' AND held.proof <> 'note'
),
part AS (
SELECT host, signature, MIN(life) AS life FROM part_row GROUP BY host, signature
),
part_owner AS (
SELECT part.host, part.signature, one_platform.subject, one_platform.type, one_platform.verdict, one_platform.has_sign,
  MAX(one_platform.verdict) OVER (PARTITION BY part.host, part.signature) AS best
FROM part JOIN pack_owner ON pack_owner.signature = part.signature
JOIN one_platform ON one_platform.host = part.host AND one_platform.subject = pack_owner.subject
),
integrated AS (
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
judged AS (
SELECT one_platform.host, one_platform.subject, one_platform.type, one_platform.title, one_platform.life,
  CASE WHEN integrated.engine > 0 THEN 3 ELSE one_platform.verdict END AS verdict
FROM one_platform
LEFT JOIN integrated ON integrated.host = one_platform.host AND integrated.subject = one_platform.subject
WHERE one_platform.type <> 'component'
),
heir AS (SELECT * FROM phaseout_heir),
lent_life AS (
SELECT host, subject, MIN(part_life) AS life FROM heir
WHERE verdict >= 3 AND best_life > 1 GROUP BY host, subject
),
given AS (
SELECT DISTINCT host, signature FROM heir
),
left_row AS (
SELECT part_row.* FROM part_row
LEFT JOIN given ON given.host = part_row.host AND given.signature = part_row.signature
WHERE given.signature IS NULL
),
settled AS (
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
evidence_row AS (
SELECT row_id, signature, subject, type FROM held WHERE type <> 'component' AND proof <> 'note'
UNION DISTINCT
SELECT row_id, signature, subject, type FROM left_row
UNION DISTINCT
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
ORDER BY result, host, product, signature, kind, name, path, origin
SETTINGS join_use_nulls = 1, prefer_column_name_to_alias = 1;
