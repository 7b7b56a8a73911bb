import { grouped } from '../../report/count.ts';
import { en as words } from './en.ts';

/** What the page of a fleet says beside the words of `en`, in English. */
export const pageEn = {
  ...words,
  fleet: 'fleet',
  skip: 'Skip to the numbers',
  audiencesAssignedLong: 'audiences as assigned; hosts that are not assigned are judged for presence alone',
  judgedForPresence: 'judged for presence alone',
  noDeadlines: 'Judged for presence alone: no deadline was worked out.',
  summary: 'Summary',
  allHosts: 'All hosts',
  wordsMean: 'What the words mean',
  facts: {
    byStatus: 'By status',
    accepted: 'Accepted',
    newlyFound: 'Newly found',
    cameBack: 'Came back',
    withGaps: 'With gaps',
    platforms: 'Platforms',
    read: 'Read',
    scannedWith: 'Scanned with',
  },
  acceptedFact: (value: number): string =>
    `${words.hosts(value)} on which all that is present is accepted; it does not count in the exit code`,
  newlyFoundFact: (value: number): string => `${words.hosts(value)} that an earlier report shows without it`,
  cameBackFact: (value: number): string => `${words.hosts(value)} on which it was cleared before`,
  withGapsFact: (value: number): string => `${words.hosts(value)} whose latest report could hide a finding`,
  unknownFact: (days: number): string =>
    `after ${grouped(days)} days without a report, never counted as cleared`,
  notStatedPlatform: 'not stated',
  packHosts: (pack: string, value: number): string => `${pack} (${words.hosts(value)})`,
  readFact: (reports: number, files: number): string =>
    `${grouped(reports)} reports in ${grouped(files)} ${files === 1 ? 'file' : 'files'}`,
  readDuplicates: (value: number): string => `${grouped(value)} were there already`,
  readLater: (value: number): string => `${grouped(value)} later than the as-of instant were left out`,
  readUndated: (value: number): string => `${grouped(value)} without a time that can be believed`,
  readUnreadable: (value: number): string => `${grouped(value)} could not be read`,
  phasesCaption: 'The phase that governs, for each audience; worst first',
  none: 'none',
  noneCell: '(none)',
  notNamed: 'not named',
  groupsCaption: 'Hosts by client and site, worst first',
  moreInJson: (left: number): string => `And ${grouped(left)} more; --format json has them.`,
  productsCaption: 'Products, most hosts first',
  chart: {
    affected: 'not proven gone',
    unknown: 'not seen lately, had findings',
    doubted: 'proven free once, no longer proven',
    clearedInAll: 'proven free of them',
  },
  chartWords: (from: string, to: string, parts: string): string =>
    `From ${from} to ${to}: at the end ${parts}. The table below has every number.`,
  progressNumbers: 'Progress in numbers',
  progressCaption: 'What happened from the first day to the last (UTC), and how things stood at the end',
  progressMeaning:
    'Hosts that ever had a finding. One counts as free of it only when a later complete scan of the same installation says so.',
  theNumbers: 'The numbers',
  hostsTitle: (value: number): string => `Hosts (${grouped(value)})`,
  worstHere: (shown: number, left: number): string =>
    `The ${grouped(shown)} worst are here; the other ${grouped(left)} are in --format csv, ndjson and json.`,
  onPaper:
    'On paper are the hosts that the page showed; its list has more, and --format csv, ndjson and json all.',
  search: 'Search hosts, clients, products, states',
  searchStatus: '{found} of {all} hosts, {shown} shown',
  showMore: 'Show 1,000 more',
  withoutScripts: (shown: number, all: number): string =>
    `The first ${grouped(shown)} of ${grouped(all)}; the others need scripts, which this page's browser does not run.`,
  noDate: 'no date',
  changes: { new: 'new', 'came-back': 'came back', cleared: 'gone', unproven: 'unproven' },
  acceptedUntil: (day: string): string => `accepted until ${day}`,
  sharesId: (value: number): string => `${words.hosts(value)} seen lately share its installation id`,
  instances: (seen: number, affected: number, gone: number): string =>
    `image: ${grouped(seen)} instances seen, ${grouped(affected)} affected, ${grouped(gone)} gone`,
  hadOther: 'the hardware had another installation before',
  scannedPlace: (place: string): string => `scanned: ${place}`,
  formerly: (names: string): string => `formerly ${names}`,

  // What the numbers alone would hide
  attention: 'Worth a look',
  missedTitle: 'Expected, and without a report',
  missedMeaning: 'Hosts of the list that was given with --expected. Nobody knows what is on them.',
  serversTitle: 'Management servers that nobody scanned',
  serversMeaning:
    'Agents on scanned hosts name them. A server that still manages hosts can install products again.',
  serverEntry: (server: string, examples: string): string => `${server}, e.g. of ${examples}`,
  clonesTitle: 'Hosts that share an installation id',
  clonesMeaning: 'Copies of one system that was not given an id of its own. Each is a host here.',
  cloneEntry: (id: string, all: number, affected: number, names: string): string =>
    `${id}: ${words.hosts(all)}, ${grouped(affected)} affected: ${names}`,
  imagesTitle: 'Images with instances that do not persist',
  imagesMeaning: 'Clean the image; its instances follow.',
  imageItself: 'the image itself',
  imageInstances: (seen: number, affected: number): string =>
    `${grouped(seen)} ${seen === 1 ? 'instance' : 'instances'} seen, ${grouped(affected)} affected`,
  reimagedMeaning:
    'The same hardware with another installation. What was found before left with the disk; nobody proved it removed.',
  reimagedEntry: (from: string, to: string, hadFindings: boolean): string =>
    `${from} → ${to}${hadFindings ? ' (had findings)' : ''}`,
  unassignedTitle: 'Hosts that --assign does not name',
  unassignedMeaning: 'They are judged for presence alone.',
  gapsTitle: 'What scans could not read',
  gapsMeaning: 'By collector and reason; mend the most frequent first and scan again.',
  gapEntry: (collector: string, reason: string, on: number, status: string): string =>
    `${collector}: ${reason}, on ${words.hosts(on)}; could hide a product: ${status}`,
  inputsTitle: 'Inputs that could not be read',
  inputsMeaning: 'They are counted and left out; what they hold is not in the numbers above.',
  countedTitle: (title: string, value: number): string => `${title} (${grouped(value)})`,
};

/** Everything that a fleet says for a person, in one language. */
export type FleetMessages = typeof pageEn;
