import { gzipSync } from 'node:zlib';
import type { DatedFinding, Note } from '../model/finding.ts';
import type { Item } from '../model/item.ts';
import type { Labels } from '../model/labels.ts';
import type { Report } from '../model/report.ts';
import { findingTitle, governingSentences, meanings, reportFacts, stopSentences } from './finding-words.ts';
import { answer } from './headline.ts';
import { jsonText } from './json-text.ts';
import { labelsByHost } from './labels-text.ts';
import { en, type Messages } from './messages/en.ts';
import { joinedText, plainText } from './plain-text.ts';
import { scanFacts } from './scan-facts.ts';

/** GitHub takes at most so many results of a run. Source: docs.github.com, SARIF results exceed one or more limits. */
const maxResults = 25_000;
/** And at most 10 MB after gzip; some room is left for another compressor. Same source. */
const maxCompressed = 9_500_000;
const maxNotifications = 1_000;
const maxTags = 10;
const maxHostTags = 32;

/**
 * A report as SARIF 2.1.0. A rule is a product; a result is a finding, with one relative location (the path of its best
 * evidence) and a fingerprint that stays the same from scan to scan; notes are informational results; gaps are
 * notifications of the tool. Accepted findings are suppressed results. What does not fit is cut, and a notification says so.
 * Source: OASIS, Static Analysis Results Interchange Format 2.1.0.
 */
export function renderSarif(report: Report, m: Messages = en): string {
  const failing = new Set(report.summary.failing);
  const labelsOf = labelsByHost(report);
  const rules = new Map<string, object>();
  const results = [
    ...report.findings.map((finding) => {
      rules.set(finding.product.id, ruleOf(m, finding));
      return resultOf(m, finding, failing.has(finding.id), labelsOf(finding.host));
    }),
    ...report.notes.map((note) => {
      rules.set(`note-${note.kind}`, noteRule(m, note));
      return noteResult(note);
    }),
  ];
  const ids = [...rules.keys()];
  const indexed = results
    .slice(0, maxResults)
    .map((result) => ({ ...result, ruleIndex: ids.indexOf(result.ruleId) }));
  for (let kept = indexed.length; ; ) {
    const text = logText(m, report, [...rules.values()], indexed.slice(0, kept), results.length);
    // What is no longer before it is compressed needs no look.
    const size = text.length * 3 <= maxCompressed ? 0 : gzipSync(text, { level: 1 }).length;
    if (size <= maxCompressed || kept === 0) return text;
    kept = Math.floor(kept * Math.min(0.9, (maxCompressed / size) * 0.97));
  }
}

function logText(
  m: Messages,
  report: Report,
  rules: readonly object[],
  results: readonly Result[],
  all: number,
): string {
  const { target } = report;
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            semanticVersion: report.tool.version,
            rules,
          },
        },
        automationDetails: {
          id: `phaseout/${plainText(target.image ?? target.hostname ?? target.type, 200)}/`,
        },
        originalUriBaseIds: {
          TARGET: { description: { text: m.topFolder } },
        },
        invocations: [
          {
            executionSuccessful: report.complete,
            exitCode: report.summary.exitCode,
            exitCodeDescription: plainText(report.summary.exitReason),
            toolExecutionNotifications: notifications(m, report, all, results.length),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results,
        properties: {
          ...labelProperties(target),
          answer: plainText(answer(m, report).text),
          asOf: report.asOf,
          audiences: report.audiences,
          audienceAssumed: report.audienceAssumed,
          facts: [...reportFacts(m, report), ...scanFacts(m, report)],
        },
      },
    ],
  };
  return `${jsonText(log, null, 2)}\n`;
}

interface Result {
  readonly ruleId: string;
  readonly [key: string]: unknown;
}

function ruleOf(m: Messages, { product, recommendation }: DatedFinding): object {
  const help = joinedText(
    [
      recommendation.summary,
      ...recommendation.hazards.map(({ title }) => m.before(title)),
      ...recommendation.alternatives.map(({ text, examples }) => m.insteadShort(text, examples.join(', '))),
    ],
    '\n\n',
  );
  return {
    id: product.id,
    name: product.id,
    shortDescription: { text: plainText(m.isPresent(product.name), 200) },
    fullDescription: { text: plainText(m.byVendor(product.name, product.vendor, product.class), 1000) },
    help: {
      text: help
        .split('\n\n')
        .map((text) => plainText(text))
        .join('\n\n'),
    },
    properties: { tags: ['inventory', product.class, ...product.capabilities].slice(0, maxTags) },
  };
}

/** Client, site and tags; `tags` is the one property name that the format itself gives a meaning: a list of words. */
function labelProperties({ client, site, tags }: Labels): object {
  return {
    ...(client !== undefined && { client: plainText(client, 200) }),
    ...(site !== undefined && { site: plainText(site, 200) }),
    ...(tags !== undefined && {
      tags: [...new Set(tags.slice(0, maxHostTags).map((tag) => plainText(tag, 200)))],
    }),
  };
}

function resultOf(m: Messages, finding: DatedFinding, counts: boolean, said: Labels): Result {
  const text = joinedText(
    [
      `${findingTitle(m, finding)}.`,
      ...governingSentences(m, finding),
      ...meanings(finding),
      ...stopSentences(m, finding),
      finding.recommendation.summary,
    ],
    ' ',
  );
  return {
    ruleId: finding.product.id,
    level: counts ? (finding.status === 'residue' ? 'warning' : 'error') : 'note',
    message: { text: plainText(text, 4000) },
    locations: locationsOf(finding.evidence.map(({ item }) => item)),
    partialFingerprints: { 'phaseoutFinding/v1': plainText(finding.id, 300) },
    ...(finding.accepted !== undefined && {
      suppressions: [{ kind: 'external', justification: m.acceptedShort(finding.accepted.until) }],
    }),
    properties: {
      status: finding.status,
      confidence: finding.confidence,
      ...(finding.version !== undefined && { version: plainText(finding.version, 200) }),
      ...(finding.host !== undefined && { host: plainText(finding.host, 200) }),
      ...labelProperties({ client: said.client, site: said.site }),
      governing: finding.governing.map(({ audience, deadline, overdue }) => ({
        audience,
        ...(deadline !== null && {
          regime: deadline.regime,
          phase: deadline.phase,
          effective: deadline.effective,
          inEffect: deadline.inEffect,
          days: deadline.days,
          overdue: overdue !== undefined,
        }),
      })),
    },
  };
}

function noteRule(m: Messages, { kind }: Note): object {
  return {
    id: `note-${kind}`,
    name: `note-${kind}`,
    shortDescription: { text: m.noteRule(m.notes[kind]) },
    help: { text: m.noteHelp },
    properties: { tags: ['inventory', 'note'] },
  };
}

function noteResult({ kind, product, text, host, evidence }: Note): Result {
  const place = evidence[0]?.item;
  return {
    ruleId: `note-${kind}`,
    kind: 'informational',
    level: 'none',
    message: { text: plainText(text, 4000) },
    locations: locationsOf(evidence.map(({ item }) => item)),
    partialFingerprints: {
      'phaseoutNote/v1': plainText(
        [kind, product, host ?? '', place?.path ?? place?.origin ?? ''].join('@'),
        300,
      ),
    },
  };
}

/** One place: that of the first item with a path, else where the first was read. */
function locationsOf(items: readonly Item[]): object[] {
  const item = items.find(({ path }) => path !== undefined) ?? items[0];
  const place = item?.path ?? item?.origin;
  if (place === undefined) return [];
  return [
    {
      physicalLocation: { artifactLocation: { uri: relativeUri(place), uriBaseId: 'TARGET' } },
      message: { text: plainText(place, 400) },
    },
  ];
}

/** A path as a relative reference: no drive colon, no leading slash, no `..`, every segment encoded. */
function relativeUri(path: string): string {
  const segments = plainText(path, 400)
    .replaceAll('\\', '/')
    .split('/')
    .map((segment) => segment.replace(/:$/, ''))
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
  return segments.map((segment) => encodeURIComponent(segment)).join('/') || 'unknown';
}

function notifications(m: Messages, report: Report, results: number, kept: number): object[] {
  const gaps = report.coverage.flatMap(({ collector, host, gaps }) =>
    gaps.map(({ reason, source, message, couldHide }) => ({
      descriptor: { id: reason },
      level: couldHide === 'residue' ? 'note' : 'warning',
      message: {
        text: plainText(
          joinedText([host, `${collector}: ${source}: ${message}`, m.couldHideField(couldHide)], ', '),
        ),
      },
    })),
  );
  const cut = (what: string, all: number, kept: number): object[] =>
    all <= kept
      ? []
      : [
          {
            descriptor: { id: 'too-large' },
            level: 'warning',
            message: {
              text: m.leftOut(all - kept, all, what),
            },
          },
        ];
  return [
    ...gaps.slice(0, maxNotifications),
    ...cut(m.leftOutWhat.gaps, gaps.length, maxNotifications),
    ...cut(m.leftOutWhat.results, results, kept),
    ...report.coverage.flatMap(({ collector, notPresent }) =>
      (notPresent ?? []).slice(0, 100).map((name) => ({
        descriptor: { id: 'not-present' },
        level: 'note',
        message: { text: plainText(m.notAttachedNotification(collector, name)) },
      })),
    ),
  ];
}
