import type { ProductClass } from '../../model/vocabulary.ts';
import { count, glue } from '../count.ts';
import type { Missed } from '../missed.ts';
import type { Messages } from './en.ts';

type Noun = readonly [one: string, many: string];

const many = (noun: Noun) => (value: number) => count(value, noun[0], noun[1]);
/** `784 Tagen` aus `784 Tage`. */
const dative = (days: string): string => (days.endsWith('Tage') ? `${days}n` : days);
const on = (when: string): string => `${when.startsWith(by) ? 'mit' : 'am'} ${when}`;
const by = 'Ablauf des';
/** ` auf 3 Rechnern` aus `3 Rechner`. */
const onHosts = (hosts: string | undefined): string =>
  hosts === undefined ? '' : ` auf ${hosts.startsWith('1 ') ? hosts : `${hosts}n`}`;
const other = 'GELISTETE PRODUKTE';
const of = (subject: string): string => (subject === other ? 'GELISTETEN PRODUKTEN' : subject);

const classes: Readonly<Record<ProductClass, string>> = {
  'endpoint-protection': 'Endpunktschutz',
  'consumer-protection': 'Schutz für Privatnutzer',
  'server-protection': 'Serverschutz',
  'embedded-protection': 'Schutz für eingebettete Systeme',
  'industrial-protection': 'Schutz für Industrieanlagen',
  'virtualisation-protection': 'Schutz für virtuelle Umgebungen',
  'mobile-protection': 'Schutz für Mobilgeräte',
  'mail-gateway': 'Mail-Gateway',
  'web-gateway': 'Web-Gateway',
  'collaboration-protection': 'Schutz für Zusammenarbeitsdienste',
  'scan-engine': 'Scan-Engine',
  edr: 'EDR (Erkennung und Reaktion)',
  siem: 'SIEM (Ereignissammlung)',
  'network-sensor': 'Netzwerksensor',
  'management-server': 'Verwaltungsserver',
  'management-agent': 'Verwaltungsagent',
  'management-console': 'Verwaltungskonsole',
  'cloud-proxy': 'Cloud-Proxy des Herstellers',
  vpn: 'VPN-Dienst',
  'password-manager': 'Passwortverwaltung',
  'parental-control': 'Jugendschutz',
  'on-demand-scanner': 'Scanner auf Anforderung',
  utility: 'Hilfsprogramm',
  'removal-tool': 'Entfernungswerkzeug',
  'rescue-disk': 'Rettungsmedium',
  'browser-extension': 'Browser-Erweiterung',
  certificate: 'Zertifikat',
  integration: 'Einbindung',
  component: 'Komponente',
  'threat-intelligence': 'Bedrohungsinformationen',
  training: 'Schulung',
  advisory: 'Beratung',
  'developer-library': 'Entwicklerbibliothek',
  'operating-system': 'Betriebssystem',
  successor: 'Nachfolgeprodukt',
};

/** Sätze, die vor dem Bericht formuliert wurden. */
const sentences: Readonly<Record<string, string>> = {
  'This is not legal advice: it compares what was found with dates that public sources state.':
    'Nicht rechtsverbindlich: keine Rechtsberatung. Der Bericht vergleicht, was gefunden wurde, mit Daten, die öffentliche Quellen nennen.',
  'No other protection was recognised, and Linux has none against malware of its own.':
    'Es wurde kein anderer Schutz erkannt, und Linux hat keinen eigenen vor Schadsoftware.',
  'No other protection was recognised. What macOS itself brings (XProtect) stays; nobody manages it, and it is no endpoint product. Decide whether that is enough.':
    'Es wurde kein anderer Schutz erkannt. Was macOS selbst mitbringt (XProtect), bleibt; niemand verwaltet es, und es ist kein Produkt für Endpunktschutz. Entscheiden Sie, ob das genügt.',
  'No other protection was recognised, and the protection that the system itself brings was not judged.':
    'Es wurde kein anderer Schutz erkannt, und der Schutz, den das System selbst mitbringt, wurde nicht beurteilt.',
  'Judged from files: it holds for this installation, not for copies of it that run.':
    'Nach Dateien beurteilt: es gilt für diese Installation, nicht für Kopien davon, die laufen.',
  'Not everything could be read.': 'Nicht alles war lesbar.',
  'Nothing to remove, so nothing changes.': 'Nichts zu entfernen, also ändert sich nichts.',
  'Only leftovers were found; they protect nothing, and taking them away changes nothing.':
    'Es wurden nur Rückstände gefunden; sie schützen nichts, und sie zu entfernen ändert nichts.',
  'Nothing that was found guards the host against malware, so taking it away changes nothing.':
    'Nichts Gefundenes schützt den Rechner vor Schadsoftware, es zu entfernen ändert also nichts.',
  'No protection that the rule pack knows was recognised.':
    'Kein Schutz, den das Regelpaket kennt, wurde erkannt.',
  '{names}: on record here, but nothing shows that it starts.':
    '{names}: hier verzeichnet, aber nichts zeigt, dass es startet.',
  '{names} is no protection.': '{names} ist kein Schutz.',
  '{names}: installed, but nothing shows that it starts. That proves no protection.':
    '{names}: installiert, aber nichts zeigt, dass es startet. Das belegt keinen Schutz.',
  '{name} runs here with its driver.': '{name} läuft hier mit seinem Treiber.',
  '{name} runs here.': '{name} läuft hier.',
  '{name} will start here; its state was not read.':
    '{name} wird hier starten; der Zustand wurde nicht gelesen.',
  'No driver of it was seen.': 'Ein Treiber davon wurde nicht gesehen.',
  'Check that it blocks before anything is removed.':
    'Prüfen Sie, dass es blockiert, bevor etwas entfernt wird.',
  'No other protection was recognised. Which Windows this is was not read, so what it brings is not known.':
    'Es wurde kein anderer Schutz erkannt. Welches Windows das ist, wurde nicht gelesen; was es mitbringt, ist also nicht bekannt.',
  'No other protection was recognised, and this Windows brings none that can be counted on; companies had it only with a package of its own.':
    'Es wurde kein anderer Schutz erkannt, und dieses Windows bringt keinen mit, auf den Verlass ist; Firmen hatten ihn nur mit einem eigenen Paket.',
  'No other protection was recognised, and this Windows Server has no antivirus of its own.':
    'Es wurde kein anderer Schutz erkannt, und dieses Windows Server hat keinen eigenen Virenschutz.',
  'Microsoft Defender Antivirus is registered here; its settings were not read.':
    'Microsoft Defender Antivirus ist hier registriert; seine Einstellungen wurden nicht gelesen.',
  'No other protection was recognised, and the state of Microsoft Defender was not read.':
    'Es wurde kein anderer Schutz erkannt, und der Zustand von Microsoft Defender wurde nicht gelesen.',
  'No other protection was recognised. Windows Server 2012 R2 has Microsoft Defender Antivirus only with the unified package of Defender for Endpoint.':
    'Es wurde kein anderer Schutz erkannt. Windows Server 2012 R2 hat Microsoft Defender Antivirus nur mit dem einheitlichen Paket von Defender for Endpoint.',
  'A policy (ForceDefenderPassiveMode) holds Microsoft Defender in passive mode, which blocks nothing. Set it to 0 where it comes from and restart first.':
    'Eine Richtlinie (ForceDefenderPassiveMode) hält Microsoft Defender im passiven Modus, der nichts blockiert. Setzen Sie sie dort, wo sie herkommt, auf 0 und starten Sie zuerst neu.',
  'A policy (DisableAntiSpyware) turns Microsoft Defender off. Platforms since August 2021 ignore it on Windows 10 and 11; which one is here was not read. Remove the policy where it comes from.':
    'Eine Richtlinie (DisableAntiSpyware) schaltet Microsoft Defender ab. Plattformen seit August 2021 beachten sie unter Windows 10 und 11 nicht; welche hier ist, wurde nicht gelesen. Entfernen Sie die Richtlinie dort, wo sie herkommt.',
  'A policy (DisableAntiSpyware) turns Microsoft Defender off. On a server that is onboarded to Defender for Endpoint the documents disagree on what it does. Remove it where it comes from.':
    'Eine Richtlinie (DisableAntiSpyware) schaltet Microsoft Defender ab. Was sie auf einem Server tut, der in Defender for Endpoint aufgenommen ist, darin sind die Dokumente uneins. Entfernen Sie sie dort, wo sie herkommt.',
  'A policy (DisableAntiSpyware) keeps Microsoft Defender off on this server. Remove it where it comes from and restart first.':
    'Eine Richtlinie (DisableAntiSpyware) hält Microsoft Defender auf diesem Server aus. Entfernen Sie sie dort, wo sie herkommt, und starten Sie zuerst neu.',
  'The feature Windows-Defender of this server is not installed, so nothing comes back by itself. Install it, restart and see it work first.':
    'Das Feature Windows-Defender dieses Servers ist nicht installiert, von selbst kommt also nichts zurück. Installieren Sie es, starten Sie neu und sehen Sie es zuerst arbeiten.',
  'No other protection was recognised, and the service of Microsoft Defender is not registered: somebody took it out.':
    'Es wurde kein anderer Schutz erkannt, und der Dienst von Microsoft Defender ist nicht registriert: jemand hat ihn herausgenommen.',
  'No other protection was recognised, and the service of Microsoft Defender is not registered on this server: somebody took it out, and it does not come back by itself.':
    'Es wurde kein anderer Schutz erkannt, und der Dienst von Microsoft Defender ist auf diesem Server nicht registriert: jemand hat ihn herausgenommen, und von selbst kommt er nicht zurück.',
  'The service of Microsoft Defender is registered without a program, as after a removal of it.':
    'Der Dienst von Microsoft Defender ist ohne Programm registriert, wie nach seinem Entfernen.',
  'The service of Microsoft Defender is disabled; beside another antivirus Windows sets it to manual, so somebody else did this. Whether Windows turns it on again is not known. Do not edit its start type by hand.':
    'Der Dienst von Microsoft Defender ist deaktiviert; neben einem anderen Virenschutz stellt Windows ihn auf manuell, das hat also jemand anderes getan. Ob Windows ihn wieder einschaltet, ist nicht bekannt. Ändern Sie seinen Starttyp nicht von Hand.',
  'The service of Microsoft Defender is disabled on this server. Find what disabled it; do not edit its start type by hand.':
    'Der Dienst von Microsoft Defender ist auf diesem Server deaktiviert. Finden Sie, was ihn deaktiviert hat; ändern Sie seinen Starttyp nicht von Hand.',
  'Microsoft Defender Antivirus is here and should come back, but what is left of the other product may keep it off. See in Windows Security which protection is on.':
    'Microsoft Defender Antivirus ist hier und sollte zurückkommen, aber was vom anderen Produkt übrig ist, kann ihn aus halten. Sehen Sie in der Windows-Sicherheit nach, welcher Schutz an ist.',
  'Microsoft Defender waits in passive mode and becomes active in most cases when the other product is gone. Check AMRunningMode in Get-MpComputerStatus afterwards: it must say Normal.':
    'Microsoft Defender wartet im passiven Modus und wird meist aktiv, wenn das andere Produkt weg ist. Prüfen Sie danach AMRunningMode in Get-MpComputerStatus: dort muss Normal stehen.',
  'Microsoft Defender Antivirus is here, no policy on record keeps it off, and Windows 10 and 11 turn it on when the other product is gone. Check AMRunningMode in Get-MpComputerStatus afterwards: it must say Normal.':
    'Microsoft Defender Antivirus ist hier, keine verzeichnete Richtlinie hält ihn aus, und Windows 10 und 11 schalten ihn ein, wenn das andere Produkt weg ist. Prüfen Sie danach AMRunningMode in Get-MpComputerStatus: dort muss Normal stehen.',
  'Microsoft Defender Antivirus is installed on this server, but nothing promises that it starts when the other product goes. See it active (Get-MpComputerStatus) before anything is removed.':
    'Microsoft Defender Antivirus ist auf diesem Server installiert, aber nichts verspricht, dass er startet, wenn das andere Produkt geht. Sehen Sie ihn aktiv (Get-MpComputerStatus), bevor etwas entfernt wird.',
  'The inventory says that something on this host is encrypted by the product. Decrypt it by policy, and wait until that is reported as done.':
    'Das Inventar sagt, dass auf diesem Rechner etwas durch das Produkt verschlüsselt ist. Entschlüsseln Sie es per Richtlinie und warten Sie, bis das als erledigt gemeldet ist.',
  'The inventory says that everything on this host is decrypted.':
    'Das Inventar sagt, dass auf diesem Rechner alles entschlüsselt ist.',
  'A part that encrypts is here ({names}); whether anything is encrypted could not be read. Check on the management server, and decrypt first.':
    'Ein Teil, der verschlüsselt, ist hier ({names}); ob etwas verschlüsselt ist, war nicht zu lesen. Prüfen Sie es auf dem Verwaltungsserver und entschlüsseln Sie zuerst.',
  'Nothing was found that encrypts disks or files.':
    'Es wurde nichts gefunden, was Platten oder Dateien verschlüsselt.',
  '{names} can encrypt disks and files; whether that part is installed was not read, so treat it as installed. Check on the management server, and decrypt first.':
    '{names} kann Platten und Dateien verschlüsseln; ob dieser Teil installiert ist, wurde nicht gelesen, behandeln Sie ihn also als installiert. Prüfen Sie es auf dem Verwaltungsserver und entschlüsseln Sie zuerst.',
  '{names} can encrypt disks and files; none of the parts that do was found. Check on the management server all the same.':
    '{names} kann Platten und Dateien verschlüsseln; keiner der Teile, die das tun, wurde gefunden. Prüfen Sie es trotzdem auf dem Verwaltungsserver.',
  'It has no databases yet.': 'Es hat noch keine Datenbanken.',
  'By its own record it has never updated.': 'Nach eigener Aufzeichnung hat es sich nie aktualisiert.',
  'The record of when its databases were issued holds no date that can be used.':
    'Die Aufzeichnung, wann seine Datenbanken herausgegeben wurden, enthält kein brauchbares Datum.',
  'The record of its last update holds no date that can be used.':
    'Die Aufzeichnung seiner letzten Aktualisierung enthält kein brauchbares Datum.',
  'Its record says {date}, which is later than this report: a clock or the record is wrong, so the date is not used.':
    'Seine Aufzeichnung sagt {date}, das ist später als dieser Bericht: eine Uhr oder die Aufzeichnung ist falsch, das Datum wird also nicht verwendet.',
  'Its databases were issued on {date}, {n} days ago.':
    'Seine Datenbanken wurden am {date} herausgegeben, vor {n} Tagen.',
  'Its databases were issued on {date}, 1 day ago.':
    'Seine Datenbanken wurden am {date} herausgegeben, vor 1 Tag.',
  'Its databases were issued on {date}.': 'Seine Datenbanken wurden am {date} herausgegeben.',
  'Its last successful update was on {date}, {n} days ago; the databases it brought may be older.':
    'Seine letzte erfolgreiche Aktualisierung war am {date}, vor {n} Tagen; die Datenbanken, die sie brachte, können älter sein.',
  'Its last successful update was on {date}, 1 day ago; the databases it brought may be older.':
    'Seine letzte erfolgreiche Aktualisierung war am {date}, vor 1 Tag; die Datenbanken, die sie brachte, können älter sein.',
  'Its last successful update was on {date}; the databases it brought may be older.':
    'Seine letzte erfolgreiche Aktualisierung war am {date}; die Datenbanken, die sie brachte, können älter sein.',
  'No deadline; remove for security: nothing is supplied to a leftover, so a rule that ends supply asks nothing of it.':
    'Keine Frist; der Sicherheit wegen entfernen: an einen Rückstand wird nichts geliefert, eine Regel, die Lieferung beendet, verlangt also nichts von ihm.',
  'No deadline; remove for security: no rule for {audience} asks for the absence of a leftover of this kind.':
    'Keine Frist; der Sicherheit wegen entfernen: keine Regel für {audience} verlangt, dass ein Rückstand dieser Art weg ist.',
  'No deadline: what applies is history, because a stronger regime has overtaken it.':
    'Keine Frist: was zutrifft, ist nur noch historisch, weil eine stärkere Regelung es abgelöst hat.',
  'No deadline: the rules for {audience} ({regimes}) do not reach this product, of class {class}.':
    'Keine Frist: die Regeln für {audience} ({regimes}) erfassen dieses Produkt der Klasse {class} nicht.',
  'No deadline: for {audience} there is only context or a report, and neither governs.':
    'Keine Frist: für {audience} gibt es nur Hintergrund oder eine Meldung, und keines davon ist maßgeblich.',
  'No deadline: no rule of the pack is about {audience}.':
    'Keine Frist: keine Regel des Pakets betrifft {audience}.',
  'The rule pack at hand has no advice on {product}; use the pack that the finding was made with.':
    'Das vorliegende Regelpaket hat keinen Rat zu {product}; verwenden Sie das Paket, mit dem der Fund entstand.',
  'no permission to read {path}; run as root': 'keine Berechtigung, {path} zu lesen; als root ausführen',
  'no permission to read {path}, even as root': 'keine Berechtigung, {path} zu lesen, auch nicht als root',
  'no permission to read {path}; run elevated, as administrator':
    'keine Berechtigung, {path} zu lesen; mit erhöhten Rechten ausführen, als Administrator',
  '{path} lies on a disk that does not answer ({code})':
    '{path} liegt auf einer Platte, die nicht antwortet ({code})',
  '{path} is held open by another program (EBUSY); try again later':
    '{path} wird von einem anderen Programm offen gehalten (EBUSY); versuchen Sie es später noch einmal',
  '{path} could not be read ({code})': '{path} war nicht lesbar ({code})',
  "run as root to see other users' processes (/proc is mounted with hidepid)":
    'als root ausführen, um die Prozesse anderer Benutzer zu sehen (/proc ist mit hidepid eingehängt)',
  '{message} (in a lower layer: it could hide a note of kind hidden, and no finding)':
    '{message} (in einer unteren Schicht: verborgen sein kann ein Hinweis der Art hidden, kein Fund)',
  'completeness not stated: these are bare items (with --scope software they are all that was asked)':
    'Vollständigkeit nicht angegeben: das sind bloße Einträge (mit --scope software sind sie alles, was gefragt war)',
};

/** Teile der Begründung eines Exit-Codes und einer maßgeblichen Frist. */
const clauses: Readonly<Record<string, string>> = {
  'the scan was interrupted, so the report is not complete':
    'die Untersuchung wurde abgebrochen, der Bericht ist also nicht vollständig',
  '1 finding at or above "{status}"': '1 Fund ab „{status}“',
  '{n} findings at or above "{status}"': '{n} Funde ab „{status}“',
  '1 confirmed finding at or above "{status}"': '1 gesicherter Fund ab „{status}“',
  '{n} confirmed findings at or above "{status}"': '{n} gesicherte Funde ab „{status}“',
  'no finding at or above "{status}"': 'kein Fund ab „{status}“',
  'no confirmed finding at or above "{status}"': 'kein gesicherter Fund ab „{status}“',
  '1 finding at or above "{status}" with a deadline that meets --fail-on-deadline':
    '1 Fund ab „{status}“ mit einer Frist, auf die --fail-on-deadline zutrifft',
  '{n} findings at or above "{status}" with a deadline that meets --fail-on-deadline':
    '{n} Funde ab „{status}“ mit einer Frist, auf die --fail-on-deadline zutrifft',
  '1 confirmed finding at or above "{status}" with a deadline that meets --fail-on-deadline':
    '1 gesicherter Fund ab „{status}“ mit einer Frist, auf die --fail-on-deadline zutrifft',
  '{n} confirmed findings at or above "{status}" with a deadline that meets --fail-on-deadline':
    '{n} gesicherte Funde ab „{status}“ mit einer Frist, auf die --fail-on-deadline zutrifft',
  'no finding at or above "{status}" with a deadline that meets --fail-on-deadline':
    'kein Fund ab „{status}“ mit einer Frist, auf die --fail-on-deadline zutrifft',
  'no confirmed finding at or above "{status}" with a deadline that meets --fail-on-deadline':
    'kein gesicherter Fund ab „{status}“ mit einer Frist, auf die --fail-on-deadline zutrifft',
  'findings do not count (--fail-on never)': 'Funde zählen nicht (--fail-on never)',
  '{n} staged products (--fail-on staged)': '{n} bereitgelegte Produkte (--fail-on staged)',
  '1 staged product (--fail-on staged)': '1 bereitgelegtes Produkt (--fail-on staged)',
  '{n} hidden products (--fail-on hidden)': '{n} verdeckte Produkte (--fail-on hidden)',
  '1 hidden product (--fail-on hidden)': '1 verdecktes Produkt (--fail-on hidden)',
  '1 gap could hide an active product': '1 Lücke könnte ein aktives Produkt verbergen',
  '1 gap could hide an installed product': '1 Lücke könnte ein installiertes Produkt verbergen',
  '1 gap could hide leftovers': '1 Lücke könnte Rückstände verbergen',
  '1 gap could hide something': '1 Lücke könnte etwas verbergen',
  '{n} gaps could hide an active product': '{n} Lücken könnten ein aktives Produkt verbergen',
  '{n} gaps could hide an installed product': '{n} Lücken könnten ein installiertes Produkt verbergen',
  '{n} gaps could hide leftovers': '{n} Lücken könnten Rückstände verbergen',
  '{n} gaps could hide something': '{n} Lücken könnten etwas verbergen',
  '1 finding accepted': '1 Fund akzeptiert',
  '{n} findings accepted': '{n} Funde akzeptiert',
  '1 gap allowed': '1 Lücke erlaubt',
  '{n} gaps allowed': '{n} Lücken erlaubt',
  '1 gap could hide only less': '1 Lücke könnte nur Geringeres verbergen',
  '{n} gaps could hide only less': '{n} Lücken könnten nur Geringeres verbergen',
  'no gap': 'keine Lücke',
  'It asks for absence': 'Sie verlangt, dass nichts davon vorhanden ist',
  'It bars money or approval': 'Sie sperrt Geld oder Zulassung',
  'It ends supply': 'Sie beendet die Lieferung',
  'It is advice and obliges nobody': 'Sie ist eine Empfehlung und verpflichtet niemanden',
  'barred money or approval': 'gesperrtem Geld oder gesperrter Zulassung',
  'ended supply': 'beendeter Lieferung',
  advice: 'einer Empfehlung',
  'of its phases it is the next to come': 'von ihren Phasen ist es die nächste',
  'of its phases it is the first in effect': 'von ihren Phasen ist es die erste in Kraft',
  'of its phases it is the latest in effect': 'von ihren Phasen ist es die letzte in Kraft',
  'of several regimes it is the earliest in effect': 'von mehreren Regelungen ist es die früheste in Kraft',
  'of several regimes it is the next to come': 'von mehreren Regelungen ist es die nächste',
  'it binds whoever integrates, licenses or resells':
    'sie bindet, wer einbaut, lizenziert oder weiterverkauft',
  'it binds Kaspersky and {vendor}, not the user': 'sie bindet Kaspersky und {vendor}, nicht den Nutzer',
  'it binds the supplier, not the user': 'sie bindet den Lieferanten, nicht den Nutzer',
};

const joints: Readonly<Record<string, string>> = {
  ', but ': ', aber ',
  ', which outranks ': '; das hat Vorrang vor ',
  ' and ': ' und ',
  '; ': '; ',
  ', ': ', ',
};

/** Texte des eingebauten Regelpakets: Regelungen, Gefahren, Alternativen, Schritte, Hinweise. */
const pack: Readonly<Record<string, string>> = {
  // Regelungen
  'Australian PSPF Direction 002-2025': 'Australische PSPF-Direktive 002-2025',
  'Canadian removal from government mobile devices': 'Kanadische Entfernung von Mobilgeräten der Regierung',
  'Warning of the German BSI about Kaspersky anti-virus': 'Warnung des BSI vor Kaspersky-Virenschutz',
  'European Parliament resolution on cyber defence':
    'Entschließung des Europäischen Parlaments zur Cyberabwehr',
  'Italian decree-law 21/2022, article 29, and circulars':
    'Italienisches Gesetzesdekret 21/2022, Artikel 29, und Rundschreiben',
  'Lithuanian Government decision of 20 December 2017':
    'Beschluss der litauischen Regierung vom 20. Dezember 2017',
  'Dutch cabinet decision to phase out Kaspersky anti-virus':
    'Beschluss des niederländischen Kabinetts, Kaspersky-Virenschutz auslaufen zu lassen',
  'Polish recommendation on four Kaspersky products': 'Polnische Empfehlung zu vier Kaspersky-Produkten',
  'Romanian law 354/2022 on anti-virus from Russia':
    'Rumänisches Gesetz 354/2022 über Virenschutz aus Russland',
  'Ukrainian sanctions on Kaspersky': 'Ukrainische Sanktionen gegen Kaspersky',
  'Advice of the British NCSC on Russian providers': 'Rat des britischen NCSC zu russischen Anbietern',
  'U.S. Commerce Final Determination on Kaspersky Lab, Inc.':
    'Final Determination des US-Handelsministeriums zu Kaspersky Lab, Inc.',
  'Binding Operational Directive 17-01, Removal of Kaspersky-branded Products':
    'Binding Operational Directive 17-01, Entfernung von Kaspersky-Produkten',
  'U.S. Entity List, additions of 24 June 2024': 'US-Entity-List, Ergänzungen vom 24. Juni 2024',
  'Federal Acquisition Regulation, clause 52.204-23': 'Federal Acquisition Regulation, Klausel 52.204-23',
  'FCC Covered List': 'Covered List der FCC',
  'National Defense Authorization Act 2018, section 1634':
    'National Defense Authorization Act 2018, Abschnitt 1634',
  'U.S. sanctions on twelve Kaspersky leaders': 'US-Sanktionen gegen zwölf Führungskräfte von Kaspersky',
  'Maryland Emergency Directive 2022-12-001': 'Notfalldirektive 2022-12-001 von Maryland',
  'New Hampshire HB 1335': 'Gesetz HB 1335 von New Hampshire',
  'New Jersey Joint Circular 23-01': 'Gemeinsames Rundschreiben 23-01 von New Jersey',
  'Oregon HB 3127': 'Gesetz HB 3127 von Oregon',
  'Texas prohibited software list': 'Liste verbotener Software von Texas',
  // Regelungen, wie ein Satz sie nennt
  'PSPF Direction 002-2025': 'PSPF-Direktive 002-2025',
  'Treasury Board decision': 'Entscheidung des Treasury Board',
  'BSI warning': 'BSI-Warnung',
  'European Parliament resolution': 'Entschließung des Europäischen Parlaments',
  'Italian circular': 'italienisches Rundschreiben',
  'Lithuanian decision': 'litauischer Beschluss',
  'Dutch cabinet decision': 'niederländischer Kabinettsbeschluss',
  'Polish recommendation': 'polnische Empfehlung',
  'Romanian law 354/2022': 'rumänisches Gesetz 354/2022',
  'Ukrainian sanctions': 'ukrainische Sanktionen',
  'NCSC advice': 'Rat des NCSC',
  'Commerce Final Determination': 'Final Determination des Handelsministeriums',
  'NDAA section 1634': 'NDAA, Abschnitt 1634',
  'OFAC designations': 'Benennungen durch OFAC',
  'Maryland directive': 'Direktive von Maryland',
  'New Jersey circular': 'Rundschreiben von New Jersey',
  'Texas list': 'Liste von Texas',
  // Phasen
  'Australian direction issued': 'Australische Direktive erlassen',
  'All Kaspersky instances in Commonwealth entities': 'Alle Kaspersky-Instanzen in Stellen des Commonwealth',
  'Kaspersky apps on Canadian government mobile devices':
    'Kaspersky-Apps auf Mobilgeräten der kanadischen Regierung',
  "Germany's BSI warns against Kaspersky anti-virus": 'BSI warnt vor Kaspersky-Virenschutz',
  'European Parliament asks EU institutions to exclude it':
    'Europäisches Parlament bittet EU-Organe, es auszuschließen',
  'Decree-law 21/2022': 'Gesetzesdekret 21/2022',
  'Circular 4336 names Kaspersky Lab': 'Rundschreiben 4336 nennt Kaspersky Lab',
  'Circular of November 2025 on replacement and migration':
    'Rundschreiben vom November 2025 zu Ersatz und Umstellung',
  'Lithuania decides on replacement': 'Litauen beschließt den Ersatz',
  'Replacement in critical infrastructure': 'Ersatz in kritischer Infrastruktur',
  'Central government phases out Kaspersky anti-virus':
    'Zentralregierung lässt Kaspersky-Virenschutz auslaufen',
  'Poland recommends not to use four Kaspersky products':
    'Polen empfiehlt, vier Kaspersky-Produkte nicht einzusetzen',
  'Law 354/2022 signed': 'Gesetz 354/2022 unterzeichnet',
  'Romanian public bodies disconnect or uninstall it':
    'Öffentliche Stellen Rumäniens trennen oder deinstallieren es',
  'Kaspersky anti-virus in Ukrainian state bodies':
    'Kaspersky-Virenschutz in staatlichen Stellen der Ukraine',
  'NCSC advises against Russian providers on sensitive systems':
    'NCSC rät von russischen Anbietern auf sensiblen Systemen ab',
  'NCSC asks a wider set of organisations to reconsider': 'NCSC bittet weitere Organisationen, neu abzuwägen',
  'Final Determination announced': 'Final Determination bekannt gegeben',
  'New agreements between Kaspersky and U.S. persons': 'Neue Verträge zwischen Kaspersky und US-Personen',
  'Supply of updates and of Kaspersky Security Network to U.S. persons':
    'Lieferung von Updates und Kaspersky Security Network an US-Personen',
  'Resale, integration and licensing of Kaspersky software':
    'Weiterverkauf, Einbau und Lizenzierung von Kaspersky-Software',
  'BOD 17-01 issued': 'BOD 17-01 erlassen',
  'Agencies identify and report Kaspersky products': 'Behörden ermitteln und melden Kaspersky-Produkte',
  'Agencies hand in a removal plan': 'Behörden legen einen Plan zum Entfernen vor',
  'Agencies begin removal': 'Behörden beginnen mit dem Entfernen',
  'Three Kaspersky entities on the Entity List': 'Drei Kaspersky-Unternehmen auf der Entity List',
  'Listing reaches foreign entities owned 50 % or more':
    'Eintrag erfasst ausländische Unternehmen ab 50 % Beteiligung',
  'Supply of Kaspersky products to the Government': 'Lieferung von Kaspersky-Produkten an die US-Regierung',
  'Use in federal contract work': 'Nutzung bei der Arbeit an Bundesaufträgen',
  'Report of a covered article': 'Meldung eines erfassten Gegenstands',
  'Kaspersky security products and services on the Covered List':
    'Sicherheitsprodukte und -dienste von Kaspersky auf der Covered List',
  'Kaspersky software and equipment that integrates it on the Covered List':
    'Kaspersky-Software und Geräte mit ihr auf der Covered List',
  'No equipment authorization with Kaspersky inside': 'Keine Gerätezulassung mit Kaspersky im Inneren',
  'Federal use of anything by Kaspersky':
    'Nutzung von Erzeugnissen jeder Art von Kaspersky durch die US-Bundesverwaltung',
  'Twelve people at Kaspersky designated': 'Zwölf Personen bei Kaspersky benannt',
  'Maryland directive issued': 'Direktive von Maryland erlassen',
  "Kaspersky products in Maryland's executive branch": 'Kaspersky-Produkte in der Exekutive von Maryland',
  'Kaspersky software in New Hampshire state agencies': 'Kaspersky-Software in Behörden von New Hampshire',
  "Kaspersky products in New Jersey's executive branch": 'Kaspersky-Produkte in der Exekutive von New Jersey',
  'Kaspersky products on Oregon state assets': 'Kaspersky-Produkte auf Geräten des Staates Oregon',
  'Kaspersky software on the Texas list': 'Kaspersky-Software auf der Liste von Texas',
  // Phasen, für die Zeitleiste
  'direction issued': 'Direktive erlassen',
  'removal due': 'Entfernen fällig',
  'decree-law 21/2022': 'Dekret 21/2022',
  'circular of 2022': 'Rundschreiben 2022',
  'circular of 2025': 'Rundschreiben 2025',
  decision: 'Beschluss',
  'replacement due': 'Ersatz fällig',
  'law signed': 'Gesetz gezeichnet',
  'disconnected by': 'Trennung bis',
  'letter of 2017': 'Schreiben von 2017',
  'wider advice': 'Rat an weitere',
  announced: 'bekannt gegeben',
  'new agreements': 'neue Verträge',
  'updates, KSN': 'Updates, KSN',
  'resale/integration': 'Verkauf/Einbau',
  'directive issued': 'Direktive erlassen',
  'identify, report': 'ermitteln, melden',
  'removal plan': 'Entfernungsplan',
  'begin removal': 'Entfernen beginnt',
  'clause 52.204-23': 'Klausel 52.204-23',
  'use in contracts': 'Bundesaufträge',
  'services listed': 'Dienste gelistet',
  'equipment listed': 'Geräte gelistet',
  'equipment notice': 'Hinweis zu Geräten',
  // Daten, die kein fester Tag sind
  'spring 2022, date not verified': 'Frühjahr 2022, Datum nicht überprüft',
  'mid-March 2023, day not known': 'Mitte März 2023, Tag nicht bekannt',
  'March 2022': 'März 2022',
  '3 business days after identification or notification of a covered article provided to the Government':
    '3 Werktage, nachdem ein erfasster Gegenstand, der der US-Regierung geliefert wurde, entdeckt oder gemeldet wurde',
  'May 2018, day not known': 'Mai 2018, Tag nicht bekannt',
  'February 2023 (model plan), day of listing not known':
    'Februar 2023 (Musterplan), Tag der Aufnahme nicht bekannt',
  // Was das Datum von Datenbanken sagt
  'That is expected in the United States, where the vendor stopped updates on 10 September 2024.':
    'Das ist in den Vereinigten Staaten zu erwarten, wo der Hersteller die Updates am 10. September 2024 eingestellt hat.',
  'The vendor stopped updates in the United States on 10 September 2024, so this is possible where the host, or the server that it is updated from, was not taken for one there.':
    'Der Hersteller hat die Updates in den Vereinigten Staaten am 10. September 2024 eingestellt; möglich ist es also, wenn der Rechner oder der Server, der ihn versorgt, nicht als einer dort galt.',
  'Supply to U.S. persons ended on 29 September 2024, so on a host of a U.S. person this deserves a look: ask where it came from, for instance a server or mirror abroad, the exit of a VPN, a USB drive.':
    'Die Lieferung an US-Personen endete am 29. September 2024; auf dem Rechner einer US-Person verdient das also einen Blick: fragen Sie, woher es kam, etwa von einem Server oder Spiegel im Ausland, vom Ausgang eines VPN oder von einem USB-Stick.',
  // Was eine Phase bedeutet
  'The direction was issued on 21 February 2025; from then on nothing new is to be installed.':
    'Die Direktive wurde am 21. Februar 2025 erlassen; von da an ist nichts Neues zu installieren.',
  'By 1 April 2025 Commonwealth entities had to identify and remove every instance of Kaspersky Lab products and web services, prevent installation, and report to the Commonwealth Security Policy Branch.':
    'Bis 1. April 2025 mussten Stellen des Commonwealth jede Instanz von Produkten und Webdiensten von Kaspersky Lab ermitteln und entfernen, die Installation verhindern und der Commonwealth Security Policy Branch berichten.',
  'By 1 April 2025 Commonwealth entities had to identify and remove every instance of Kaspersky Lab products. A leftover is one: remove it and report.':
    'Bis 1. April 2025 mussten Stellen des Commonwealth jede Instanz von Produkten von Kaspersky Lab ermitteln und entfernen. Ein Rückstand ist eine: entfernen Sie ihn und berichten Sie.',
  'From 30 October 2023 the Kaspersky suite of applications is removed from and blocked on mobile devices that the Government of Canada issued. Desktops are not mentioned, the public is not meant. Not verified after 2023.':
    'Ab 30. Oktober 2023 wird die Anwendungsfamilie von Kaspersky von Mobilgeräten, die die kanadische Regierung ausgegeben hat, entfernt und dort gesperrt. Schreibtischrechner werden nicht erwähnt, die Öffentlichkeit ist nicht gemeint. Nach 2023 nicht überprüft.',
  "On 15 March 2022 Germany's BSI warned against Kaspersky anti-virus software and recommended replacing it. It is advice and binds nobody.":
    'Am 15. März 2022 warnte das BSI vor Virenschutz von Kaspersky und empfahl, ihn zu ersetzen. Das ist eine Empfehlung und bindet niemanden.',
  'On 13 June 2018 the European Parliament asked for a review of equipment in EU institutions and for the exclusion of programmes that it calls dangerous, naming Kaspersky Lab. The resolution is not binding.':
    'Am 13. Juni 2018 bat das Europäische Parlament um eine Überprüfung der Ausstattung in EU-Organen und um den Ausschluss von Programmen, die es gefährlich nennt, und nannte dabei Kaspersky Lab. Die Entschließung ist nicht bindend.',
  'Public bodies have to diversify promptly; the circulars say which products.':
    'Öffentliche Stellen sollen umgehend auf andere Anbieter ausweichen; die Rundschreiben sagen, bei welchen Produkten.',
  'From 26 April 2022 Italian public bodies are to replace Kaspersky Lab products in endpoint security and web application firewalls, promptly and without a printed day. The circular of 22 November 2025 replaced this one.':
    'Ab 26. April 2022 sollen öffentliche Stellen Italiens Produkte von Kaspersky Lab für Endpunktsicherheit und Web Application Firewalls ersetzen, umgehend und ohne einen gedruckten Tag. Das Rundschreiben vom 22. November 2025 hat dieses abgelöst.',
  'From 26 April 2022 Italian public bodies are to replace Kaspersky Lab products, promptly and without a printed day. What was read speaks of replacing and does not mention leftovers; that they are to go too is our reading.':
    'Ab 26. April 2022 sollen öffentliche Stellen Italiens Produkte von Kaspersky Lab ersetzen, umgehend und ohne einen gedruckten Tag. Was gelesen wurde, spricht vom Ersetzen und erwähnt Rückstände nicht; dass auch sie weg sollen, ist unsere Lesart.',
  'From 22 November 2025 a new circular asks Italian public bodies to replace Kaspersky Lab products in endpoint security and web application firewalls, and adds duties for the migration: inventory, tested replacement, shared plan, continuous protection. No day is printed.':
    'Ab 22. November 2025 verlangt ein neues Rundschreiben von öffentlichen Stellen Italiens, Produkte von Kaspersky Lab für Endpunktsicherheit und Web Application Firewalls zu ersetzen, und fügt Pflichten für die Umstellung hinzu: Bestandsaufnahme, erprobter Ersatz, abgestimmter Plan, ununterbrochener Schutz. Ein Tag ist nicht gedruckt.',
  'From 22 November 2025 a new circular asks Italian public bodies to replace Kaspersky Lab products, and adds duties to inventory and migrate. Leftovers are not mentioned in what was read; that they are to go too is our reading.':
    'Ab 22. November 2025 verlangt ein neues Rundschreiben von öffentlichen Stellen Italiens, Produkte von Kaspersky Lab zu ersetzen, und fügt Pflichten zu Bestandsaufnahme und Umstellung hinzu. Rückstände werden in dem, was gelesen wurde, nicht erwähnt; dass auch sie weg sollen, ist unsere Lesart.',
  'On 20 December 2017 the Government decided that managers of critical information infrastructure and of state information resources replace Kaspersky software with safe equivalents.':
    'Am 20. Dezember 2017 beschloss die Regierung, dass Betreiber kritischer Informationsinfrastruktur und staatlicher Informationsressourcen Kaspersky-Software durch Sicheres ersetzen.',
  'Critical infrastructure had a set time to replace it: 90 days by one press report, which gives 20 March 2018. State resources follow in a time agreed with the cyber centre after a risk analysis. Not verified after 2018.':
    'Kritische Infrastruktur hatte eine gesetzte Zeit für den Ersatz: 90 Tage nach einem Pressebericht, das ergibt den 20. März 2018. Staatliche Ressourcen folgen in einer Zeit, die nach einer Risikoanalyse mit dem Cyberzentrum vereinbart wird. Nach 2018 nicht überprüft.',
  'Critical infrastructure had a set time to replace it: 90 days by one press report, which gives 20 March 2018. What was read speaks of replacing and does not mention leftovers; that they are to go too is our reading. Not verified after 2018.':
    'Kritische Infrastruktur hatte eine gesetzte Zeit für den Ersatz: 90 Tage nach einem Pressebericht, das ergibt den 20. März 2018. Was gelesen wurde, spricht vom Ersetzen und erwähnt Rückstände nicht; dass auch sie weg sollen, ist unsere Lesart. Nach 2018 nicht überprüft.',
  'The Dutch cabinet decided on 14 May 2018 that central government phases out Kaspersky anti-virus software. No final day was printed, other products are not covered, and whether it still stands was not verified after 2018.':
    'Das niederländische Kabinett beschloss am 14. Mai 2018, dass die Zentralregierung Virenschutz von Kaspersky auslaufen lässt. Ein letzter Tag wurde nicht gedruckt, andere Produkte sind nicht erfasst, und ob der Beschluss noch gilt, wurde nach 2018 nicht überprüft.',
  "Poland's recommendation advises key entities not to use Internet Security, Anti-Virus, Total Security and Safe Kids, and to withdraw them after a risk assessment. It is advice, and its date was not verified.":
    'Die polnische Empfehlung rät wichtigen Stellen, Internet Security, Anti-Virus, Total Security und Safe Kids nicht einzusetzen und nach einer Risikobewertung abzulösen. Das ist eine Empfehlung, und ihr Datum wurde nicht überprüft.',
  'The law bars public bodies from buying and using anti-virus products from Russia.':
    'Das Gesetz untersagt öffentlichen Stellen, Virenschutz aus Russland zu kaufen und einzusetzen.',
  "Public bodies had 60 days from the law's entry into force, until about mid-March 2023, to disconnect or uninstall anti-virus products from Russia. The law does not name Kaspersky; the test is Russian origin or control.":
    'Öffentliche Stellen hatten 60 Tage ab Inkrafttreten des Gesetzes, bis etwa Mitte März 2023, um Virenschutz aus Russland zu trennen oder zu deinstallieren. Das Gesetz nennt Kaspersky nicht; es kommt auf russische Herkunft oder Kontrolle an.',
  'From 16 September 2015 state bodies may not buy or use it and are to switch updating off. Extended in 2017 and 2020; whether it still holds after May 2023 was not verified.':
    'Ab 16. September 2015 dürfen staatliche Stellen es nicht kaufen oder einsetzen und sollen die Aktualisierung abschalten. 2017 und 2020 verlängert; ob es nach Mai 2023 noch gilt, wurde nicht überprüft.',
  'On 1 December 2017 NCSC advised government departments: never a provider based in Russia on systems that process SECRET and above, nor on some systems that deal with national security. It is advice, not a prohibition.':
    'Am 1. Dezember 2017 riet das NCSC den Ministerien: nie ein Anbieter mit Sitz in Russland auf Systemen, die SECRET und höher verarbeiten, und auch nicht auf manchen Systemen der nationalen Sicherheit. Das ist ein Rat, kein Verbot.',
  'In March 2022 NCSC asked the public sector, suppliers to Ukraine, high-profile bodies and critical infrastructure to reconsider the risk, and warned that a rushed replacement can do harm. It is advice.':
    'Im März 2022 bat das NCSC den öffentlichen Sektor, Lieferanten der Ukraine, besonders sichtbare Organisationen und kritische Infrastruktur, das Risiko neu abzuwägen, und warnte, dass ein überstürzter Ersatz schaden kann. Das ist ein Rat.',
  'The determination was announced on 20 June 2024 and set the two dates that follow.':
    'Die Entscheidung wurde am 20. Juni 2024 bekannt gegeben und setzte die beiden Daten, die folgen.',
  'Commerce excludes threat intelligence, security training, and consulting or advisory services, where purely informational or educational. Whether these words also limit software for threat intelligence was not settled by anything read.':
    'Das Handelsministerium nimmt Bedrohungsinformationen, Sicherheitsschulung und Beratung aus, soweit sie rein der Information oder Bildung dienen. Ob diese Worte auch Software für Bedrohungsinformationen begrenzen, ließ alles, was gelesen wurde, offen.',
  'Commerce excludes what is purely informational or educational.':
    'Das Handelsministerium nimmt aus, was rein der Information oder Bildung dient.',
  'Context only. No source that could be read discusses developer kits, and whether one counts as a cybersecurity product was not settled.':
    'Nur Hintergrund. Keine Quelle, die gelesen werden konnte, behandelt Entwicklerbaukästen, und ob einer als Produkt der Cybersicherheit zählt, blieb offen.',
  'Context only. This tool ships no databases; a copy on disk is no act of supply. No source that could be read discusses such tools, so this is our own reading, with low confidence.':
    'Nur Hintergrund. Dieses Werkzeug liefert keine Datenbanken mit; eine Kopie auf der Platte ist keine Lieferung. Keine Quelle, die gelesen werden konnte, behandelt solche Werkzeuge; dies ist also unsere eigene Lesart, mit geringer Gewissheit.',
  'From 20 July 2024, 00:00 EDT, Kaspersky may not enter into a new agreement with U.S. persons: sale, new licence, trial. Continued use is not a violation under the determination.':
    'Ab 20. Juli 2024, 00:00 EDT, darf Kaspersky mit US-Personen keinen neuen Vertrag schließen: Verkauf, neue Lizenz, Testversion. Die weitere Nutzung ist kein Verstoß gegen die Entscheidung.',
  'From 20 July 2024, 00:00 EDT, Kaspersky may not enter into a new agreement with U.S. persons. It binds Kaspersky, not the user of a product of {vendor} that carries its engine.':
    'Ab 20. Juli 2024, 00:00 EDT, darf Kaspersky mit US-Personen keinen neuen Vertrag schließen. Das bindet Kaspersky, nicht den Nutzer eines Produkts von {vendor}, in dem die Engine steckt.',
  'From 29 September 2024, 00:00 EDT, Kaspersky may not supply signature or software updates to U.S. persons, nor run Kaspersky Security Network for them. Continued use is not a violation under the determination, but the product gets no supply: move off it.':
    'Ab 29. September 2024, 00:00 EDT, darf Kaspersky US-Personen weder Signatur- noch Softwareupdates liefern noch das Kaspersky Security Network für sie betreiben. Die weitere Nutzung ist kein Verstoß gegen die Entscheidung, aber das Produkt wird nicht mehr versorgt: steigen Sie um.',
  'Background only: nothing is supplied to a leftover, and the determination asks nothing of whoever has one. What is left gets no fixes any more, and a root certificate goes on being trusted; remove it for security.':
    'Nur Hintergrund: an einen Rückstand wird nichts geliefert, und die Entscheidung verlangt von niemandem etwas, der einen hat. Was übrig ist, bekommt keine Korrekturen mehr, und einem Stammzertifikat wird weiter vertraut; entfernen Sie es der Sicherheit wegen.',
  'From 29 September 2024, 00:00 EDT, Kaspersky may not supply signature or software updates of its engine to U.S. persons. It binds Kaspersky and {vendor}, not the user: whoever runs the product that carries it owes nothing under the determination. Ask {vendor} which engine it uses now.':
    'Ab 29. September 2024, 00:00 EDT, darf Kaspersky US-Personen keine Signatur- oder Softwareupdates seiner Engine liefern. Das bindet Kaspersky und {vendor}, nicht den Nutzer: wer das Produkt betreibt, in dem sie steckt, schuldet nach der Entscheidung nichts. Fragen Sie {vendor}, welche Engine es jetzt verwendet.',
  "From 29 September 2024, 00:00 EDT, Kaspersky may not run Kaspersky Security Network in the U.S. or on a U.S. person's system, nor supply updates there. A local or proxied network is still fed by Kaspersky. Continued use is not a violation under the determination.":
    'Ab 29. September 2024, 00:00 EDT, darf Kaspersky das Kaspersky Security Network in den USA oder auf dem System einer US-Person nicht betreiben und dort keine Updates liefern. Auch ein lokales Netzwerk oder eines über einen Proxy wird von Kaspersky gespeist. Die weitere Nutzung ist kein Verstoß gegen die Entscheidung.',
  "From 29 September 2024, 00:00 EDT, Kaspersky may not supply software updates to U.S. persons, nor signature updates that a server would pass on. Whether a company's own server abroad may still feed U.S. hosts is not settled. Continued use is not a violation under the determination.":
    'Ab 29. September 2024, 00:00 EDT, darf Kaspersky US-Personen keine Softwareupdates liefern und keine Signaturupdates, die ein Server weitergeben würde. Ob ein Server der eigenen Firma im Ausland Rechner in den USA noch versorgen darf, ist nicht geklärt. Die weitere Nutzung ist kein Verstoß gegen die Entscheidung.',
  'From 29 September 2024, 00:00 EDT, Kaspersky may not supply signature updates to U.S. persons. A copy on disk is no act of supply, a fresh download brings new signatures. No source that could be read discusses such free tools, so confidence is low. Continued use is not a violation under the determination.':
    'Ab 29. September 2024, 00:00 EDT, darf Kaspersky US-Personen keine Signaturupdates liefern. Eine Kopie auf der Platte ist keine Lieferung, ein neuer Download bringt neue Signaturen. Keine Quelle, die gelesen werden konnte, behandelt solche kostenlosen Werkzeuge, die Gewissheit ist also gering. Die weitere Nutzung ist kein Verstoß gegen die Entscheidung.',
  'From 29 September 2024, 00:00 EDT, Kaspersky may not supply software updates of a cybersecurity product to U.S. persons. Whether the appendix names this one was not read, so confidence is medium. Continued use is not a violation under the determination.':
    'Ab 29. September 2024, 00:00 EDT, darf Kaspersky US-Personen keine Softwareupdates eines Produkts der Cybersicherheit liefern. Ob der Anhang dieses nennt, wurde nicht gelesen, die Gewissheit ist also mittel. Die weitere Nutzung ist kein Verstoß gegen die Entscheidung.',
  'From 29 September 2024, 00:00 EDT, Kaspersky may not supply updates of a cybersecurity product to U.S. persons. No source that could be read discusses products of this class, so confidence is low. Continued use is not a violation under the determination.':
    'Ab 29. September 2024, 00:00 EDT, darf Kaspersky US-Personen keine Updates eines Produkts der Cybersicherheit liefern. Keine Quelle, die gelesen werden konnte, behandelt Produkte dieser Art, die Gewissheit ist also gering. Die weitere Nutzung ist kein Verstoß gegen die Entscheidung.',
  'From 29 September 2024, 00:00 EDT, nobody in the U.S. and no U.S. person may resell Kaspersky software, integrate it in other products or services, or license it for either. Running a copy oneself is not a violation under the determination.':
    'Ab 29. September 2024, 00:00 EDT, darf niemand in den USA und keine US-Person Kaspersky-Software weiterverkaufen, in andere Produkte oder Dienste einbauen oder zu einem dieser Zwecke lizenzieren. Selbst eine Kopie zu betreiben ist kein Verstoß gegen die Entscheidung.',
  'From 29 September 2024, 00:00 EDT, nobody in the U.S. and no U.S. person may integrate Kaspersky software in other products or services, sold under another name included, nor resell or license it for that. Ship a product that carries the engine only without it.':
    'Ab 29. September 2024, 00:00 EDT, darf niemand in den USA und keine US-Person Kaspersky-Software in andere Produkte oder Dienste einbauen, auch nicht unter anderem Namen, und sie dafür weder weiterverkaufen noch lizenzieren. Liefern Sie ein Produkt, in dem die Engine steckt, nur ohne sie aus.',
  'The directive was issued on 13 September 2017 and set terms of 30, 60 and 90 days for federal agencies.':
    'Die Direktive wurde am 13. September 2017 erlassen und setzte Bundesbehörden Fristen von 30, 60 und 90 Tagen.',
  'Within 30 days federal agencies had to identify use or presence of the products and report products, endpoint counts and methods of detection.':
    'Binnen 30 Tagen mussten Bundesbehörden Einsatz oder Vorhandensein der Produkte ermitteln und Produkte, Zahl der Endpunkte und Verfahren der Erkennung melden.',
  'Within 60 days federal agencies had to develop a detailed plan to remove the products and stop their use.':
    'Binnen 60 Tagen mussten Bundesbehörden einen genauen Plan ausarbeiten, die Produkte zu entfernen und nicht weiter einzusetzen.',
  'At 90 days federal agencies had to begin removal and then report every 30 days until it was complete. Presence alone was enough, use was not needed.':
    'Nach 90 Tagen mussten Bundesbehörden mit dem Entfernen beginnen und dann alle 30 Tage berichten, bis es abgeschlossen war. Vorhandensein allein genügte, auf den Einsatz kam es nicht an.',
  'Exporters need a licence to send items subject to the EAR to AO Kaspersky Lab, OOO Kaspersky Group or Kaspersky Labs Limited. It does not bind whoever runs the software.':
    'Exporteure brauchen eine Lizenz, um Güter, die den EAR unterliegen, an AO Kaspersky Lab, OOO Kaspersky Group oder Kaspersky Labs Limited zu senden. Wer die Software betreibt, ist nicht gebunden.',
  'The listing reached majority-owned foreign entities from 29 September 2025, was suspended from 10 November 2025 to 9 November 2026, and was to come back on 10 November 2026 unless extended. Whether it was extended is unknown.':
    'Der Eintrag erfasste ab 29. September 2025 ausländische Unternehmen in Mehrheitsbesitz, war vom 10. November 2025 bis 9. November 2026 ausgesetzt und sollte ohne Verlängerung am 10. November 2026 wieder gelten. Ob verlängert wurde, ist nicht bekannt.',
  'Solicitations from 16 July 2018 on carry clause 52.204-23: a contractor provides the Government with nothing that Kaspersky developed or provided, in whole or in part.':
    'Ausschreibungen ab 16. Juli 2018 enthalten die Klausel 52.204-23: ein Auftragnehmer liefert der US-Regierung nichts, was Kaspersky ganz oder teilweise entwickelt oder geliefert hat.',
  'From 1 October 2018 a contractor may not supply a covered article for federal use, nor use one in making data or deliverables first produced under the contract. Whether this machine is used for that is for the contractor to decide.':
    'Ab 1. Oktober 2018 darf ein Auftragnehmer keinen erfassten Gegenstand für den Gebrauch des Bundes liefern und keinen einsetzen, um Daten oder Leistungen zu erstellen, die zuerst unter dem Vertrag entstehen. Ob dieser Rechner dafür eingesetzt wird, entscheidet der Auftragnehmer.',
  'From 1 October 2018 a contractor may not supply for federal use, nor use in making deliverables, a product that contains components by Kaspersky; the product of {vendor} is one where the engine is inside. Whether this machine is used for that is for the contractor to decide.':
    'Ab 1. Oktober 2018 darf ein Auftragnehmer kein Produkt mit Komponenten von Kaspersky für den Gebrauch des Bundes liefern oder beim Erstellen von Leistungen einsetzen; das Produkt von {vendor} ist eines, sofern die Engine darin steckt. Ob dieser Rechner dafür eingesetzt wird, entscheidet der Auftragnehmer.',
  'A contractor who finds a covered article that was provided to the Government during the contract, or is told of one, reports within 3 business days and follows up within 10. The term has no date of its own: this scan may itself start it, where the product was provided to the Government.':
    'Ein Auftragnehmer, der einen erfassten Gegenstand findet, der der US-Regierung während des Vertrags geliefert wurde, oder davon erfährt, meldet das binnen 3 Werktagen und ergänzt binnen 10. Die Frist hat kein eigenes Datum: diese Untersuchung selbst kann sie auslösen, wenn das Produkt der US-Regierung geliefert wurde.',
  "From 25 March 2022 FCC subsidies may not pay for Kaspersky's information security products, solutions and services. The list bars money and approvals; it does not tell anybody else to remove a program.":
    'Ab 25. März 2022 dürfen Fördermittel der FCC Produkte, Lösungen und Dienste von Kaspersky zur Informationssicherheit nicht bezahlen. Die Liste sperrt Geld und Zulassungen; sonst verpflichtet sie niemanden, ein Programm zu beseitigen.',
  "From 23 July 2024 the list also names Kaspersky's cybersecurity and anti-virus software, with equipment that integrates it: no FCC subsidy, no equipment authorization.":
    'Ab 23. Juli 2024 nennt die Liste auch Software von Kaspersky zu Cybersicherheit und Virenschutz samt Geräten, in denen sie steckt: keine Fördermittel der FCC, keine Gerätezulassung.',
  "From 23 July 2024 the list also names equipment that integrates Kaspersky's cybersecurity or anti-virus software: no FCC subsidy, no equipment authorization. It speaks of equipment; whether a program on a computer is meant, as that of {vendor} is, was not settled by anything read.":
    'Ab 23. Juli 2024 nennt die Liste auch Geräte, in denen Software von Kaspersky zu Cybersicherheit oder Virenschutz steckt: keine Fördermittel der FCC, keine Gerätezulassung. Sie spricht von Geräten; ob ein Programm auf einem Rechner gemeint ist, wie das von {vendor} eines ist, ließ alles, was gelesen wurde, offen.',
  'A public notice of 3 September 2024 says that equipment with Kaspersky inside gets no authorization. It concerns equipment that is submitted, not office computers.':
    'Eine Bekanntmachung vom 3. September 2024 sagt, dass Geräte mit Kaspersky im Inneren keine Zulassung bekommen. Sie betrifft Geräte, die vorgelegt werden, nicht Bürorechner.',
  'From 1 October 2018 federal use is prohibited by law: no hardware, software or service that Kaspersky developed or provided, in whole or in part.':
    'Ab 1. Oktober 2018 ist der Bundesverwaltung die Nutzung gesetzlich untersagt: keine Hardware, Software oder Dienste, die Kaspersky ganz oder teilweise entwickelt oder geliefert hat.',
  'From 1 October 2018 federal use is prohibited by law, in whole or in part. The statute speaks of use; whether a leftover is used was not settled by anything read. It is software of the vendor: remove it.':
    'Ab 1. Oktober 2018 ist der Bundesverwaltung die Nutzung gesetzlich untersagt, ganz oder teilweise. Das Gesetz spricht von Nutzung; ob ein Rückstand genutzt wird, ließ alles, was gelesen wurde, offen. Er ist Software des Herstellers: entfernen Sie ihn.',
  'From 1 October 2018 federal use is prohibited by law, also of a product that contains components by Kaspersky. The product of {vendor} is such a one where the engine is inside.':
    'Ab 1. Oktober 2018 ist der Bundesverwaltung die Nutzung gesetzlich untersagt, auch die eines Produkts mit Komponenten von Kaspersky. Das Produkt von {vendor} ist ein solches, sofern die Engine darin steckt.',
  'U.S. persons may not deal with twelve named people at Kaspersky. The company, its parents and subsidiaries and Eugene Kaspersky are not designated. It says nothing about running the software.':
    'US-Personen dürfen mit zwölf namentlich genannten Personen bei Kaspersky keine Geschäfte machen. Die Firma, ihre Mutter- und Tochtergesellschaften und Eugene Kaspersky sind nicht benannt. Über das Betreiben der Software ist damit nichts gesagt.',
  'The directive of 6 December 2022 gave the executive branch 14 days.':
    'Die Direktive vom 6. Dezember 2022 gab der Exekutive 14 Tage.',
  "Within 14 days, by 20 December 2022, Maryland's executive branch had to remove the products that the directive names, Kaspersky's among them, prevent their installation and block them.":
    'Binnen 14 Tagen, bis 20. Dezember 2022, musste die Exekutive von Maryland die Produkte entfernen, die die Direktive nennt, darunter die von Kaspersky, ihre Installation verhindern und sie sperren.',
  'By an act of May 2018 state agencies of New Hampshire use no software platform that Kaspersky Lab developed, in whole or in part.':
    'Nach einem Gesetz vom Mai 2018 setzen Behörden von New Hampshire keine Softwareplattform ein, die Kaspersky Lab ganz oder teilweise entwickelt hat.',
  "From 9 January 2023 New Jersey's executive branch removes listed products, Kaspersky Lab's among them, blocks them on the network and prevents their installation.":
    'Ab 9. Januar 2023 entfernt die Exekutive von New Jersey gelistete Produkte, darunter die von Kaspersky Lab, sperrt sie im Netz und verhindert ihre Installation.',
  'From 24 September 2023 no product of Kaspersky Lab or an affiliate, in "any form of hardware, software or service", may be on Oregon state assets, nor on contractors\' assets in significant use.':
    'Ab 24. September 2023 darf kein Produkt von Kaspersky Lab oder einem verbundenen Unternehmen, in „jeder Form von Hardware, Software oder Dienst“, auf Geräten des Staates Oregon sein, und nicht auf solchen von Auftragnehmern, die wesentlich dafür eingesetzt werden.',
  "State agencies of Texas keep software on the state's list off their devices, and off personal devices used for work; Kaspersky is on it, as reproduced in 2025. The model plan is of February 2023; when Kaspersky was listed is not known.":
    'Behörden von Texas halten Software auf der Liste des Staates von ihren Geräten fern und von privaten Geräten, die für die Arbeit genutzt werden; Kaspersky steht darauf, so wie sie 2025 wiedergegeben wurde. Der Musterplan stammt vom Februar 2023; wann Kaspersky aufgenommen wurde, ist nicht bekannt.',
  // Gefahren
  'Nothing protects this host afterwards unless you install it':
    'Danach schützt diesen Rechner nichts, wenn Sie nichts installieren',
  'Remove the product first, the Network Agent last':
    'Zuerst das Produkt entfernen, den Administrationsagenten zuletzt',
  'The management server can put it back': 'Der Verwaltungsserver kann es wieder aufspielen',
  'Do not delete the folders first': 'Löschen Sie nicht zuerst die Ordner',
  'The package manager may show a version that does not run':
    'Die Paketverwaltung zeigt womöglich eine Version, die nicht läuft',
  "Searching the package list for the vendor's name finds nothing":
    'In der Paketliste nach dem Herstellernamen zu suchen findet nichts',
  'Quarantine and backup may hold live malware and personal data':
    'Quarantäne und Sicherungen können lebende Schadsoftware und personenbezogene Daten enthalten',
  'A full scan before the removal can take files away':
    'Eine vollständige Suche vor dem Entfernen kann Dateien wegnehmen',
  'Change its settings only while it is stopped':
    'Ändern Sie die Einstellungen nur, solange es angehalten ist',
  "The server's database is the only record of the fleet":
    'Die Datenbank des Servers ist das einzige Verzeichnis der Flotte',
  'Encrypted disks depend on keys that this server holds':
    'Verschlüsselte Platten hängen an Schlüsseln, die dieser Server hält',
  'The server goes after everything that it manages': 'Der Server geht nach allem, was er verwaltet',
  'The setup answers may hold secrets': 'Die Antworten der Einrichtung können Geheimnisse enthalten',
  'Templates and the protection servers are separate removals':
    'Vorlagen und die Schutzserver sind eigens zu entfernen',
  'Something sends its traffic here': 'Etwas schickt seinen Verkehr hierher',
  'Industrial hosts are changed in their own window':
    'Industrierechner werden in einem eigenen Wartungsfenster geändert',
  "The engine belongs to another vendor's product": 'Die Engine gehört zum Produkt eines anderen Anbieters',
  'Collected events may have to be kept': 'Gesammelte Ereignisse müssen womöglich aufbewahrt werden',
  'An encrypted disk must be decrypted first': 'Eine verschlüsselte Platte muss zuerst entschlüsselt werden',
  'BitLocker may be managed from here': 'BitLocker wird womöglich von hier verwaltet',
  'Encrypted files turn into unreadable ones': 'Verschlüsselte Dateien werden unlesbar',
  'Check that other protection is on afterwards': 'Prüfen Sie danach, dass anderer Schutz an ist',
  'A Windows server can be left without protection': 'Ein Windows-Server kann ohne Schutz bleiben',
  'Group policy can bring the agent back': 'Eine Gruppenrichtlinie kann den Agenten zurückbringen',
  'It may ask for a password': 'Es fragt womöglich nach einem Passwort',
  'It defends itself': 'Es verteidigt sich selbst',
  'The service may run as a protected process': 'Der Dienst läuft womöglich als geschützter Prozess',
  'It needs a restart': 'Es braucht einen Neustart',
  'Deleting drivers by hand can cost keyboard, mouse or network':
    'Treiber von Hand zu löschen kann Tastatur, Maus oder Netz kosten',
  'The root certificate may have been copied': 'Das Stammzertifikat wurde womöglich kopiert',
  'The passwords go with it': 'Die Passwörter gehen mit',
  'The kill switch can cut the network': 'Der Kill-Switch kann das Netz kappen',
  'Backed-up messages lie in its database': 'Gesicherte Nachrichten liegen in seiner Datenbank',
  "On a Mac only Apple's own XProtect remains": 'Auf einem Mac bleibt nur Apples eigenes XProtect',
  'Its only uninstaller lies in its own folder':
    'Sein einziges Deinstallationsprogramm liegt in seinem eigenen Ordner',
  'Its system extension goes with the app, not by command':
    'Seine Systemerweiterung geht mit der App, nicht per Befehl',
  'The replacement needs approvals, and a profile that goes first switches things off':
    'Der Ersatz braucht Freigaben, und ein zu früh entferntes Profil schaltet Dinge ab',
  'Removing it the wrong way can lock the device': 'Es falsch zu entfernen kann das Gerät sperren',
  "The vendor's removal tool is the last resort, in Safe Mode":
    'Das Entfernungswerkzeug des Herstellers ist das letzte Mittel, im abgesicherten Modus',
  'Removal stops where the Authentication Agent left something':
    'Das Entfernen scheitert, wo der Authentifizierungsagent etwas hinterlassen hat',
  // Gefahren, ausführlich
  'Linux has no anti-malware of its own, and ClamAV scans on demand unless its on-access part runs. Put the replacement in place and see it block before the old product goes.':
    'Linux hat keinen eigenen Schutz vor Schadsoftware, und ClamAV sucht nur auf Anforderung, solange sein Teil für den Zugriff nicht läuft. Richten Sie den Ersatz ein und sehen Sie ihn blockieren, bevor das alte Produkt geht.',
  'The Network Agent is how an administrator still sees and repairs a half-removed host. Keep it until every protection product on the host is gone and the host has been checked. The order is operational sense; no vendor page that states it was found.':
    'Über den Administrationsagenten sieht und repariert ein Administrator einen halb bereinigten Rechner. Behalten Sie ihn, bis jedes Schutzprodukt auf dem Rechner weg und der Rechner geprüft ist. Die Reihenfolge ist betriebliche Vernunft; eine Seite des Herstellers, die sie nennt, wurde nicht gefunden.',
  'Installation tasks of Security Center push products again, to groups or to single devices, and stand-alone packages stay on shares. Stop and delete those tasks, and change any other deployment that installs the product, before the first removal.':
    'Installationsaufgaben des Security Center spielen Produkte wieder auf, auf Gruppen oder einzelne Geräte, und eigenständige Pakete bleiben auf Freigaben liegen. Halten Sie diese Aufgaben vor dem ersten Entfernen an und löschen Sie sie, und ändern Sie jede andere Verteilung, die das Produkt installiert.',
  'Deleting /opt/kaspersky before the package is removed leaves the package registered while its own removal scripts are gone, so the package manager fails from then on. Remove the packages, and only then what they left.':
    'Wird /opt/kaspersky gelöscht, bevor das Paket entfernt ist, bleibt das Paket registriert, während seine Skripte zum Entfernen fehlen; die Paketverwaltung scheitert von da an. Entfernen Sie die Pakete und erst danach, was sie übrig ließen.',
  'After an upgrade that failed and was rolled back, the package manager lists the new version while the old one is running. Repair or finish the upgrade, or remove with the version that the package manager knows, and look at the running program rather than at the list.':
    'Nach einer Aktualisierung, die fehlschlug und zurückgenommen wurde, führt die Paketverwaltung die neue Version, während die alte läuft. Reparieren oder beenden Sie die Aktualisierung, oder entfernen Sie mit der Version, die die Paketverwaltung kennt, und sehen Sie auf das laufende Programm statt auf die Liste.',
  'The packages are called kesl, klnagent64, ksc64 and so on; none has the vendor\'s name in it, so "rpm -qa | grep -i kaspersky" is empty on a host where the product runs. Search for the package names.':
    'Die Pakete heißen kesl, klnagent64, ksc64 und so weiter; in keinem steckt der Name des Herstellers, deshalb ist "rpm -qa | grep -i kaspersky" auf einem Rechner leer, auf dem das Produkt läuft. Suchen Sie nach den Paketnamen.',
  'Data folders keep quarantined files, reports and traces after the program is gone, and quarantined files become unreadable without it. Restore or keep what matters before the removal, then delete; do not copy the folder about.':
    'Datenordner behalten Dateien der Quarantäne, Berichte und Spuren, wenn das Programm weg ist, und Dateien der Quarantäne werden ohne es unlesbar. Stellen Sie vor dem Entfernen wieder her oder heben Sie auf, was zählt, und löschen Sie dann; kopieren Sie den Ordner nicht herum.',
  'Scans of this product can quarantine files that belong to packages, and one administrator reports an endpoint that a full scan, started by an automatic response, destroyed. Do not start a full scan as part of the removal.':
    'Suchläufe dieses Produkts können Dateien, die zu Paketen gehören, in Quarantäne nehmen, und ein Administrator berichtet von einem Endpunkt, den eine automatisch ausgelöste vollständige Suche zerstört hat. Starten Sie beim Entfernen keine vollständige Suche.',
  "The vendor's product is to be stopped before its settings files are edited. Where exclusions are needed so that old and new product can stand side by side for a while, set them by policy, or with the service stopped.":
    'Das Produkt soll laut Hersteller angehalten werden, bevor seine Einstellungsdateien bearbeitet werden. Wo Ausnahmen nötig sind, damit altes und neues Produkt eine Weile nebeneinander laufen, setzen Sie sie per Richtlinie oder bei angehaltenem Dienst.',
  'Removing the Administration Server together with its databases destroys groups, policies, tasks, reports and the list of hosts that still need work. Write the list of unfinished hosts out first, and let the owner decide.':
    'Den Administrationsserver samt Datenbanken zu entfernen vernichtet Gruppen, Richtlinien, Aufgaben, Berichte und die Liste der Rechner, an denen noch zu arbeiten ist. Schreiben Sie zuerst die Liste der unfertigen Rechner heraus, und lassen Sie den Eigentümer entscheiden.',
  'Disks, removable drives and files that Windows clients of this server encrypted can be opened in an emergency only with the keys in its backup. Have every host decrypted, make a backup with klbackup, and keep backup and database as long as anything encrypted under this server may still need opening.':
    'Platten, Wechselmedien und Dateien, die Windows-Clients dieses Servers verschlüsselt haben, lassen sich im Notfall nur mit den Schlüsseln aus seiner Sicherung öffnen. Lassen Sie jeden Rechner entschlüsseln, sichern Sie mit klbackup, und behalten Sie Sicherung und Datenbank, solange etwas, das unter diesem Server verschlüsselt wurde, noch zu öffnen sein kann.',
  'Agents lose their way home when the server disappears, and tasks that remove products can no longer run. Remove products, then agents, then secondary servers, the web console, and the server at the end. The order follows from what each part does; no vendor page that states it as a whole was found.':
    'Agenten finden nicht mehr heim, wenn der Server verschwindet, und Aufgaben zum Entfernen von Produkten können nicht mehr laufen. Entfernen Sie Produkte, dann Agenten, dann sekundäre Server, die Webkonsole und am Ende den Server. Die Reihenfolge folgt aus dem, was jeder Teil tut; eine Seite des Herstellers, die sie im Ganzen nennt, wurde nicht gefunden.',
  '/etc/ksc-web-console-setup.json is the file that the installer of the web console was fed with and may hold passwords or keys. Do not attach it to tickets; replace what is in it when you delete it.':
    '/etc/ksc-web-console-setup.json ist die Datei, mit der das Installationsprogramm der Webkonsole gefüttert wurde, und kann Passwörter oder Schlüssel enthalten. Hängen Sie sie nicht an Tickets; ersetzen Sie, was darin steht, wenn Sie sie löschen.',
  'A virtual machine is unprotected as soon as the light agent is gone, and a template brings it back with every new machine. The protection servers (SVM) and the Integration Server are removed on their own; removing an SVM deletes the backup copies on it, as the vendor says of its agentless edition.':
    'Eine virtuelle Maschine ist ungeschützt, sobald der Light Agent weg ist, und eine Vorlage bringt ihn mit jeder neuen Maschine zurück. Die Schutzserver (SVM) und der Integrationsserver werden eigens entfernt; eine SVM zu entfernen löscht die Sicherungskopien darauf, wie der Hersteller von seiner agentenlosen Ausgabe sagt.',
  'A gateway or a scan server is part of a flow: a proxy, mail server or application hands files to it and waits for the answer. Find what points here (ICAP, HTTP or SMTP settings) and decide what it does without an answer before this one stops: let everything through, or block everything.':
    'Ein Gateway oder Scanserver ist Teil eines Ablaufs: ein Proxy, Mailserver oder eine Anwendung übergibt ihm Dateien und wartet auf die Antwort. Finden Sie, was hierher zeigt (Einstellungen für ICAP, HTTP oder SMTP), und entscheiden Sie, was es ohne Antwort tut, bevor dieser hier aufhört: alles durchlassen oder alles sperren.',
  "On a host that controls or watches a plant, removal and restart belong in a window that the plant's owner agreed, with the vendor of the control system informed. This is operational sense, not a rule from a source.":
    'Auf einem Rechner, der eine Anlage steuert oder überwacht, gehören Entfernen und Neustart in ein Wartungsfenster, dem der Betreiber der Anlage zugestimmt hat; der Anbieter des Leitsystems ist unterrichtet. Das ist betriebliche Vernunft, keine Regel aus einer Quelle.',
  "Removing files by hand breaks that product's scanning or the product itself. Switch the engine off in its own settings, or ask its vendor in writing for a version without it.":
    'Dateien von Hand zu entfernen zerstört die Suche jenes Produkts oder das Produkt selbst. Schalten Sie die Engine in seinen eigenen Einstellungen ab, oder bitten Sie seinen Anbieter schriftlich um eine Version ohne sie.',
  'Events and alerts may be evidence or fall under a retention duty. Export what must be kept before the databases are deleted; the vendor says that databases used by the product are not deleted with it.':
    'Ereignisse und Alarme können Beweise sein oder unter eine Aufbewahrungspflicht fallen. Exportieren Sie, was aufbewahrt werden muss, bevor die Datenbanken gelöscht werden; der Hersteller sagt, dass die vom Produkt genutzten Datenbanken nicht mit ihm gelöscht werden.',
  'Kaspersky Endpoint Security can encrypt whole disks and removable drives. Where its component goes while a disk is encrypted, the data can be opened only with keys on the management server. Decrypt by policy, wait until it is reported as done, and never touch the boot loader of the Authentication Agent or the store of keys by hand before that. No command that tells its state on the host itself was found: not read is not decrypted.':
    'Kaspersky Endpoint Security kann ganze Platten und Wechselmedien verschlüsseln. Geht seine Komponente, während eine Platte verschlüsselt ist, lassen sich die Daten nur mit Schlüsseln auf dem Verwaltungsserver öffnen. Entschlüsseln Sie per Richtlinie, warten Sie, bis es als erledigt gemeldet ist, und rühren Sie vorher weder den Bootloader des Authentifizierungsagenten noch den Schlüsselspeicher von Hand an. Ein Befehl, der den Zustand auf dem Rechner selbst nennt, wurde nicht gefunden: nicht gelesen heißt nicht entschlüsselt.',
  'The product can manage BitLocker, and then the recovery keys lie on the management server. Store the recovery key of every drive somewhere else, and see that it opens the drive, before product, agent or server go.':
    'Das Produkt kann BitLocker verwalten, und dann liegen die Wiederherstellungsschlüssel auf dem Verwaltungsserver. Legen Sie den Schlüssel jedes Laufwerks anderswo ab und sehen Sie, dass er das Laufwerk öffnet, bevor Produkt, Agent oder Server gehen.',
  'Files that were encrypted by rule open as ciphertext as soon as the encryption component is gone. Decrypt them by rule first, on removable drives too. The removal wizard offers to keep the local store of keys: keep it as long as anything is encrypted.':
    'Dateien, die per Regel verschlüsselt wurden, öffnen sich als Chiffrat, sobald die Verschlüsselungskomponente weg ist. Entschlüsseln Sie sie zuerst per Regel, auch auf Wechselmedien. Der Assistent zum Entfernen bietet an, den lokalen Schlüsselspeicher zu behalten: behalten Sie ihn, solange etwas verschlüsselt ist.',
  'On Windows 10 and 11 Microsoft Defender Antivirus comes back by itself when the other product is gone, unless a policy, a removed component or a stale entry in Windows Security keeps it off. Older systems have nothing that comes back. See which protection is on after the restart.':
    'Unter Windows 10 und 11 kommt Microsoft Defender Antivirus von selbst zurück, wenn das andere Produkt weg ist, außer eine Richtlinie, eine entfernte Komponente oder ein veralteter Eintrag in der Windows-Sicherheit hält ihn aus. Ältere Systeme haben nichts, was zurückkommt. Sehen Sie nach dem Neustart nach, welcher Schutz an ist.',
  'On Windows Server nothing promises that Microsoft Defender starts when another product goes: its feature may have been taken out, a policy may keep it off or passive, and Server 2012 R2 has it only with another package. Make it or the replacement ready, and see it work, before anything is removed. Security Center does not exist on servers.':
    'Auf Windows Server verspricht nichts, dass Microsoft Defender startet, wenn ein anderes Produkt geht: sein Feature kann entfernt sein, eine Richtlinie kann ihn aus oder passiv halten, und Server 2012 R2 hat ihn nur mit einem weiteren Paket. Machen Sie ihn oder den Ersatz bereit und sehen Sie ihn arbeiten, bevor etwas entfernt wird. Das Security Center gibt es auf Servern nicht.',
  "Where a group policy assigns the agent's package, the agent is installed again at the next boot, even after an administrator took it away. Installation through Active Directory leaves a policy and a group that are both named Kaspersky_AK with a number: end the task on the server, and they go with it.":
    'Wo eine Gruppenrichtlinie das Paket des Agenten zuweist, wird der Agent beim nächsten Start wieder installiert, auch nachdem ein Administrator ihn entfernt hat. Die Installation über Active Directory hinterlässt eine Richtlinie und eine Gruppe, die beide Kaspersky_AK mit einer Nummer heißen: beenden Sie die Aufgabe auf dem Server, dann gehen sie mit.',
  'Closing, changing and removing can be protected by a password that the management server or the owner set. Find it before the change window, or take the protection off by policy. Do not write it into scripts or tickets.':
    'Beenden, Ändern und Entfernen können durch ein Passwort geschützt sein, das der Verwaltungsserver oder der Eigentümer gesetzt hat. Finden Sie es vor dem Wartungsfenster, oder nehmen Sie den Schutz per Richtlinie weg. Schreiben Sie es nicht in Skripte oder Tickets.',
  'Files, services and registry keys of a running product are guarded. Use its own uninstaller; deleting by hand fails halfway and leaves more behind.':
    'Dateien, Dienste und Registrierungsschlüssel eines laufenden Produkts sind bewacht. Nehmen Sie sein eigenes Deinstallationsprogramm; von Hand zu löschen scheitert auf halbem Weg und lässt mehr zurück.',
  "Then not even an administrator can end it. The product's own command KAVSHELL CONFIG /PPL:OFF switches that off.":
    'Dann kann nicht einmal ein Administrator ihn beenden. Der eigene Befehl des Produkts, KAVSHELL CONFIG /PPL:OFF, schaltet das ab.',
  'Drivers leave only with a restart, and until then the removal is not finished. Plan the window; do not judge the result before it.':
    'Treiber gehen nur mit einem Neustart, und bis dahin ist das Entfernen nicht abgeschlossen. Planen Sie das Wartungsfenster; beurteilen Sie das Ergebnis nicht vorher.',
  "klkbdflt and klmouflt are named in the UpperFilters values of the keyboard and mouse classes; a driver that is gone while its name stands there kills the device. The network filter klim6 must be unbound first, and not over the only remote session. Delete the one file klelam.sys from the early-launch folder at most, never the folder, which holds other vendors' copies.":
    'klkbdflt und klmouflt stehen in den Werten UpperFilters der Klassen für Tastatur und Maus; ein Treiber, der weg ist, während sein Name dort steht, legt das Gerät lahm. Der Netzfilter klim6 muss zuerst abgebunden werden, und nicht über die einzige Fernsitzung. Löschen Sie aus dem Ordner für den Frühstart höchstens die eine Datei klelam.sys, nie den Ordner, der auch Kopien anderer Anbieter enthält.',
  'To look into encrypted traffic the product put a root certificate of its own into Windows, and perhaps into Firefox. Programs that were given a copy of it (Python, Node.js, Java, Git) go on trusting it, or fail, when it is gone.':
    'Um in verschlüsselten Verkehr zu sehen, hat das Produkt ein eigenes Stammzertifikat in Windows und vielleicht in Firefox abgelegt. Programme, die eine Kopie davon bekamen (Python, Node.js, Java, Git), vertrauen ihm weiter oder versagen, wenn es weg ist.',
  "Export every user's vault and import it elsewhere before anything is removed. The vault and its backups open only with the main password of their time; the export is clear text, so delete it and all its copies when the import has been checked.":
    'Exportieren Sie den Tresor jedes Benutzers und importieren Sie ihn anderswo, bevor etwas entfernt wird. Der Tresor und seine Sicherungen öffnen sich nur mit dem Hauptpasswort ihrer Zeit; der Export ist Klartext, löschen Sie ihn also samt allen Kopien, wenn der Import geprüft ist.',
  "Where it is on, a lost connection blocks all access to the internet. Disconnect and switch it off first, and do not do this over the VPN's own connection.":
    'Wo er an ist, sperrt eine verlorene Verbindung jeden Zugang zum Internet. Trennen Sie und schalten Sie ihn zuerst ab, und tun Sie das nicht über die Verbindung des VPN selbst.',
  'Settings and the backup of messages are in the SQL database SecurityForExchange, which stays or goes apart from the product. Restore or export what somebody may need.':
    'Einstellungen und die Sicherung von Nachrichten liegen in der SQL-Datenbank SecurityForExchange, die getrennt vom Produkt bleibt oder geht. Stellen Sie wieder her oder exportieren Sie, was jemand brauchen kann.',
  "macOS checks programs against Apple's list of known malware when they are first opened or have changed. It is not managed, reports to no console, and is no endpoint protection product. Put the replacement in place and see it block first.":
    'macOS prüft Programme gegen Apples Liste bekannter Schadsoftware, wenn sie zum ersten Mal geöffnet werden oder sich geändert haben. Es wird nicht verwaltet, meldet an keine Konsole und ist kein Produkt für Endpunktschutz. Richten Sie den Ersatz ein und sehen Sie ihn zuerst blockieren.',
  'The scripts that take the product and the agent away lie below /Library/Application Support/Kaspersky Lab. Whoever deletes that folder, or moves the app to the Trash, keeps services and receipts and has nothing left that removes them.':
    'Die Skripte, die Produkt und Agent entfernen, liegen unter /Library/Application Support/Kaspersky Lab. Wer diesen Ordner löscht oder die App in den Papierkorb legt, behält Dienste und Belege der Installation und hat nichts mehr, was sie entfernt.',
  'macOS takes a system extension away together with the app that holds it, at the latest with a restart. The command systemextensionsctl uninstall refuses while System Integrity Protection is on. Never turn that protection off for it.':
    'macOS nimmt eine Systemerweiterung mit der App weg, die sie enthält, spätestens mit einem Neustart. Der Befehl systemextensionsctl uninstall verweigert, solange die System Integrity Protection an ist. Schalten Sie diesen Schutz dafür nie ab.',
  "A new product protects nothing before macOS allows its system extension, network filter and Full Disk Access; on managed Macs a profile does that. From macOS 11.3 on, taking a profile away switches off the extension that it allowed: take the old product's profiles away after the product.":
    'Ein neues Produkt schützt nichts, bevor macOS seine Systemerweiterung, seinen Netzfilter und den vollen Festplattenzugriff erlaubt; auf verwalteten Macs tut das ein Profil. Ab macOS 11.3 schaltet das Entfernen eines Profils die Erweiterung ab, die es erlaubt hat: entfernen Sie die Profile des alten Produkts nach dem Produkt.',
  "Where removal protection is on and somebody takes its administrator rights away with Android's own means, the device is locked. A device that the business app owns (device owner mode) is freed only by a reset to factory settings, which deletes its data. Allow the removal first, and save the data.":
    'Wo der Schutz vor dem Entfernen an ist und jemand ihm mit Androids eigenen Mitteln die Administratorrechte nimmt, wird das Gerät gesperrt. Ein Gerät, das der Firmen-App gehört (Modus Geräteeigentümer), wird nur durch Zurücksetzen auf Werkseinstellungen frei, und das löscht seine Daten. Erlauben Sie zuerst das Entfernen und sichern Sie die Daten.',
  'kavremover is for what the ordinary removal left or could not take, never the first way. It is advised in Safe Mode and needs a restart after it; it waits for somebody at its window, so it is no tool for many hosts at once. A forgotten consumer password can be reset in Safe Mode only.':
    'kavremover ist für das, was das gewöhnliche Entfernen übrig ließ oder nicht schaffte, nie der erste Weg. Empfohlen wird es im abgesicherten Modus, und danach braucht es einen Neustart; es wartet auf jemanden an seinem Fenster und ist also kein Werkzeug für viele Rechner zugleich. Ein vergessenes Passwort eines Produkts für Privatnutzer lässt sich nur im abgesicherten Modus zurücksetzen.',
  "Setup ends with an error while test objects of the Authentication Agent lie on the system disk. Take them away by policy or with the vendor's restore utility, never by hand, and never while any disk is encrypted; then avp pbatestreset clears the note of the failed test.":
    'Die Einrichtung endet mit einem Fehler, solange Testobjekte des Authentifizierungsagenten auf der Systemplatte liegen. Entfernen Sie sie per Richtlinie oder mit dem Wiederherstellungswerkzeug des Herstellers, nie von Hand, und nie, solange eine Platte verschlüsselt ist; danach löscht avp pbatestreset den Vermerk des fehlgeschlagenen Tests.',
  // Alternativen
  'An endpoint protection product with a Linux agent whose anti-malware part blocks in real time. Names only: check certification, the embedded engine and Linux kernel support yourself.':
    'Ein Produkt für Endpunktschutz mit einem Linux-Agenten, dessen Teil gegen Schadsoftware in Echtzeit blockiert. Nur Namen: prüfen Sie Zertifizierung, eingebaute Engine und unterstützte Linux-Kernel selbst.',
  'A scanner that an administrator starts by hand. It protects nothing while it does not run.':
    'Ein Scanner, den ein Administrator von Hand startet. Er schützt nichts, solange er nicht läuft.',
  "A scan service that applications call over ICAP, HTTP or a library. Ask each vendor which engine is inside: several products embed somebody else's.":
    'Ein Scandienst, den Anwendungen über ICAP, HTTP oder eine Bibliothek aufrufen. Fragen Sie jeden Anbieter, welche Engine darin steckt: mehrere Produkte bauen die eines anderen ein.',
  'A mail gateway, or a filter for the mail server that stays. Names only; ask which anti-virus engine is inside and whether it is an option that can be chosen.':
    'Ein Mail-Gateway oder ein Filter für den Mailserver, der bleibt. Nur Namen; fragen Sie, welche Virenschutz-Engine darin steckt und ob sie wählbar ist.',
  'A web proxy with content inspection, or an ICAP scan service behind the proxy that stays. Vendors only, names only.':
    'Ein Web-Proxy mit Inhaltsprüfung oder ein ICAP-Scandienst hinter dem Proxy, der bleibt. Nur Anbieter, nur Namen.',
  'A system that collects and correlates events. Parsers, rules and retention move with the owner, not with a tool.':
    'Ein System, das Ereignisse sammelt und verknüpft. Parser, Regeln und Aufbewahrung ziehen mit dem Eigentümer um, nicht mit einem Werkzeug.',
  'Detection and response with a Linux sensor. Whether it also blocks is decided in its console.':
    'Erkennung und Reaktion mit einem Linux-Sensor. Ob er auch blockiert, wird in seiner Konsole entschieden.',
  'Protection or monitoring made for industrial hosts and networks. Ask the vendor of the control system which products it has approved.':
    'Schutz oder Überwachung für Industrierechner und Industrienetze. Fragen Sie den Anbieter des Leitsystems, welche Produkte er freigegeben hat.',
  "The new protection product's own console manages its agents; software deployment and inventory for Linux are a separate choice.":
    'Die eigene Konsole des neuen Schutzprodukts verwaltet seine Agenten; Softwareverteilung und Inventar für Linux sind eine Wahl für sich.',
  'Ask the vendor of the product that embeds the engine, in writing, for a version or an option without it.':
    'Bitten Sie den Anbieter des Produkts, das die Engine einbaut, schriftlich um eine Version oder Option ohne sie.',
  "What Windows brings, managed or not, or an endpoint protection product that blocks in real time. Names only: check certification and the engine inside yourself; several products embed somebody else's.":
    'Was Windows mitbringt, verwaltet oder nicht, oder ein Produkt für Endpunktschutz, das in Echtzeit blockiert. Nur Namen: prüfen Sie Zertifizierung und eingebaute Engine selbst; mehrere Produkte bauen die eines anderen ein.',
  'Microsoft Defender Antivirus is part of Windows 10 and 11 and comes back by itself; or a product of another vendor. Names only, no ranking.':
    'Microsoft Defender Antivirus ist Teil von Windows 10 und 11 und kommt von selbst zurück; oder ein Produkt eines anderen Anbieters. Nur Namen, keine Rangfolge.',
  'Detection and response with a Windows sensor. Whether it also blocks is decided in its console.':
    'Erkennung und Reaktion mit einem Windows-Sensor. Ob er auch blockiert, wird in seiner Konsole entschieden.',
  'A scanner that somebody starts by hand. It protects nothing while it does not run.':
    'Ein Scanner, den jemand von Hand startet. Er schützt nichts, solange er nicht läuft.',
  "The new protection product's own console manages its agents; software deployment and inventory for Windows are a separate choice.":
    'Die eigene Konsole des neuen Schutzprodukts verwaltet seine Agenten; Softwareverteilung und Inventar für Windows sind eine Wahl für sich.',
  "A company's own VPN, where that was the purpose; else a VPN service of another provider. Names only, no ranking.":
    'Das VPN der eigenen Firma, wenn das der Zweck war; sonst ein VPN-Dienst eines anderen Anbieters. Nur Namen, keine Rangfolge.',
  'A password manager that imports the text export (some directly, some through a converter).':
    'Eine Passwortverwaltung, die den Textexport importiert (manche direkt, manche über einen Umwandler).',
  'What the operating system brings for families, or a product of another vendor. Names only, no ranking.':
    'Was das Betriebssystem für Familien mitbringt, oder ein Produkt eines anderen Anbieters. Nur Namen, keine Rangfolge.',
  'An endpoint protection product with an agent for macOS that blocks in real time. Names only: check certification, the engine inside and which profiles it needs yourself.':
    'Ein Produkt für Endpunktschutz mit einem Agenten für macOS, das in Echtzeit blockiert. Nur Namen: prüfen Sie Zertifizierung, eingebaute Engine und benötigte Profile selbst.',
  'XProtect is part of macOS and stays on; beyond it a product of another vendor for the home. Names only, no ranking.':
    'XProtect ist Teil von macOS und bleibt an; darüber hinaus ein Produkt eines anderen Anbieters für zu Hause. Nur Namen, keine Rangfolge.',
  "The new protection product's own console manages its agents; profiles, software deployment and inventory for Macs are a separate choice.":
    'Die eigene Konsole des neuen Schutzprodukts verwaltet seine Agenten; Profile, Softwareverteilung und Inventar für Macs sind eine Wahl für sich.',
  'What the device brings, and a protection app of another vendor where policy asks for one. Names only, no ranking.':
    'Was das Gerät mitbringt, und eine Schutz-App eines anderen Anbieters, wo eine Richtlinie sie verlangt. Nur Namen, keine Rangfolge.',
  'What the operating system brings for families. Names only, no ranking.':
    'Was das Betriebssystem für Familien mitbringt. Nur Namen, keine Rangfolge.',
  // Produkte: Zusammenfassungen
  'Remove the extension in every profile of every browser, and the policy that brings it.':
    'Entfernen Sie die Erweiterung in jedem Profil jedes Browsers und die Richtlinie, die sie bringt.',
  'Find out what these parts belonged to, then remove them when no product is left.':
    'Finden Sie heraus, wozu diese Teile gehörten, und entfernen Sie sie, wenn kein Produkt mehr da ist.',
  'Find out what it is before anything is removed.':
    'Finden Sie heraus, was es ist, bevor etwas entfernt wird.',
  'Find out what these parts belonged to, then take them away one at a time, with a restart between.':
    'Finden Sie heraus, wozu diese Teile gehörten, und nehmen Sie sie dann einzeln weg, mit einem Neustart dazwischen.',
  'Ask the maker of the device which protection it supports, put it in place, then remove the product and, last, the Network Agent.':
    'Fragen Sie den Hersteller des Geräts, welchen Schutz er unterstützt, richten Sie ihn ein, und entfernen Sie dann das Produkt und zuletzt den Administrationsagenten.',
  "Put another sensor in place, take the host out of the management server's tasks, then remove the package.":
    'Richten Sie einen anderen Sensor ein, nehmen Sie den Rechner aus den Aufgaben des Verwaltungsservers, und entfernen Sie dann das Paket.',
  "Replace the sensor, then remove it with its password; protection itself is another product's work.":
    'Ersetzen Sie den Sensor und entfernen Sie ihn dann mit seinem Passwort; der Schutz selbst ist Sache eines anderen Produkts.',
  "Install the replacement and see it block on this host, take the host out of the management server's tasks, then remove the graphical part, the product and, last, the Network Agent with the package manager.":
    'Installieren Sie den Ersatz und sehen Sie ihn auf diesem Rechner blockieren, nehmen Sie den Rechner aus den Aufgaben des Verwaltungsservers, und entfernen Sie dann mit der Paketverwaltung den grafischen Teil, das Produkt und zuletzt den Administrationsagenten.',
  "Decrypt first, put the replacement in place and see it block, take the host out of the management server's tasks, then remove the product, restart, and remove the Network Agent last.":
    'Entschlüsseln Sie zuerst, richten Sie den Ersatz ein und sehen Sie ihn blockieren, nehmen Sie den Rechner aus den Aufgaben des Verwaltungsservers, entfernen Sie dann das Produkt, starten Sie neu, und entfernen Sie den Administrationsagenten zuletzt.',
  "Choose another scanner in MailCleaner, then remove the option with MailCleaner's own means.":
    'Wählen Sie in MailCleaner einen anderen Scanner und entfernen Sie dann die Option mit den Mitteln von MailCleaner.',
  'Choose another engine in IceWarp Server, by its licence, and see that it scans.':
    'Wählen Sie in IceWarp Server nach dessen Lizenz eine andere Engine und sehen Sie, dass sie sucht.',
  'Find the product that carries the engine and ask its vendor for a version without it.':
    'Finden Sie das Produkt, in dem die Engine steckt, und bitten Sie seinen Anbieter um eine Version ohne sie.',
  'Find out which engine this version of ZoneAlarm carries; update it to one without, or replace it.':
    'Finden Sie heraus, welche Engine in dieser Version von ZoneAlarm steckt; aktualisieren Sie auf eine ohne, oder ersetzen Sie es.',
  "Look in Check Point's management which engine the anti-malware blade uses, and choose another one.":
    'Sehen Sie in der Verwaltung von Check Point nach, welche Engine das Anti-Malware-Blade nutzt, und wählen Sie eine andere.',
  'Put a current protection product on the file server, then remove this one with the package manager and, last, the Network Agent.':
    'Richten Sie auf dem Dateiserver ein aktuelles Schutzprodukt ein, und entfernen Sie dann mit der Paketverwaltung dieses und zuletzt den Administrationsagenten.',
  'Put the replacement beside it, point the proxy to it, and remove the gateway when nothing reaches it any more.':
    'Stellen Sie den Ersatz daneben, richten Sie den Proxy auf ihn, und entfernen Sie das Gateway, wenn nichts es mehr erreicht.',
  'Move the mail flow to the replacement, see that nothing arrives here any more, then remove the product.':
    'Legen Sie den Mailfluss auf den Ersatz um, sehen Sie, dass hier nichts mehr ankommt, und entfernen Sie dann das Produkt.',
  'Disconnect, switch the kill switch off, then remove the app.':
    'Trennen Sie die Verbindung, schalten Sie den Kill-Switch ab, und entfernen Sie dann die App.',
  'Export the passwords of every user, import and count them elsewhere, and only then remove it.':
    'Exportieren Sie die Passwörter jedes Benutzers, importieren und zählen Sie sie anderswo, und entfernen Sie es erst dann.',
  "Set up the other parental control first, then remove it with the parent's account.":
    'Richten Sie zuerst den anderen Jugendschutz ein und entfernen Sie es dann mit dem Konto der Eltern.',
  'Restore what you need from quarantine, put other protection in place, then remove the product.':
    'Stellen Sie aus der Quarantäne wieder her, was Sie brauchen, richten Sie anderen Schutz ein, und entfernen Sie dann das Produkt.',
  'Export what the product keeps for you, remove it from Windows settings, restart, and check that Microsoft Defender or the replacement is on.':
    'Exportieren Sie, was das Produkt für Sie aufbewahrt, entfernen Sie es in den Windows-Einstellungen, starten Sie neu, und prüfen Sie, dass Microsoft Defender oder der Ersatz an ist.',
  'Put the replacement in place and see it block, remove the product from Windows settings, and restart.':
    'Richten Sie den Ersatz ein und sehen Sie ihn blockieren, entfernen Sie das Produkt in den Windows-Einstellungen, und starten Sie neu.',
  "Agree a window with the plant's owner and the vendor of the control system, put an approved replacement in place, then remove the product and, last, the Network Agent.":
    'Vereinbaren Sie ein Wartungsfenster mit dem Betreiber der Anlage und dem Anbieter des Leitsystems, richten Sie einen freigegebenen Ersatz ein, und entfernen Sie dann das Produkt und zuletzt den Administrationsagenten.',
  'Put a replacement sensor beside it, export what must be kept, then remove sensors and server with the script that came with the installation.':
    'Stellen Sie einen Ersatzsensor daneben, exportieren Sie, was aufbewahrt werden muss, und entfernen Sie dann Sensoren und Server mit dem Skript, das mit der Installation kam.',
  'Ask Check Point in writing which engine this version uses.':
    'Fragen Sie Check Point schriftlich, welche Engine diese Version nutzt.',
  'Bring the gateway to a supported release.': 'Bringen Sie das Gateway auf eine unterstützte Version.',
  'Find out what uses the package, and whether a gateway with the engine still exists.':
    'Finden Sie heraus, was das Paket nutzt, und ob es noch ein Gateway mit der Engine gibt.',
  "Retire the server's mail scanner; the product line has had no updates since 2015.":
    'Setzen Sie den Mail-Scanner des Servers außer Dienst; die Produktlinie hat seit 2015 keine Updates.',
  'Ask GFI which engines this version carries, and switch a Kaspersky engine off there.':
    'Fragen Sie GFI, welche Engines in dieser Version stecken, und schalten Sie eine Kaspersky-Engine dort ab.',
  'Ask the vendor which engine this version carries, and update an old one.':
    'Fragen Sie den Anbieter, welche Engine in dieser Version steckt, und aktualisieren Sie eine alte.',
  'Look in its console which antivirus modules are on, and ask the vendor about this version.':
    'Sehen Sie in seiner Konsole nach, welche Virenschutzmodule an sind, und fragen Sie den Anbieter nach dieser Version.',
  'Remove it; it is dead software that loads drivers.':
    'Entfernen Sie es; es ist tote Software, die Treiber lädt.',
  'Look in WebAdmin whether a Kaspersky filter is enabled, and choose another one.':
    'Sehen Sie in WebAdmin nach, ob ein Kaspersky-Filter eingeschaltet ist, und wählen Sie einen anderen.',
  "Take the machine out of Kaseya's antivirus module before the Kaspersky product is removed here.":
    'Nehmen Sie den Rechner aus dem Virenschutzmodul von Kaseya, bevor hier das Kaspersky-Produkt entfernt wird.',
  'End the enforcement on the firewall before the Kaspersky product is removed here.':
    'Beenden Sie die Durchsetzung auf der Firewall, bevor hier das Kaspersky-Produkt entfernt wird.',
  'Nothing to migrate. Remove the kit where policy asks for it or nobody uses it.':
    'Nichts umzustellen. Entfernen Sie den Baukasten, wo eine Richtlinie es verlangt oder niemand ihn nutzt.',
  "Run a replacement beside it until rules and retention are settled, export what must be kept, then remove the services with the vendor's installer.":
    'Betreiben Sie einen Ersatz daneben, bis Regeln und Aufbewahrung geklärt sind, exportieren Sie, was aufbewahrt werden muss, und entfernen Sie dann die Dienste mit dem Installationsprogramm des Herstellers.',
  'Put a current protection product in place, then remove this one with the package manager.':
    'Richten Sie ein aktuelles Schutzprodukt ein und entfernen Sie dann dieses mit der Paketverwaltung.',
  'Find the package that owns it, put a current product in place, then remove the package.':
    'Finden Sie das Paket, dem es gehört, richten Sie ein aktuelles Produkt ein, und entfernen Sie dann das Paket.',
  "Take it out of the proxy's configuration, point the proxy to another scanner, then remove it.":
    'Nehmen Sie es aus der Konfiguration des Proxys, richten Sie den Proxy auf einen anderen Scanner, und entfernen Sie es dann.',
  "Take it out of the mail server's configuration, put another filter in place, then remove its package.":
    'Nehmen Sie es aus der Konfiguration des Mailservers, richten Sie einen anderen Filter ein, und entfernen Sie dann sein Paket.',
  'Find what calls it, put a current scanner in place, then remove its package.':
    'Finden Sie, was es aufruft, richten Sie einen aktuellen Scanner ein, und entfernen Sie dann sein Paket.',
  "Take it out of the mail server's configuration, put another filter in place, then remove it.":
    'Nehmen Sie es aus der Konfiguration des Mailservers, richten Sie einen anderen Filter ein, und entfernen Sie es dann.',
  'Put another gateway beside it, move the mail flow, then retire the virtual machine.':
    'Stellen Sie ein anderes Gateway daneben, legen Sie den Mailfluss um, und setzen Sie dann die virtuelle Maschine außer Dienst.',
  'Put a replacement into the virtual machine and into its template, remove the light agent and the Network Agent from both, then the protection servers.':
    'Richten Sie in der virtuellen Maschine und in ihrer Vorlage einen Ersatz ein, entfernen Sie aus beiden den Light Agent und den Administrationsagenten, dann die Schutzserver.',
  'Switch on what the device brings, then remove the app.':
    'Schalten Sie ein, was das Gerät mitbringt, und entfernen Sie dann die App.',
  'Disconnect its VPN, then remove the app.': 'Trennen Sie ihr VPN und entfernen Sie dann die App.',
  'Find out how the device is managed; a device that this app owns is only freed by a reset.':
    'Finden Sie heraus, wie das Gerät verwaltet wird; ein Gerät, das dieser App gehört, wird nur durch Zurücksetzen frei.',
  'Remove the app; the camera of the phone reads QR codes, and its phone app filters callers.':
    'Entfernen Sie die App; die Kamera des Telefons liest QR-Codes, und seine Telefon-App filtert Anrufer.',
  'Remove it; Android shows the use of the battery by itself.':
    'Entfernen Sie sie; Android zeigt den Verbrauch des Akkus selbst.',
  "Disconnect, take it out of the device's VPN settings, then remove the app.":
    'Trennen Sie die Verbindung, nehmen Sie sie aus den VPN-Einstellungen des Geräts, und entfernen Sie dann die App.',
  'Export the passwords on a computer, import and count them elsewhere, and only then remove the app.':
    'Exportieren Sie die Passwörter an einem Rechner, importieren und zählen Sie sie anderswo, und entfernen Sie erst dann die App.',
  "Set up what the device brings for families, then remove it with the parent's account.":
    'Richten Sie ein, was das Gerät für Familien mitbringt, und entfernen Sie es dann mit dem Konto der Eltern.',
  'Ask the vendor of the app in writing for a version without it.':
    'Bitten Sie den Anbieter der App schriftlich um eine Version ohne es.',
  'Remove the agent as the last Kaspersky part of this host, after every product and after the tasks on the server that would bring them back.':
    'Entfernen Sie den Agenten als letzten Teil von Kaspersky auf diesem Rechner, nach jedem Produkt und nach den Aufgaben auf dem Server, die sie zurückbringen würden.',
  'Remove it after every other Kaspersky product on this Mac, with its own uninstaller.':
    'Entfernen Sie ihn nach jedem anderen Kaspersky-Produkt auf diesem Mac, mit seinem eigenen Deinstallationsprogramm.',
  'Replace protection on machines and templates, then remove the agents, then the protection servers.':
    'Ersetzen Sie den Schutz auf Maschinen und Vorlagen, entfernen Sie dann die Agenten, dann die Schutzserver.',
  'Put another filter for mail in place and see it stop a test virus, then remove the product in a window.':
    'Richten Sie einen anderen Filter für Mail ein und sehen Sie ihn ein Testvirus aufhalten, und entfernen Sie dann das Produkt in einem Wartungsfenster.',
  'Retire it together with the gateway, which gets no updates either.':
    'Setzen Sie es zusammen mit dem Gateway außer Dienst, das auch keine Updates bekommt.',
  'Find what sends files here, switch it to another engine, then remove the service.':
    'Finden Sie, was Dateien hierher schickt, stellen Sie es auf eine andere Engine um, und entfernen Sie dann den Dienst.',
  "Remove it after every host that asks it for verdicts, and before the management server's backup is discarded.":
    'Entfernen Sie es nach jedem Rechner, der es um Urteile fragt, und bevor die Sicherung des Verwaltungsservers verworfen wird.',
  'Put other protection in place and let macOS approve it, then remove this product with its own uninstaller and restart.':
    'Richten Sie anderen Schutz ein und lassen Sie macOS ihn freigeben, entfernen Sie dann dieses Produkt mit seinem eigenen Deinstallationsprogramm, und starten Sie neu.',
  'Stop the tasks that install it, let macOS approve the replacement by profile, remove this product with its own uninstaller, restart, and remove the Network Agent last.':
    'Halten Sie die Aufgaben an, die es installieren, lassen Sie macOS den Ersatz per Profil freigeben, entfernen Sie dieses Produkt mit seinem eigenen Deinstallationsprogramm, starten Sie neu, und entfernen Sie den Administrationsagenten zuletzt.',
  'Find what sends files here, give it another engine, then remove the service when nothing calls it any more.':
    'Finden Sie, was Dateien hierher schickt, geben Sie ihm eine andere Engine, und entfernen Sie dann den Dienst, wenn nichts ihn mehr aufruft.',
  'This server goes last: every host that it manages first, then secondary servers and the web console, then this. Back up its keys and settings before anything else.':
    'Dieser Server geht zuletzt: zuerst jeder Rechner, den er verwaltet, dann sekundäre Server und die Webkonsole, dann dieser. Sichern Sie vor allem anderen seine Schlüssel und Einstellungen.',
  'Remove the console after the fleet is finished and before the Administration Server.':
    'Entfernen Sie die Konsole, wenn die Flotte fertig ist, und vor dem Administrationsserver.',
  'This host manages other machines: remove it last. Back up its keys, have every client decrypted, remove products and agents through it, then the consoles, and the server at the end.':
    'Dieser Rechner verwaltet andere Rechner: entfernen Sie ihn zuletzt. Sichern Sie seine Schlüssel, lassen Sie jeden Client entschlüsseln, entfernen Sie Produkte und Agenten über ihn, dann die Konsolen und am Ende den Server.',
  "Switch it off in the Administration Server's settings; it goes with the server.":
    'Schalten Sie es in den Einstellungen des Administrationsservers ab; es geht mit dem Server.',
  'Remove plug-ins and console when this machine manages nothing any more.':
    'Entfernen Sie Plug-ins und Konsole, wenn dieser Rechner nichts mehr verwaltet.',
  'Remove it before the Administration Server, after every host has been finished.':
    'Entfernen Sie es vor dem Administrationsserver, nachdem jeder Rechner fertig ist.',
  'This server manages mobile devices: remove it last. Enrol the devices elsewhere, remove its profiles from them, then the server.':
    'Dieser Server verwaltet Mobilgeräte: entfernen Sie ihn zuletzt. Melden Sie die Geräte anderswo an, entfernen Sie seine Profile von ihnen, dann den Server.',
  'A server is protected by nobody afterwards unless you see to it: make Microsoft Defender or the replacement ready first, switch the protected process off, remove the product, restart, and remove the Network Agent last.':
    'Einen Server schützt danach niemand, wenn Sie nicht dafür sorgen: machen Sie zuerst Microsoft Defender oder den Ersatz bereit, schalten Sie den geschützten Prozess ab, entfernen Sie das Produkt, starten Sie neu, und entfernen Sie den Administrationsagenten zuletzt.',
  'Agree a window with the owner of the device, put the replacement in place, then remove the product and restart.':
    'Vereinbaren Sie ein Wartungsfenster mit dem Eigentümer des Geräts, richten Sie den Ersatz ein, entfernen Sie dann das Produkt, und starten Sie neu.',
  'Remove it only in a window that the owner of the plant has agreed.':
    'Entfernen Sie es nur in einem Wartungsfenster, dem der Betreiber der Anlage zugestimmt hat.',
  'Put the replacement in place, then remove the product; the host itself is probably due for replacement too.':
    'Richten Sie den Ersatz ein und entfernen Sie dann das Produkt; der Rechner selbst ist wohl auch zu ersetzen.',
  'Take the source, the script and the package out of the image, so that what is removed stays removed.':
    'Nehmen Sie Quelle, Skript und Paket aus dem Abbild, damit Entferntes entfernt bleibt.',
  'Withdraw the profile, so that what is removed is not let in again.':
    'Ziehen Sie das Profil zurück, damit Entferntes nicht wieder zugelassen wird.',
  'Withdraw the order and delete the package, so that what is removed stays removed.':
    'Ziehen Sie den Auftrag zurück und löschen Sie das Paket, damit Entferntes entfernt bleibt.',
  'Nothing to migrate from Kaspersky. Keep it or not by your own judgement; look for Kaspersky leftovers beside it.':
    'Von Kaspersky ist nichts umzustellen. Behalten Sie es oder nicht nach eigenem Urteil; suchen Sie daneben nach Rückständen von Kaspersky.',
  'Nothing to migrate from Kaspersky. Look for Kaspersky leftovers beside it.':
    'Von Kaspersky ist nichts umzustellen. Suchen Sie daneben nach Rückständen von Kaspersky.',
  "Give the log system other feeds first, then end the feeds' contract, then remove the program.":
    'Geben Sie dem Logsystem zuerst andere Feeds, beenden Sie dann den Vertrag über die Feeds, und entfernen Sie dann das Programm.',
  'Keep or discard the reports, delete the program file and its data folder.':
    'Behalten oder verwerfen Sie die Berichte, löschen Sie die Programmdatei und ihren Datenordner.',
  'Keep or discard the reports, delete the data folder, and put the medium away.':
    'Behalten oder verwerfen Sie die Berichte, löschen Sie den Datenordner, und legen Sie das Medium weg.',
  'Decide about what it quarantined, then delete program and folder.':
    'Entscheiden Sie über das, was es in Quarantäne nahm, und löschen Sie dann Programm und Ordner.',
  'Let it finish, restart, and delete the program file.':
    'Lassen Sie es fertig werden, starten Sie neu, und löschen Sie die Programmdatei.',
  'Remove it from Windows settings; Windows and most programs update themselves.':
    'Entfernen Sie es in den Windows-Einstellungen; Windows und die meisten Programme aktualisieren sich selbst.',
  'Put the replacement in place and see it block, then remove the tool and restart.':
    'Richten Sie den Ersatz ein und sehen Sie ihn blockieren, entfernen Sie dann das Werkzeug, und starten Sie neu.',
  'Disconnect, switch the kill switch off, then remove it from Windows settings and restart.':
    'Trennen Sie die Verbindung, schalten Sie den Kill-Switch ab, entfernen Sie es dann in den Windows-Einstellungen, und starten Sie neu.',
  // Produkte: was danach zu prüfen ist
  'A second scan finds the extension in no profile.':
    'Eine zweite Untersuchung findet die Erweiterung in keinem Profil.',
  'A second scan finds none of the shared parts.':
    'Eine zweite Untersuchung findet keinen der gemeinsamen Teile.',
  'Keyboard, mouse and network work after a restart.':
    'Tastatur, Maus und Netz arbeiten nach einem Neustart.',
  'A second scan finds none of the shared folders.':
    'Eine zweite Untersuchung findet keinen der gemeinsamen Ordner.',
  'A second scan finds neither package, unit, process nor folder of the product.':
    'Eine zweite Untersuchung findet weder Paket, Unit, Prozess noch Ordner des Produkts.',
  'A second scan finds neither package, process nor folder of the agent.':
    'Eine zweite Untersuchung findet weder Paket, Prozess noch Ordner des Agenten.',
  'A second scan finds neither entry, program nor folder of the agent.':
    'Eine zweite Untersuchung findet weder Eintrag, Programm noch Ordner des Agenten.',
  'The replacement reports real-time protection on and definitions of today.':
    'Der Ersatz meldet, dass der Echtzeitschutz an ist und die Signaturen von heute sind.',
  'The management server no longer lists this host in an installation task.':
    'Der Verwaltungsserver führt diesen Rechner in keiner Installationsaufgabe mehr.',
  'A second scan finds neither entry, service, driver nor folder of the product.':
    'Eine zweite Untersuchung findet weder Eintrag, Dienst, Treiber noch Ordner des Produkts.',
  'The replacement, or Microsoft Defender, reports real-time protection on and definitions of today.':
    'Der Ersatz oder Microsoft Defender meldet, dass der Echtzeitschutz an ist und die Signaturen von heute sind.',
  'A second scan finds neither package, process nor file of the engine.':
    'Eine zweite Untersuchung findet weder Paket, Prozess noch Datei der Engine.',
  'A message with a test virus is stopped by the other scanner.':
    'Eine Nachricht mit einem Testvirus wird vom anderen Scanner aufgehalten.',
  'A second scan finds neither service, process nor folder of the engine.':
    'Eine zweite Untersuchung findet weder Dienst, Prozess noch Ordner der Engine.',
  'A second scan finds no driver of the engine.':
    'Eine zweite Untersuchung findet keinen Treiber der Engine.',
  'A second scan finds neither package, init script, process nor folder of the product.':
    'Eine zweite Untersuchung findet weder Paket, Init-Skript, Prozess noch Ordner des Produkts.',
  'A second scan finds neither package, process nor folder of the product.':
    'Eine zweite Untersuchung findet weder Paket, Prozess noch Ordner des Produkts.',
  'A test file is blocked by the replacement.': 'Eine Testdatei wird vom Ersatz blockiert.',
  'A test message with a test virus is stopped by the replacement.':
    'Eine Testnachricht mit einem Testvirus wird vom Ersatz aufgehalten.',
  'A second scan finds neither app nor container, and System Settings shows no VPN of it.':
    'Eine zweite Untersuchung findet weder App noch Container, und die Systemeinstellungen zeigen kein VPN davon.',
  'Every user can log in with the passwords of the new password manager.':
    'Jeder Benutzer kann sich mit den Passwörtern aus der neuen Passwortverwaltung anmelden.',
  'A second scan finds neither app nor container.':
    'Eine zweite Untersuchung findet weder App noch Container.',
  'A second scan finds neither agent, process nor folder of the product.':
    'Eine zweite Untersuchung findet weder Agent, Prozess noch Ordner des Produkts.',
  'A second scan finds neither process nor folder of the product.':
    'Eine zweite Untersuchung findet weder Prozess noch Ordner des Produkts.',
  'Windows Security shows one protection as on, and it is not Kaspersky.':
    'Die Windows-Sicherheit zeigt einen Schutz als eingeschaltet, und es ist nicht Kaspersky.',
  'A second scan finds neither entry, service nor driver of the product.':
    'Eine zweite Untersuchung findet weder Eintrag, Dienst noch Treiber des Produkts.',
  "The plant's owner confirms that the host works as before.":
    'Der Betreiber der Anlage bestätigt, dass der Rechner arbeitet wie zuvor.',
  'A second scan finds none of its packages.': 'Eine zweite Untersuchung findet keines seiner Pakete.',
  'A second scan finds neither unit, process nor folder of the platform.':
    'Eine zweite Untersuchung findet weder Unit, Prozess noch Ordner der Plattform.',
  'The event sources no longer send to this host.':
    'Die Ereignisquellen senden nicht mehr an diesen Rechner.',
  'A second scan finds neither init script, process nor folder of the product.':
    'Eine zweite Untersuchung findet weder Init-Skript, Prozess noch Ordner des Produkts.',
  'No mail server hands its mail to the address of this machine.':
    'Kein Mailserver übergibt seine Mail an die Adresse dieser Maschine.',
  'A second scan of the machine and of its template finds nothing of the product.':
    'Eine zweite Untersuchung der Maschine und ihrer Vorlage findet nichts von dem Produkt.',
  "The device's list of apps, and the next inventory, do not show it.":
    'Die App-Liste des Geräts und das nächste Inventar zeigen es nicht.',
  'The device is in the other management, and the next inventory does not show the app.':
    'Das Gerät ist in der anderen Verwaltung, und das nächste Inventar zeigt die App nicht.',
  'The next inventory does not show it.': 'Das nächste Inventar zeigt es nicht.',
  'The next inventory does not show it, and the device is online without it.':
    'Das nächste Inventar zeigt es nicht, und das Gerät ist ohne es online.',
  "The next inventory does not show it, and the replacement answers on the child's device.":
    'Das nächste Inventar zeigt es nicht, und der Ersatz antwortet auf dem Gerät des Kindes.',
  "The next list of the app's parts does not show the SDK.":
    'Die nächste Liste der Teile der App zeigt das SDK nicht.',
  'A second scan finds neither package, unit, process nor folder of the agent.':
    'Eine zweite Untersuchung findet weder Paket, Unit, Prozess noch Ordner des Agenten.',
  'The management server shows the host as gone and does not install the agent again at its next discovery.':
    'Der Verwaltungsserver zeigt den Rechner als verschwunden und installiert den Agenten bei der nächsten Erkennung nicht wieder.',
  'A second scan finds neither process, receipt nor folder of the agent.':
    'Eine zweite Untersuchung findet weder Prozess, Installationsbeleg noch Ordner des Agenten.',
  'A second scan finds neither entry, service, process nor folder of the agent.':
    'Eine zweite Untersuchung findet weder Eintrag, Dienst, Prozess noch Ordner des Agenten.',
  'A second scan finds neither entry nor driver of the agent, on machines and in templates.':
    'Eine zweite Untersuchung findet weder Eintrag noch Treiber des Agenten, auf Maschinen und in Vorlagen.',
  'A message with a test virus is stopped by the other filter.':
    'Eine Nachricht mit einem Testvirus wird vom anderen Filter aufgehalten.',
  'A second scan finds neither entry, service nor folder of the product.':
    'Eine zweite Untersuchung findet weder Eintrag, Dienst noch Ordner des Produkts.',
  'A second scan finds no entry of the product.':
    'Eine zweite Untersuchung findet keinen Eintrag des Produkts.',
  'A second scan finds no service of the engine.':
    'Eine zweite Untersuchung findet keinen Dienst der Engine.',
  'A second scan finds neither entry, service nor vault.':
    'Eine zweite Untersuchung findet weder Eintrag, Dienst noch Tresor.',
  'A second scan finds neither entry nor folder of the product.':
    'Eine zweite Untersuchung findet weder Eintrag noch Ordner des Produkts.',
  'A second scan finds neither package nor folder of the service.':
    'Eine zweite Untersuchung findet weder Paket noch Ordner des Dienstes.',
  'No host is still configured to ask it.': 'Kein Rechner ist mehr so eingestellt, dass er ihn fragt.',
  'A second scan finds neither app, service, system extension nor process of the product.':
    'Eine zweite Untersuchung findet weder App, Dienst, Systemerweiterung noch Prozess des Produkts.',
  'The replacement blocks a test file.': 'Der Ersatz blockiert eine Testdatei.',
  'The replacement reports to its console and blocks a test file.':
    'Der Ersatz meldet an seine Konsole und blockiert eine Testdatei.',
  'A second scan finds neither service, process, settings nor folder of the engine.':
    'Eine zweite Untersuchung findet weder Dienst, Prozess, Einstellungen noch Ordner der Engine.',
  'A test file is blocked where the callers now send it.':
    'Eine Testdatei wird dort blockiert, wohin die Aufrufer sie jetzt schicken.',
  'A second scan finds neither package, unit, process nor folder of the server.':
    'Eine zweite Untersuchung findet weder Paket, Unit, Prozess noch Ordner des Servers.',
  'No host in the inventory still has a Kaspersky product or agent.':
    'Kein Rechner im Inventar hat noch ein Kaspersky-Produkt oder einen Agenten.',
  'The backup of the keys was opened once by the person who will need it.':
    'Die Sicherung der Schlüssel wurde von der Person, die sie brauchen wird, einmal geöffnet.',
  'A second scan finds neither package, unit, process nor setup answers of the console.':
    'Eine zweite Untersuchung findet weder Paket, Unit, Prozess noch Einrichtungsantworten der Konsole.',
  'No client appears in the network that still has an agent of this server.':
    'Im Netz erscheint kein Client mehr, der noch einen Agenten dieses Servers hat.',
  'A second scan finds neither entry, service nor folder of the server.':
    'Eine zweite Untersuchung findet weder Eintrag, Dienst noch Ordner des Servers.',
  'A second scan finds no entry of the console or of a plug-in.':
    'Eine zweite Untersuchung findet keinen Eintrag der Konsole oder eines Plug-ins.',
  'A second scan finds neither entry, service nor folder of the web console.':
    'Eine zweite Untersuchung findet weder Eintrag, Dienst noch Ordner der Webkonsole.',
  'No device carries a profile of this server.': 'Kein Gerät trägt ein Profil dieses Servers.',
  'A second scan finds no program of it.': 'Eine zweite Untersuchung findet kein Programm davon.',
  'Microsoft Defender or the replacement reports real-time protection on and definitions of today.':
    'Microsoft Defender oder der Ersatz meldet, dass der Echtzeitschutz an ist und die Signaturen von heute sind.',
  'The log system no longer sends events to this host.':
    'Das Logsystem schickt keine Ereignisse mehr an diesen Rechner.',
  'A second scan finds no entry of the program.':
    'Eine zweite Untersuchung findet keinen Eintrag des Programms.',
  'A second scan finds no data folder of the tool.':
    'Eine zweite Untersuchung findet keinen Datenordner des Werkzeugs.',
  'A second scan finds no data folder of the disk.':
    'Eine zweite Untersuchung findet keinen Datenordner des Mediums.',
  'A second scan finds neither entry nor program of the tool.':
    'Eine zweite Untersuchung findet weder Eintrag noch Programm des Werkzeugs.',
  'A second scan finds neither entry, service nor adapter of the VPN.':
    'Eine zweite Untersuchung findet weder Eintrag, Dienst noch Adapter des VPN.',
  // Produkte: Schritte
  'Look whether a policy or a program installs it, and take that away first.':
    'Sehen Sie nach, ob eine Richtlinie oder ein Programm sie installiert, und nehmen Sie das zuerst weg.',
  'Remove the extension in each browser profile.': 'Entfernen Sie die Erweiterung in jedem Browserprofil.',
  "Look whether the vendor's own script is still there; it knows more places than a hand can.":
    'Sehen Sie nach, ob das eigene Skript des Herstellers noch da ist; es kennt mehr Orte, als man von Hand findet.',
  'Run it, as root.': 'Führen Sie es als root aus.',
  "Look whether the vendor's own script is still there, and run it before anything is deleted by hand.":
    'Sehen Sie nach, ob das eigene Skript des Herstellers noch da ist, und führen Sie es aus, bevor etwas von Hand gelöscht wird.',
  "Kernel extensions below /System/Library/Extensions are guarded by System Integrity Protection; update macOS, or let the vendor's script do it on the old system. Never turn the protection off for it.":
    'Kernel-Erweiterungen unter /System/Library/Extensions bewacht die System Integrity Protection; aktualisieren Sie macOS, oder lassen Sie es auf dem alten System das Skript des Herstellers tun. Schalten Sie den Schutz dafür nie ab.',
  'Decide about quarantine and logs, then delete the folders Kaspersky Lab last.':
    'Entscheiden Sie über Quarantäne und Protokolle, und löschen Sie dann zuletzt die Ordner Kaspersky Lab.',
  'Look at its name, path and signature.': 'Sehen Sie sich Name, Pfad und Signatur an.',
  'Look at its name and its page in the store.': 'Sehen Sie sich den Namen und die Seite im Store an.',
  "Follow the vendor's removal page for that product.":
    'Folgen Sie der Seite des Herstellers zum Entfernen dieses Produkts.',
  "Look for a product that still owns them, in Windows settings and among other vendors' products here.":
    'Suchen Sie nach einem Produkt, dem sie noch gehören, in den Windows-Einstellungen und unter den Produkten anderer Anbieter hier.',
  'Remove that product with its own uninstaller, not the parts.':
    'Entfernen Sie dieses Produkt mit seinem eigenen Deinstallationsprogramm, nicht die Teile.',
  'Restart, then scan again.': 'Starten Sie neu und untersuchen Sie den Rechner noch einmal.',
  'Restart once; parts that were waiting for it go away.':
    'Starten Sie einmal neu; Teile, die darauf warteten, verschwinden.',
  'See which filters and drivers are loaded.': 'Sehen Sie nach, welche Filter und Treiber geladen sind.',
  "Use the vendor's removal tool in Safe Mode for drivers that stay. By hand, take the name out of the UpperFilters values of keyboard and mouse, and unbind the network filter, before a driver is disabled.":
    'Nehmen Sie für Treiber, die bleiben, das Entfernungswerkzeug des Herstellers im abgesicherten Modus. Von Hand: nehmen Sie den Namen aus den Werten UpperFilters von Tastatur und Maus und binden Sie den Netzfilter ab, bevor ein Treiber deaktiviert wird.',
  'Remove driver packages of the vendor that no device uses, one at a time, without force.':
    'Entfernen Sie Treiberpakete des Herstellers, die kein Gerät nutzt, einzeln und ohne Zwang.',
  "Export the root certificate, then delete it from the machine's store, from each user's, and from Firefox's own. Match it by its subject.":
    'Exportieren Sie das Stammzertifikat, löschen Sie es dann aus dem Speicher des Rechners, dem jedes Benutzers und dem von Firefox. Erkennen Sie es am Antragsteller.',
  "A stale entry in Windows Security: restart; install and remove the product once more with the vendor's tool; as the last resort delete that one entry, never the repository.":
    'Ein veralteter Eintrag in der Windows-Sicherheit: starten Sie neu; installieren und entfernen Sie das Produkt noch einmal mit dem Werkzeug des Herstellers; als letztes Mittel löschen Sie den einen Eintrag, nie das Repository.',
  'Decide about quarantine and backups, then delete the folders and keys of the vendor last.':
    'Entscheiden Sie über Quarantäne und Sicherungen, und löschen Sie dann zuletzt die Ordner und Schlüssel des Herstellers.',
  'Look up its name, its folder and the version in its file properties.':
    'Schlagen Sie Namen, Ordner und die Version in den Dateieigenschaften nach.',
  "Follow the vendor's removal page for that product, with its own uninstaller.":
    'Folgen Sie der Seite des Herstellers zum Entfernen dieses Produkts, mit dessen eigenem Deinstallationsprogramm.',
  'Find out which package, if any, still owns the folders.':
    'Finden Sie heraus, welchem Paket, wenn überhaupt, die Ordner noch gehören.',
  'Remove that package, not the folder.': 'Entfernen Sie dieses Paket, nicht den Ordner.',
  'Look below them for what they belonged to, and decide about quarantine and logs.':
    'Sehen Sie darunter nach, wozu sie gehörten, und entscheiden Sie über Quarantäne und Protokolle.',
  'Delete the folders last, one by one.': 'Löschen Sie die Ordner zuletzt, einen nach dem anderen.',
  'Find out which package, if any, still owns the folders; remove that package, not the folder.':
    'Finden Sie heraus, welchem Paket, wenn überhaupt, die Ordner noch gehören; entfernen Sie dieses Paket, nicht den Ordner.',
  'Delete /opt/kaspersky, /var/opt/kaspersky, /etc/opt/kaspersky, /var/log/kaspersky and /var/run/kaspersky last.':
    'Löschen Sie /opt/kaspersky, /var/opt/kaspersky, /etc/opt/kaspersky, /var/log/kaspersky und /var/run/kaspersky zuletzt.',
  'Find the package that owns the program.': 'Finden Sie das Paket, dem das Programm gehört.',
  "Follow the vendor's removal page for that product; remove the package, not the folder.":
    'Folgen Sie der Seite des Herstellers zum Entfernen dieses Produkts; entfernen Sie das Paket, nicht den Ordner.',
  'Ask the maker of the device which replacement it supports, and put it in place.':
    'Fragen Sie den Hersteller des Geräts, welchen Ersatz er unterstützt, und richten Sie ihn ein.',
  'End the tasks of the management server that install the product here.':
    'Beenden Sie die Aufgaben des Verwaltungsservers, die das Produkt hier installieren.',
  'Remove the product.': 'Entfernen Sie das Produkt.',
  'Restart in the next window, then scan again. The Network Agent goes last.':
    'Starten Sie im nächsten Wartungsfenster neu und untersuchen Sie den Rechner noch einmal. Der Administrationsagent geht zuletzt.',
  'Check that no package of the product is registered any more.':
    'Prüfen Sie, dass kein Paket des Produkts mehr registriert ist.',
  'Purge a package that is shown as "deinstall ok config-files".':
    'Bereinigen Sie (purge) ein Paket, das als "deinstall ok config-files" gezeigt wird.',
  'Decide about quarantine and logs; delete the folders kess below /opt/kaspersky and /var/opt/kaspersky last.':
    'Entscheiden Sie über Quarantäne und Protokolle; löschen Sie die Ordner kess unter /opt/kaspersky und /var/opt/kaspersky zuletzt.',
  'Put another sensor in place and check that its console sees the host.':
    'Richten Sie einen anderen Sensor ein und prüfen Sie, dass seine Konsole den Rechner sieht.',
  'Find the exact package name.': 'Finden Sie den genauen Paketnamen.',
  'Remove that package.': 'Entfernen Sie dieses Paket.',
  'Remove the Network Agent last, then scan again.':
    'Entfernen Sie den Administrationsagenten zuletzt und untersuchen Sie den Rechner noch einmal.',
  'Check that no package with epagent in its name is registered any more.':
    'Prüfen Sie, dass kein Paket mit epagent im Namen mehr registriert ist.',
  'Delete the folders epagent below /var/opt/kaspersky and /etc/opt/kaspersky last.':
    'Löschen Sie die Ordner epagent unter /var/opt/kaspersky und /etc/opt/kaspersky zuletzt.',
  'Put the new sensor in place and see that its console knows this host.':
    'Richten Sie den neuen Sensor ein und sehen Sie, dass seine Konsole diesen Rechner kennt.',
  'On the management server, end the tasks that install the agent and take this host out of the groups they cover.':
    'Beenden Sie auf dem Verwaltungsserver die Aufgaben, die den Agenten installieren, und nehmen Sie diesen Rechner aus den Gruppen, für die sie gelten.',
  'Remove the agent, with the product code from its uninstall entry and its password where one is set.':
    'Entfernen Sie den Agenten mit dem Produktcode aus seinem Deinstallationseintrag und seinem Passwort, wo eines gesetzt ist.',
  'Check in Windows settings that no entry of the agent is left; where one is, use it.':
    'Prüfen Sie in den Windows-Einstellungen, dass kein Eintrag des Agenten übrig ist; wo einer ist, nutzen Sie ihn.',
  'Decide about collected data, then delete the folders Endpoint Agent.':
    'Entscheiden Sie über gesammelte Daten, und löschen Sie dann die Ordner Endpoint Agent.',
  'Install the replacement, with exclusions so that both can stand side by side, and check that it blocks.':
    'Installieren Sie den Ersatz, mit Ausnahmen, damit beide nebeneinander stehen können, und prüfen Sie, dass er blockiert.',
  'On the management server, end the tasks that install the product and take this host out of the groups they cover.':
    'Beenden Sie auf dem Verwaltungsserver die Aufgaben, die das Produkt installieren, und nehmen Sie diesen Rechner aus den Gruppen, für die sie gelten.',
  'List what is registered, so that nothing is forgotten.':
    'Führen Sie auf, was registriert ist, damit nichts vergessen wird.',
  'Remove the graphical part, where it is installed.':
    'Entfernen Sie den grafischen Teil, wo er installiert ist.',
  'Remove the product. On Astra Linux Special Edition the package is called kesl-astra.':
    'Entfernen Sie das Produkt. Unter Astra Linux Special Edition heißt das Paket kesl-astra.',
  'Restart in the next window, then scan again. The Network Agent is a finding of its own and goes last.':
    'Starten Sie im nächsten Wartungsfenster neu und untersuchen Sie den Rechner noch einmal. Der Administrationsagent ist ein eigener Fund und geht zuletzt.',
  'A package shown as "deinstall ok config-files" left its configuration behind; purge it.':
    'Ein Paket, das als "deinstall ok config-files" gezeigt wird, ließ seine Konfiguration zurück; bereinigen Sie es (purge).',
  'Disable a unit whose program is gone, delete its file and its folder of drop-ins, and reload systemd.':
    'Deaktivieren Sie eine Unit, deren Programm weg ist, löschen Sie ihre Datei und ihren Ordner mit Drop-ins, und laden Sie systemd neu.',
  'Decide about quarantine, reports and logs.': 'Entscheiden Sie über Quarantäne, Berichte und Protokolle.',
  "Delete the product's own folders last: kesl below /opt/kaspersky, /var/opt/kaspersky and /var/log/kaspersky. The folders above them are shared with other products of the vendor.":
    'Löschen Sie die eigenen Ordner des Produkts zuletzt: kesl unter /opt/kaspersky, /var/opt/kaspersky und /var/log/kaspersky. Die Ordner darüber teilt es mit anderen Produkten des Herstellers.',
  'On the management server, look whether this host has encrypted disks, removable drives or files. Decrypt by policy and wait until the server reports that nothing is encrypted.':
    'Sehen Sie auf dem Verwaltungsserver nach, ob dieser Rechner verschlüsselte Platten, Wechselmedien oder Dateien hat. Entschlüsseln Sie per Richtlinie und warten Sie, bis der Server meldet, dass nichts verschlüsselt ist.',
  'Look at the state of BitLocker on this host and keep its recovery keys somewhere else.':
    'Sehen Sie sich den Zustand von BitLocker auf diesem Rechner an und bewahren Sie seine Wiederherstellungsschlüssel anderswo auf.',
  "Remove the product with the management server's task for remote removal, where there is one.":
    'Entfernen Sie das Produkt mit der Aufgabe des Verwaltungsservers zur Fernentfernung, wo es einen gibt.',
  'Or on the host itself, with the product code from its uninstall entry; asking Windows Installer by a query of Win32_Product starts a check of every package. Where no password is set, leave out both KL values. Good exit codes are 0, 1641 and 3010 (a restart is due); 1605 means not installed.':
    'Oder auf dem Rechner selbst, mit dem Produktcode aus seinem Deinstallationseintrag; Windows Installer mit einer Abfrage von Win32_Product zu fragen startet eine Prüfung jedes Pakets. Wo kein Passwort gesetzt ist, lassen Sie beide KL-Werte weg. Gute Rückgabewerte sind 0, 1641 und 3010 (ein Neustart ist fällig); 1605 heißt nicht installiert.',
  'Restart, then scan again. The Network Agent is a finding of its own and goes last.':
    'Starten Sie neu und untersuchen Sie den Rechner noch einmal. Der Administrationsagent ist ein eigener Fund und geht zuletzt.',
  'Check in Windows settings that no entry of the product is left; where one is, use it.':
    'Prüfen Sie in den Windows-Einstellungen, dass kein Eintrag des Produkts übrig ist; wo einer ist, nutzen Sie ihn.',
  'Restart once; drivers of the product leave only then.':
    'Starten Sie einmal neu; Treiber des Produkts gehen erst dann.',
  "Where drivers or services stay, use the vendor's removal tool in Safe Mode, after the ordinary way has failed.":
    'Wo Treiber oder Dienste bleiben, nehmen Sie das Entfernungswerkzeug des Herstellers im abgesicherten Modus, nachdem der gewöhnliche Weg gescheitert ist.',
  "Decide about quarantine and backup below C:\\ProgramData\\Kaspersky Lab, then delete the product's folders.":
    'Entscheiden Sie über Quarantäne und Sicherungen unter C:\\ProgramData\\Kaspersky Lab, und löschen Sie dann die Ordner des Produkts.',
  'Switch another scanner on in MailCleaner and check that it stops a test virus.':
    'Schalten Sie in MailCleaner einen anderen Scanner ein und prüfen Sie, dass er ein Testvirus aufhält.',
  "Take kaspersky out of the list of scanners, then remove the option's package with MailCleaner's own means.":
    'Nehmen Sie kaspersky aus der Liste der Scanner, und entfernen Sie dann das Paket der Option mit den Mitteln von MailCleaner.',
  "Ask MailCleaner's vendor in writing for a configuration without the engine.":
    'Bitten Sie den Anbieter von MailCleaner schriftlich um eine Konfiguration ohne die Engine.',
  'Check that no scanner list of MailCleaner names it any more, then remove what is left of its package.':
    'Prüfen Sie, dass keine Scannerliste von MailCleaner es mehr nennt, und entfernen Sie dann, was von seinem Paket übrig ist.',
  'Delete /opt/kaspersky-updater and the licence files last.':
    'Löschen Sie /opt/kaspersky-updater und die Lizenzdateien zuletzt.',
  "Find out in IceWarp's administration which engine the licence gives, and choose another.":
    'Finden Sie in der Verwaltung von IceWarp heraus, welche Engine die Lizenz gibt, und wählen Sie eine andere.',
  'Ask IceWarp in writing for a version or licence without the Kaspersky engine.':
    'Bitten Sie IceWarp schriftlich um eine Version oder Lizenz ohne die Kaspersky-Engine.',
  "Remove the engine with IceWarp's own update or installer, never by deleting its files.":
    'Entfernen Sie die Engine mit der eigenen Aktualisierung oder dem Installationsprogramm von IceWarp, nie durch Löschen ihrer Dateien.',
  "Check in IceWarp's administration that the engine is off, then let its installer remove the folder kaspersky.":
    'Prüfen Sie in der Verwaltung von IceWarp, dass die Engine aus ist, und lassen Sie dann dessen Installationsprogramm den Ordner kaspersky entfernen.',
  'Find the product by the path of the program and by the package that owns it.':
    'Finden Sie das Produkt über den Pfad des Programms und das Paket, dem es gehört.',
  "Choose another engine in that product's settings, where it offers one, and check that it scans.":
    'Wählen Sie in den Einstellungen dieses Produkts eine andere Engine, wo es eine anbietet, und prüfen Sie, dass sie sucht.',
  'Switch this engine off there.': 'Schalten Sie diese Engine dort ab.',
  'Ask its vendor in writing for a version without the engine.':
    'Bitten Sie seinen Anbieter schriftlich um eine Version ohne die Engine.',
  'Look up the version of ZoneAlarm, and ask Check Point in writing which engine it carries.':
    'Schlagen Sie die Version von ZoneAlarm nach, und fragen Sie Check Point schriftlich, welche Engine darin steckt.',
  'Install a version without the engine, or another product, and check that it blocks.':
    'Installieren Sie eine Version ohne die Engine oder ein anderes Produkt, und prüfen Sie, dass es blockiert.',
  "Remove the old version with ZoneAlarm's own uninstaller, never by taking its drivers away.":
    'Entfernen Sie die alte Version mit dem eigenen Deinstallationsprogramm von ZoneAlarm, nie durch Wegnehmen seiner Treiber.',
  "Restart, then look whether ZoneAlarm's own uninstaller is still listed; use it.":
    'Starten Sie neu, und sehen Sie dann nach, ob das eigene Deinstallationsprogramm von ZoneAlarm noch aufgeführt ist; nutzen Sie es.',
  'Delete a personal root certificate that ZoneAlarm installed; in 2015 its private key could be read.':
    'Löschen Sie ein persönliches Stammzertifikat, das ZoneAlarm installiert hat; 2015 ließ sich sein privater Schlüssel lesen.',
  "Look in Check Point's management which engine the anti-malware blade uses.":
    'Sehen Sie in der Verwaltung von Check Point nach, welche Engine das Anti-Malware-Blade nutzt.',
  'Choose the other engine there, roll it out to a few hosts, and check that it blocks.':
    'Wählen Sie dort die andere Engine, verteilen Sie sie auf einige Rechner, und prüfen Sie, dass sie blockiert.',
  'Ask Check Point in writing for a deployment without the Kaspersky SDK.':
    'Bitten Sie Check Point schriftlich um eine Verteilung ohne das Kaspersky SDK.',
  "Remove the old engine with Check Point's own deployment, never by taking its drivers away.":
    'Entfernen Sie die alte Engine mit der eigenen Verteilung von Check Point, nie durch Wegnehmen ihrer Treiber.',
  "Look in Check Point's management whether this host still reports the old engine.":
    'Sehen Sie in der Verwaltung von Check Point nach, ob dieser Rechner noch die alte Engine meldet.',
  'Look which security product is installed here, and ask its vendor in writing which engine it carries.':
    'Sehen Sie nach, welches Sicherheitsprodukt hier installiert ist, und fragen Sie seinen Anbieter schriftlich, welche Engine darin steckt.',
  "Choose another engine in that product's settings, where it offers one, and check that it blocks.":
    'Wählen Sie in den Einstellungen dieses Produkts eine andere Engine, wo es eine anbietet, und prüfen Sie, dass sie blockiert.',
  'Check that the replacement runs on this distribution; a host this old may need an upgrade first.':
    'Prüfen Sie, dass der Ersatz auf dieser Distribution läuft; ein so alter Rechner braucht womöglich zuerst eine Aktualisierung.',
  'Install the replacement and check that it scans the shares.':
    'Installieren Sie den Ersatz und prüfen Sie, dass er die Freigaben durchsucht.',
  'Restart in the next window, then scan again.':
    'Starten Sie im nächsten Wartungsfenster neu und untersuchen Sie den Rechner noch einmal.',
  'Check that the package is not registered any more.':
    'Prüfen Sie, dass das Paket nicht mehr registriert ist.',
  'Delete an init script /etc/init.d/kav4fs-supervisor whose program is gone.':
    'Löschen Sie ein Init-Skript /etc/init.d/kav4fs-supervisor, dessen Programm weg ist.',
  'Decide about quarantine; delete the folders kav4fs below /opt/kaspersky and /var/opt/kaspersky last.':
    'Entscheiden Sie über die Quarantäne; löschen Sie die Ordner kav4fs unter /opt/kaspersky und /var/opt/kaspersky zuletzt.',
  'Find which proxies hand their traffic to this host (ICAP settings), and what they do without an answer.':
    'Finden Sie, welche Proxys ihren Verkehr an diesen Rechner übergeben (ICAP-Einstellungen), und was sie ohne Antwort tun.',
  'Put the replacement in place and point the proxies to it; watch for a day that nothing arrives here.':
    'Richten Sie den Ersatz ein und die Proxys auf ihn; beobachten Sie einen Tag lang, dass hier nichts ankommt.',
  'Remove the product and its localisation packages.': 'Entfernen Sie das Produkt und seine Sprachpakete.',
  'Scan again.': 'Untersuchen Sie den Rechner noch einmal.',
  'Check which of its packages are still registered.':
    'Prüfen Sie, welche seiner Pakete noch registriert sind.',
  "Check the proxy's configuration for a certificate or an ICAP service of this gateway.":
    'Prüfen Sie die Konfiguration des Proxys auf ein Zertifikat oder einen ICAP-Dienst dieses Gateways.',
  'Decide about logs and quarantine; delete its folders below /opt/kaspersky and /var/opt/kaspersky last.':
    'Entscheiden Sie über Protokolle und Quarantäne; löschen Sie seine Ordner unter /opt/kaspersky und /var/opt/kaspersky zuletzt.',
  'Find how the mail server hands messages to the product (filter, milter, relay) and export its rules.':
    'Finden Sie, wie der Mailserver Nachrichten an das Produkt übergibt (Filter, Milter, Relay), und exportieren Sie seine Regeln.',
  'Put the replacement into the flow and take this product out; watch the queue.':
    'Setzen Sie den Ersatz in den Ablauf und nehmen Sie dieses Produkt heraus; beobachten Sie die Warteschlange.',
  'Release or export quarantined messages that somebody still waits for.':
    'Geben Sie Nachrichten in Quarantäne frei oder exportieren Sie sie, auf die noch jemand wartet.',
  'Check that mail still flows in both directions, then scan again.':
    'Prüfen Sie, dass Mail in beide Richtungen fließt, und untersuchen Sie den Rechner noch einmal.',
  "Look for its filter in the mail server's configuration before you delete anything.":
    'Suchen Sie in der Konfiguration des Mailservers nach seinem Filter, bevor Sie etwas löschen.',
  'Decide about quarantined messages; delete the folders klms below /opt/kaspersky and /var/opt/kaspersky last.':
    'Entscheiden Sie über Nachrichten in Quarantäne; löschen Sie die Ordner klms unter /opt/kaspersky und /var/opt/kaspersky zuletzt.',
  'Disconnect, and switch the kill switch off in its settings.':
    'Trennen Sie die Verbindung und schalten Sie den Kill-Switch in seinen Einstellungen ab.',
  'Quit it from its icon in the menu bar; it can go on in the background when its window is closed.':
    'Beenden Sie es über sein Symbol in der Menüleiste; ist sein Fenster geschlossen, kann es im Hintergrund weiterlaufen.',
  'Remove the app, in Launchpad or by moving it to the Trash.':
    'Entfernen Sie die App im Launchpad oder indem Sie sie in den Papierkorb legen.',
  'Look in System Settings, Network, VPN and Filters, that no configuration of it is left, and test the network.':
    'Sehen Sie in den Systemeinstellungen unter Netzwerk, VPN und Filter nach, dass keine Konfiguration davon übrig ist, und testen Sie das Netz.',
  'Take its configuration out of System Settings, Network, VPN and Filters.':
    'Nehmen Sie seine Konfiguration aus den Systemeinstellungen, Netzwerk, VPN und Filter.',
  'Delete its folder in Group Containers last.': 'Löschen Sie seinen Ordner in Group Containers zuletzt.',
  'For every user of this Mac: export the vault to text (sections Websites, Applications, Notes) and import it into the new password manager.':
    'Für jeden Benutzer dieses Mac: exportieren Sie den Tresor als Text (Abschnitte Websites, Applications, Notes) und importieren Sie ihn in die neue Passwortverwaltung.',
  'Count the entries on both sides, and open a few of them.':
    'Zählen Sie die Einträge auf beiden Seiten und öffnen Sie einige davon.',
  'Keep an encrypted copy of the vault with its main password, as long as something may be missing.':
    'Behalten Sie eine verschlüsselte Kopie des Tresors mit ihrem Hauptpasswort, solange etwas fehlen kann.',
  'Remove the app, and its extension from each browser.':
    'Entfernen Sie die App und ihre Erweiterung aus jedem Browser.',
  'Delete the export in clear text, and every copy of it.':
    'Löschen Sie den Export im Klartext und jede Kopie davon.',
  'Before a container is touched, make sure that its owner has the passwords elsewhere.':
    'Bevor ein Container angerührt wird, stellen Sie sicher, dass sein Eigentümer die Passwörter anderswo hat.',
  'Delete the extension in each browser, then the containers.':
    'Löschen Sie die Erweiterung in jedem Browser, dann die Container.',
  'Write down the rules that apply to each child, and set them up in the replacement.':
    'Schreiben Sie die Regeln auf, die für jedes Kind gelten, und richten Sie sie im Ersatz ein.',
  "Sign in with the parent's account, and switch the monitoring of the child off in its settings.":
    'Melden Sie sich mit dem Konto der Eltern an und schalten Sie die Überwachung des Kindes in seinen Einstellungen ab.',
  "Remove it with the vendor's uninstaller, with the parent's account and password at hand.":
    'Entfernen Sie es mit dem Deinstallationsprogramm des Herstellers; halten Sie Konto und Passwort der Eltern bereit.',
  'Delete the folder SafeKids below Kaspersky Lab last.':
    'Löschen Sie den Ordner SafeKids unter Kaspersky Lab zuletzt.',
  'Restore from quarantine what you need; it cannot be opened without the product.':
    'Stellen Sie aus der Quarantäne wieder her, was Sie brauchen; ohne das Produkt lässt sie sich nicht öffnen.',
  'Find out which package owns the product.': 'Finden Sie heraus, welchem Paket das Produkt gehört.',
  'Find out whether a package still owns the folder.':
    'Finden Sie heraus, ob der Ordner noch einem Paket gehört.',
  "Decide about quarantined files, also in the users' home folders; delete the folders last.":
    'Entscheiden Sie über Dateien in Quarantäne, auch in den Home-Ordnern der Benutzer; löschen Sie die Ordner zuletzt.',
  'Look for the VPN, the password manager and the parental control of the same maker; each is a finding of its own.':
    'Suchen Sie nach dem VPN, der Passwortverwaltung und dem Jugendschutz desselben Herstellers; jedes ist ein eigener Fund.',
  'Remove the product from Windows settings and let its own wizard finish. Tick nothing that is to be kept, unless you mean to come back.':
    'Entfernen Sie das Produkt in den Windows-Einstellungen und lassen Sie seinen eigenen Assistenten zu Ende laufen. Kreuzen Sie nichts zum Behalten an, außer Sie wollen zurückkommen.',
  'Or without questions on many hosts, with the product code from the value ProductCode of the registry key environment below KasperskyLab. A password or self-defence can stop it. Good exit codes are 0 and 3010.':
    'Oder ohne Rückfragen auf vielen Rechnern, mit dem Produktcode aus dem Wert ProductCode des Registrierungsschlüssels environment unter KasperskyLab. Ein Passwort oder der Selbstschutz kann es aufhalten. Gute Rückgabewerte sind 0 und 3010.',
  'Restart. The removal is finished only then.':
    'Starten Sie neu. Erst dann ist das Entfernen abgeschlossen.',
  'See in Windows Security which protection is on, then scan again.':
    'Sehen Sie in der Windows-Sicherheit nach, welcher Schutz an ist, und untersuchen Sie den Rechner noch einmal.',
  'Delete the browser extension in each browser and profile.':
    'Löschen Sie die Browser-Erweiterung in jedem Browser und Profil.',
  "Decide about quarantine below C:\\ProgramData\\Kaspersky Lab, then delete the product's folders.":
    'Entscheiden Sie über die Quarantäne unter C:\\ProgramData\\Kaspersky Lab, und löschen Sie dann die Ordner des Produkts.',
  'Remove the product from Windows settings and let its own wizard finish.':
    'Entfernen Sie das Produkt in den Windows-Einstellungen und lassen Sie seinen eigenen Assistenten zu Ende laufen.',
  "Agree the window and the replacement with the plant's owner and the vendor of the control system.":
    'Vereinbaren Sie Wartungsfenster und Ersatz mit dem Betreiber der Anlage und dem Anbieter des Leitsystems.',
  'Restart in the window, then scan again. The Network Agent goes last.':
    'Starten Sie im Wartungsfenster neu und untersuchen Sie den Rechner noch einmal. Der Administrationsagent geht zuletzt.',
  'Check that neither kics nor kics-gui is registered any more.':
    'Prüfen Sie, dass weder kics noch kics-gui mehr registriert ist.',
  'Decide about quarantine and logs; delete the folders kics below /opt/kaspersky and /var/opt/kaspersky last.':
    'Entscheiden Sie über Quarantäne und Protokolle; löschen Sie die Ordner kics unter /opt/kaspersky und /var/opt/kaspersky zuletzt.',
  'Put the replacement on the same mirror ports and compare what both see for a while.':
    'Hängen Sie den Ersatz an dieselben Spiegelports und vergleichen Sie eine Weile, was beide sehen.',
  'Export events, the inventory of devices and the settings that must be kept.':
    'Exportieren Sie Ereignisse, das Verzeichnis der Geräte und die Einstellungen, die aufbewahrt werden müssen.',
  "Remove sensors first and the server last with the vendor's removal script, or from the deployment bundle.":
    'Entfernen Sie zuerst die Sensoren und zuletzt den Server, mit dem Entfernungsskript des Herstellers oder aus dem Verteilungspaket.',
  'Take the mirror ports back and scan again.':
    'Geben Sie die Spiegelports zurück und untersuchen Sie den Rechner noch einmal.',
  "Remove the rest with the vendor's script; decide about recorded traffic before its database is deleted.":
    'Entfernen Sie den Rest mit dem Skript des Herstellers; entscheiden Sie über aufgezeichneten Verkehr, bevor seine Datenbank gelöscht wird.',
  "Look in the gateway's administration which anti-virus engine is on, and ask Check Point about this version.":
    'Sehen Sie in der Verwaltung des Gateways nach, welche Virenschutz-Engine an ist, und fragen Sie Check Point nach dieser Version.',
  'Look which blocker this release runs, and bring the gateway to a supported release.':
    'Sehen Sie nach, welchen Blocker diese Version nutzt, und bringen Sie das Gateway auf eine unterstützte Version.',
  'Find out what uses the package, and which gateway it manages.':
    'Finden Sie heraus, was das Paket nutzt und welches Gateway es verwaltet.',
  'Put another filter for mail in place and check that it stops a test virus.':
    'Richten Sie einen anderen Filter für Mail ein und prüfen Sie, dass er ein Testvirus aufhält.',
  'Remove the old scanner from Windows settings, in a window.':
    'Entfernen Sie den alten Scanner in den Windows-Einstellungen, in einem Wartungsfenster.',
  "Look in the product's administration which engines are on, and ask GFI in writing.":
    'Sehen Sie in der Verwaltung des Produkts nach, welche Engines an sind, und fragen Sie GFI schriftlich.',
  'Look up the version of the add-on, and ask its vendor in writing which engine it carries.':
    'Schlagen Sie die Version des Zusatzes nach, und fragen Sie seinen Anbieter schriftlich, welche Engine darin steckt.',
  'Look in the administration console which antivirus modules are on; switch a Kaspersky module off.':
    'Sehen Sie in der Verwaltungskonsole nach, welche Virenschutzmodule an sind; schalten Sie ein Kaspersky-Modul ab.',
  'Check which protection is on, and put another one in place where there is none.':
    'Prüfen Sie, welcher Schutz an ist, und richten Sie einen anderen ein, wo keiner ist.',
  'Remove it from Windows settings, then restart.':
    'Entfernen Sie es in den Windows-Einstellungen und starten Sie neu.',
  'Look in WebAdmin, under AntiVirus and AntiSpam, whether a Kaspersky filter is enabled.':
    'Sehen Sie in WebAdmin unter AntiVirus und AntiSpam nach, ob ein Kaspersky-Filter eingeschaltet ist.',
  'Enable another filter, check that it stops a test virus, then disable this one.':
    'Schalten Sie einen anderen Filter ein, prüfen Sie, dass er ein Testvirus aufhält, und schalten Sie dann diesen ab.',
  'Look in Kaseya whether its antivirus module manages this machine, and which engine its newer module uses.':
    'Sehen Sie in Kaseya nach, ob sein Virenschutzmodul diesen Rechner verwaltet, und welche Engine sein neueres Modul nutzt.',
  'Put the replacement in place, then remove the antivirus through Kaseya.':
    'Richten Sie den Ersatz ein und entfernen Sie dann den Virenschutz über Kaseya.',
  'Look on the SonicWall firewall, under client antivirus enforcement, whether it demands the Kaspersky client.':
    'Sehen Sie auf der SonicWall-Firewall unter der Durchsetzung des Client-Virenschutzes nach, ob sie den Kaspersky-Client verlangt.',
  'End the enforcement, put the replacement in place, then remove client and product.':
    'Beenden Sie die Durchsetzung, richten Sie den Ersatz ein, und entfernen Sie dann Client und Produkt.',
  'Ask the developers of this host whether they use it.':
    'Fragen Sie die Entwickler dieses Rechners, ob sie es nutzen.',
  'Remove its package, where nobody does.': 'Entfernen Sie sein Paket, wo niemand es nutzt.',
  'Send the event sources to the replacement as well, and compare alerts for a while.':
    'Schicken Sie die Ereignisquellen auch an den Ersatz und vergleichen Sie eine Weile die Alarme.',
  'Export what must be kept.': 'Exportieren Sie, was aufbewahrt werden muss.',
  "Remove with the installer's script and the inventory file that the platform was installed with.":
    'Entfernen Sie mit dem Skript des Installationsprogramms und der Inventardatei, mit der die Plattform installiert wurde.',
  'Delete databases that the platform used; the script leaves them. Restart the hosts.':
    'Löschen Sie Datenbanken, die die Plattform genutzt hat; das Skript lässt sie da. Starten Sie die Rechner neu.',
  'Check that no unit of the platform is left.': 'Prüfen Sie, dass keine Unit der Plattform übrig ist.',
  'Decide about collected events, then delete the folder kuma below /opt/kaspersky and the user kuma.':
    'Entscheiden Sie über gesammelte Ereignisse, und löschen Sie dann den Ordner kuma unter /opt/kaspersky und den Benutzer kuma.',
  'Delete the folders kes4lwks below /opt/kaspersky and /var/opt/kaspersky last.':
    'Löschen Sie die Ordner kes4lwks unter /opt/kaspersky und /var/opt/kaspersky zuletzt.',
  'Find out which package owns it.': 'Finden Sie heraus, welchem Paket es gehört.',
  'Find which proxies call it (ICAP settings), and what they do without an answer.':
    'Finden Sie, welche Proxys es aufrufen (ICAP-Einstellungen), und was sie ohne Antwort tun.',
  'Point them to another scanner, and see it block a test file.':
    'Richten Sie sie auf einen anderen Scanner und sehen Sie ihn eine Testdatei blockieren.',
  'Find how the mail server calls it (milter or content filter), and what happens without an answer.':
    'Finden Sie, wie der Mailserver es aufruft (Milter oder Inhaltsfilter), und was ohne Antwort geschieht.',
  'Put another filter in place, and see it stop a message with a test virus.':
    'Richten Sie einen anderen Filter ein und sehen Sie ihn eine Nachricht mit einem Testvirus aufhalten.',
  'Find what calls it (amavis, MailScanner, a milter), and switch another scanner on there.':
    'Finden Sie, was es aufruft (amavis, MailScanner, ein Milter), und schalten Sie dort einen anderen Scanner ein.',
  'Find how the mail server calls it, and put another filter in its place.':
    'Finden Sie, wie der Mailserver es aufruft, und setzen Sie einen anderen Filter an seine Stelle.',
  'Remove its package, or its folder where no package owns it.':
    'Entfernen Sie sein Paket, oder seinen Ordner, wo er keinem Paket gehört.',
  'Put another gateway in place and move the mail flow (MX records, relay settings) to it.':
    'Richten Sie ein anderes Gateway ein und legen Sie den Mailfluss darauf um (MX-Einträge, Relay-Einstellungen).',
  'Release or export what is in quarantine, and watch for a week that no mail arrives here.':
    'Geben Sie frei oder exportieren Sie, was in Quarantäne ist, und beobachten Sie eine Woche lang, dass hier keine Mail ankommt.',
  'Switch the virtual machine off, then delete it.':
    'Schalten Sie die virtuelle Maschine aus und löschen Sie sie dann.',
  'Put the replacement into the template first, then into the running machines.':
    'Richten Sie den Ersatz zuerst in der Vorlage ein, dann in den laufenden Maschinen.',
  "The vendor's order is: the protection servers (SVM), then light agent and Network Agent on machines and templates, then the Integration Server with its console, then the plug-ins of the management server.":
    'Die Reihenfolge des Herstellers ist: die Schutzserver (SVM), dann Light Agent und Administrationsagent auf Maschinen und Vorlagen, dann der Integrationsserver mit seiner Konsole, dann die Plug-ins des Verwaltungsservers.',
  'Find out which package owns the product here.':
    'Finden Sie heraus, welchem Paket das Produkt hier gehört.',
  'Remove that package, then the Network Agent.':
    'Entfernen Sie dieses Paket, dann den Administrationsagenten.',
  'Remove both from the template that new machines are made from.':
    'Entfernen Sie beide aus der Vorlage, aus der neue Maschinen entstehen.',
  'Find out which package, if any, still owns the folder.':
    'Finden Sie heraus, welchem Paket, wenn überhaupt, der Ordner noch gehört.',
  'Look at the template that this machine was made from; delete the folders last.':
    'Sehen Sie sich die Vorlage an, aus der diese Maschine entstand; löschen Sie die Ordner zuletzt.',
  'See that Google Play Protect is on, or install the other app.':
    'Sehen Sie nach, dass Google Play Protect an ist, oder installieren Sie die andere App.',
  'Switch its VPN off, and take away its rights as device administrator and its accessibility service.':
    'Schalten Sie ihr VPN ab und nehmen Sie ihr die Rechte als Geräteadministrator und ihren Bedienungshilfendienst.',
  'Remove the app.': 'Entfernen Sie die App.',
  "Cancel the subscription in the owner's account; on phones nothing was exchanged by itself in September 2024.":
    'Kündigen Sie das Abonnement im Konto des Besitzers; auf Telefonen wurde im September 2024 nichts von selbst ausgetauscht.',
  'Disconnect its VPN, and look in the settings of the device for a VPN or profile that it left.':
    'Trennen Sie ihr VPN und suchen Sie in den Einstellungen des Geräts nach einem VPN oder Profil, das sie hinterlassen hat.',
  'Find out whether the app is device owner. Then its removal means a reset to factory settings; save the data first.':
    'Finden Sie heraus, ob die App Geräteeigentümer ist. Dann heißt ihr Entfernen Zurücksetzen auf Werkseinstellungen; sichern Sie zuerst die Daten.',
  'Enrol the device in the other management, and see its protection there.':
    'Melden Sie das Gerät in der anderen Verwaltung an und sehen Sie dort seinen Schutz.',
  'Allow the removal in the policy, wait for the device to take it over, then remove the app from the console or on the device.':
    'Erlauben Sie das Entfernen in der Richtlinie, warten Sie, bis das Gerät sie übernimmt, und entfernen Sie dann die App in der Konsole oder auf dem Gerät.',
  'Take the device out of the console; it blocks a later installation otherwise.':
    'Nehmen Sie das Gerät aus der Konsole; sonst sperrt es eine spätere Installation.',
  'Disconnect, and switch off "always-on VPN" for it in the settings of Android.':
    'Trennen Sie die Verbindung und schalten Sie in den Einstellungen von Android "durchgehend aktives VPN" dafür ab.',
  'Export the vault in the edition for Windows or Mac and import it into the new password manager.':
    'Exportieren Sie den Tresor in der Ausgabe für Windows oder Mac und importieren Sie ihn in die neue Passwortverwaltung.',
  "Make the new one the device's autofill service, and open a few entries.":
    'Machen Sie die neue zum Autofill-Dienst des Geräts und öffnen Sie einige Einträge.',
  "Sign in with the parent's account on the child's device and remove the app.":
    'Melden Sie sich auf dem Gerät des Kindes mit dem Konto der Eltern an und entfernen Sie die App.',
  "Sign in with the parent's account on the child's device, and remove the app and its profile.":
    'Melden Sie sich auf dem Gerät des Kindes mit dem Konto der Eltern an und entfernen Sie die App und ihr Profil.',
  'Find the app that the part belongs to.': 'Finden Sie die App, zu der der Teil gehört.',
  'Ask its vendor in writing whether the SDK is used, and for a version without it.':
    'Fragen Sie ihren Anbieter schriftlich, ob das SDK genutzt wird, und bitten Sie um eine Version ohne es.',
  'Remove the app where policy asks for it.': 'Entfernen Sie die App, wo eine Richtlinie es verlangt.',
  'Check that no other Kaspersky product is left on this host; the agent goes last.':
    'Prüfen Sie, dass auf diesem Rechner kein anderes Kaspersky-Produkt mehr ist; der Agent geht zuletzt.',
  'On the management server, end installation tasks that cover this host and note that the host is finished; it disappears from reports once the agent is gone.':
    'Beenden Sie auf dem Verwaltungsserver Installationsaufgaben, die für diesen Rechner gelten, und vermerken Sie, dass der Rechner fertig ist; er verschwindet aus Berichten, wenn der Agent weg ist.',
  'Remove the agent. The 32-bit package is called klnagent.':
    'Entfernen Sie den Agenten. Das 32-Bit-Paket heißt klnagent.',
  'Check that no package of the agent is registered any more.':
    'Prüfen Sie, dass kein Paket des Agenten mehr registriert ist.',
  'Disable a unit whose program is gone, delete its file, and reload systemd.':
    'Deaktivieren Sie eine Unit, deren Programm weg ist, löschen Sie ihre Datei, und laden Sie systemd neu.',
  "Delete the agent's own folders last, below /opt/kaspersky and /var/opt/kaspersky.":
    'Löschen Sie die eigenen Ordner des Agenten zuletzt, unter /opt/kaspersky und /var/opt/kaspersky.',
  'See with a scan that no other Kaspersky product is left here.':
    'Sehen Sie mit einer Untersuchung, dass hier kein anderes Kaspersky-Produkt mehr ist.',
  'Stop the tasks that install products or the agent on this Mac, on the server and in the MDM.':
    'Halten Sie die Aufgaben an, die Produkte oder den Agenten auf diesem Mac installieren, auf dem Server und im MDM.',
  'Remove the agent with its own script, as root.':
    'Entfernen Sie den Agenten als root mit seinem eigenen Skript.',
  "Take the Mac out of the server's list of devices.": 'Nehmen Sie den Mac aus der Geräteliste des Servers.',
  'Forget a receipt whose agent is gone.': 'Verwerfen Sie einen Installationsbeleg, dessen Agent weg ist.',
  'Delete the folders klnagent and klnagent_conf below Kaspersky Lab last.':
    'Löschen Sie die Ordner klnagent und klnagent_conf unter Kaspersky Lab zuletzt.',
  "Find out which group policy assigns the agent's package to this host, and end that assignment: while it stands the agent comes back at the next boot.":
    'Finden Sie heraus, welche Gruppenrichtlinie diesem Rechner das Paket des Agenten zuweist, und beenden Sie diese Zuweisung: solange sie besteht, kommt der Agent beim nächsten Start zurück.',
  'Remove the agent, with the product code from its uninstall entry. Its own removal password, where set, is given as the hexadecimal form of its UTF-16LE bytes; without one leave the value out.':
    'Entfernen Sie den Agenten mit dem Produktcode aus seinem Deinstallationseintrag. Sein eigenes Passwort zum Entfernen wird, wo eines gesetzt ist, in der hexadezimalen Form seiner UTF-16LE-Bytes angegeben; ohne eines lassen Sie den Wert weg.',
  'Delete a service klnagent whose program is gone, then the folder NetworkAgent, then the registry key 1103.':
    'Löschen Sie einen Dienst klnagent, dessen Programm weg ist, dann den Ordner NetworkAgent, dann den Registrierungsschlüssel 1103.',
  'Put the replacement in place on machines and in their templates, and check that it blocks.':
    'Richten Sie den Ersatz auf Maschinen und in ihren Vorlagen ein und prüfen Sie, dass er blockiert.',
  'Remove the protection servers (SVM) first, then the agent from machines and templates, as the vendor orders it.':
    'Entfernen Sie zuerst die Schutzserver (SVM), dann den Agenten von Maschinen und Vorlagen, wie der Hersteller es vorgibt.',
  'Remove the Integration Server and its console, then the web and MMC plug-ins of the management server.':
    'Entfernen Sie den Integrationsserver und seine Konsole, dann die Web- und MMC-Plug-ins des Verwaltungsservers.',
  'Restart, then scan again; scan the templates too. On the management server its entries disappear only after the time that they are kept.':
    'Starten Sie neu und untersuchen Sie den Rechner noch einmal; untersuchen Sie auch die Vorlagen. Auf dem Verwaltungsserver verschwinden seine Einträge erst nach der Zeit, für die sie aufbewahrt werden.',
  'Put the other filter in place and check that it stops a test virus.':
    'Richten Sie den anderen Filter ein und prüfen Sie, dass er ein Testvirus aufhält.',
  'Decide about the backup of messages in the database SecurityForExchange.':
    'Entscheiden Sie über die Sicherung von Nachrichten in der Datenbank SecurityForExchange.',
  'Remove the product with its installer, which takes --install-mode=delete.':
    'Entfernen Sie das Produkt mit seinem Installationsprogramm, das --install-mode=delete annimmt.',
  'Ask whether messages in the database SecurityForExchange are needed; then delete database and folder.':
    'Fragen Sie, ob Nachrichten in der Datenbank SecurityForExchange gebraucht werden; löschen Sie dann Datenbank und Ordner.',
  'Plan another gateway; ISA Server and Forefront TMG are out of support.':
    'Planen Sie ein anderes Gateway; ISA Server und Forefront TMG werden nicht mehr unterstützt.',
  'Remove the product from Windows settings, in a window.':
    'Entfernen Sie das Produkt in den Windows-Einstellungen, in einem Wartungsfenster.',
  'Find the programs that send files here, and decide what they do without an answer.':
    'Finden Sie die Programme, die Dateien hierher schicken, und entscheiden Sie, was sie ohne Antwort tun.',
  'Switch them to another engine and check that a test virus is stopped.':
    'Stellen Sie sie auf eine andere Engine um und prüfen Sie, dass ein Testvirus aufgehalten wird.',
  'Remove the service.': 'Entfernen Sie den Dienst.',
  'Delete a service kavhttpd whose program is gone, then the folder that it pointed to.':
    'Löschen Sie einen Dienst kavhttpd, dessen Programm weg ist, dann den Ordner, auf den er zeigte.',
  'For every user of this host: export the vault to text (sections Websites, Applications, Notes) and import it into the new password manager, which reads that text itself or through a converter.':
    'Für jeden Benutzer dieses Rechners: exportieren Sie den Tresor als Text (Abschnitte Websites, Applications, Notes) und importieren Sie ihn in die neue Passwortverwaltung, die diesen Text selbst oder über einen Umwandler liest.',
  'Remove the product from Windows settings, and its extension from each browser.':
    'Entfernen Sie das Produkt in den Windows-Einstellungen und seine Erweiterung aus jedem Browser.',
  'Before a vault file is touched, make sure that its owner has the passwords elsewhere.':
    'Bevor eine Tresordatei angerührt wird, stellen Sie sicher, dass ihr Eigentümer die Passwörter anderswo hat.',
  'Delete the extension in each browser, then the folders.':
    'Löschen Sie die Erweiterung in jedem Browser, dann die Ordner.',
  "Remove it from Windows settings, with the parent's account and password at hand.":
    'Entfernen Sie es in den Windows-Einstellungen; halten Sie Konto und Passwort der Eltern bereit.',
  'Find the hosts and servers that are configured to ask this service.':
    'Finden Sie die Rechner und Server, die so eingestellt sind, dass sie diesen Dienst fragen.',
  'Find the exact package names here.': 'Finden Sie hier die genauen Paketnamen.',
  'Remove the products of those hosts first, then these packages.':
    'Entfernen Sie zuerst die Produkte jener Rechner, dann diese Pakete.',
  'Check that no package with kpsn in its name is registered any more.':
    'Prüfen Sie, dass kein Paket mit kpsn im Namen mehr registriert ist.',
  'Delete its folders below /usr/local last.': 'Löschen Sie seine Ordner unter /usr/local zuletzt.',
  'Install the replacement; approve its system extension and give it Full Disk Access in System Settings, Privacy and Security. Before that it protects nothing.':
    'Installieren Sie den Ersatz; geben Sie seine Systemerweiterung frei und geben Sie ihm in den Systemeinstellungen unter Datenschutz und Sicherheit vollen Festplattenzugriff. Vorher schützt er nichts.',
  'Restore from quarantine or backup what you need; it cannot be opened without the product.':
    'Stellen Sie aus Quarantäne oder Sicherung wieder her, was Sie brauchen; ohne das Produkt lässt sie sich nicht öffnen.',
  "Remove the product with the vendor's uninstaller (the installer's disk image holds it), or run its script as root. It asks for an administrator's password of this Mac, not for one of its own.":
    'Entfernen Sie das Produkt mit dem Deinstallationsprogramm des Herstellers (das Disk-Image des Installationsprogramms enthält es), oder führen Sie sein Skript als root aus. Es fragt nach dem Passwort eines Administrators dieses Mac, nicht nach einem eigenen.',
  'Restart, then look whether its system extension is gone.':
    'Starten Sie neu und sehen Sie dann nach, ob seine Systemerweiterung weg ist.',
  'Remove the browser extension in each browser.': 'Entfernen Sie die Browser-Erweiterung in jedem Browser.',
  "Cancel the subscription in the owner's account on the vendor's site. On a Mac nothing was exchanged by itself in September 2024; its owner has to act.":
    'Kündigen Sie das Abonnement im Konto des Besitzers auf der Seite des Herstellers. Auf einem Mac wurde im September 2024 nichts von selbst ausgetauscht; sein Besitzer muss handeln.',
  'Look whether a receipt is still registered.':
    'Sehen Sie nach, ob ein Installationsbeleg noch registriert ist.',
  'Forget a receipt whose product is gone.':
    'Verwerfen Sie einen Installationsbeleg, dessen Produkt weg ist.',
  'Where a system extension waits to be uninstalled, restart. Never turn System Integrity Protection off for it.':
    'Wo eine Systemerweiterung auf ihre Deinstallation wartet, starten Sie neu. Schalten Sie die System Integrity Protection dafür nie ab.',
  'Stop the tasks and packages that install it, on the server and in the MDM, so that nothing puts it back.':
    'Halten Sie Aufgaben und Pakete an, die es installieren, auf dem Server und im MDM, damit nichts es zurückbringt.',
  "Send the replacement's profiles first (system extension, network filter, Full Disk Access), then install it and see it block a test file.":
    'Verteilen Sie zuerst die Profile des Ersatzes (Systemerweiterung, Netzfilter, voller Festplattenzugriff), installieren Sie ihn dann und sehen Sie ihn eine Testdatei blockieren.',
  'Remove the product with the remote uninstallation task of Security Center, or from the list of devices of the cloud console.':
    'Entfernen Sie das Produkt mit der Aufgabe zur Fernentfernung des Security Center oder in der Geräteliste der Cloud-Konsole.',
  'Or run its own script on the Mac, as root.':
    'Oder führen Sie auf dem Mac als root sein eigenes Skript aus.',
  'Only now take its profiles out of the MDM; a profile that goes first switches its extension off.':
    'Nehmen Sie erst jetzt seine Profile aus dem MDM; ein Profil, das zuerst geht, schaltet seine Erweiterung ab.',
  'Remove the Network Agent when every Kaspersky product is gone from this Mac.':
    'Entfernen Sie den Administrationsagenten, wenn jedes Kaspersky-Produkt von diesem Mac weg ist.',
  'Find the callers (ICAP or HTTP address of this host in proxies, mail servers, applications).':
    'Finden Sie die Aufrufer (ICAP- oder HTTP-Adresse dieses Rechners in Proxys, Mailservern, Anwendungen).',
  'Put another engine in place and point the callers to it; watch for a day that nothing arrives here.':
    'Richten Sie eine andere Engine ein und die Aufrufer auf sie; beobachten Sie einen Tag lang, dass hier nichts ankommt.',
  'Stop the services.': 'Halten Sie die Dienste an.',
  'Find out whether a package owns the program.': 'Finden Sie heraus, ob das Programm einem Paket gehört.',
  "Remove that package; where it was unpacked from an archive and no package owns it, as the vendor's page says.":
    'Entfernen Sie dieses Paket; wo es aus einem Archiv entpackt wurde und keinem Paket gehört, wie die Seite des Herstellers es sagt.',
  'Check that no caller is still configured for this host.':
    'Prüfen Sie, dass kein Aufrufer mehr auf diesen Rechner eingestellt ist.',
  'Delete the settings in /etc and the folder ScanEngine below /opt/kaspersky last.':
    'Löschen Sie die Einstellungen in /etc und den Ordner ScanEngine unter /opt/kaspersky zuletzt.',
  "Make a backup with the server's own program, keys included, and keep it off this host.":
    'Machen Sie mit dem eigenen Programm des Servers eine Sicherung samt Schlüsseln und bewahren Sie sie nicht auf diesem Rechner auf.',
  'Have every encrypted disk, drive and file of the managed hosts decrypted, and prove it with a report.':
    'Lassen Sie jede verschlüsselte Platte, jedes Laufwerk und jede Datei der verwalteten Rechner entschlüsseln und belegen Sie es mit einem Bericht.',
  'Delete installation tasks, stand-alone packages and deployment through Active Directory.':
    'Löschen Sie Installationsaufgaben, eigenständige Pakete und die Verteilung über Active Directory.',
  'Remove the products, then the agents, from every host, and write down the hosts that did not answer.':
    'Entfernen Sie von jedem Rechner die Produkte, dann die Agenten, und schreiben Sie die Rechner auf, die nicht geantwortet haben.',
  'Remove secondary and virtual servers, then the web console (a finding of its own).':
    'Entfernen Sie sekundäre und virtuelle Server, dann die Webkonsole (ein eigener Fund).',
  'Remove the server.': 'Entfernen Sie den Server.',
  'Keep the backup and the databases (usually ksc and ksciam) as long as anything encrypted under this server may still need opening.':
    'Behalten Sie Sicherung und Datenbanken (meist ksc und ksciam), solange etwas, das unter diesem Server verschlüsselt wurde, noch zu öffnen sein kann.',
  'Only then delete databases and users.': 'Löschen Sie erst dann Datenbanken und Benutzer.',
  "Ask who holds the backup and the keys before anything of the server's data is deleted.":
    'Fragen Sie, wer Sicherung und Schlüssel hat, bevor etwas von den Daten des Servers gelöscht wird.',
  'Delete folders of drop-ins that were left, then reload systemd.':
    'Löschen Sie übrig gebliebene Ordner mit Drop-ins und laden Sie systemd neu.',
  'Delete databases and users, then the folder ksc64 below /opt/kaspersky, last.':
    'Löschen Sie Datenbanken und Benutzer, dann zuletzt den Ordner ksc64 unter /opt/kaspersky.',
  'Check that nobody needs the console for hosts that are not finished.':
    'Prüfen Sie, dass niemand die Konsole für Rechner braucht, die noch nicht fertig sind.',
  'Remove the console.': 'Entfernen Sie die Konsole.',
  'Replace passwords and keys that the setup answers may hold, then delete the file.':
    'Ersetzen Sie Passwörter und Schlüssel, die in den Einrichtungsantworten stehen können, und löschen Sie dann die Datei.',
  'Replace passwords and keys that the setup answers may hold, then delete the file and the drop-ins.':
    'Ersetzen Sie Passwörter und Schlüssel, die in den Einrichtungsantworten stehen können, und löschen Sie dann die Datei und die Drop-ins.',
  'Delete the folder ksc-web-console below /var/opt/kaspersky last.':
    'Löschen Sie den Ordner ksc-web-console unter /var/opt/kaspersky zuletzt.',
  "Make a backup with the server's key, and keep it with its password apart from this host.":
    'Machen Sie eine Sicherung mit dem Schlüssel des Servers und bewahren Sie sie mit ihrem Passwort getrennt von diesem Rechner auf.',
  'See in its reports that no client has encrypted disks, removable drives or files. Where it keeps BitLocker recovery keys, store each of them somewhere else, and see that one opens its drive.':
    'Sehen Sie in seinen Berichten, dass kein Client verschlüsselte Platten, Wechselmedien oder Dateien hat. Wo er BitLocker-Wiederherstellungsschlüssel hält, legen Sie jeden davon anderswo ab und sehen Sie, dass einer sein Laufwerk öffnet.',
  'End its installation tasks, the packages bound to groups, and installation through Active Directory.':
    'Beenden Sie seine Installationsaufgaben, die an Gruppen gebundenen Pakete und die Installation über Active Directory.',
  'Remove the products from all clients by task, then the Network Agents.':
    'Entfernen Sie per Aufgabe die Produkte von allen Clients, dann die Administrationsagenten.',
  "Write out the list of hosts that are not finished, with the owner's decision about each.":
    'Schreiben Sie die Liste der unfertigen Rechner heraus, mit der Entscheidung des Eigentümers zu jedem.',
  'Remove secondary servers, the web console and plug-ins, then the server, from Windows settings.':
    'Entfernen Sie in den Windows-Einstellungen sekundäre Server, Webkonsole und Plug-ins, dann den Server.',
  'Keep the backup and the database as long as any disk, drive, file or backup made under this server may still need opening.':
    'Behalten Sie Sicherung und Datenbank, solange eine Platte, ein Laufwerk, eine Datei oder eine Sicherung, die unter diesem Server entstand, noch zu öffnen sein kann.',
  'Ask the owner what was encrypted under this server before a database or backup folder is touched.':
    'Fragen Sie den Eigentümer, was unter diesem Server verschlüsselt wurde, bevor eine Datenbank oder ein Sicherungsordner angerührt wird.',
  'Move C:\\ProgramData\\KasperskySC and the database to safe storage; then delete the other folders.':
    'Verschieben Sie C:\\ProgramData\\KasperskySC und die Datenbank an einen sicheren Ort; löschen Sie dann die anderen Ordner.',
  "Remove the SQL Server instance KAV_CS_ADMIN_KIT with Microsoft's own setup when nobody needs its data.":
    'Entfernen Sie die SQL-Server-Instanz KAV_CS_ADMIN_KIT mit Microsofts eigenem Setup, wenn niemand ihre Daten braucht.',
  "See in the server's settings which hosts use the proxy.":
    'Sehen Sie in den Einstellungen des Servers nach, welche Rechner den Proxy nutzen.',
  'Remove it together with the Administration Server.':
    'Entfernen Sie es zusammen mit dem Administrationsserver.',
  'Delete a service ksnproxy whose program is gone.':
    'Löschen Sie einen Dienst ksnproxy, dessen Programm weg ist.',
  'See which server it connects to, so that the server is not forgotten.':
    'Sehen Sie nach, mit welchem Server sie sich verbindet, damit der Server nicht vergessen wird.',
  'Remove the plug-ins, then the console, from Windows settings.':
    'Entfernen Sie in den Windows-Einstellungen die Plug-ins, dann die Konsole.',
  'See which servers it connects to.': 'Sehen Sie nach, mit welchen Servern sie sich verbindet.',
  'Remove it from Windows settings.': 'Entfernen Sie es in den Windows-Einstellungen.',
  'List the devices that it manages and enrol them with another management service.':
    'Führen Sie die Geräte auf, die er verwaltet, und melden Sie sie bei einem anderen Verwaltungsdienst an.',
  'Take its profiles and apps from the devices while it still runs; afterwards each device has to be visited.':
    'Nehmen Sie seine Profile und Apps von den Geräten, solange er noch läuft; danach muss jedes Gerät aufgesucht werden.',
  'Make the replacement ready on this server and check that it blocks. On Windows Server nothing promises that Microsoft Defender comes back by itself.':
    'Machen Sie den Ersatz auf diesem Server bereit und prüfen Sie, dass er blockiert. Auf Windows Server verspricht nichts, dass Microsoft Defender von selbst zurückkommt.',
  'Switch the protected process off; while it is on, the service cannot be ended.':
    'Schalten Sie den geschützten Prozess ab; solange er an ist, lässt sich der Dienst nicht beenden.',
  'Remove the product, with the product code from its uninstall entry. Setup code 27301 means that a driver stayed.':
    'Entfernen Sie das Produkt mit dem Produktcode aus seinem Deinstallationseintrag. Der Rückgabewert 27301 der Einrichtung heißt, dass ein Treiber geblieben ist.',
  "Decide about quarantine and backup, then delete the product's folder below C:\\ProgramData\\Kaspersky Lab.":
    'Entscheiden Sie über Quarantäne und Sicherungen, und löschen Sie dann den Ordner des Produkts unter C:\\ProgramData\\Kaspersky Lab.',
  'Agree a window with the owner and with the maker of the device.':
    'Vereinbaren Sie ein Wartungsfenster mit dem Eigentümer und dem Hersteller des Geräts.',
  'Put the replacement in place and check that it blocks.':
    'Richten Sie den Ersatz ein und prüfen Sie, dass er blockiert.',
  'Remove the product, with the product code from its uninstall entry.':
    'Entfernen Sie das Produkt mit dem Produktcode aus seinem Deinstallationseintrag.',
  "Agree a window with the plant's owner and inform the vendor of the control system.":
    'Vereinbaren Sie ein Wartungsfenster mit dem Betreiber der Anlage und unterrichten Sie den Anbieter des Leitsystems.',
  'Put the replacement that this vendor approves in place.':
    'Richten Sie den Ersatz ein, den dieser Anbieter freigibt.',
  'Remove the product from Windows settings.': 'Entfernen Sie das Produkt in den Windows-Einstellungen.',
  'Restart in the same window, then scan again.':
    'Starten Sie im selben Wartungsfenster neu und untersuchen Sie den Rechner noch einmal.',
  'Find out whether this version of Windows still gets a replacement, and put that in place first.':
    'Finden Sie heraus, ob diese Version von Windows noch einen Ersatz bekommt, und richten Sie den zuerst ein.',
  "Use the vendor's removal tool in Safe Mode, after the ordinary way has failed.":
    'Nehmen Sie das Entfernungswerkzeug des Herstellers im abgesicherten Modus, nachdem der gewöhnliche Weg gescheitert ist.',
  'Change what builds the image or sets the machine up (cloud-init data, kickstart, Ignition, configuration management); on this disk it only shows.':
    'Ändern Sie, was das Abbild baut oder den Rechner einrichtet (Daten für cloud-init, Kickstart, Ignition, Konfigurationsverwaltung); auf dieser Platte zeigt es sich nur.',
  'Delete packages and installers that lie on the disk when the last product is gone.':
    'Löschen Sie Pakete und Installationsprogramme, die auf der Platte liegen, wenn das letzte Produkt weg ist.',
  'Withdraw the profile in the device management of this Mac; here it only shows.':
    'Ziehen Sie das Profil in der Geräteverwaltung dieses Mac zurück; hier zeigt es sich nur.',
  'Withdraw assignments and scripts where they are made (group policy, Intune, Configuration Manager, the task of the management server); on this machine they only show.':
    'Ziehen Sie Zuweisungen und Skripte dort zurück, wo sie gemacht werden (Gruppenrichtlinie, Intune, Configuration Manager, die Aufgabe des Verwaltungsservers); auf diesem Rechner zeigen sie sich nur.',
  'Delete kept packages when the last product is gone.':
    'Löschen Sie aufbewahrte Pakete, wenn das letzte Produkt weg ist.',
  'Decide whether you want the product that was installed for you.':
    'Entscheiden Sie, ob Sie das Produkt wollen, das für Sie installiert wurde.',
  'Remove it, where you do not, with its own uninstaller; it was reported to come back when taken away with other tools.':
    'Entfernen Sie es, wenn nicht, mit seinem eigenen Deinstallationsprogramm; es soll zurückkommen, wenn es mit anderen Werkzeugen weggenommen wird.',
  'Find the log system that asks it, and give it feeds of another vendor.':
    'Finden Sie das Logsystem, das es fragt, und geben Sie ihm Feeds eines anderen Anbieters.',
  'End forwarding of events to it, and the contract for the feeds.':
    'Beenden Sie die Weiterleitung von Ereignissen an es und den Vertrag über die Feeds.',
  'Remove the program from Windows settings.': 'Entfernen Sie das Programm in den Windows-Einstellungen.',
  'Ask who ran it and why; the host may have had an infection.':
    'Fragen Sie, wer es ausgeführt hat und warum; der Rechner kann befallen gewesen sein.',
  'Delete the program file where it was saved, usually KVRT.exe in a download folder.':
    'Löschen Sie die Programmdatei, wo sie gespeichert wurde, meist KVRT.exe in einem Download-Ordner.',
  'Decide about quarantine and reports, then delete the data folder.':
    'Entscheiden Sie über Quarantäne und Berichte, und löschen Sie dann den Datenordner.',
  'Decide about quarantine and reports, then delete C:\\KVRT_Data and C:\\KVRT2020_Data.':
    'Entscheiden Sie über Quarantäne und Berichte, und löschen Sie dann C:\\KVRT_Data und C:\\KVRT2020_Data.',
  'Ask who used it and why; the host may have had an infection.':
    'Fragen Sie, wer es benutzt hat und warum; der Rechner kann befallen gewesen sein.',
  'Withdraw the medium, and an image of it that is kept for emergencies.':
    'Ziehen Sie das Medium ein, und ein Abbild davon, das für Notfälle aufbewahrt wird.',
  'Ask who ran it and why; the host may have had a rootkit.':
    'Fragen Sie, wer es ausgeführt hat und warum; der Rechner kann ein Rootkit gehabt haben.',
  'Decide about what lies in C:\\TDSSKiller_Quarantine, then delete it and the program file.':
    'Entscheiden Sie über das, was in C:\\TDSSKiller_Quarantine liegt, und löschen Sie dann den Ordner und die Programmdatei.',
  'Decide about what lies in C:\\TDSSKiller_Quarantine, then delete it.':
    'Entscheiden Sie über das, was in C:\\TDSSKiller_Quarantine liegt, und löschen Sie es dann.',
  'Let it finish; stopping it halfway leaves more behind.':
    'Lassen Sie es fertig werden; es auf halbem Weg anzuhalten lässt mehr zurück.',
  'Restart, scan again, and delete the program file.':
    'Starten Sie neu, untersuchen Sie den Rechner noch einmal, und löschen Sie die Programmdatei.',
  'Install the replacement and check that it blocks; this tool stands beside another antivirus, which may be enough.':
    'Installieren Sie den Ersatz und prüfen Sie, dass er blockiert; dieses Werkzeug steht neben einem anderen Virenschutz, der genügen kann.',
  'Delete the program file where it was saved, usually kvrt.run in a download folder.':
    'Löschen Sie die Programmdatei, wo sie gespeichert wurde, meist kvrt.run in einem Download-Ordner.',
  'Decide about Quarantine, Report and Traces, then delete the data folder.':
    'Entscheiden Sie über Quarantine, Report und Traces, und löschen Sie dann den Datenordner.',
  'Decide about Quarantine, Report and Traces, then delete the data folder in /var/opt and in home folders.':
    'Entscheiden Sie über Quarantine, Report und Traces, und löschen Sie dann den Datenordner in /var/opt und in Home-Ordnern.',
  'Restart, and check that the network works without it.':
    'Starten Sie neu und prüfen Sie, dass das Netz ohne es arbeitet.',
  'Look in Device Manager, with hidden devices shown, for the Kaspersky Security Data Escort Adapter and uninstall the device with its driver.':
    'Suchen Sie im Geräte-Manager bei eingeblendeten ausgeblendeten Geräten nach dem Kaspersky Security Data Escort Adapter und deinstallieren Sie das Gerät samt Treiber.',
  'Delete the folder of the VPN below Kaspersky Lab last.':
    'Löschen Sie den Ordner des VPN unter Kaspersky Lab zuletzt.',
  // Anderer Schutz
  'Installed does not mean blocking: "mdatp health" must show real_time_protection_enabled true and passive_mode_enabled false.':
    'Installiert heißt nicht, dass es blockiert: "mdatp health" muss real_time_protection_enabled true und passive_mode_enabled false zeigen.',
  'Whether it prevents or only reports is set in its console and cannot be seen here.':
    'Ob es verhindert oder nur meldet, ist in seiner Konsole eingestellt und hier nicht zu sehen.',
  'Whether it blocks on access is set in its policy and cannot be seen here.':
    'Ob es beim Zugriff blockiert, ist in seiner Richtlinie eingestellt und hier nicht zu sehen.',
  'A runtime detection sensor. Whether anything on this host blocks malware must be checked separately.':
    'Ein Sensor, der zur Laufzeit erkennt. Ob auf diesem Rechner etwas Schadsoftware blockiert, muss eigens geprüft werden.',
  'The product was retired in 2023; definitions may be old. Plan its replacement as well.':
    'Das Produkt wurde 2023 eingestellt; die Signaturen können alt sein. Planen Sie auch seinen Ersatz.',
  'Whether malware protection is on is set in its console and cannot be seen here.':
    'Ob der Schutz vor Schadsoftware an ist, ist in seiner Konsole eingestellt und hier nicht zu sehen.',
  'Check on-access scanning with "bduitool get ps".':
    'Prüfen Sie die Suche beim Zugriff mit "bduitool get ps".',
  'Recognised by the process ds_am; the agent alone, without it, does not scan for malware.':
    'Erkannt am Prozess ds_am; der Agent allein, ohne ihn, sucht nicht nach Schadsoftware.',
  'The agent carries modules; without the process ds_am the anti-malware module is off, or nobody could look.':
    'Der Agent trägt Module; ohne den Prozess ds_am ist das Modul gegen Schadsoftware aus, oder niemand konnte nachsehen.',
  "Management only; it protects nothing without ESET's antivirus beside it.":
    'Nur Verwaltung; ohne den Virenschutz von ESET daneben schützt es nichts.',
  'The management agent alone (cma) is not protection; check that on-access scanning is on.':
    'Der Verwaltungsagent (cma) allein ist kein Schutz; prüfen Sie, dass die Suche beim Zugriff an ist.',
  'Management only; ask for Threat Prevention beside it.':
    'Nur Verwaltung; fragen Sie nach Threat Prevention daneben.',
  'Detection and response; whether its malware protection blocks is set in its console.':
    'Erkennung und Reaktion; ob sein Schutz vor Schadsoftware blockiert, ist in seiner Konsole eingestellt.',
  'Check with /usr/lib/symantec/status.sh that the anti-malware part is on.':
    'Prüfen Sie mit /usr/lib/symantec/status.sh, dass der Teil gegen Schadsoftware an ist.',
  'Records what happens; it does not block.': 'Zeichnet auf, was geschieht; es blockiert nicht.',
  'Whether it quarantines or only audits is set in its policy; ask "ampcli status".':
    'Ob es in Quarantäne nimmt oder nur protokolliert, ist in seiner Richtlinie eingestellt; fragen Sie "ampcli status".',
  'Whether it prevents or only reports is set in its integration policy. The Elastic Agent alone is telemetry.':
    'Ob es verhindert oder nur meldet, ist in seiner Integrationsrichtlinie eingestellt. Der Elastic Agent allein ist Telemetrie.',
  'Collects; it protects only together with Elastic Defend.':
    'Sammelt; es schützt nur zusammen mit Elastic Defend.',
  'Whether it prevents or only collects is set in its console and cannot be seen here.':
    'Ob es verhindert oder nur sammelt, ist in seiner Konsole eingestellt und hier nicht zu sehen.',
  'Recognised by its folder only; whether it prevents is set in its console.':
    'Nur an seinem Ordner erkannt; ob es verhindert, ist in seiner Konsole eingestellt.',
  'Check that real-time scanning is on in its policy.':
    'Prüfen Sie, dass die Echtzeitsuche in seiner Richtlinie an ist.',
  'Whether it blocks in real time depends on the subscription and the policy.':
    'Ob es in Echtzeit blockiert, hängt vom Abonnement und von der Richtlinie ab.',
  'Check that its file system shield is on; the scanner alone works on demand.':
    'Prüfen Sie, dass sein Dateisystemschutz an ist; der Scanner allein arbeitet auf Anforderung.',
  'The product line for Linux is old; check whether definitions still arrive.':
    'Die Produktlinie für Linux ist alt; prüfen Sie, ob noch Signaturen ankommen.',
  'Its parts are switched on one by one; ask "drweb-ctl" whether SpIDer Guard, which scans on access, is on.':
    'Seine Teile werden einzeln eingeschaltet; fragen Sie "drweb-ctl", ob SpIDer Guard, der beim Zugriff sucht, an ist.',
  'Blocks only the folders that it was told to watch, and only where prevention is switched on in clamd.conf.':
    'Blockiert nur die Ordner, die es überwachen soll, und nur, wo das Verhindern in clamd.conf eingeschaltet ist.',
  'A scanner that others call; without its on-access part (clamonacc) it blocks nothing by itself.':
    'Ein Scanner, den andere aufrufen; ohne seinen Teil für den Zugriff (clamonacc) blockiert er selbst nichts.',
  'Monitoring; never counted as protection.': 'Überwachung; zählt nie als Schutz.',
  'Answers questions about the host; never counted as protection.':
    'Beantwortet Fragen über den Rechner; zählt nie als Schutz.',
  'Detects at run time and reports; never counted as protection.':
    'Erkennt zur Laufzeit und meldet; zählt nie als Schutz.',
  'Ships logs; never counted as protection.': 'Verschickt Protokolle; zählt nie als Schutz.',
  'Check real_time_protection_enabled and passive_mode_enabled in "mdatp health".':
    'Prüfen Sie real_time_protection_enabled und passive_mode_enabled in "mdatp health".',
  'Its network extension alone is no proof; whether it prevents or only reports is set in its console.':
    'Seine Netzerweiterung allein belegt nichts; ob es verhindert oder nur meldet, ist in seiner Konsole eingestellt.',
  'Check that on-access scanning is on in its policy.':
    'Prüfen Sie, dass die Suche beim Zugriff in seiner Richtlinie an ist.',
  'Recognised by its network extension; check that on-access scanning is on.':
    'An seiner Netzerweiterung erkannt; prüfen Sie, dass die Suche beim Zugriff an ist.',
  'Check in its console that real-time scan is on.':
    'Prüfen Sie in seiner Konsole, dass die Echtzeitsuche an ist.',
  'Check that Threat Prevention is on; the agent alone protects nothing.':
    'Prüfen Sie, dass Threat Prevention an ist; der Agent allein schützt nichts.',
  'Check that its malware protection is on.': 'Prüfen Sie, dass sein Schutz vor Schadsoftware an ist.',
  'Whether it prevents or only reports is set in its console. GlobalProtect of the same vendor is a VPN.':
    'Ob es verhindert oder nur meldet, ist in seiner Konsole eingestellt. GlobalProtect desselben Anbieters ist ein VPN.',
  'Whether it prevents or only reports is set in its console.':
    'Ob es verhindert oder nur meldet, ist in seiner Konsole eingestellt.',
  'Whether it quarantines or only audits is set in its policy.':
    'Ob es in Quarantäne nimmt oder nur protokolliert, ist in seiner Richtlinie eingestellt.',
  'Whether it prevents or only reports is set in its integration policy.':
    'Ob es verhindert oder nur meldet, ist in seiner Integrationsrichtlinie eingestellt.',
  'FortiClient can be a VPN only; this is its antivirus part. Check that real-time protection is on.':
    'FortiClient kann nur ein VPN sein; das ist sein Virenschutzteil. Prüfen Sie, dass der Echtzeitschutz an ist.',
  'Check that its file shield is on.': 'Prüfen Sie, dass sein Dateischutz an ist.',
  'The free edition has no protection in real time.': 'Die kostenlose Ausgabe hat keinen Schutz in Echtzeit.',
  'Detects and reports; whether it also blocks is set in its plan.':
    'Erkennt und meldet; ob es auch blockiert, hängt vom gebuchten Umfang ab.',
  'Passive mode blocks nothing, and beside another antivirus it is passive or off. After the removal look at AMRunningMode in Get-MpComputerStatus: it must say Normal. On Windows Server do not count on it coming back by itself.':
    'Der passive Modus blockiert nichts, und neben einem anderen Virenschutz ist er passiv oder aus. Sehen Sie nach dem Entfernen AMRunningMode in Get-MpComputerStatus an: dort muss Normal stehen. Rechnen Sie auf Windows Server nicht damit, dass er von selbst zurückkommt.',
  'The sensor is part of Windows also where it is not onboarded. It records; Microsoft Defender Antivirus blocks.':
    'Der Sensor ist auch dort Teil von Windows, wo es nicht aufgenommen ist. Er zeichnet auf; Microsoft Defender Antivirus blockiert.',
  'It manages; Sophos Endpoint Defense or the file scanner protects.':
    'Es verwaltet; Sophos Endpoint Defense oder der Dateiscanner schützt.',
  'Which modules are on is set in its console or its settings and cannot be seen here.':
    'Welche Module an sind, ist in seiner Konsole oder seinen Einstellungen festgelegt und hier nicht zu sehen.',
  'It manages; ekrn protects.': 'Es verwaltet; ekrn schützt.',
  'Which modules are on is set in its console and cannot be seen here; Deep Security may run without its anti-malware part.':
    'Welche Module an sind, ist in seiner Konsole eingestellt und hier nicht zu sehen; Deep Security kann ohne seinen Teil gegen Schadsoftware laufen.',
  'It deploys; alone it protects nothing, as far as is known.':
    'Es verteilt; allein schützt es nichts, soweit bekannt.',
  'Threat Prevention must be installed and on; firewall or web control alone block no malware.':
    'Threat Prevention muss installiert und an sein; Firewall oder Webkontrolle allein blockieren keine Schadsoftware.',
  'It manages; Threat Prevention protects.': 'Es verwaltet; Threat Prevention schützt.',
  'It records and can prevent only where its prevention modules are bought and on.':
    'Es zeichnet auf und kann nur verhindern, wo seine Module dafür gekauft und an sind.',
  'Which parts are on is set in its console and cannot be seen here.':
    'Welche Teile an sind, ist in seiner Konsole eingestellt und hier nicht zu sehen.',
  'The free edition has no resident protection, as far as is known.':
    'Die kostenlose Ausgabe hat keinen ständigen Schutz, soweit bekannt.',
  'It records and does not block.': 'Es zeichnet auf und blockiert nicht.',
  'Without Elastic Defend it only collects.': 'Ohne Elastic Defend sammelt es nur.',
  'Often only a VPN; whether its antivirus is installed and on must be looked up.':
    'Oft nur ein VPN; ob sein Virenschutz installiert und an ist, muss nachgesehen werden.',
  'Which parts are on cannot be seen here.': 'Welche Teile an sind, ist hier nicht zu sehen.',
  'Which shields are on cannot be seen here.': 'Welche Schutzmodule an sind, ist hier nicht zu sehen.',
  'Without its blocking parts it only collects, as far as is known.':
    'Ohne seine blockierenden Teile sammelt es nur, soweit bekannt.',
  'It collects; CybereasonCRS or CybereasonBlocki blocks.':
    'Es sammelt; CybereasonCRS oder CybereasonBlocki blockiert.',
  'It manages Microsoft Defender and is no antivirus: Defender must be active too.':
    'Es verwaltet Microsoft Defender und ist kein Virenschutz: Defender muss auch aktiv sein.',
  'It manages; NanoServiceMain protects.': 'Es verwaltet; NanoServiceMain schützt.',
  'It detects; hurukai-av is the antivirus.': 'Es erkennt; hurukai-av ist der Virenschutz.',
  'It collects and does not block.': 'Es sammelt und blockiert nicht.',
  'The firewall is sold without the antivirus as well; look in the product whether its antivirus is installed and on.':
    'Die Firewall wird auch ohne den Virenschutz verkauft; sehen Sie im Produkt nach, ob sein Virenschutz installiert und an ist.',
  'Whether SpIDer Guard scans on access is set in the product and cannot be seen here.':
    'Ob SpIDer Guard beim Zugriff sucht, ist im Produkt eingestellt und hier nicht zu sehen.',
  // Hinweise
  'ZoneAlarm is installed here. Versions tested in 2015 used the Kaspersky SDK, NextGen uses another engine; no sign of the Kaspersky engine was seen. Ask Check Point in writing which engine this version carries.':
    'ZoneAlarm ist hier installiert. 2015 geprüfte Versionen nutzten das Kaspersky SDK, NextGen nutzt eine andere Engine; ein Zeichen der Kaspersky-Engine wurde nicht gesehen. Fragen Sie Check Point schriftlich, welche Engine in dieser Version steckt.',
  'The anti-malware blade of Check Point Endpoint Security is here. Its engine can be the Kaspersky SDK or Sophos; which one was not determined. Ask Check Point in writing, or look in its management.':
    'Das Anti-Malware-Blade von Check Point Endpoint Security ist hier. Seine Engine kann das Kaspersky SDK oder Sophos sein; welche, wurde nicht festgestellt. Fragen Sie Check Point schriftlich, oder sehen Sie in dessen Verwaltung nach.',
  'This host has the folder /opt/KAV, which scripts for Check Point gateways (R80.20, R81) name in their library path. It may hold a Kaspersky engine; that was not determined. Ask Check Point in writing which engine this version carries.':
    'Dieser Rechner hat den Ordner /opt/KAV, den Skripte für Gateways von Check Point (R80.20, R81) in ihrem Bibliothekspfad nennen. Er kann eine Kaspersky-Engine enthalten; das wurde nicht festgestellt. Fragen Sie Check Point schriftlich, welche Engine in dieser Version steckt.',
  'Untangle once sold a virus blocker with the Kaspersky engine under this name. Later releases call it obsolete and use another engine. Look which blocker this release runs.':
    'Untangle verkaufte unter diesem Namen einst einen Virenblocker mit der Kaspersky-Engine. Spätere Versionen nennen ihn veraltet und nutzen eine andere Engine. Sehen Sie nach, welchen Blocker diese Version nutzt.',
  'The npm package cloudflash-kaspersky manages a Kaspersky scanner on a gateway. It is a connector and holds no engine; look where it points.':
    'Das npm-Paket cloudflash-kaspersky verwaltet einen Kaspersky-Scanner auf einem Gateway. Es ist eine Anbindung und enthält keine Engine; sehen Sie nach, wohin es zeigt.',
  "IceWarp Server is installed here. After version 10.1.2 it offered Kaspersky's engine or Avast's, by licence (vendor's help; manuals of 2012). No sign of the Kaspersky engine was seen. Ask IceWarp in writing which engine this version carries.":
    'IceWarp Server ist hier installiert. Nach Version 10.1.2 bot er je nach Lizenz die Engine von Kaspersky oder von Avast an (Hilfe des Anbieters; Handbücher von 2012). Ein Zeichen der Kaspersky-Engine wurde nicht gesehen. Fragen Sie IceWarp schriftlich, welche Engine in dieser Version steckt.',
  "A mail scanner of Microsoft's Antigen and Forefront line is here. It was discontinued in 2015; Kaspersky's engine was one of several that Microsoft built in (Microsoft, 2006 to 2010). No updates exist. Retire it; which engines are on is shown in its own console.":
    'Ein Mail-Scanner aus Microsofts Linie Antigen und Forefront ist hier. Sie wurde 2015 eingestellt; die Engine von Kaspersky war eine von mehreren, die Microsoft einbaute (Microsoft, 2006 bis 2010). Updates gibt es nicht. Setzen Sie ihn außer Dienst; welche Engines an sind, zeigt seine eigene Konsole.',
  'A mail filter of GFI is installed here. It shipped a Kaspersky engine in 2006 (a Microsoft blog of that year). Ask GFI in writing which engines this version carries.':
    'Ein Mailfilter von GFI ist hier installiert. Er kam 2006 mit einer Kaspersky-Engine (ein Microsoft-Blog jenes Jahres). Fragen Sie GFI schriftlich, welche Engines in dieser Version stecken.',
  "MDaemon's antivirus add-on is installed here. It ran a Kaspersky engine in 2002 (paper of the vendor); versions of today name ClamAV and IKARUS. Ask its vendor in writing which engine this version carries.":
    'Der Virenschutz-Zusatz von MDaemon ist hier installiert. Er nutzte 2002 eine Kaspersky-Engine (Papier des Anbieters); heutige Versionen nennen ClamAV und IKARUS. Fragen Sie seinen Anbieter schriftlich, welche Engine in dieser Version steckt.',
  'UserGate for Windows is installed here. Version 6.0 offered antivirus modules of Kaspersky, Panda and Avira (text of the vendor of 2014). Ask UserGate in writing which modules this version carries.':
    'UserGate für Windows ist hier installiert. Version 6.0 bot Virenschutzmodule von Kaspersky, Panda und Avira an (Text des Anbieters von 2014). Fragen Sie UserGate schriftlich, welche Module in dieser Version stecken.',
  "AOL's Active Virus Shield is installed here: in 2006 it was Kaspersky's antivirus of version 6.0 under AOL's name (Virus Bulletin, as quoted). It gets no updates. Remove it.":
    'Active Virus Shield von AOL ist hier installiert: 2006 war das der Virenschutz von Kaspersky in Version 6.0 unter dem Namen von AOL (Virus Bulletin, wie zitiert). Es bekommt keine Updates. Entfernen Sie es.',
  'Axigen Mail Server is installed here. Its manual describes built-in Kaspersky AntiVirus and AntiSpam filters, by licence; this version was not checked. Look in its WebAdmin whether one is enabled, and ask Axigen in writing.':
    'Axigen Mail Server ist hier installiert. Sein Handbuch beschreibt je nach Lizenz eingebaute Filter Kaspersky AntiVirus und AntiSpam; diese Version wurde nicht geprüft. Sehen Sie in seinem WebAdmin nach, ob einer eingeschaltet ist, und fragen Sie Axigen schriftlich.',
  "A Kaseya agent stands beside a Kaspersky product. Kaseya's antivirus module installed and licensed that product itself (vendor's guides of 2013 to 2021). Change it in Kaseya first, or it may return.":
    'Ein Kaseya-Agent steht neben einem Kaspersky-Produkt. Das Virenschutzmodul von Kaseya installierte und lizenzierte dieses Produkt selbst (Anleitungen des Anbieters von 2013 bis 2021). Ändern Sie es zuerst in Kaseya, sonst kann es zurückkommen.',
  "SonicWall's Enforced Client stands beside a Kaspersky product, which it installed and kept on the machine (vendor's article of 2020). Change it in SonicWall's policy first, or the firewall may demand it again.":
    'Der Enforced Client von SonicWall steht neben einem Kaspersky-Produkt, das er installiert und auf dem Rechner gehalten hat (Artikel des Anbieters von 2020). Ändern Sie es zuerst in der Richtlinie von SonicWall, sonst kann die Firewall es wieder verlangen.',
  'The KasperskyOS Community Edition SDK is installed here: a developer kit made by Kaspersky, not a security product on this host.':
    'Das KasperskyOS Community Edition SDK ist hier installiert: ein Entwicklerbaukasten von Kaspersky, kein Sicherheitsprodukt auf diesem Rechner.',
  'Kaspersky Downloader is on this Mac. It fetches and installs the product when somebody opens it; it is no installation by itself.':
    'Kaspersky Downloader ist auf diesem Mac. Er holt und installiert das Produkt, wenn jemand ihn öffnet; er selbst ist keine Installation.',
  'This system takes packages from a source that names Kaspersky. It installs nothing by itself, but an upgrade or a short command can; take the source out before the last product is removed.':
    'Dieses System nimmt Pakete aus einer Quelle, die Kaspersky nennt. Sie installiert nichts von selbst, aber eine Aktualisierung oder ein kurzer Befehl kann es; nehmen Sie die Quelle heraus, bevor das letzte Produkt entfernt wird.',
  'A preference of the package manager names a Kaspersky package. It installs nothing by itself, but says that somebody meant the package to come from a source of this system; look for what does.':
    'Eine Voreinstellung der Paketverwaltung nennt ein Kaspersky-Paket. Sie installiert nichts von selbst, sagt aber, dass jemand das Paket aus einer Quelle dieses Systems haben wollte; suchen Sie, was das tut.',
  'A script or list that sets this system up or runs when it starts (cloud-init, a first-boot unit, rc.local, @reboot, Ignition) brings or installs Kaspersky software. Machines made from this image would get it: take it out there. Answers that an installer left behind install nothing again by themselves, but show where it came from.':
    'Ein Skript oder eine Liste, die dieses System einrichtet oder beim Start läuft (cloud-init, eine Unit für den ersten Start, rc.local, @reboot, Ignition), bringt oder installiert Kaspersky-Software. Rechner aus diesem Abbild bekämen sie: nehmen Sie sie dort heraus. Antworten, die ein Installationsprogramm hinterlassen hat, installieren von selbst nichts noch einmal, zeigen aber, woher sie kam.',
  'A package or program of Kaspersky software lies on this disk. It installs nothing by itself; look for what brought it, and delete it with the last product, so that an image does not ship it.':
    'Ein Paket oder Programm von Kaspersky-Software liegt auf dieser Platte. Es installiert nichts von selbst; suchen Sie, was es gebracht hat, und löschen Sie es mit dem letzten Produkt, damit ein Abbild es nicht ausliefert.',
  "A configuration profile allows system extensions that Kaspersky signs to load on this Mac without asking anybody. It installs nothing by itself, but says that whoever manages the Mac prepared it for the vendor's protection. Withdraw it there when the last product is gone.":
    'Ein Konfigurationsprofil erlaubt, dass Systemerweiterungen mit der Signatur von Kaspersky auf diesem Mac ohne Rückfrage geladen werden. Es installiert nichts von selbst, sagt aber, dass, wer den Mac verwaltet, ihn für den Schutz des Herstellers vorbereitet hat. Ziehen Sie es dort zurück, wenn das letzte Produkt weg ist.',
  'Something orders this machine to install Kaspersky software: an assignment of group policy or device management, a startup script, or a command of Windows Setup. While it stands the product comes back after its removal, so it is withdrawn first, by whoever gives it.':
    'Etwas weist diesen Rechner an, Kaspersky-Software zu installieren: eine Zuweisung per Gruppenrichtlinie oder Geräteverwaltung, ein Startskript oder ein Befehl von Windows Setup. Solange sie besteht, kommt das Produkt nach dem Entfernen zurück; zurückgezogen wird sie also zuerst, von dem, der sie gibt.',
  'A package of Kaspersky software is kept here, by Windows Installer or in the cache of a software distribution. It installs nothing by itself; look for what brought it, and delete it with the last product.':
    'Ein Paket von Kaspersky-Software wird hier aufbewahrt, von Windows Installer oder im Zwischenspeicher einer Softwareverteilung. Es installiert nichts von selbst; suchen Sie, was es gebracht hat, und löschen Sie es mit dem letzten Produkt.',
  'UltraAV is here: Kaspersky installed it on machines of U.S. home customers in September 2024, in its own place. It is not Kaspersky; its engine is said to come from Max Secure Software. This was probably a Kaspersky host.':
    'UltraAV ist hier: Kaspersky installierte es im September 2024 auf Rechnern von Privatkunden in den USA, an seiner eigenen Stelle. Es ist nicht Kaspersky; seine Engine soll von Max Secure Software stammen. Das war wahrscheinlich ein Rechner mit Kaspersky.',
  "UltraVPN is here: U.S. subscribers of Kaspersky's VPN got it with the change of September 2024. It is not Kaspersky, and some of its users never had Kaspersky.":
    'UltraVPN ist hier: Abonnenten des VPN von Kaspersky in den USA bekamen es mit dem Wechsel vom September 2024. Es ist nicht Kaspersky, und manche seiner Nutzer hatten nie Kaspersky.',
};

/** `2 Zeilen und 1 Quelle waren`. */
function missedText({ rows, sources }: Missed): string {
  const parts = [
    rows > 0 ? count(rows, 'Zeile', 'Zeilen') : '',
    sources > 0 || rows === 0 ? count(sources, 'Quelle', 'Quellen') : '',
  ];
  return `${parts.filter((part) => part !== '').join(' und ')} ${rows + sources === 1 ? 'war' : 'waren'}`;
}

/** Deutsch, in der Sprache eines Administrators. Was das Gesetz sagt, sagt es hier so vorsichtig wie auf Englisch. */
export const de: Messages = {
  language: 'de',

  months: ['Jan.', 'Feb.', 'März', 'Apr.', 'Mai', 'Juni', 'Juli', 'Aug.', 'Sep.', 'Okt.', 'Nov.', 'Dez.'],
  date: (day, month, year) => [...(day === undefined ? [] : [`${day}.`]), month, year].join(glue),
  days: (value, one) => `${value}${glue}${one ? 'Tag' : 'Tage'}`,
  hosts: many(['Rechner', 'Rechner']),
  products: many(['Produkt', 'Produkte']),
  findings: many(['Fund', 'Funde']),
  sources: many(['Quelle', 'Quellen']),
  gaps: many(['Lücke', 'Lücken']),
  items: (value, one) => `${value} ${one ? 'Eintrag' : 'Einträge'}`,
  more: (left) => `und ${left} weitere`,
  moreVerbose: (left) => `und ${left} weitere (--verbose)`,
  moreCharacters: (left) => `(${left} weitere Zeichen)`,
  moreInReport: (left) => `und ${left} weitere im Bericht`,
  moreInJson: (left) => `und ${left} weitere; der JSON-Bericht enthält alle.`,
  moreFindingsInJson: (left) => `und ${left} weitere Funde; der JSON-Bericht enthält alle.`,
  moreHosts: (left) => `und ${count(left, 'weiterer', 'weitere')} Rechner (--verbose)`,
  moreDangers: (left) => `und ${left} weitere ${left === 1 ? 'Gefahr' : 'Gefahren'} (--verbose)`,
  moreSteps: (left) => `und ${count(left, 'weiterer Schritt', 'weitere Schritte')} (--verbose)`,
  and: 'und',

  statuses: { active: 'aktiv', installed: 'installiert', residue: 'Rückstand' },
  confidences: { confirmed: 'gesichert', probable: 'wahrscheinlich' },
  basis: { running: '', 'start-type': 'wird starten', loaded: 'noch geladen' },
  itemKinds: {
    software: ['Softwareeintrag', 'Softwareeinträge'],
    service: ['Dienst', 'Dienste'],
    driver: ['Treiber', 'Treiber'],
    process: ['Prozess', 'Prozesse'],
    filter: ['Filter', 'Filter'],
    'security-provider': ['Sicherheitsanbieter', 'Sicherheitsanbieter'],
    'scheduled-task': ['geplante Aufgabe', 'geplante Aufgaben'],
    'browser-extension': ['Browser-Erweiterung', 'Browser-Erweiterungen'],
    certificate: ['Zertifikat', 'Zertifikate'],
    marker: ['Datei oder Ordner', 'Dateien oder Ordner'],
  },
  gapReasons: {
    'permission-denied': 'Zugriff verweigert',
    'malformed-source': 'nicht im erwarteten Format',
    'malformed-row': 'ein Eintrag war nicht zu verstehen',
    'missing-source': 'müsste da sein und fehlt',
    'empty-source': 'müsste etwas aufführen und ist leer',
    'unsupported-format': 'in einem Format, das nicht gelesen wird',
    encrypted: 'verschlüsselt',
    'missing-parent': 'das Übergeordnete fehlt',
    'outside-root': 'führt aus dem untersuchten System hinaus',
    'too-large': 'zu groß zum Lesen',
    timeout: 'dauerte zu lange',
    crashed: 'das Lesen ist fehlgeschlagen',
  },
  hidden: { active: 'ein aktives Produkt', installed: 'ein installiertes Produkt', residue: 'Rückstände' },
  couldHide: (what) => `könnte ${what} verbergen`,
  skipReasons: {
    'needs-live-host': 'nur auf einem laufenden Rechner',
    'not-selected': 'auf Wunsch ausgelassen',
    interrupted: 'vor dem Abbruch nicht erreicht',
    unknown: 'ausgelassen',
  },
  coverageStatuses: { ok: 'ok', gap: 'Lücke', skipped: 'ausgel.' },
  readiness: {
    yes: 'ja',
    expected: 'zu erwarten, nach dem Entfernen prüfen',
    verify: 'vor dem Entfernen prüfen',
    no: 'keiner erkannt, zuerst anderen Schutz einrichten',
    unknown: 'UNBEKANNT, zuerst klären',
  },
  answers: { yes: 'ja', expected: 'zu erwarten', verify: 'prüfen', no: 'nein', unknown: 'unbekannt' },
  notes: {
    successor: 'Nachfolger',
    historic: 'Historisch',
    connector: 'Anbindung',
    staged: 'Bereitgelegt',
    hidden: 'Verdeckt in einer unteren Schicht',
    library: 'Bibliothek',
  },
  bindings: {
    law: 'Gesetz',
    order: 'Anordnung',
    contract: 'Vertragsklausel',
    advice: 'Empfehlung',
    context: 'Hintergrund',
  },
  binds: {
    vendor: 'bindet den Anbieter',
    audience: 'bindet den Adressaten',
    integrator: 'bindet den, der einbaut oder weiterverkauft',
    exporter: 'bindet Exporteure',
    nobody: 'bindet niemanden',
  },
  productClass: (id) => classes[id] ?? id,
  roles: {
    'domain controller': 'Domänencontroller',
    server: 'Server',
    'remote desktop host': 'Remotedesktop-Host',
    'exchange server': 'Exchange-Server',
    'management server': 'Verwaltungsserver',
    'industrial network monitoring': 'Überwachung eines Industrienetzes',
    'event collection and correlation': 'Sammeln und Auswerten von Ereignissen',
    'reputation service for other hosts': 'Reputationsdienst für andere Rechner',
  },

  subjectBuiltin: 'KASPERSKY',
  subjectOther: other,
  found: (subject, number, hosts, active, accepted) =>
    `${subject} GEFUNDEN: ${number}${onHosts(hosts)}, ${active} aktiv${accepted > 0 ? `, ${accepted} akzeptiert` : ''}`,
  onlyLeftovers: (subject, number, hosts, accepted) =>
    `NUR RÜCKSTÄNDE VON ${of(subject)} GEFUNDEN: ${number}${onHosts(hosts)}${accepted > 0 ? `, ${accepted} akzeptiert` : ''}`,
  doNotRemoveYet: '. NOCH NICHT entfernen',
  checkBeforeRemoval: '. Vor dem Entfernen den Schutz prüfen',
  nothingButGaps: (missed) => `NICHTS GEFUNDEN, ABER ${missedText(missed).toUpperCase()} NICHT LESBAR`,
  nothingUnknownWhole: (subject) =>
    `NICHTS VON ${of(subject)} GEFUNDEN, aber die Eingabe sagt nicht, ob sie vollständig ist`,
  nothingLookedAt: 'NICHTS WURDE UNTERSUCHT',
  nothingLeftOut: (subject, left) =>
    `NICHTS VON ${of(subject)} GEFUNDEN, ${count(left, 'Quelle', 'Quellen')} auf Wunsch ausgelassen`,
  nothing: (subject) => `NICHTS VON ${of(subject)} GEFUNDEN`,
  nothingSoFar: (subject) => `BISHER NICHTS VON ${of(subject)} GEFUNDEN`,
  detailsAbove: '(Einzelheiten oben)',
  audience: (names, assumed) => `Adressat${assumed ? ' angenommen' : ''}: ${names}`,
  noAudience: 'Adressat: keiner (keine Fristen)',
  asOf: (instant) => `Stand${glue}${instant}`,
  client: (name) => `Kunde ${name}`,
  site: (name) => `Standort ${name}`,
  tags: (names, number) => `${number === 1 ? 'Merkmal' : 'Merkmale'} ${names}`,
  audienceByHost: (names) => `Adressat je Rechner: ${names}`,
  unassigned: (hosts, names) =>
    `${hosts} ohne Adressaten in der Zuordnungsdatei, nur auf Vorhandensein geprüft: ${names}.`,
  targets: { root: 'Wurzel', image: 'Abbild', inventory: 'Inventar' },
  managesOne: 'Dieser Rechner verwaltet andere Rechner: entfernen Sie ihn zuletzt.',
  managesMany: (hosts) => `${hosts} hier verwalten andere Rechner: entfernen Sie sie zuletzt.`,
  incomplete: 'UNVOLLSTÄNDIG: die Untersuchung wurde abgebrochen, es kann also mehr da sein.',
  andGaps: (missed) => `Und ${missedText(missed)} nicht lesbar: siehe am Ende.`,

  deadline: (title, rest, regime) => `${title}${rest} (${regime}).`,
  today: ', heute',
  ago: (days) => `, vor ${dative(days)}`,
  ahead: (days) => `, in ${dative(days)}`,
  lasting: (days) => `, bisher ${days}`,
  endOf: (date) => `${by} ${date}`,
  dayNotKnown: (month) => `${month}, Tag nicht bekannt`,
  trigger: (term) => `: ${term}; kein festes Datum`,
  history: (date, away) => `: ${date}${away}, nur noch historisch`,
  context: (date, away) => `: ${date}${away}`,
  supplyEnded: (when, away) => `: beendet ${on(when)}${away}`,
  supplyEnds: (when, away) => `: endet ${on(when)}${away}`,
  termEnded: (date, away) => `: in Kraft, die Frist endete am ${date}${away}`,
  dueBy: (when, away) => `: fällig bis ${when}${away}`,
  wasDueBy: (when, away) => `: war fällig bis ${when}${away}`,
  inForceSince: (when, since) => `: in Kraft seit ${when}${since}`,
  inForceFrom: (when, away) => `: in Kraft ab ${when}${away}`,
  askedSince: (date, since) => `: verlangt seit ${date}${since}`,
  askedFrom: (date, away) => `: verlangt ab ${date}${away}`,
  advisedSince: (date, since) => `: empfohlen seit ${date}${since}`,
  advisedFrom: (date, away) => `: empfohlen ab ${date}${away}`,
  overdueSince: (date, byForm, since) => `: überfällig seit ${byForm ? `${by} ` : ''}${date}${since}`,
  overdueSincePresence: (presence, since, byForm, date) =>
    `: überfällig seit ${presence}, der ersten Spur davon hier${since}; ${byForm ? `die Frist endete am ${date}` : `die Regel ist in Kraft seit ${date}`}`,
  installedOn: (date) => `Diese Version wurde am ${date} installiert; das ist nicht das Kaufdatum.`,
  timelineNow: 'Stand',
  timelineStates: { history: 'historisch', past: 'vergangen', coming: 'kommt noch' },
  governs: 'maßgeblich',
  timelineTitle: (words) => `Zeitleiste. ${words}`,
  whyThisDate: (why) => `Warum dieses Datum: ${why}`,
  allPhases: 'Alle Phasen, die zutreffen',
  phaseNature: (binding, binds, audiences) => `${binding}, ${binds}, für ${audiences}`,
  source: (source) => `Beleg: ${source}`,

  acceptedUntil: (date) => `Akzeptiert bis ${date}; zählt nicht für den Exit-Code.`,
  accepted: 'akzeptiert',
  acceptedShort: (date) => `akzeptiert bis ${date}`,
  onHost: (host) => ` auf ${host}`,
  evidence: (kinds) => `Nachweise: ${kinds}`,
  evidenceTruncated: ', und mehr, als ein Bericht aufnimmt',
  evidenceTruncatedLong: 'Es gibt mehr, als ein Bericht aufnimmt.',
  readFrom: (places, signature) => `gelesen aus ${places}; Signatur ${signature}`,
  evidenceIn: (kind, name, place, signature) => `${kind} ${name} unter ${place} (${signature})`,
  stop: (reason, text) =>
    `NOCH NICHT entfernen (${reason === 'encryption' ? 'Verschlüsselung' : 'Schutz'}): ${text}`,
  stopEncryption: (text) => `HALT, Verschlüsselung: ${text}`,
  settle: { protection: 'den Schutz klären', encryption: 'entschlüsseln' },
  withheld: (settle) => `(noch nicht, daher kein Befehl: zuerst ${settle})`,
  withheldShort: '(noch nicht, daher kein Befehl: siehe oben)',
  priorities: { first: ' (vor allem anderen)', normal: '', last: ' (ganz zuletzt)' },
  whatToDo: 'Was zu tun ist',
  whatToDoFor: (product) => `${product}: was zu tun ist`,
  beware: 'Vorsicht',
  beforeRemoval: 'Vor dem Entfernen',
  checkAfterwards: 'Danach prüfen',
  alternatives: (text, examples) => `Alternativen: ${text} Zum Beispiel: ${examples}.`,
  alternativesShort: (text, examples) =>
    `Alternativen: ${text} (${count(examples, 'Beispiel', 'Beispiele')}: --verbose).`,
  instead: (text, examples) => `Stattdessen: ${text} Zum Beispiel: ${examples}.`,
  doesNotCount: (title) => `zählt nicht für den Exit-Code: ${title}`,

  hostNotNamed: 'Rechner ohne Namen',
  protectionAfterwards: (words) => `Schutz danach: ${words}.`,
  notChanged: 'ändert sich durch dieses Entfernen nicht',
  encryption: (text) => `Verschlüsselung: ${text}`,
  databases: (text) => `Datenbanken: ${text}`,
  databasesBy: (name, text) => `Datenbanken: nach den Aufzeichnungen von ${name}: ${text}`,
  databasesOf: (name) => `Datenbanken von ${name}`,
  databasesOfHost: (name, text) => `Datenbanken, nach ${name}: ${text}`,
  databasesNotRead: 'Datenbanken: ihr Datum wurde nicht gelesen.',
  restart:
    'Auf diesem Rechner steht ein Neustart aus: starten Sie vor dem Entfernen neu und untersuchen Sie ihn dann noch einmal.',
  restartShort: 'Ein Neustart steht aus.',
  restartHost: 'Auf diesem Rechner steht ein Neustart aus.',
  role: (role) => `Aufgabe: ${role}`,
  cleanHosts: (hosts) => `${hosts} ohne Fund und ohne Lücke.`,
  openHosts: (hosts, names) => `${hosts} ohne Fund, aber nicht vollständig gelesen: ${names}.`,
  worthKnowing: 'Wissenswertes (zählt nicht als Fund)',

  lookedAt: (sources, items, time) => `Untersucht: ${sources}, ${items}${time}.`,
  lookedAtInput: (items) => `Untersucht: ${items}. Die Eingabe sagt nicht, ob sie vollständig ist.`,
  inSeconds: (seconds) => ` in ${seconds.toFixed(1).replace('.', ',')} s`,
  notExamined: 'Nicht untersucht: Engines in Appliances und in gehosteten Diensten.',
  notLookedAt: (gaps) => `NICHT untersucht (${gaps}):`,
  notLookedAtBecause: (reason, collectors) => `Nicht untersucht, ${reason}: ${collectors}.`,
  notAttached: (number, names) =>
    `Nicht angeschlossen oder getrennt, daher nicht untersucht (${number}): ${names}.`,
  notAttachedShort: (names) => `Nicht angeschlossen oder getrennt: ${names}`,
  notAttachedLong: (names) => `Nicht angeschlossen oder getrennt, daher nicht untersucht: ${names}.`,
  coverageColumns: { source: 'Quelle', status: 'Status', items: 'Einträge', ms: 'ms', gaps: 'Lü.' },

  exitCode: (code, reason) => `Exit-Code ${code}: ${reason}.`,
  exitFact: (code, reason) => `Exit-Code ${code}: ${reason}`,
  rulePack: (packs) => `Regelpaket ${packs}.`,
  packFact: (packs) => `Regelpaket ${packs}`,
  packDate: (date) => ` vom${glue}${date}`,
  builtIn: 'eingebaut',
  old: (days) => `${days} alt`,
  dayCount: many(['Tag', 'Tage']),
  oldPack: (name, days) =>
    `Das Regelpaket ${name} ist ${days} alt: suchen Sie nach einem neueren. Produkte und Daten, die seither bekannt wurden, stehen nicht darin.`,

  targetFact: (parts) => `Ziel: ${parts}`,
  hostOf: (host) => `, auf ${host}`,
  headings: {
    product: 'Produkt',
    version: 'Version',
    host: 'Rechner',
    status: 'Status',
    governingDeadline: 'Maßgebliche Frist',
    phase: 'Phase',
    audience: 'Adressat',
    nature: 'Rechtsnatur',
    source: 'Quelle',
    kind: 'Art',
    name: 'Name',
    state: 'Zustand',
    place: 'Ort',
    readFrom: 'Gelesen aus',
    signature: 'Signatur',
    publisher: 'Hersteller',
    why: 'Warum',
    whatToDo: 'Was zu tun ist',
    couldHide: 'Könnte verbergen',
    items: 'Einträge',
    gaps: 'Lücken',
    protectionAfterwards: 'Schutz danach',
    encryption: 'Verschlüsselung',
    restart: 'Neustart',
    role: 'Aufgabe',
    belongsTo: 'Gehört zu',
    unassigned: 'Nicht zugeordnet',
    complete: 'Vollständig',
    foundBy: 'Gefunden von',
    summary: 'Zusammenfassung',
    findings: 'Funde',
    notLookedAt: 'Nicht untersucht',
    lookedAt: 'Was untersucht wurde',
  },
  tiles: { accepted: 'akzeptiert', unread: 'nicht lesbar', items: 'Einträge', hosts: 'Rechner' },
  skipToReport: 'Zum Bericht springen',
  restartFirst:
    'Ein Neustart steht aus: starten Sie vor dem Entfernen neu und untersuchen Sie den Rechner dann noch einmal.',
  notComplete: 'NEIN: die Untersuchung wurde abgebrochen, es kann also mehr da sein.',
  foundBy: (program, packs) => `${program} mit ${packs}; für diese Seite neu datiert`,
  nothingMissed: 'Nichts, was hätte gelesen werden sollen, wurde ausgelassen.',
  unread: (missed) => `${missedText(missed)} nicht lesbar.`,
  mayHide: 'Dort kann etwas verborgen sein.',
  everySource: (number) => `Jede Quelle (${number})`,
  inventoryTitle: (items) => `Inventar (${count(items, 'Eintrag', 'Einträge')})`,
  search: 'Suchen',
  showMore: '1.000 weitere zeigen',
  searchStatus: '{found} von {all} Einträgen, {shown} gezeigt',
  withoutScripts: (shown, items) =>
    `Ohne Skripte werden nur die ersten ${shown} von ${items} Einträgen gezeigt.`,

  allLookedAt: (missed) => `${missedText(missed)} nicht lesbar`,
  interrupted: 'die Untersuchung wurde abgebrochen',
  annotationNotLookedAt: (collector) => `nicht untersucht: ${collector}`,
  annotationsLeft: (left) => `${left} weitere`,
  annotationsOfGithub: 'GitHub zeigt zehn von einer Art; der Bericht enthält alle.',
  couldHideField: (status) => `könnte verbergen: ${status}`,
  isPresent: (product) => `${product} ist vorhanden`,
  byVendor: (product, vendor, kind) => `${product} von ${vendor} (${classes[kind] ?? kind})`,
  before: (hazard) => `Zuvor: ${hazard}.`,
  insteadShort: (text, examples) => `Stattdessen: ${text} (${examples})`,
  noteRule: (kind) => `${kind}: wissenswert, kein Fund`,
  noteHelp: 'Ein Hinweis zählt für den Exit-Code nur, wenn --fail-on seine Art nennt.',
  topFolder: 'Der oberste Ordner des untersuchten Systems.',
  leftOut: (left, all, what) =>
    `${left} von ${all} ${what} sind ausgelassen: mehr werden nicht angenommen; der JSON-Bericht enthält alle`,
  leftOutWhat: { gaps: 'Lücken', results: 'Ergebnissen' },
  notAttachedNotification: (collector, name) =>
    `${collector}: nicht angeschlossen oder getrennt, nicht untersucht: ${name}`,

  stored: {
    sentences,
    clauses,
    joints,
    pack,
  },
};
