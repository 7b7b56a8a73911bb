import type { Coverage, Gap } from '../../model/gap.ts';
import type {
  Binding,
  Confidence,
  ItemKind,
  NoteKind,
  PhaseBinds,
  ProductClass,
  ReadinessAnswer,
  Status,
  StopReason,
} from '../../model/vocabulary.ts';
import { count, glue } from '../count.ts';
import type { Missed } from '../missed.ts';

/** A noun in both numbers. */
type Noun = readonly [one: string, many: string];

/** A count with its noun. */
const many = (noun: Noun) => (value: number) => count(value, noun[0], noun[1]);

/** `2 rows and 1 source`. */
function missedText({ rows, sources }: Missed): string {
  const parts = [
    rows > 0 ? count(rows, 'row') : '',
    sources > 0 || rows === 0 ? count(sources, 'source') : '',
  ];
  return parts.filter((part) => part !== '').join(' and ');
}

/**
 * Every word that a report says, in English, and by its type what a further language has to say. A message is a text, or a
 * function of what stands in it; functions return plain text, never markup, and escape nothing.
 */
export const en = {
  /** BCP 47, for `lang` of a page. */
  language: 'en',

  // Dates and counts
  months: [
    'Jan',
    'Feb',
    'Mar',
    'Apr',
    'May',
    'Jun',
    'Jul',
    'Aug',
    'Sep',
    'Oct',
    'Nov',
    'Dec',
  ] as readonly string[],
  /** `29 Sep 2024`, `Sep 2024`; not broken over two lines. */
  date: (day: number | undefined, month: string, year: string): string =>
    [...(day === undefined ? [] : [String(day)]), month, year].join(glue),
  days: (value: string, one: boolean): string => `${value}${glue}${one ? 'day' : 'days'}`,
  hosts: many(['host', 'hosts']),
  products: many(['product', 'products']),
  findings: many(['finding', 'findings']),
  sources: many(['source', 'sources']),
  gaps: many(['gap', 'gaps']),
  /** `value` is grouped already. */
  items: (value: string, one: boolean): string => `${value} ${one ? 'item' : 'items'}`,
  more: (left: number): string => `and ${left} more`,
  moreVerbose: (left: number): string => `and ${left} more (--verbose)`,
  moreCharacters: (left: number): string => `(${left} more characters)`,
  moreInReport: (left: number): string => `and ${left} more in the report`,
  moreInJson: (left: number): string => `and ${left} more; the JSON report has all.`,
  moreFindingsInJson: (left: number): string => `and ${left} more findings; the JSON report has all.`,
  moreHosts: (left: number): string => `and ${count(left, 'more host', 'more hosts')} (--verbose)`,
  moreDangers: (left: number): string => `and ${left} more ${left === 1 ? 'danger' : 'dangers'} (--verbose)`,
  moreSteps: (left: number): string => `and ${left} more ${left === 1 ? 'step' : 'steps'} (--verbose)`,
  and: 'and',

  // Closed lists
  statuses: { active: 'active', installed: 'installed', residue: 'residue' } as Readonly<
    Record<Status, string>
  >,
  confidences: { confirmed: 'confirmed', probable: 'probable' } as Readonly<Record<Confidence, string>>,
  basis: { running: '', 'start-type': 'will start', loaded: 'still loaded' } as Readonly<
    Record<'running' | 'start-type' | 'loaded', string>
  >,
  itemKinds: {
    software: ['software', 'software'],
    service: ['service', 'services'],
    driver: ['driver', 'drivers'],
    process: ['process', 'processes'],
    filter: ['filter', 'filters'],
    'security-provider': ['security provider', 'security providers'],
    'scheduled-task': ['scheduled task', 'scheduled tasks'],
    'browser-extension': ['browser extension', 'browser extensions'],
    certificate: ['certificate', 'certificates'],
    marker: ['file or folder', 'files or folders'],
  } as Readonly<Record<ItemKind, Noun>>,
  /** Why something could not be read. */
  gapReasons: {
    'permission-denied': 'permission denied',
    'malformed-source': 'not in the format it should have',
    'malformed-row': 'one entry could not be understood',
    'missing-source': 'should be there and is not',
    'empty-source': 'should list something and is empty',
    'unsupported-format': 'in a format that is not supported',
    encrypted: 'encrypted',
    'missing-parent': 'its parent is missing',
    'outside-root': 'leads out of the scanned root',
    'too-large': 'too large to read',
    timeout: 'took too long',
    crashed: 'the reader failed',
  } as Readonly<Record<Gap['reason'], string>>,
  /** What a gap may hide, in a cell. */
  hidden: {
    active: 'an active product',
    installed: 'an installed product',
    residue: 'leftovers',
  } as Readonly<Record<Gap['couldHide'], string>>,
  couldHide: (what: string): string => `could hide ${what}`,
  /** Why a collector was left out. */
  skipReasons: {
    'needs-live-host': 'only on a running machine',
    'not-selected': 'left out by choice',
    interrupted: 'not reached before the interruption',
    unknown: 'skipped',
  } as Readonly<Record<NonNullable<Coverage['reason']> | 'unknown', string>>,
  coverageStatuses: { ok: 'ok', gap: 'gap', skipped: 'skipped' } as Readonly<
    Record<Coverage['status'], string>
  >,
  /** What protects the machine when the product goes. */
  readiness: {
    yes: 'yes',
    expected: 'expected, check after the removal',
    verify: 'check before you remove',
    no: 'none recognised, put other protection in place first',
    unknown: 'UNKNOWN, find out first',
  } as Readonly<Record<ReadinessAnswer, string>>,
  /** The same in one word. */
  answers: {
    yes: 'yes',
    expected: 'expected',
    verify: 'verify',
    no: 'no',
    unknown: 'unknown',
  } as Readonly<Record<ReadinessAnswer, string>>,
  notes: {
    successor: 'Successor',
    historic: 'Historic',
    connector: 'Connector',
    staged: 'Staged',
    hidden: 'Hidden in a lower layer',
    library: 'Library',
  } as Readonly<Record<NoteKind, string>>,
  bindings: {
    law: 'law',
    order: 'order',
    contract: 'contract',
    advice: 'advice',
    context: 'context',
  } as Readonly<Record<Binding, string>>,
  binds: {
    vendor: 'binds vendor',
    audience: 'binds audience',
    integrator: 'binds integrator',
    exporter: 'binds exporter',
    nobody: 'binds nobody',
  } as Readonly<Record<PhaseBinds, string>>,
  productClass: (id: ProductClass): string => id.replaceAll('-', ' '),
  /** What others depend on a host for; what is not listed is shown as it stands. */
  roles: {} as Readonly<Record<string, string>>,

  // The answer
  subjectBuiltin: 'KASPERSKY',
  subjectOther: 'LISTED PRODUCTS',
  found: (
    subject: string,
    number: string,
    hosts: string | undefined,
    active: number,
    accepted: number,
  ): string =>
    `${subject} FOUND: ${number}${hosts === undefined ? '' : ` on ${hosts}`}, ${active} active${accepted > 0 ? `, ${accepted} accepted` : ''}`,
  onlyLeftovers: (subject: string, number: string, hosts: string | undefined, accepted: number): string =>
    `ONLY LEFTOVERS OF ${subject} FOUND: ${number}${hosts === undefined ? '' : ` on ${hosts}`}${accepted > 0 ? `, ${accepted} accepted` : ''}`,
  doNotRemoveYet: '. Do NOT remove yet',
  checkBeforeRemoval: '. Check protection before you remove',
  nothingButGaps: (missed: Missed): string =>
    `NOTHING FOUND, BUT ${missedText(missed).toUpperCase()} COULD NOT BE READ`,
  nothingUnknownWhole: (subject: string): string =>
    `NO ${subject} FOUND, but the input does not say whether it is complete`,
  nothingLookedAt: 'NOTHING WAS LOOKED AT',
  nothingLeftOut: (subject: string, left: number): string =>
    `NO ${subject} FOUND, ${count(left, 'source')} left out by choice`,
  nothing: (subject: string): string => `NO ${subject} FOUND`,
  nothingSoFar: (subject: string): string => `NO ${subject} FOUND SO FAR`,
  detailsAbove: '(details above)',
  audience: (names: string, assumed: boolean): string => `audience${assumed ? ' assumed' : ''}: ${names}`,
  noAudience: 'audience: none (no deadlines)',
  asOf: (instant: string): string => `as${glue}of${glue}${instant}`,
  client: (name: string): string => `client ${name}`,
  site: (name: string): string => `site ${name}`,
  tags: (names: string, number: number): string => `${number === 1 ? 'tag' : 'tags'} ${names}`,
  audienceByHost: (names: string): string => `audience by host: ${names}`,
  unassigned: (hosts: string, names: string): string =>
    `${hosts} without an audience in the assignment file, judged for presence alone: ${names}.`,
  targets: { root: 'root', image: 'image', inventory: 'inventory' },
  managesOne: 'This host manages other machines: remove it last.',
  managesMany: (hosts: string): string => `${hosts} here manage other machines: remove them last.`,
  incomplete: 'INCOMPLETE: the scan was interrupted, so there may be more.',
  andGaps: (missed: Missed): string => `And ${missedText(missed)} could not be read: see the end.`,

  // Deadlines. What stands between the title of a phase and its regime; `date` and `days` are words already.
  deadline: (title: string, rest: string, regime: string): string => `${title}${rest} (${regime}).`,
  today: ', today',
  ago: (days: string): string => `, ${days} ago`,
  ahead: (days: string): string => `, in ${days}`,
  lasting: (days: string): string => `, for ${days}`,
  endOf: (date: string): string => `the end of ${date}`,
  dayNotKnown: (month: string): string => `${month}, day not known`,
  trigger: (term: string): string => `: ${term}; no fixed date`,
  history: (date: string, away: string): string => `: ${date}${away}, history`,
  context: (date: string, away: string): string => `: ${date}${away}`,
  supplyEnded: (when: string, away: string): string => ` ended ${when}${away}`,
  supplyEnds: (when: string, away: string): string => ` will end ${when}${away}`,
  termEnded: (date: string, away: string): string => `: in force, its term ended on ${date}${away}`,
  dueBy: (when: string, away: string): string => `: due by ${when}${away}`,
  wasDueBy: (when: string, away: string): string => `: was due by ${when}${away}`,
  inForceSince: (when: string, since: string): string => `: in force since ${when}${since}`,
  inForceFrom: (when: string, away: string): string => `: in force from ${when}${away}`,
  askedSince: (date: string, since: string): string => `: asked for since ${date}${since}`,
  askedFrom: (date: string, away: string): string => `: asked for from ${date}${away}`,
  advisedSince: (date: string, since: string): string => `: advised since ${date}${since}`,
  advisedFrom: (date: string, away: string): string => `: advised from ${date}${away}`,
  overdueSince: (date: string, byForm: boolean, since: string): string =>
    `: overdue since ${byForm ? 'the end of ' : ''}${date}${since}`,
  overdueSincePresence: (presence: string, since: string, byForm: boolean, date: string): string =>
    `: overdue since ${presence}, the first trace of it here${since}; ${byForm ? 'the term ended on' : 'the rule is in force since'} ${date}`,
  installedOn: (date: string): string =>
    `This version was installed on ${date}; that is not the date of purchase.`,
  timelineNow: 'as of',
  timelineStates: { history: 'history', past: 'past', coming: 'to come' } as Readonly<
    Record<'history' | 'past' | 'coming', string>
  >,
  governs: 'governs',
  timelineTitle: (words: string): string => `Timeline. ${words}`,
  whyThisDate: (why: string): string => `Why this date: ${why}`,
  allPhases: 'All phases that apply',
  phaseNature: (binding: string, binds: string, audiences: string): string =>
    `${binding}, ${binds}, for ${audiences}`,
  source: (source: string): string => `Source: ${source}`,

  // A finding
  acceptedUntil: (date: string): string => `Accepted until ${date}; does not count in the exit code.`,
  accepted: 'accepted',
  acceptedShort: (date: string): string => `accepted until ${date}`,
  onHost: (host: string): string => ` on ${host}`,
  evidence: (kinds: string): string => `Evidence: ${kinds}`,
  evidenceTruncated: ', and more than a report keeps',
  evidenceTruncatedLong: 'There is more than a report keeps.',
  readFrom: (places: string, signature: string): string => `read from ${places}; signature ${signature}`,
  evidenceIn: (kind: string, name: string, place: string, signature: string): string =>
    `${kind} ${name} in ${place} (${signature})`,
  stop: (reason: StopReason, text: string): string => `Do NOT remove yet (${reason}): ${text}`,
  stopEncryption: (text: string): string => `STOP, encryption: ${text}`,
  settle: { protection: 'settle the protection', encryption: 'decrypt' } as Readonly<
    Record<StopReason, string>
  >,
  withheld: (settle: string): string => `(not yet, and no command shown: ${settle} first)`,
  withheldShort: '(not yet, and no command shown: see above)',
  priorities: { first: ' (before everything else)', normal: '', last: ' (last of all)' } as Readonly<
    Record<DatedPriority, string>
  >,
  whatToDo: 'What to do',
  whatToDoFor: (product: string): string => `${product}: what to do`,
  beware: 'Beware',
  beforeRemoval: 'Before you remove it',
  checkAfterwards: 'Check afterwards',
  alternatives: (text: string, examples: string): string => `Alternatives: ${text} For example: ${examples}.`,
  alternativesShort: (text: string, examples: number): string =>
    `Alternatives: ${text} (${examples} examples: --verbose).`,
  instead: (text: string, examples: string): string => `Instead: ${text} For example: ${examples}.`,
  doesNotCount: (title: string): string => `does not count in the exit code: ${title}`,

  // The host beside its findings
  hostNotNamed: 'host not named',
  protectionAfterwards: (words: string): string => `Protection afterwards: ${words}.`,
  notChanged: 'not changed by this removal',
  encryption: (text: string): string => `Encryption: ${text}`,
  databases: (text: string): string => `Databases: ${text}`,
  databasesBy: (name: string, text: string): string => `Databases: by the record of ${name}: ${text}`,
  databasesOf: (name: string): string => `Databases of ${name}`,
  databasesOfHost: (name: string, text: string): string => `Databases, by ${name}: ${text}`,
  databasesNotRead: 'Databases: their date was not read.',
  restart: 'A restart is pending on this host: restart before the removal, then scan again.',
  restartShort: 'A restart is pending.',
  restartHost: 'A restart is pending on this host.',
  role: (role: string): string => `Role: ${role}`,
  cleanHosts: (hosts: string): string => `${hosts} without a finding and without a gap.`,
  openHosts: (hosts: string, names: string): string =>
    `${hosts} without a finding, but not read completely: ${names}.`,
  worthKnowing: 'Worth knowing (counts as no finding)',

  // What was looked at
  lookedAt: (sources: string, items: string, time: string): string =>
    `Looked at: ${sources}, ${items}${time}.`,
  lookedAtInput: (items: string): string =>
    `Looked at: ${items}. The input does not say whether it is complete.`,
  inSeconds: (seconds: number): string => ` in ${seconds.toFixed(1)} s`,
  notExamined: 'Not examined: engines inside appliances and hosted services.',
  notLookedAt: (gaps: string): string => `NOT looked at (${gaps}):`,
  notLookedAtBecause: (reason: string, collectors: string): string =>
    `Not looked at, ${reason}: ${collectors}.`,
  notAttached: (number: number, names: string): string =>
    `Not attached or apart, so not looked at (${number}): ${names}.`,
  notAttachedShort: (names: string): string => `Not attached or apart: ${names}`,
  notAttachedLong: (names: string): string => `Not attached or apart, so not looked at: ${names}.`,
  coverageColumns: { source: 'source', status: 'status', items: 'items', ms: 'ms', gaps: 'gaps' },

  // The end of a report
  exitCode: (code: number, reason: string): string => `Exit code ${code}: ${reason}.`,
  exitFact: (code: number, reason: string): string => `exit code ${code}: ${reason}`,
  rulePack: (packs: string): string => `Rule pack ${packs}.`,
  packFact: (packs: string): string => `rule pack ${packs}`,
  packDate: (date: string): string => ` of${glue}${date}`,
  builtIn: 'built in',
  old: (days: string): string => `${days} old`,
  dayCount: many(['day', 'days']),
  oldPack: (name: string, days: string): string =>
    `The rule pack ${name} is ${days} old: look for a newer one. Products and dates that came to be known since are not in it.`,

  // Markdown and HTML
  targetFact: (parts: string): string => `Target: ${parts}`,
  hostOf: (host: string): string => `, on ${host}`,
  headings: {
    product: 'Product',
    version: 'Version',
    host: 'Host',
    status: 'Status',
    governingDeadline: 'Deadline that governs',
    phase: 'Phase',
    audience: 'Audience',
    nature: 'Nature',
    source: 'Source',
    kind: 'Kind',
    name: 'Name',
    state: 'State',
    place: 'Place',
    readFrom: 'Read from',
    signature: 'Signature',
    publisher: 'Publisher',
    why: 'Why',
    whatToDo: 'What to do',
    couldHide: 'Could hide',
    items: 'Items',
    gaps: 'Gaps',
    protectionAfterwards: 'Protection afterwards',
    encryption: 'Encryption',
    restart: 'Restart',
    role: 'Role',
    belongsTo: 'Belongs to',
    unassigned: 'Unassigned',
    complete: 'Complete',
    foundBy: 'Found by',
    summary: 'Summary',
    findings: 'Findings',
    notLookedAt: 'Not looked at',
    lookedAt: 'What was looked at',
  },
  tiles: { accepted: 'accepted', unread: 'could not be read', items: 'items', hosts: 'hosts' },
  skipToReport: 'Skip to the report',
  restartFirst: 'A restart is pending: restart before the removal, then scan again.',
  notComplete: 'NO: the scan was interrupted, so there may be more.',
  foundBy: (program: string, packs: string): string => `${program} with ${packs}; dated again for this page`,
  nothingMissed: 'Nothing that should have been read was missed.',
  unread: (missed: Missed): string => `${missedText(missed)} could not be read.`,
  mayHide: 'Something may be hidden there.',
  everySource: (number: number): string => `Every source (${number})`,
  inventoryTitle: (items: number): string => `Inventory (${items} items)`,
  search: 'Search',
  showMore: 'Show 1,000 more',
  /** The page's script puts numbers for {found}, {all} and {shown}. */
  searchStatus: '{found} of {all} items, {shown} shown',
  withoutScripts: (shown: number, items: number): string =>
    `Only the first ${shown} of ${items} items are shown without scripts.`,

  // Messages for other programs
  allLookedAt: (missed: Missed): string => `${missedText(missed)} could not be read`,
  interrupted: 'the scan was interrupted',
  annotationNotLookedAt: (collector: string): string => `not looked at: ${collector}`,
  annotationsLeft: (left: number): string => `${left} more`,
  annotationsOfGithub: 'GitHub shows ten of a kind; the report has all.',
  couldHideField: (status: string): string => `could hide: ${status}`,
  isPresent: (product: string): string => `${product} is present`,
  byVendor: (product: string, vendor: string, kind: ProductClass): string =>
    `${product} by ${vendor} (${kind})`,
  before: (hazard: string): string => `Before: ${hazard}.`,
  insteadShort: (text: string, examples: string): string => `Instead: ${text} (${examples})`,
  noteRule: (kind: string): string => `${kind}: worth knowing, no finding`,
  noteHelp: 'A note counts in the exit code only where --fail-on names its kind.',
  topFolder: 'The top folder of the scanned system.',
  leftOut: (left: number, all: number, what: string): string =>
    `${left} of ${all} ${what} are left out: more are not taken; the JSON report has all`,
  leftOutWhat: { gaps: 'gaps', results: 'results' },
  notAttachedNotification: (collector: string, name: string): string =>
    `${collector}: not attached or apart, not looked at: ${name}`,

  /**
   * Sentences that a report holds in English (of the rule pack, and worded before the report was made), with what they
   * are in this language. `{name}` stands for any words, `{n}` for a number, `{date}` for a day as `29 Sep 2024`.
   * What is not here is shown in English: a translation belongs to one wording and never outlives it.
   */
  stored: {
    /** Whole texts, and sentences that texts are put together from. */
    sentences: {} as Readonly<Record<string, string>>,
    /** Parts of the reasons for an exit code and for a deadline. */
    clauses: {} as Readonly<Record<string, string>>,
    /** What stands between clauses. */
    joints: {} as Readonly<Record<string, string>>,
    /** Texts of the rule pack. */
    pack: {} as Readonly<Record<string, string>>,
  },
};

type DatedPriority = 'first' | 'normal' | 'last';

/** The catalogue of one language: what {@link en} has, in its words. */
export type Messages = typeof en;
