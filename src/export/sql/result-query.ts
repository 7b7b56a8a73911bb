const row = `held.collector, held.kind, held.name, held.display_name, held.version, held.publisher, held.signer, held.path,
  held.state, held.scope, held.origin, held.platform, held.ref`;

/** The last query: a row for each piece of evidence, with the verdict on what it speaks for; and notes. */
export const resultQuery = `SELECT CASE WHEN evidence_row.type = 'protection' THEN 'protection' ELSE 'finding' END AS result,
  held.host, evidence_row.subject AS product, pack_subject.title AS product_name,
  CASE WHEN settled.verdict < 3 THEN 'residue' WHEN settled.life <= 1 THEN 'active' ELSE 'installed' END AS status,
  CASE
    WHEN settled.verdict >= 3 THEN CASE settled.life WHEN 0 THEN 'running' WHEN 1 THEN 'start-type' END
    ELSE CASE MIN(CASE WHEN held.life = 1 THEN 9 ELSE held.life END) OVER (PARTITION BY held.host, evidence_row.subject)
      WHEN 0 THEN 'running' WHEN 2 THEN 'loaded' END
  END AS basis,
  CASE WHEN settled.verdict IN (2, 4) THEN 'confirmed' ELSE 'probable' END AS confidence,
  held.signature, held.proof AS proves,
  ${row}
FROM evidence_row
JOIN held ON held.row_id = evidence_row.row_id AND held.signature = evidence_row.signature
JOIN settled ON settled.host = held.host AND settled.subject = evidence_row.subject
JOIN pack_subject ON pack_subject.subject = evidence_row.subject
WHERE settled.verdict > 0
UNION ALL
SELECT 'note', held.host, held.subject, held.title, held.note_kind, NULL, NULL, held.signature, held.proof,
  ${row}
FROM held WHERE held.proof = 'note' AND held.note_kind <> ''
ORDER BY result, host, product, signature, kind, name, path, origin`;
