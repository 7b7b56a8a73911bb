-- phaseout 0.1.0: rules for SQLite
-- Rules: phaseout-kaspersky 2026.11.22 of 2026-11-22; 5 signatures, all of them expressed.
-- Run in SQLite 3.40 on every case of the rule tests: the same rows as phaseout match.
-- One row for each piece of evidence: which product on which host, its status and confidence, the signature, the row.
-- Deadlines and advice are not part of it: phaseout match gives them for the hosts that this query names.
--
-- It reads one table, inventory, whose columns are the fields of phaseout inventory --format ndjson. live is true for
-- rows of a running host ("type":"host" in the first line of its inventory), platform the one that this line names.
-- These lines make it of inventory.ndjson, which holds inventories of one or more hosts, one after the other:
--   CREATE TABLE inventory (
--     host TEXT, kind TEXT, collector TEXT, name TEXT, display_name TEXT, version TEXT, publisher TEXT,
--     signer TEXT, path TEXT, installed_at TEXT, state TEXT, scope TEXT, origin TEXT, platform TEXT,
--     ref TEXT, attributes TEXT, live INTEGER
--   );
--   CREATE TABLE inventory_line (text TEXT);
--   .mode ascii
--   .separator "\037" "\n"
--   .import inventory.ndjson inventory_line
--   .mode list
--   SELECT 'not read, no JSON: line ' || rowid FROM inventory_line WHERE NOT json_valid(text);
--   CREATE TEMP TABLE inventory_row AS SELECT rowid AS number, text,
--     max(CASE WHEN COALESCE(json_extract(text, '$.schema'), json_extract(text, '$.coverage')) IS NOT NULL THEN rowid END)
--       OVER (ORDER BY rowid) AS head FROM inventory_line WHERE json_valid(text);
--   INSERT INTO inventory SELECT
--     COALESCE(json_extract(item.text, '$.host'), json_extract(head.text, '$.target.hostname')),
--     json_extract(item.text, '$.kind'), json_extract(item.text, '$.collector'),
--     json_extract(item.text, '$.name'), json_extract(item.text, '$.displayName'),
--     json_extract(item.text, '$.version'), json_extract(item.text, '$.publisher'),
--     json_extract(item.text, '$.signer'), json_extract(item.text, '$.path'),
--     json_extract(item.text, '$.installedAt'), json_extract(item.text, '$.state'),
--     json_extract(item.text, '$.scope'), json_extract(item.text, '$.origin'),
--     COALESCE(json_extract(item.text, '$.platform'), json_extract(head.text, '$.target.platform')),
--     json_extract(item.text, '$.ref'), json_extract(item.text, '$.attributes'),
--     COALESCE(json_extract(head.text, '$.target.type') = 'host', 0)
--   FROM inventory_row AS item LEFT JOIN inventory_line AS head ON head.rowid = item.head
--   WHERE json_extract(item.text, '$.kind') IS NOT NULL;
--   DROP TABLE inventory_line;
--
-- What is compared differently from phaseout:
-- - SQLite cannot compose characters (NFC): only letters with marks that the rules themselves hold are found when they are spelled with combining marks.
-- - SQLite ends a text at U+0000.
-- - Attributes that are numbers below 0.0001, of more than 15 digits, or whole and beyond 2^53 may be spelled in another way.
DROP TABLE IF EXISTS temp.phaseout_hit;

CREATE TEMP TABLE phaseout_hit AS
WITH
fold_map(letter, folded_to) AS MATERIALIZED (VALUES ('ß','ss'),('İ','i̇'),('ı','i'),('ŉ','ʼn'),('ſ','s'),('А','а'),('Б','б'),('Г','г'),('Д','д'),('Е','е'),('И','и'),('К','к'),('Л','л'),('О','о'),('П','п'),('Р','р'),('С','с'),('Т','т'),('Я','я'),('ᲁ','д'),('ᲂ','о'),('ᲃ','с'),('ᲄ','т'),('ᲅ','т'),('ẚ','aʾ'),('ẞ','ss'),('K','k'),('ﬀ','ff'),('ﬁ','fi'),('ﬂ','fl'),('ﬃ','ffi'),('ﬄ','ffl'),('ﬅ','st'),('ﬆ','st'),(char(173),''),(char(1536),''),(char(1537),''),(char(1538),''),(char(1539),''),(char(1540),''),(char(1541),''),(char(1564),''),(char(1757),''),(char(1807),''),(char(2192),''),(char(2193),''),(char(2274),''),(char(6158),''),(char(8203),''),(char(8204),''),(char(8205),''),(char(8206),''),(char(8207),''),(char(8234),''),(char(8235),''),(char(8236),''),(char(8237),''),(char(8238),''),(char(8288),''),(char(8289),''),(char(8290),''),(char(8291),''),(char(8292),''),(char(8294),''),(char(8295),''),(char(8296),''),(char(8297),''),(char(8298),''),(char(8299),''),(char(8300),''),(char(8301),''),(char(8302),''),(char(8303),''),(char(65279),''),(char(65529),''),(char(65530),''),(char(65531),''),(char(69821),''),(char(69837),''),(char(78896),''),(char(78897),''),(char(78898),''),(char(78899),''),(char(78900),''),(char(78901),''),(char(78902),''),(char(78903),''),(char(78904),''),(char(78905),''),(char(78906),''),(char(78907),''),(char(78908),''),(char(78909),''),(char(78910),''),(char(78911),''),(char(113824),''),(char(113825),''),(char(113826),''),(char(113827),''),(char(119155),''),(char(119156),''),(char(119157),''),(char(119158),''),(char(119159),''),(char(119160),''),(char(119161),''),(char(119162),''),(char(917505),''),(char(917536),''),(char(917537),''),(char(917538),''),(char(917539),''),(char(917540),''),(char(917541),''),(char(917542),''),(char(917543),''),(char(917544),''),(char(917545),''),(char(917546),''),(char(917547),''),(char(917548),''),(char(917549),''),(char(917550),''),(char(917551),''),(char(917552),''),(char(917553),''),(char(917554),''),(char(917555),''),(char(917556),''),(char(917557),''),(char(917558),''),(char(917559),''),(char(917560),''),(char(917561),''),(char(917562),''),(char(917563),''),(char(917564),''),(char(917565),''),(char(917566),''),(char(917567),''),(char(917568),''),(char(917569),''),(char(917570),''),(char(917571),''),(char(917572),''),(char(917573),''),(char(917574),''),(char(917575),''),(char(917576),''),(char(917577),''),(char(917578),''),(char(917579),''),(char(917580),''),(char(917581),''),(char(917582),''),(char(917583),''),(char(917584),''),(char(917585),''),(char(917586),''),(char(917587),''),(char(917588),''),(char(917589),''),(char(917590),''),(char(917591),''),(char(917592),''),(char(917593),''),(char(917594),''),(char(917595),''),(char(917596),''),(char(917597),''),(char(917598),''),(char(917599),''),(char(917600),''),(char(917601),''),(char(917602),''),(char(917603),''),(char(917604),''),(char(917605),''),(char(917606),''),(char(917607),''),(char(917608),''),(char(917609),''),(char(917610),''),(char(917611),''),(char(917612),''),(char(917613),''),(char(917614),''),(char(917615),''),(char(917616),''),(char(917617),''),(char(917618),''),(char(917619),''),(char(917620),''),(char(917621),''),(char(917622),''),(char(917623),''),(char(917624),''),(char(917625),''),(char(917626),''),(char(917627),''),(char(917628),''),(char(917629),''),(char(917630),''),(char(917631),''),(char(160),' '),(char(5760),' '),(char(8192),' '),(char(8193),' '),(char(8194),' '),(char(8195),' '),(char(8196),' '),(char(8197),' '),(char(8198),' '),(char(8199),' '),(char(8200),' '),(char(8201),' '),(char(8202),' '),(char(8239),' '),(char(8287),' '),(char(12288),' ')),
word_range(first, last) AS MATERIALIZED (VALUES (170,170),(178,179),(181,181),(185,186),(188,190),(192,214),(216,246),(248,705),(710,721),(736,740),(748,748),(750,750),(880,884),(886,887),(890,893),(895,895),(902,902),(904,906),(908,908),(910,929),(931,1013),(1015,1153),(1162,1327),(1329,1366),(1369,1369),(1376,1416),(1488,1514),(1519,1522),(1568,1610),(1632,1641),(1646,1647),(1649,1747),(1749,1749),(1765,1766),(1774,1788),(1791,1791),(1808,1808),(1810,1839),(1869,1957),(1969,1969),(1984,2026),(2036,2037),(2042,2042),(2048,2069),(2074,2074),(2084,2084),(2088,2088),(2112,2136),(2144,2154),(2160,2183),(2185,2191),(2208,2249),(2308,2361),(2365,2365),(2384,2384),(2392,2401),(2406,2415),(2417,2432),(2437,2444),(2447,2448),(2451,2472),(2474,2480),(2482,2482),(2486,2489),(2493,2493),(2510,2510),(2524,2525),(2527,2529),(2534,2545),(2548,2553),(2556,2556),(2565,2570),(2575,2576),(2579,2600),(2602,2608),(2610,2611),(2613,2614),(2616,2617),(2649,2652),(2654,2654),(2662,2671),(2674,2676),(2693,2701),(2703,2705),(2707,2728),(2730,2736),(2738,2739),(2741,2745),(2749,2749),(2768,2768),(2784,2785),(2790,2799),(2809,2809),(2821,2828),(2831,2832),(2835,2856),(2858,2864),(2866,2867),(2869,2873),(2877,2877),(2908,2909),(2911,2913),(2918,2927),(2929,2935),(2947,2947),(2949,2954),(2958,2960),(2962,2965),(2969,2970),(2972,2972),(2974,2975),(2979,2980),(2984,2986),(2990,3001),(3024,3024),(3046,3058),(3077,3084),(3086,3088),(3090,3112),(3114,3129),(3133,3133),(3160,3162),(3164,3165),(3168,3169),(3174,3183),(3192,3198),(3200,3200),(3205,3212),(3214,3216),(3218,3240),(3242,3251),(3253,3257),(3261,3261),(3292,3294),(3296,3297),(3302,3311),(3313,3314),(3332,3340),(3342,3344),(3346,3386),(3389,3389),(3406,3406),(3412,3414),(3416,3425),(3430,3448),(3450,3455),(3461,3478),(3482,3505),(3507,3515),(3517,3517),(3520,3526),(3558,3567),(3585,3632),(3634,3635),(3648,3654),(3664,3673),(3713,3714),(3716,3716),(3718,3722),(3724,3747),(3749,3749),(3751,3760),(3762,3763),(3773,3773),(3776,3780),(3782,3782),(3792,3801),(3804,3807),(3840,3840),(3872,3891),(3904,3911),(3913,3948),(3976,3980),(4096,4138),(4159,4169),(4176,4181),(4186,4189),(4193,4193),(4197,4198),(4206,4208),(4213,4225),(4238,4238),(4240,4249),(4256,4293),(4295,4295),(4301,4301),(4304,4346),(4348,4680),(4682,4685),(4688,4694),(4696,4696),(4698,4701),(4704,4744),(4746,4749),(4752,4784),(4786,4789),(4792,4798),(4800,4800),(4802,4805),(4808,4822),(4824,4880),(4882,4885),(4888,4954),(4969,4988),(4992,5007),(5024,5109),(5112,5117),(5121,5740),(5743,5759),(5761,5786),(5792,5866),(5870,5880),(5888,5905),(5919,5937),(5952,5969),(5984,5996),(5998,6000),(6016,6067),(6103,6103),(6108,6108),(6112,6121),(6128,6137),(6160,6169),(6176,6264),(6272,6276),(6279,6312),(6314,6314),(6320,6389),(6400,6430),(6470,6509),(6512,6516),(6528,6571),(6576,6601),(6608,6618),(6656,6678),(6688,6740),(6784,6793),(6800,6809),(6823,6823),(6917,6963),(6981,6988),(6992,7001),(7043,7072),(7086,7141),(7168,7203),(7232,7241),(7245,7293),(7296,7306),(7312,7354),(7357,7359),(7401,7404),(7406,7411),(7413,7414),(7418,7418),(7424,7615),(7680,7957),(7960,7965),(7968,8005),(8008,8013),(8016,8023),(8025,8025),(8027,8027),(8029,8029),(8031,8061),(8064,8116),(8118,8124),(8126,8126),(8130,8132),(8134,8140),(8144,8147),(8150,8155),(8160,8172),(8178,8180),(8182,8188),(8304,8305),(8308,8313),(8319,8329),(8336,8348),(8450,8450),(8455,8455),(8458,8467),(8469,8469),(8473,8477),(8484,8484),(8486,8486),(8488,8488),(8490,8493),(8495,8505),(8508,8511),(8517,8521),(8526,8526),(8528,8585),(9312,9371),(9450,9471),(10102,10131),(11264,11492),(11499,11502),(11506,11507),(11517,11517),(11520,11557),(11559,11559),(11565,11565),(11568,11623),(11631,11631),(11648,11670),(11680,11686),(11688,11694),(11696,11702),(11704,11710),(11712,11718),(11720,11726),(11728,11734),(11736,11742),(11823,11823),(12293,12295),(12321,12329),(12337,12341),(12344,12348),(12353,12438),(12445,12447),(12449,12538),(12540,12543),(12549,12591),(12593,12686),(12690,12693),(12704,12735),(12784,12799),(12832,12841),(12872,12879),(12881,12895),(12928,12937),(12977,12991),(13312,19903),(19968,42124),(42192,42237),(42240,42508),(42512,42539),(42560,42606),(42623,42653),(42656,42735),(42775,42783),(42786,42888),(42891,42972),(42993,43009),(43011,43013),(43015,43018),(43020,43042),(43056,43061),(43072,43123),(43138,43187),(43216,43225),(43250,43255),(43259,43259),(43261,43262),(43264,43301),(43312,43334),(43360,43388),(43396,43442),(43471,43481),(43488,43492),(43494,43518),(43520,43560),(43584,43586),(43588,43595),(43600,43609),(43616,43638),(43642,43642),(43646,43695),(43697,43697),(43701,43702),(43705,43709),(43712,43712),(43714,43714),(43739,43741),(43744,43754),(43762,43764),(43777,43782),(43785,43790),(43793,43798),(43808,43814),(43816,43822),(43824,43866),(43868,43881),(43888,44002),(44016,44025),(44032,55203),(55216,55238),(55243,55291),(63744,64109),(64112,64217),(64256,64262),(64275,64279),(64285,64285),(64287,64296),(64298,64310),(64312,64316),(64318,64318),(64320,64321),(64323,64324),(64326,64433),(64467,64829),(64848,64911),(64914,64967),(65008,65019),(65136,65140),(65142,65276),(65296,65305),(65313,65338),(65345,65370),(65382,65470),(65474,65479),(65482,65487),(65490,65495),(65498,65500),(65536,65547),(65549,65574),(65576,65594),(65596,65597),(65599,65613),(65616,65629),(65664,65786),(65799,65843),(65856,65912),(65930,65931),(66176,66204),(66208,66256),(66273,66299),(66304,66339),(66349,66378),(66384,66421),(66432,66461),(66464,66499),(66504,66511),(66513,66517),(66560,66717),(66720,66729),(66736,66771),(66776,66811),(66816,66855),(66864,66915),(66928,66938),(66940,66954),(66956,66962),(66964,66965),(66967,66977),(66979,66993),(66995,67001),(67003,67004),(67008,67059),(67072,67382),(67392,67413),(67424,67431),(67456,67461),(67463,67504),(67506,67514),(67584,67589),(67592,67592),(67594,67637),(67639,67640),(67644,67644),(67647,67669),(67672,67702),(67705,67742),(67751,67759),(67808,67826),(67828,67829),(67835,67867),(67872,67897),(67904,67929),(67968,68023),(68028,68047),(68050,68096),(68112,68115),(68117,68119),(68121,68149),(68160,68168),(68192,68222),(68224,68255),(68288,68295),(68297,68324),(68331,68335),(68352,68405),(68416,68437),(68440,68466),(68472,68497),(68521,68527),(68608,68680),(68736,68786),(68800,68850),(68858,68899),(68912,68921),(68928,68965),(68975,68997),(69216,69246),(69248,69289),(69296,69297),(69314,69319),(69376,69415),(69424,69445),(69457,69460),(69488,69505),(69552,69579),(69600,69622),(69635,69687),(69714,69743),(69745,69746),(69749,69749),(69763,69807),(69840,69864),(69872,69881),(69891,69926),(69942,69951),(69956,69956),(69959,69959),(69968,70002),(70006,70006),(70019,70066),(70081,70084),(70096,70106),(70108,70108),(70113,70132),(70144,70161),(70163,70187),(70207,70208),(70272,70278),(70280,70280),(70282,70285),(70287,70301),(70303,70312),(70320,70366),(70384,70393),(70405,70412),(70415,70416),(70419,70440),(70442,70448),(70450,70451),(70453,70457),(70461,70461),(70480,70480),(70493,70497),(70528,70537),(70539,70539),(70542,70542),(70544,70581),(70583,70583),(70609,70609),(70611,70611),(70656,70708),(70727,70730),(70736,70745),(70751,70753),(70784,70831),(70852,70853),(70855,70855),(70864,70873),(71040,71086),(71128,71131),(71168,71215),(71236,71236),(71248,71257),(71296,71338),(71352,71352),(71360,71369),(71376,71395),(71424,71450),(71472,71483),(71488,71494),(71680,71723),(71840,71922),(71935,71942),(71945,71945),(71948,71955),(71957,71958),(71960,71983),(71999,71999),(72001,72001),(72016,72025),(72096,72103),(72106,72144),(72161,72161),(72163,72163),(72192,72192),(72203,72242),(72250,72250),(72272,72272),(72284,72329),(72349,72349),(72368,72440),(72640,72672),(72688,72697),(72704,72712),(72714,72750),(72768,72768),(72784,72812),(72818,72847),(72960,72966),(72968,72969),(72971,73008),(73030,73030),(73040,73049),(73056,73061),(73063,73064),(73066,73097),(73112,73112),(73120,73129),(73136,73179),(73184,73193),(73440,73458),(73474,73474),(73476,73488),(73490,73523),(73552,73561),(73648,73648),(73664,73684),(73728,74649),(74752,74862),(74880,75075),(77712,77808),(77824,78895),(78913,78918),(78944,82938),(82944,83526),(90368,90397),(90416,90425),(92160,92728),(92736,92766),(92768,92777),(92784,92862),(92864,92873),(92880,92909),(92928,92975),(92992,92995),(93008,93017),(93019,93025),(93027,93047),(93053,93071),(93504,93548),(93552,93561),(93760,93846),(93856,93880),(93883,93907),(93952,94026),(94032,94032),(94099,94111),(94176,94177),(94179,94179),(94194,94198),(94208,101589),(101631,101662),(101760,101874),(110576,110579),(110581,110587),(110589,110590),(110592,110882),(110898,110898),(110928,110930),(110933,110933),(110948,110951),(110960,111355),(113664,113770),(113776,113788),(113792,113800),(113808,113817),(118000,118009),(119488,119507),(119520,119539),(119648,119672),(119808,119892),(119894,119964),(119966,119967),(119970,119970),(119973,119974),(119977,119980),(119982,119993),(119995,119995),(119997,120003),(120005,120069),(120071,120074),(120077,120084),(120086,120092),(120094,120121),(120123,120126),(120128,120132),(120134,120134),(120138,120144),(120146,120485),(120488,120512),(120514,120538),(120540,120570),(120572,120596),(120598,120628),(120630,120654),(120656,120686),(120688,120712),(120714,120744),(120746,120770),(120772,120779),(120782,120831),(122624,122654),(122661,122666),(122928,122989),(123136,123180),(123191,123197),(123200,123209),(123214,123214),(123536,123565),(123584,123627),(123632,123641),(124112,124139),(124144,124153),(124368,124397),(124400,124410),(124608,124638),(124640,124642),(124644,124645),(124647,124653),(124656,124660),(124670,124671),(124896,124902),(124904,124907),(124909,124910),(124912,124926),(124928,125124),(125127,125135),(125184,125251),(125259,125259),(125264,125273),(126065,126123),(126125,126127),(126129,126132),(126209,126253),(126255,126269),(126464,126467),(126469,126495),(126497,126498),(126500,126500),(126503,126503),(126505,126514),(126516,126519),(126521,126521),(126523,126523),(126530,126530),(126535,126535),(126537,126537),(126539,126539),(126541,126543),(126545,126546),(126548,126548),(126551,126551),(126553,126553),(126555,126555),(126557,126557),(126559,126559),(126561,126562),(126564,126564),(126567,126570),(126572,126578),(126580,126583),(126585,126588),(126590,126590),(126592,126601),(126603,126619),(126625,126627),(126629,126633),(126635,126651),(127232,127244),(130032,130041),(131072,173791),(173824,178205),(178208,183981),(183984,191456),(191472,192093),(194560,195101),(196608,201546),(201552,210041)),
taken AS MATERIALIZED (
SELECT COALESCE(host, '') AS host,
  kind, collector, name, display_name, version, publisher, signer, path, installed_at, state, scope, origin, platform, ref,
  CAST(attributes AS text) AS attributes_text,
  CASE WHEN live THEN 1 ELSE 0 END AS live,
  CASE WHEN COALESCE(platform, '') <> '' THEN platform WHEN (lower(path) GLOB '[a-z]:[\/]*' OR lower(path) GLOB '"[a-z]:[\/]*' OR lower(path) GLOB '\\*' OR lower(path) GLOB '\systemroot\*' OR lower(path) GLOB '%[a-z()0-9]*%[\/]*' OR lower(path) GLOB 'hklm*' OR lower(path) GLOB 'hku*' OR lower(path) GLOB 'hkcu*' OR lower(path) GLOB 'hkey_*') OR (lower(origin) GLOB '[a-z]:[\/]*' OR lower(origin) GLOB '"[a-z]:[\/]*' OR lower(origin) GLOB '\\*' OR lower(origin) GLOB '\systemroot\*' OR lower(origin) GLOB '%[a-z()0-9]*%[\/]*' OR lower(origin) GLOB 'hklm*' OR lower(origin) GLOB 'hku*' OR lower(origin) GLOB 'hkcu*' OR lower(origin) GLOB 'hkey_*') THEN 'windows' ELSE '' END AS row_platform,
  CASE WHEN ((instr(attributes, 'running') > 0 OR instr(attributes, '\u') > 0) AND json_valid(attributes)) THEN CASE WHEN lower((SELECT CASE WHEN type IN ('true', 'false') THEN type WHEN typeof(value) = 'real' THEN CASE WHEN value = CAST(value AS INTEGER) AND abs(value) < 9007199254740992 THEN CAST(CAST(value AS INTEGER) AS TEXT) ELSE CAST(value AS TEXT) END ELSE value END FROM json_each(attributes) WHERE key = 'running' ORDER BY id DESC LIMIT 1)) = 'true' THEN 1 ELSE 0 END ELSE 0 END AS says_running,
  CASE WHEN ((instr(attributes, 'programMissing') > 0 OR instr(attributes, '\u') > 0) AND json_valid(attributes)) THEN CASE WHEN lower((SELECT CASE WHEN type IN ('true', 'false') THEN type WHEN typeof(value) = 'real' THEN CASE WHEN value = CAST(value AS INTEGER) AND abs(value) < 9007199254740992 THEN CAST(CAST(value AS INTEGER) AS TEXT) ELSE CAST(value AS TEXT) END ELSE value END FROM json_each(attributes) WHERE key = 'programMissing' ORDER BY id DESC LIMIT 1)) = 'true' THEN 1 ELSE 0 END ELSE 0 END AS program_missing,
  CASE WHEN ((instr(attributes, 'danglingLink') > 0 OR instr(attributes, '\u') > 0) AND json_valid(attributes)) THEN CASE WHEN lower((SELECT CASE WHEN type IN ('true', 'false') THEN type WHEN typeof(value) = 'real' THEN CASE WHEN value = CAST(value AS INTEGER) AND abs(value) < 9007199254740992 THEN CAST(CAST(value AS INTEGER) AS TEXT) ELSE CAST(value AS TEXT) END ELSE value END FROM json_each(attributes) WHERE key = 'danglingLink' ORDER BY id DESC LIMIT 1)) = 'true' THEN 1 ELSE 0 END ELSE 0 END AS dangling_link,
  CASE WHEN ((instr(attributes, 'start') > 0 OR instr(attributes, '\u') > 0) AND json_valid(attributes)) THEN lower((SELECT CASE WHEN type IN ('true', 'false') THEN type WHEN typeof(value) = 'real' THEN CASE WHEN value = CAST(value AS INTEGER) AND abs(value) < 9007199254740992 THEN CAST(CAST(value AS INTEGER) AS TEXT) ELSE CAST(value AS TEXT) END ELSE value END FROM json_each(attributes) WHERE key = 'start' ORDER BY id DESC LIMIT 1)) END AS start_type,
  COALESCE(CASE WHEN ((instr(attributes, 'usualPath') > 0 OR instr(attributes, '\u') > 0) AND json_valid(attributes)) THEN (SELECT CASE WHEN type IN ('true', 'false') THEN type WHEN typeof(value) = 'real' THEN CASE WHEN value = CAST(value AS INTEGER) AND abs(value) < 9007199254740992 THEN CAST(CAST(value AS INTEGER) AS TEXT) ELSE CAST(value AS TEXT) END ELSE value END FROM json_each(attributes) WHERE key = 'usualPath' ORDER BY id DESC LIMIT 1) END, path) AS rule_path
FROM inventory
WHERE kind IN ('software', 'service', 'driver', 'marker') AND (
  lower(name) IN ('kesl', 'kesl-astra')
  OR substr(lower(name), 1, 27) = 'kaspersky endpoint security'
  OR substr(lower(name), 1, 8) = 'avp.kes.'
  OR replace(lower(path), '\', '/') IN ('/opt/kaspersky/kesl', '/var/opt/kaspersky/kesl', '/var/log/kaspersky/kesl', 'c:/program files/kaspersky lab/kaspersky endpoint security for windows', 'c:/program files (x86)/kaspersky lab/kaspersky endpoint security for windows')
  OR substr(replace(lower(path), '\', '/'), 1, 35) = 'c:/program files/kaspersky lab/kes.'
  OR substr(replace(lower(path), '\', '/'), 1, 41) = 'c:/program files (x86)/kaspersky lab/kes.'
  OR substr(replace(lower(path), '\', '/'), 1, 32) = 'c:/programdata/kaspersky lab/kes'
  OR length(CAST(name AS BLOB)) <> length(name)
  OR length(CAST(path AS BLOB)) <> length(path)
  OR ((instr(attributes, 'usualPath') > 0 OR instr(attributes, '\u') > 0) AND json_valid(attributes))
)
),
lower_case AS MATERIALIZED (
SELECT taken.*
  , COALESCE(CASE WHEN length(CAST(name AS BLOB)) <> length(name) THEN (WITH RECURSIVE walk(at, out) AS (SELECT 1, '' UNION ALL SELECT at + 1, out || COALESCE((SELECT folded_to FROM fold_map WHERE letter = substr(CASE WHEN length(name) > 4096 THEN substr(name, 1, 3072) || substr(name, -1023) ELSE name END, at, 1)), substr(CASE WHEN length(name) > 4096 THEN substr(name, 1, 3072) || substr(name, -1023) ELSE name END, at, 1)) FROM walk WHERE at <= length(CASE WHEN length(name) > 4096 THEN substr(name, 1, 3072) || substr(name, -1023) ELSE name END)) SELECT lower(out) FROM walk ORDER BY at DESC LIMIT 1) ELSE lower(name) END, '') AS name_f
  , COALESCE(CASE WHEN length(CAST(rule_path AS BLOB)) <> length(rule_path) THEN (WITH RECURSIVE walk(at, out) AS (SELECT 1, '' UNION ALL SELECT at + 1, out || COALESCE((SELECT folded_to FROM fold_map WHERE letter = substr(CASE WHEN length(replace(rule_path, '\', '/')) > 4096 THEN substr(replace(rule_path, '\', '/'), 1, 3072) || substr(replace(rule_path, '\', '/'), -1023) ELSE replace(rule_path, '\', '/') END, at, 1)), substr(CASE WHEN length(replace(rule_path, '\', '/')) > 4096 THEN substr(replace(rule_path, '\', '/'), 1, 3072) || substr(replace(rule_path, '\', '/'), -1023) ELSE replace(rule_path, '\', '/') END, at, 1)) FROM walk WHERE at <= length(CASE WHEN length(replace(rule_path, '\', '/')) > 4096 THEN substr(replace(rule_path, '\', '/'), 1, 3072) || substr(replace(rule_path, '\', '/'), -1023) ELSE replace(rule_path, '\', '/') END)) SELECT lower(out) FROM walk ORDER BY at DESC LIMIT 1) ELSE lower(replace(rule_path, '\', '/')) END, '') AS rule_path_f
  , COALESCE(CASE WHEN length(CAST(publisher AS BLOB)) <> length(publisher) THEN (WITH RECURSIVE walk(at, out) AS (SELECT 1, '' UNION ALL SELECT at + 1, out || COALESCE((SELECT folded_to FROM fold_map WHERE letter = substr(CASE WHEN length(publisher) > 4096 THEN substr(publisher, 1, 3072) || substr(publisher, -1023) ELSE publisher END, at, 1)), substr(CASE WHEN length(publisher) > 4096 THEN substr(publisher, 1, 3072) || substr(publisher, -1023) ELSE publisher END, at, 1)) FROM walk WHERE at <= length(CASE WHEN length(publisher) > 4096 THEN substr(publisher, 1, 3072) || substr(publisher, -1023) ELSE publisher END)) SELECT lower(out) FROM walk ORDER BY at DESC LIMIT 1) ELSE lower(publisher) END, '') AS publisher_f
FROM taken
),
folded AS MATERIALIZED (
SELECT lower_case.*
  , (WITH RECURSIVE walk(at, out) AS (SELECT 1, ' ' UNION ALL SELECT at + 1, CASE WHEN (substr(name_f, at, 1) GLOB '[a-z0-9A-Z]' OR (unicode(substr(name_f, at, 1)) > 127 AND EXISTS (SELECT 1 FROM word_range WHERE unicode(substr(name_f, at, 1)) BETWEEN first AND last))) THEN out || substr(name_f, at, 1) WHEN substr(out, -1) = ' ' THEN out ELSE out || ' ' END FROM walk WHERE at <= length(name_f)) SELECT rtrim(out) || ' ' FROM walk ORDER BY at DESC LIMIT 1) AS name_w
  , (WITH RECURSIVE walk(at, out) AS (SELECT 1, ' ' UNION ALL SELECT at + 1, CASE WHEN (substr(publisher_f, at, 1) GLOB '[a-z0-9A-Z]' OR (unicode(substr(publisher_f, at, 1)) > 127 AND EXISTS (SELECT 1 FROM word_range WHERE unicode(substr(publisher_f, at, 1)) BETWEEN first AND last))) THEN out || substr(publisher_f, at, 1) WHEN substr(out, -1) = ' ' THEN out ELSE out || ' ' END FROM walk WHERE at <= length(publisher_f)) SELECT rtrim(out) || ' ' FROM walk ORDER BY at DESC LIMIT 1) AS publisher_w
FROM lower_case
WHERE name_f IN ('kesl', 'kesl-astra')
  OR substr(name_f, 1, 27) = 'kaspersky endpoint security'
  OR substr(name_f, 1, 8) = 'avp.kes.'
  OR rule_path_f IN ('/opt/kaspersky/kesl', '/var/opt/kaspersky/kesl', '/var/log/kaspersky/kesl', 'c:/program files/kaspersky lab/kaspersky endpoint security for windows', 'c:/program files (x86)/kaspersky lab/kaspersky endpoint security for windows')
  OR substr(rule_path_f, 1, 35) = 'c:/program files/kaspersky lab/kes.'
  OR substr(rule_path_f, 1, 41) = 'c:/program files (x86)/kaspersky lab/kes.'
  OR substr(rule_path_f, 1, 32) = 'c:/programdata/kaspersky lab/kes'
),
tried_row AS MATERIALIZED (
SELECT folded.*, tried.value AS entry
FROM folded, json_each(CASE
  WHEN kind = 'software' THEN '[' || COALESCE(CASE WHEN name_f IN ('kesl', 'kesl-astra') AND row_platform IN ('', 'linux') THEN '"kesl/package",' END, '')
    || COALESCE(CASE WHEN substr(name_f, 1, 27) = 'kaspersky endpoint security' AND (instr(publisher_w, ' kaspersky ') > 0 OR instr(publisher_w, ' лаборатория касперского ') > 0) AND NOT ((instr(name_w, ' plug in ') > 0 OR instr(name_w, ' plugin ') > 0 OR instr(name_w, ' for android ') > 0 OR instr(name_w, ' for linux ') > 0 OR instr(name_w, ' for mac ') > 0 OR instr(name_w, ' для linux ') > 0 OR instr(name_w, ' для mac ') > 0 OR instr(name_w, ' network agent ') > 0)) AND row_platform IN ('', 'windows') THEN '"kes-windows/uninstall-entry",' END, '') || 'null]'
  WHEN kind IN ('service', 'driver') THEN '[' || COALESCE(CASE WHEN substr(name_f, 1, 8) = 'avp.kes.' AND row_platform IN ('', 'windows') THEN '"kes-windows/service-tagged",' END, '') || 'null]'
  WHEN kind = 'marker' THEN '[' || COALESCE(CASE WHEN rule_path_f IN ('/opt/kaspersky/kesl', '/var/opt/kaspersky/kesl', '/var/log/kaspersky/kesl') AND row_platform IN ('', 'linux') THEN '"kesl/folder",' END, '')
    || COALESCE(CASE WHEN (rule_path_f IN ('c:/program files/kaspersky lab/kaspersky endpoint security for windows', 'c:/program files (x86)/kaspersky lab/kaspersky endpoint security for windows') OR substr(rule_path_f, 1, 35) = 'c:/program files/kaspersky lab/kes.' OR substr(rule_path_f, 1, 41) = 'c:/program files (x86)/kaspersky lab/kes.' OR substr(rule_path_f, 1, 32) = 'c:/programdata/kaspersky lab/kes') AND row_platform IN ('', 'windows') THEN '"kes-windows/folder",' END, '') || 'null]'
  END) AS tried
WHERE tried.value IS NOT NULL
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
)
SELECT * FROM hit;

DROP TABLE IF EXISTS temp.phaseout_held;

CREATE TEMP TABLE phaseout_held AS
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
hit AS (SELECT * FROM phaseout_hit),
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
)
SELECT * FROM held;

DROP TABLE IF EXISTS temp.phaseout_one_platform;

CREATE TEMP TABLE phaseout_one_platform AS
WITH
pack_subject(subject, type, title, on_windows, on_linux, on_macos, on_android, on_ios) AS (VALUES
  ('kesl', 'product', 'Kaspersky Endpoint Security for Linux', 0, 1, 0, 0, 0),
  ('kes-windows', 'product', 'Kaspersky Endpoint Security for Windows', 1, 0, 0, 0, 0)
),
held AS (SELECT * FROM phaseout_held),
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
)
SELECT * FROM one_platform;

DROP TABLE IF EXISTS temp.phaseout_heir;

CREATE TEMP TABLE phaseout_heir AS
WITH
pack_owner(signature, subject) AS (VALUES
  ('', '')
),
held AS (SELECT * FROM phaseout_held),
one_platform AS (SELECT * FROM phaseout_one_platform),
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
)
SELECT * FROM heir;

WITH
pack_subject(subject, type, title, on_windows, on_linux, on_macos, on_android, on_ios) AS (VALUES
  ('kesl', 'product', 'Kaspersky Endpoint Security for Linux', 0, 1, 0, 0, 0),
  ('kes-windows', 'product', 'Kaspersky Endpoint Security for Windows', 1, 0, 0, 0, 0)
),
pack_owner(signature, subject) AS (VALUES
  ('', '')
),
held AS (SELECT * FROM phaseout_held),
one_platform AS (SELECT * FROM phaseout_one_platform),
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
heir AS (SELECT * FROM phaseout_heir),
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
