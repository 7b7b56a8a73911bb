import { grouped } from '../../report/count.ts';
import { type Messages, en as report } from '../../report/messages/en.ts';
import type { FleetState } from '../host-row.ts';
import type { ServerRow } from '../view.ts';

/** A count with its noun, thousands apart. */
const many =
  (one: string, more = `${one}s`) =>
  (value: number): string =>
    `${grouped(value)} ${value === 1 ? one : more}`;
const hosts = many('host');
const reports = many('report');

/**
 * Every word that a fleet says at the terminal and in its page, in English, and by its type what a further language has
 * to say. Functions return plain text, never markup, and escape nothing; numbers come as they are.
 */
export const en = {
  /** The words that a report of one host has too: dates, statuses, reasons. */
  report: report as Messages,
  hosts,
  days: many('day'),
  more: (left: number): string => `and ${grouped(left)} more`,
  listMore: (left: number): string => `And ${grouped(left)} more.`,

  // The answer
  found: (subject: string, affected: number, of: number, onlySeen: boolean): string =>
    `${subject} ON ${grouped(affected)} OF ${hosts(of).toUpperCase()}${onlySeen ? ' SEEN LATELY' : ''}`,
  nothingLatest: (all: number): string =>
    `NOTHING FOUND IN THE LATEST REPORTS OF ${hosts(all).toUpperCase()}`,
  nothing: (all: number): string => `NOTHING FOUND ON ${hosts(all).toUpperCase()}`,
  nobody: 'NO HOST TO JUDGE',
  acceptedOn: (value: number): string => `accepted on ${grouped(value)}`,
  hadIt: (value: number): string => `${hosts(value)} not seen lately had it`,
  notKnownFor: (value: number): string => `not known for ${grouped(value)}`,
  notRead: (value: number): string => `${many('input')(value)} not read`,
  interrupted: 'reading was interrupted',
  doNotRemoveYet: (value: number): string => `Do NOT remove yet on ${hosts(value)}`,
  stopsOn: {
    protection: (value: number): string => `no protection may remain on ${grouped(value)}`,
    encryption: (value: number): string => `data may be encrypted on ${grouped(value)}`,
  },
  amongThem: (names: string): string => `Among them: ${names}.`,
  stops: {
    protection: 'do NOT remove yet: no protection may remain',
    encryption: 'do NOT remove yet: data may be encrypted',
  },
  worstStatuses: {
    active: (value: number): string => `${grouped(value)} active`,
    installed: (value: number): string => `${grouped(value)} installed`,
    residue: (value: number): string => `${grouped(value)} with leftovers only`,
  },
  byWorstStatus: (parts: string): string => `By the worst on each host: ${parts}.`,
  worstDeadline: (words: string, standing: string): string => `Worst deadline: ${words}, ${standing}.`,
  forAudience: (audience: string, words: string): string => `${audience}: ${words}`,
  fleetOf: (value: number): string => `fleet of ${reports(value)}`,
  asOf: (instant: string): string => `as of ${instant}`,
  audiencesAssigned: 'audiences by --assign',
  presenceAlone: 'presence alone, no deadlines',
  audienceAssumed: (names: string): string => `audience of each report, else assumed: ${names}`,
  audience: (names: string): string => `audience: ${names}`,
  exitCode: (code: number, reason: string): string => `Exit code ${code}: ${reason}.`,
  judgedBy: (packs: string): string => `Judged by rules ${packs}.`,
  packOf: (pack: string, date: string): string => `${pack} of ${date}`,

  // What a host counts as
  states: {
    affected: { name: 'Affected', meaning: 'the latest report has a product' },
    unproven: { name: 'Unproven', meaning: 'had one, and nothing proves that it is gone' },
    unknown: { name: 'Unknown', meaning: 'not seen lately, or no report states a time that can be believed' },
    incomplete: { name: 'Incomplete', meaning: 'nothing found, but not everything was looked at' },
    cleared: { name: 'Cleared', meaning: 'had one; a later complete scan proves that it is gone' },
    clean: { name: 'Clean', meaning: 'complete scans, never a product' },
  } as Readonly<Record<FleetState, { readonly name: string; readonly meaning: string }>>,
  unseenFor: (days: number): string => `not seen for more than ${grouped(days)} days`,

  // Deadlines
  overdue: 'overdue',
  overdueFor: (days: string): string => `overdue for ${days}`,
  inEffect: 'in effect',
  noDay: 'no day is set',
  today: 'today',
  ahead: (days: string): string => `in ${days}`,
  advisedFor: (days: string): string => `advised for ${days}`,
  endedAgo: (days: string): string => `ended ${days} ago`,
  inForceFor: (days: string): string => `in force for ${days}`,
  /** A number of days as the messages above take it. */
  lasting: many('day'),
  meaningOf: (deadline: string, meaning: string): string => `${deadline}: ${meaning}`,

  // Lists
  headings: {
    host: 'Host',
    hosts: 'Hosts',
    state: 'State',
    status: 'Status',
    product: 'Product',
    products: 'Products',
    deadline: 'Deadline',
    deadlines: 'Deadlines',
    clientSite: 'Client / site',
    client: 'Client',
    site: 'Site',
    unseen: 'Unseen',
    remove: 'Remove',
    active: 'Active',
    installed: 'Installed',
    leftover: 'Leftover',
    accepted: 'Accepted',
    for: 'For',
    stands: 'Stands',
    until: 'Until',
    from: 'From',
    to: 'To',
    found: 'Found',
    newlyFound: 'Newly found',
    cameBack: 'Came back',
    reimaged: 'Re-imaged',
    notProvenGone: 'Not proven gone',
    doubted: 'No longer proven',
    provenFree: 'Proven free',
    hostsInAll: 'Hosts in all',
    versions: 'Versions',
    phase: 'Phase',
    regime: 'Regime',
    audience: 'Audience',
    date: 'Date',
    standing: 'Standing',
    findings: 'Findings',
    meaning: 'What it means',
    howTheyStand: 'How they stand',
    worstDeadline: 'Worst deadline',
    lastSeen: 'Last seen',
    note: 'Note',
  },
  worstHosts: 'Worst hosts',
  clientsAndSites: 'Clients and sites',
  progress: 'Progress',
  daysUnseen: (days: number): string => `${days} d`,
  marks: {
    clone: 'clone',
    cameBack: 'came back',
    accepted: 'accepted',
    image: (affected: number, seen: number): string => `image, ${grouped(affected)} of ${grouped(seen)}`,
  },
  notProvenGone: (product: string): string => `not proven gone: ${product}`,
  notYet: 'not yet',
  notStated: '(not stated)',

  // What is not known
  worthALook: 'Not known, and worth a look',
  unusable: (inputs: number, where: string): string =>
    `${many('input')(inputs)} could not be used${where === '' ? '' : `, the first: ${where}`}.`,
  undated: (value: number): string =>
    `${reports(value)} without a time that can be believed (none, or in the future): what they found counts, nothing is cleared by them.`,
  later: (value: number): string => `${reports(value)} later than the as-of instant, left out.`,
  duplicates: (value: number): string => `${reports(value)} given more than once, counted once.`,
  withGaps: (value: number, gaps: string): string => `${hosts(value)} not looked at completely: ${gaps}.`,
  clones: (value: number, names: string): string =>
    `${hosts(value)} seen lately (running, folders or images) share their installation id with another (clones); each counts: ${names}.`,
  reimaged: (value: number, withFindings: number, names: string): string =>
    `${many('installation')(value)} replaced by another on the same hardware (re-imaged), ${grouped(withFindings)} of them with findings: ${names}.`,
  cameBack: (value: number): string => `${hosts(value)} on which a product came back after it was cleared.`,
  unassigned: (value: number, names: string): string =>
    `${hosts(value)} that --assign does not name, judged for presence alone: ${names}.`,
  images: (value: number): string =>
    `${many('image')(value)} with non-persistent hosts, each image counted once.`,
  server: ({ server, client, agents }: ServerRow): string =>
    `${server} (${client === '' ? '' : `${client}, `}${reports(agents)})`,
  servers: (names: string, left: number): string =>
    `Management servers that agents name and nobody scanned: ${names}${left > 0 ? ` and ${grouped(left)} more` : ''}. They can install products again.`,
  missed: (missed: number, of: number): string =>
    `${grouped(missed)} of ${many('expected host')(of)} without a report:`,
  lastReport: (day: string): string => `last report ${day}`,
  lastReportUndated: 'last report without a time',
  noReportEver: 'no report ever',
};
