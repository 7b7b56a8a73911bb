import { grouped } from '../../report/count.ts';
import { de as report } from '../../report/messages/de.ts';
import { clauses, sentences } from './de-sentences.ts';
import type { FleetMessages } from './page-en.ts';

const many =
  (one: string, more: string) =>
  (value: number): string =>
    `${grouped(value)} ${value === 1 ? one : more}`;
const hosts = many('Rechner', 'Rechner');
/** „auf 3 Rechnern“ */
const onHosts = many('Rechner', 'Rechnern');
const reports = many('Bericht', 'Berichte');

/** Deutsch. „Rechner“ ist, was untersucht wird, „Fund“ ein Produkt auf einem; Spalten und Zustände in JSON bleiben englisch. */
export const de: FleetMessages = {
  report: {
    ...report,
    stored: {
      ...report.stored,
      sentences: { ...report.stored.sentences, ...sentences },
      clauses: { ...report.stored.clauses, ...clauses },
    },
  },
  hosts,
  days: many('Tag', 'Tage'),
  more: (left) => `und ${grouped(left)} weitere`,
  listMore: (left) => `Und ${grouped(left)} weitere.`,

  // Die Antwort
  found: (subject, affected, of, onlySeen) =>
    `${subject} AUF ${grouped(affected)} VON ${onHosts(of).toUpperCase()}${onlySeen ? ', DIE ZULETZT ZU SEHEN WAREN' : ''}`,
  nothingLatest: (all) => `NICHTS GEFUNDEN IN DEN NEUESTEN BERICHTEN VON ${onHosts(all).toUpperCase()}`,
  nothing: (all) => `NICHTS GEFUNDEN AUF ${onHosts(all).toUpperCase()}`,
  nobody: 'KEIN RECHNER ZU BEURTEILEN',
  acceptedOn: (value) => `akzeptiert auf ${grouped(value)}`,
  hadIt: (value) =>
    `${hosts(value)}, zuletzt nicht zu sehen, ${value === 1 ? 'hatte' : 'hatten'} etwas davon`,
  notKnownFor: (value) => `nicht bekannt bei ${grouped(value)}`,
  notRead: (value) => `${many('Eingabe', 'Eingaben')(value)} nicht gelesen`,
  interrupted: 'das Lesen wurde abgebrochen',
  doNotRemoveYet: (value) => `Noch NICHT entfernen auf ${onHosts(value)}`,
  stopsOn: {
    protection: (value) => `auf ${grouped(value)} bleibt vielleicht kein Schutz`,
    encryption: (value) => `auf ${grouped(value)} sind vielleicht Daten verschlüsselt`,
  },
  amongThem: (names) => `Darunter: ${names}.`,
  stops: {
    protection: 'noch NICHT entfernen: vielleicht bleibt kein Schutz',
    encryption: 'noch NICHT entfernen: vielleicht sind Daten verschlüsselt',
  },
  worstStatuses: {
    active: (value) => `${grouped(value)} aktiv`,
    installed: (value) => `${grouped(value)} installiert`,
    residue: (value) => `${grouped(value)} nur mit Rückständen`,
  },
  byWorstStatus: (parts) => `Nach dem Schlimmsten auf jedem Rechner: ${parts}.`,
  worstDeadline: (words, standing) => `Schlimmste Frist: ${words}, ${standing}.`,
  forAudience: (audience, words) => `${audience}: ${words}`,
  fleetOf: (value) => `Flotte aus ${many('Bericht', 'Berichten')(value)}`,
  asOf: (instant) => `Stand ${instant}`,
  audiencesAssigned: 'Adressaten nach --assign',
  presenceAlone: 'nur Vorhandensein, keine Fristen',
  audienceAssumed: (names) => `Adressat wie im jeweiligen Bericht, sonst angenommen: ${names}`,
  audience: (names) => `Adressat: ${names}`,
  exitCode: (code, reason) => `Exit-Code ${code}: ${reason}.`,
  judgedBy: (packs) => `Beurteilt nach den Regeln ${packs}.`,
  packOf: (pack, date) => `${pack} vom ${date}`,

  // Als was ein Rechner zählt
  states: {
    affected: { name: 'Betroffen', meaning: 'der neueste Bericht hat ein Produkt' },
    unproven: { name: 'Unbewiesen', meaning: 'hatte eines, und nichts beweist, dass es weg ist' },
    unknown: {
      name: 'Unbekannt',
      meaning: 'zuletzt nicht zu sehen, oder kein Bericht nennt eine glaubhafte Zeit',
    },
    incomplete: { name: 'Unvollständig', meaning: 'nichts gefunden, aber nicht überall nachgesehen' },
    cleared: {
      name: 'Bereinigt',
      meaning: 'hatte eines; eine spätere vollständige Untersuchung beweist, dass es weg ist',
    },
    clean: { name: 'Sauber', meaning: 'vollständige Untersuchungen, nie ein Produkt' },
  },
  unseenFor: (days) => `seit mehr als ${grouped(days)} Tagen nicht zu sehen`,

  // Fristen
  overdue: 'überfällig',
  overdueFor: (days) => `seit ${days} überfällig`,
  inEffect: 'in Kraft',
  noDay: 'kein Tag gesetzt',
  today: 'heute',
  ahead: (days) => `in ${days}`,
  advisedFor: (days) => `seit ${days} empfohlen`,
  endedAgo: (days) => `vor ${days} beendet`,
  inForceFor: (days) => `seit ${days} in Kraft`,
  lasting: many('Tag', 'Tagen'),
  meaningOf: (deadline, meaning) => `${deadline}: ${meaning}`,

  // Listen
  headings: {
    host: 'Rechner',
    hosts: 'Rechner',
    state: 'Zustand',
    status: 'Status',
    product: 'Produkt',
    products: 'Produkte',
    deadline: 'Frist',
    deadlines: 'Fristen',
    clientSite: 'Kunde / Standort',
    client: 'Kunde',
    site: 'Standort',
    unseen: 'Ungesehen',
    remove: 'Entfernen',
    active: 'Aktiv',
    installed: 'Installiert',
    leftover: 'Rückstand',
    accepted: 'Akzeptiert',
    for: 'Für',
    stands: 'Stand',
    until: 'Bis',
    from: 'Von',
    to: 'Bis',
    found: 'Gefunden',
    newlyFound: 'Neu gefunden',
    cameBack: 'Wieder da',
    reimaged: 'Neu aufgesetzt',
    notProvenGone: 'Nicht bewiesen weg',
    doubted: 'Nicht mehr bewiesen',
    provenFree: 'Bewiesen frei',
    hostsInAll: 'Rechner insgesamt',
    versions: 'Versionen',
    phase: 'Phase',
    regime: 'Regelung',
    audience: 'Adressat',
    date: 'Datum',
    standing: 'Stand',
    findings: 'Funde',
    meaning: 'Was sie bedeutet',
    howTheyStand: 'Wie sie stehen',
    worstDeadline: 'Schlimmste Frist',
    lastSeen: 'Zuletzt',
    note: 'Hinweis',
  },
  worstHosts: 'Die schlimmsten Rechner',
  clientsAndSites: 'Kunden und Standorte',
  progress: 'Fortschritt',
  daysUnseen: (days) => `${days} T`,
  marks: {
    clone: 'Klon',
    cameBack: 'wieder da',
    accepted: 'akzeptiert',
    image: (affected, seen) => `Abbild, ${grouped(affected)} von ${grouped(seen)}`,
  },
  notProvenGone: (product) => `nicht bewiesen weg: ${product}`,
  notYet: 'noch nicht',
  notStated: '(nicht genannt)',

  // Was nicht bekannt ist
  worthALook: 'Nicht bekannt, und einen Blick wert',
  unusable: (inputs, where) =>
    `${many('Eingabe war', 'Eingaben waren')(inputs)} nicht zu gebrauchen${where === '' ? '' : `, die erste: ${where}`}.`,
  undated: (value) =>
    `${reports(value)} ohne glaubhafte Zeit (keine, oder in der Zukunft): was darin steht, zählt; bereinigt wird dadurch nichts.`,
  later: (value) => `${reports(value)} nach dem Stichzeitpunkt, weggelassen.`,
  duplicates: (value) => `${reports(value)} mehrfach gegeben, einfach gezählt.`,
  withGaps: (value, gaps) => `${hosts(value)} nicht vollständig untersucht: ${gaps}.`,
  clones: (value, names) =>
    `${hosts(value)} (laufend, Ordner oder Abbilder), zuletzt zu sehen, ${value === 1 ? 'teilt' : 'teilen'} die Installationskennung mit anderen (Klone); jeder zählt: ${names}.`,
  reimaged: (value, withFindings, names) =>
    `${many('Installation', 'Installationen')(value)} auf derselben Hardware durch eine andere ersetzt (neu aufgesetzt), ${grouped(withFindings)} davon mit Funden: ${names}.`,
  cameBack: (value) =>
    `${hosts(value)}, auf ${value === 1 ? 'dem' : 'denen'} ein bereinigtes Produkt wieder da ist.`,
  unassigned: (value, names) =>
    `${hosts(value)}, ${value === 1 ? 'den' : 'die'} --assign nicht nennt, nur nach Vorhandensein beurteilt: ${names}.`,
  images: (value) =>
    `${many('Abbild', 'Abbilder')(value)} mit flüchtigen Rechnern, jedes Abbild einfach gezählt.`,
  server: ({ server, client, agents }) =>
    `${server} (${client === '' ? '' : `${client}, `}${reports(agents)})`,
  servers: (names, left) =>
    `Verwaltungsserver, die Agenten nennen und niemand untersucht hat: ${names}${left > 0 ? ` und ${grouped(left)} weitere` : ''}. Sie können Produkte wieder installieren.`,
  missed: (missed, of) =>
    `${grouped(missed)} von ${many('erwarteten Rechner', 'erwarteten Rechnern')(of)} ohne Bericht:`,
  lastReport: (day) => `letzter Bericht ${day}`,
  lastReportUndated: 'letzter Bericht ohne Zeit',
  noReportEver: 'nie ein Bericht',

  // Die Seite
  fleet: 'Flotte',
  skip: 'Zu den Zahlen springen',
  audiencesAssignedLong:
    'Adressaten wie zugewiesen; nicht zugewiesene Rechner werden nur nach Vorhandensein beurteilt',
  judgedForPresence: 'nur nach Vorhandensein beurteilt',
  noDeadlines: 'Nur nach Vorhandensein beurteilt: es wurde keine Frist berechnet.',
  summary: 'Überblick',
  allHosts: 'Alle Rechner',
  wordsMean: 'Was die Wörter bedeuten',
  facts: {
    byStatus: 'Nach Status',
    accepted: 'Akzeptiert',
    newlyFound: 'Neu gefunden',
    cameBack: 'Wieder da',
    withGaps: 'Mit Lücken',
    platforms: 'Plattformen',
    read: 'Gelesen',
    scannedWith: 'Untersucht mit',
  },
  acceptedFact: (value) =>
    `${hosts(value)}, auf ${value === 1 ? 'dem' : 'denen'} alles Vorhandene akzeptiert ist; es zählt nicht im Exit-Code`,
  newlyFoundFact: (value) => `${hosts(value)}, die ein früherer Bericht ohne Produkt zeigt`,
  cameBackFact: (value) => `${hosts(value)}, die schon bereinigt ${value === 1 ? 'war' : 'waren'}`,
  withGapsFact: (value) => `${hosts(value)}, deren neuester Bericht einen Fund verbergen könnte`,
  unknownFact: (days) => `nach ${grouped(days)} Tagen ohne Bericht, nie als bereinigt gezählt`,
  notStatedPlatform: 'nicht genannt',
  packHosts: (pack, value) => `${pack} (${hosts(value)})`,
  readFact: (value, files) => `${reports(value)} in ${grouped(files)} ${files === 1 ? 'Datei' : 'Dateien'}`,
  readDuplicates: (value) => `${grouped(value)} schon vorhanden`,
  readLater: (value) => `${grouped(value)} nach dem Stichzeitpunkt weggelassen`,
  readUndated: (value) => `${grouped(value)} ohne glaubhafte Zeit`,
  readUnreadable: (value) => `${grouped(value)} nicht lesbar`,
  phasesCaption: 'Die maßgebliche Phase je Adressat; die schlimmste zuerst',
  none: 'keine',
  noneCell: '(keiner)',
  notNamed: 'nicht genannt',
  groupsCaption: 'Rechner nach Kunde und Standort, die schlimmsten zuerst',
  moreInJson: (left) => `Und ${grouped(left)} weitere; --format json hat sie.`,
  productsCaption: 'Produkte, die häufigsten zuerst',
  chart: {
    affected: 'nicht bewiesen weg',
    unknown: 'zuletzt nicht zu sehen, hatten Funde',
    doubted: 'einmal bewiesen frei, jetzt nicht mehr',
    clearedInAll: 'bewiesen frei davon',
  },
  chartWords: (from, to, parts) =>
    `Von ${from} bis ${to}: am Ende ${parts}. Die Tabelle darunter hat jede Zahl.`,
  progressNumbers: 'Fortschritt in Zahlen',
  progressCaption: 'Was vom ersten bis zum letzten Tag (UTC) geschah, und wie es am Ende stand',
  progressMeaning:
    'Rechner, die je einen Fund hatten. Als frei davon zählt einer nur, wenn eine spätere vollständige Untersuchung derselben Installation es sagt.',
  theNumbers: 'Die Zahlen',
  hostsTitle: (value) => `Rechner (${grouped(value)})`,
  worstHere: (shown, left) =>
    `Hier stehen die ${grouped(shown)} schlimmsten; die übrigen ${grouped(left)} haben --format csv, ndjson und json.`,
  onPaper:
    'Gedruckt sind die Rechner, die die Seite gerade zeigte; ihre Liste hat mehr, und --format csv, ndjson und json haben alle.',
  search: 'Rechner, Kunden, Produkte, Zustände suchen',
  searchStatus: '{found} von {all} Rechnern, {shown} gezeigt',
  showMore: '1.000 weitere zeigen',
  withoutScripts: (shown, all) =>
    `Die ersten ${grouped(shown)} von ${grouped(all)}; die übrigen brauchen Skripte, die dieser Browser nicht ausführt.`,
  noDate: 'kein Datum',
  changes: { new: 'neu', 'came-back': 'wieder da', cleared: 'weg', unproven: 'unbewiesen' },
  acceptedUntil: (day) => `akzeptiert bis ${day}`,
  sharesId: (value) => `${hosts(value)}, zuletzt zu sehen, teilen diese Installationskennung`,
  instances: (seen, affected, gone) =>
    `Abbild: ${grouped(seen)} Instanzen gesehen, ${grouped(affected)} betroffen, ${grouped(gone)} verschwunden`,
  hadOther: 'die Hardware hatte vorher eine andere Installation',
  scannedPlace: (place) => `untersucht: ${place}`,
  formerly: (names) => `früher ${names}`,

  // Was die Zahlen allein verbergen
  attention: 'Einen Blick wert',
  missedTitle: 'Erwartet, und ohne Bericht',
  missedMeaning: 'Rechner der Liste von --expected. Niemand weiß, was auf ihnen ist.',
  serversTitle: 'Verwaltungsserver, die niemand untersucht hat',
  serversMeaning:
    'Agenten auf untersuchten Rechnern nennen sie. Ein Server, der noch Rechner verwaltet, kann Produkte wieder installieren.',
  serverEntry: (server, examples) => `${server}, etwa von ${examples}`,
  clonesTitle: 'Rechner mit derselben Installationskennung',
  clonesMeaning: 'Kopien eines Systems, das keine eigene Kennung bekam. Jede ist hier ein Rechner.',
  cloneEntry: (id, all, affected, names) => `${id}: ${hosts(all)}, ${grouped(affected)} betroffen: ${names}`,
  imagesTitle: 'Abbilder mit flüchtigen Instanzen',
  imagesMeaning: 'Bereinigen Sie das Abbild; seine Instanzen folgen.',
  imageItself: 'das Abbild selbst',
  imageInstances: (seen, affected) =>
    `${grouped(seen)} ${seen === 1 ? 'Instanz' : 'Instanzen'} gesehen, ${grouped(affected)} betroffen`,
  reimagedMeaning:
    'Dieselbe Hardware mit einer anderen Installation. Was vorher gefunden wurde, ging mit der Platte; dass es entfernt ist, hat niemand bewiesen.',
  reimagedEntry: (from, to, hadFindings) => `${from} → ${to}${hadFindings ? ' (hatte Funde)' : ''}`,
  unassignedTitle: 'Rechner, die --assign nicht nennt',
  unassignedMeaning: 'Sie werden nur nach Vorhandensein beurteilt.',
  gapsTitle: 'Was Untersuchungen nicht lesen konnten',
  gapsMeaning: 'Nach Sammler und Grund; beheben Sie die häufigsten zuerst und untersuchen Sie erneut.',
  gapEntry: (collector, reason, on, status) =>
    `${collector}: ${reason}, auf ${onHosts(on)}; könnte ein Produkt verbergen: ${status}`,
  inputsTitle: 'Eingaben, die nicht zu lesen waren',
  inputsMeaning: 'Sie sind gezählt und weggelassen; was sie enthalten, steht nicht in den Zahlen oben.',
  countedTitle: (title, value) => `${title} (${grouped(value)})`,
};
