/** What no sentence may say, because no source says it. */
export const forbidden: [why: string, pattern: RegExp][] = [
  ['use is not illegal', /\billegal|\bunlawful|\bcrime\b|\boutlaw/i],
  ['nobody banned it in a country', /\bbann?(ed)? (in|by|from|on)\b|\bbans? (its|the) use|\bban on use/i],
  [
    'not every product is covered',
    /\ball kaspersky products (are|is)\b|\bevery kaspersky product is covered/i,
  ],
  ['no reader is in violation', /\byou are (in violation|violating)|\byour? violation/i],
  ['advice and supply are never overdue', /\boverdue\b/i],
  ['no term of a hundred days', /\b(100|hundred) days?\b/i],
  ['the updates do not end on 20 July', /updates?[^.]{0,60}\b20 july/i],
  ['use need not cease', /\buse (must|has to) (cease|stop|end)\b|\bmust (stop|cease) us/i],
  ['no product is said to be on the unread list', /\bis (named|listed) in the appendix/i],
  ['no CISA guidance was found', /\bCISA\b/],
  ['240,000 and 270,000 customers decide nothing', /\b2[47]0[ ,.]?000\b/],
  [
    'dates known from memory only',
    /377,700|791\.200|\b82 FR 43782\b|section 13 BSIG|29 march 2022|24 may 2022|21 sept(ember)? 2024/i,
  ],
];

/** Audiences that a law or order tells to be without the product; only their sentences may say so. */
export const bodies =
  /^(us-federal|us-federal-nss|us-federal-contractor|us-nj|us-md|us-or|us-nh|us-tx|ca-.*|au-.*|it-.*|ro-.*|lt-.*|nl-.*|ua-.*)$/;

/** What only {@link bodies} may read. */
export const toldToRemove =
  /\b(must|had to|have to|has to) (identify and )?(remove|uninstall|replace|begin removal)|\buse is prohibited|\bremoves? listed/i;
