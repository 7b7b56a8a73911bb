/** What no German sentence may say, because no source says it: the table of forbidden.ts, row by row. */
export const forbiddenGerman: [why: string, pattern: RegExp][] = [
  [
    'use is not illegal',
    /\b(illegal|rechtswidrig|gesetzwidrig|ungesetzlich|strafbar|Straftat|kriminell|geächtet)/i,
  ],
  [
    'nobody banned it in a country',
    /\bverboten (in|durch|von|seit|ab)\b|\b(in|durch) [^.;:]{1,40} verboten\b|\bverbietet (die|den|jede) (Nutzung|Einsatz)|\bNutzungsverbot|\bVerbot (der Nutzung|des Einsatzes)|\b(Nutzung|Einsatz)\b[^.;]{0,40}\bist verboten/i,
  ],
  ['not every product is covered', /\balle Kaspersky-Produkte sind\b|\bjedes Kaspersky-Produkt ist erfasst/i],
  ['no reader is in violation', /\bSie verstoßen\b|\bverstoßen Sie\b|\bIhr Verstoß|\bverstößt gegen/i],
  ['advice and supply are never overdue', /überfällig|\bin Verzug\b|\bversäumt/i],
  ['no term of a hundred days', /\b(100|hundert) Tagen?\b/i],
  ['the updates do not end on 20 July', /updates?[^.]{0,60}\b20\. Juli/i],
  [
    'use need not cease',
    /\bNutzung (muss|ist)[^.;]{0,30}\b(beendet|eingestellt|aufgegeben)\b|\bdürfen Sie[^.;]{0,60}nicht (mehr|weiter) (nutzen|einsetzen|verwenden)|\bSie dürfen[^.;]{0,60}nicht (mehr|weiter) (nutzen|einsetzen|verwenden)/i,
  ],
  [
    'no product is said to be on the unread list',
    /\b(ist|wird|steht) im Anhang (genannt|aufgeführt|gelistet)|\bsteht im Anhang\b/i,
  ],
  ['no CISA guidance was found', /\bCISA\b/],
  ['240,000 and 270,000 customers decide nothing', /\b2[47]0[ .,]?000\b/],
  [
    'dates known from memory only',
    /377\.700|377,700|791\.200|\b82 FR 43782\b|(Abschnitt|§) 13 BSIG|29\. März 2022|24\. Mai 2022|21\. Sept?(ember|\.)? 2024/i,
  ],
];

/** What only the audiences of `bodies` may read: that a law tells them to be without the product. */
export const toldToRemoveGerman =
  /\b(muss|müssen|mussten?|haben|hatten)\b[^.;]{0,120}\b(entfernen|deinstallieren|ersetzen|zu entfernen|zu ersetzen)\b|\bNutzung\b[^.;]{0,40}\b(untersagt|verboten)|\bist[^.;]{0,40}\bNutzung[^.;]{0,20}untersagt|\bentfernt[^.;]{0,60}gelistete/i;
