/** Warum ein Bericht nichts beweist: so, wie es für sich steht, und als Teil eines Satzes. */
const doubts: Readonly<Record<string, string>> = {
  'the report that has it says no time, so nothing is known to be later':
    'der Bericht, der es hat, nennt keine Zeit, also ist von keinem bekannt, dass er später ist',
  'the later scan was interrupted': 'die spätere Untersuchung wurde abgebrochen',
  'the later report has 1 gap that could hide it': 'der spätere Bericht hat 1 Lücke, die es verbergen könnte',
  'the later report has {n} gaps that could hide it':
    'der spätere Bericht hat {n} Lücken, die es verbergen könnten',
  'the later report is of an inventory, not of a complete scan':
    'der spätere Bericht stammt aus einem Inventar, nicht aus einer vollständigen Untersuchung',
  'the later scan left sources out': 'die spätere Untersuchung ließ Quellen aus',
  'the later report does not say which installation it is of':
    'der spätere Bericht sagt nicht, von welcher Installation er ist',
  'the later report names its folder or image by a relative path, which may be another one':
    'der spätere Bericht nennt Ordner oder Abbild mit einem relativen Pfad, der ein anderer sein kann',
  'the report that has it does not say which installation it is of':
    'der Bericht, der es hat, sagt nicht, von welcher Installation er ist',
  'the later report is of another installation': 'der spätere Bericht ist von einer anderen Installation',
  'the later scan did not look with {names}': 'die spätere Untersuchung sah nicht mit {names} nach',
  'the report that has it does not say by which rules it was made':
    'der Bericht, der es hat, sagt nicht, nach welchen Regeln er entstand',
  'the later scan was made without the rules {id}': 'die spätere Untersuchung lief ohne die Regeln {id}',
  'the later scan was made with older rules ({id})':
    'die spätere Untersuchung lief mit älteren Regeln ({id})',
  'the later scan was made with other rules of the same version ({id})':
    'die spätere Untersuchung lief mit anderen Regeln derselben Version ({id})',
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Sätze darüber, warum ein Rechner als etwas zählt. */
export const sentences: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(doubts).flatMap(([english, german]) => [
      [`${capital(english)}.`, `${capital(german)}.`],
      [
        `Cleared earlier, but not proven since: ${english}.`,
        `Früher bereinigt, seitdem aber nicht mehr bewiesen: ${german}.`,
      ],
    ]),
  ),
  'The scan was interrupted.': 'Die Untersuchung wurde abgebrochen.',
  'The scan was made without the rules by which this fleet is judged.':
    'Die Untersuchung lief ohne die Regeln, nach denen diese Flotte beurteilt wird.',
  'Not everything was looked at: {collector} ({reason}) and {n} more.':
    'Es wurde nicht überall nachgesehen: {collector} ({reason}) und {n} weitere.',
  'Not everything was looked at: {collector} ({reason}).':
    'Es wurde nicht überall nachgesehen: {collector} ({reason}).',
  'Not everything was looked at.': 'Es wurde nicht überall nachgesehen.',
  'An inventory that somebody else collected shows only part of a host.':
    'Ein Inventar, das jemand anderes gesammelt hat, zeigt nur einen Teil eines Rechners.',
  'Sources were left out.': 'Quellen wurden ausgelassen.',
  'Its reports carry no time that can be believed.': 'Seine Berichte nennen keine glaubhafte Zeit.',
  'Not seen for 1 day.': 'Seit 1 Tag nicht zu sehen.',
  'Not seen for {n} days.': 'Seit {n} Tagen nicht zu sehen.',
  'No instance was seen lately.': 'Keine Instanz war zuletzt zu sehen.',
  'On an instance, nothing proves that what was found is gone.':
    'Auf einer Instanz beweist nichts, dass das Gefundene weg ist.',
  'An instance with a finding was not seen again, and no complete scan of others proves yet that it is gone.':
    'Eine Instanz mit einem Fund war nicht wieder zu sehen, und noch beweist keine vollständige Untersuchung anderer, dass er weg ist.',
  'An instance was not looked at completely.': 'Eine Instanz wurde nicht vollständig untersucht.',
  'No complete scan.': 'Keine vollständige Untersuchung.',
};

const dated: Readonly<Record<string, string>> = {
  '': '',
  ' and a deadline that meets --fail-on-deadline': ' und einer Frist, auf die --fail-on-deadline zutrifft',
};
const finding: readonly (readonly [english: string, one: string, none: string])[] = [
  ['a finding', 'einem Fund', 'einen Fund'],
  ['a confirmed finding', 'einem gesicherten Fund', 'einen gesicherten Fund'],
];

/** Teile der Begründung eines Exit-Codes. */
export const clauses: Readonly<Record<string, string>> = {
  'reading was interrupted, so hosts are missing': 'das Lesen wurde abgebrochen, also fehlen Rechner',
  ...Object.fromEntries(
    finding.flatMap(([english, one, none]) =>
      Object.entries(dated).flatMap(([when, wann]) => [
        [
          `1 host with ${english} at or above "{status}"${when} in the latest report`,
          `1 Rechner mit ${one} ab „{status}“${wann} im neuesten Bericht`,
        ],
        [
          `{n} hosts with ${english} at or above "{status}"${when} in the latest report`,
          `{n} Rechner mit ${one} ab „{status}“${wann} im neuesten Bericht`,
        ],
        [
          `no host has ${english} at or above "{status}"${when} in its latest report`,
          `kein Rechner hat ${none} ab „{status}“${wann === '' ? '' : ' mit einer Frist, auf die --fail-on-deadline zutrifft,'} in seinem neuesten Bericht`,
        ],
      ]),
    ),
  ),
  '1 host with accepted findings alone': '1 Rechner nur mit akzeptierten Funden',
  '{n} hosts with accepted findings alone': '{n} Rechner nur mit akzeptierten Funden',
  'there is no host to judge': 'es ist kein Rechner zu beurteilen',
  'there is no host to judge, because 1 report is later than the as-of instant':
    'es ist kein Rechner zu beurteilen, weil 1 Bericht nach dem Stichzeitpunkt liegt',
  'there is no host to judge, because {n} reports are later than the as-of instant':
    'es ist kein Rechner zu beurteilen, weil {n} Berichte nach dem Stichzeitpunkt liegen',
  'nothing proves that for 1 host': 'bei 1 Rechner beweist das nichts',
  'nothing proves that for {n} hosts': 'bei {n} Rechnern beweist das nichts',
  '1 input could not be read': '1 Eingabe war nicht lesbar',
  '{n} inputs could not be read': '{n} Eingaben waren nicht lesbar',
  'gaps are allowed': 'Lücken sind erlaubt',
};
