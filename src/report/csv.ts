import type { DatedFinding, Note } from '../model/finding.ts';
import type { Coverage, Gap } from '../model/gap.ts';
import type { HostState } from '../model/host-state.ts';
import type { Report } from '../model/report.ts';
import { governingSentences, readinessText, stopSentences } from './finding-words.ts';
import { answer } from './headline.ts';
import { labelsByHost } from './labels-text.ts';
import { en, type Messages } from './messages/en.ts';
import { joinedText, plainText } from './plain-text.ts';
import { scanFacts } from './scan-facts.ts';
import { evidenceText } from './words.ts';

/** Columns in their order; new ones are added at the end. `row` says what a row is: scan, host (of several), finding, note, gap or not-present (not attached). */
const columns = [
  'row',
  'host',
  'id',
  'product',
  'vendor',
  'class',
  'status',
  'basis',
  'confidence',
  'version',
  'counts',
  'accepted_until',
  'audience',
  'regime',
  'phase',
  'effective',
  'in_effect',
  'days',
  'overdue',
  'deadline',
  'protection_afterwards',
  'before_removal',
  'what_to_do',
  'evidence',
  'evidence_places',
  'text',
  'as_of',
  'rule_pack',
  'exit_code',
  'disclaimer',
  'role',
  'encryption',
  'databases',
  'scan',
  'client',
  'site',
  'tags',
] as const;

type Column = (typeof columns)[number];
type Row = Partial<Readonly<Record<Column, string | number | boolean | null | undefined>>>;

/** What a spreadsheet shows of a cell at most. Source: Microsoft, "Excel specifications and limits". */
const maxCell = 32_000;

/**
 * A report as a table (RFC 4180, UTF-8, CR LF): first a row on the scan itself, then a row for each finding and
 * audience, each note and each gap, so that what was not looked at is in the same file as what was found.
 * A cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function renderCsv(report: Report, m: Messages = en): string {
  const failing = new Set(report.summary.failing);
  const labelsOf = labelsByHost(report);
  const rows: Row[] = [
    scanRow(m, report),
    ...(report.hosts ?? []).map((state) => hostRow(m, state)),
    ...report.findings.flatMap((finding) => findingRows(m, finding, failing.has(finding.id))),
    ...report.notes.map(noteRow),
    ...report.coverage.flatMap((part) => [
      ...part.gaps.map((gap) => gapRow(m, part, gap)),
      ...(part.notPresent ?? []).map(
        (name): Row => ({
          row: 'not-present',
          host: part.host,
          id: part.collector,
          evidence_places: name,
        }),
      ),
    ]),
  ];
  const lines = [
    columns.join(','),
    ...rows.map((row) => {
      const { client, site, tags } = labelsOf(row.row === 'scan' ? undefined : hostOf(row));
      const whole: Row = { ...row, client, site, tags: tags?.join(' ') };
      return columns.map((column) => csvCell(whole[column])).join(',');
    }),
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

function hostOf({ host }: Row): string | undefined {
  return typeof host === 'string' ? host : undefined;
}

function scanRow(m: Messages, report: Report): Row {
  const { target, summary } = report;
  return {
    row: 'scan',
    host: target.hostname,
    text: joinedText([answer(m, report).text, summary.exitReason], '. '),
    audience: `${report.audiences.join(' ')}${report.audienceAssumed ? ' (assumed)' : ''}`,
    as_of: report.asOf,
    rule_pack: report.rulePacks
      .map(({ id, version, date }) => `${id} ${version}${date === undefined ? '' : m.packDate(date)}`)
      .join(', '),
    exit_code: summary.exitCode,
    protection_afterwards: report.readiness.answer,
    disclaimer: report.disclaimer,
    role: report.role,
    encryption: report.findings.length === 0 ? undefined : report.encryption.text,
    databases: joinedText(report.databases.map(({ name, text }) => `${name}: ${text}`)),
    scan: joinedText(scanFacts(m, report), ' '),
  };
}

function hostRow(
  m: Messages,
  { host, role, readiness, encryption, databases, rebootPending }: HostState,
): Row {
  return {
    row: 'host',
    host,
    role,
    protection_afterwards: readiness.answer,
    text: joinedText([readiness.text, rebootPending === true ? m.restartHost : undefined], ' '),
    encryption: encryption.text,
    databases: joinedText(databases.map(({ name, text }) => `${name}: ${text}`)),
  };
}

function findingRows(m: Messages, finding: DatedFinding, counts: boolean): Row[] {
  const { product, recommendation } = finding;
  const common: Row = {
    row: 'finding',
    host: finding.host,
    id: finding.id,
    product: product.name,
    vendor: product.vendor,
    class: product.class,
    status: finding.status,
    basis: finding.basis,
    confidence: finding.confidence,
    version: finding.version,
    counts,
    accepted_until: finding.accepted?.until,
    protection_afterwards: readinessText(m, finding),
    before_removal: joinedText([
      ...stopSentences(m, finding),
      ...recommendation.hazards.map(({ title }) => title),
    ]),
    what_to_do: recommendation.summary,
    evidence: evidenceText(m, finding),
    evidence_places: joinedText(finding.evidence.map(({ item }) => item.path ?? item.origin)),
  };
  if (finding.governing.length === 0) return [common];
  const sentences = governingSentences(m, finding);
  return finding.governing.map(({ audience, deadline, overdue }, index) => ({
    ...common,
    audience,
    deadline: sentences[index],
    ...(deadline !== null && {
      regime: deadline.regime,
      phase: deadline.phase,
      effective: deadline.effective,
      in_effect: deadline.inEffect,
      days: deadline.days,
      overdue: overdue !== undefined,
    }),
  }));
}

function noteRow({ kind, product, text, host, evidence }: Note): Row {
  return {
    row: 'note',
    host,
    id: product,
    status: kind,
    text,
    evidence_places: joinedText(evidence.map(({ item }) => item.path ?? item.origin)),
  };
}

function gapRow(
  m: Messages,
  { collector, host }: Coverage,
  { reason, source, message, couldHide }: Gap,
): Row {
  return {
    row: 'gap',
    host,
    id: collector,
    status: reason,
    evidence_places: source,
    text: joinedText([message, m.couldHideField(couldHide)]),
  };
}

/** Starts of a formula in spreadsheets, also in their wide forms. Source: OWASP, CSV Injection. */
const formula = /^[\s'"]*[=+\-@\t\r＝＋－＠]/u;

/** A value as a cell: quoted where it must be, on one line, never a formula; empty where there is none. */
export function csvCell(value: string | number | boolean | null | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = plainText(value, maxCell);
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
