import { nearest } from '../model/nearest.ts';
import { visible } from '../model/visible.ts';
import type { Difference } from './compare.ts';
import type { HostOutcome, TestOutcome } from './run-rule-tests.ts';

/** How many of something held, for the last line. */
export interface TestCounts {
  readonly tests: number;
  readonly failed: number;
  readonly hosts: number;
  readonly rows: number;
}

/** Counts tests, their hosts, and the rows that ask for evidence. */
export function countOutcomes(outcomes: readonly TestOutcome[]): TestCounts {
  const hosts = outcomes.flatMap((outcome) => outcome.hosts);
  const rows = hosts.flatMap(({ host }) => host.rows).filter(({ expect }) => expect !== undefined);
  return {
    tests: outcomes.length,
    failed: outcomes.filter(({ holds }) => !holds).length,
    hosts: hosts.length,
    rows: rows.length,
  };
}

/**
 * What does not hold, test by test, then one line of figures; text that is safe to print.
 * `known` holds the ids of all signatures, products and protections, so that a mistyped one is pointed out.
 */
export function outcomeText(outcomes: readonly TestOutcome[], known: ReadonlySet<string>): string {
  const failed = outcomes.filter(({ holds }) => !holds);
  const blocks = failed.flatMap(({ hosts }) =>
    hosts.filter(({ differences }) => differences.length > 0).map((host) => hostText(host, known)),
  );
  const { tests, failed: bad, hosts, rows } = countOutcomes(outcomes);
  const figures = `${plural(tests, 'test')} with ${plural(hosts, 'host')} and ${plural(rows, 'expected row')}`;
  const verdict = bad === 0 ? 'all hold' : `${bad} ${bad === 1 ? 'does' : 'do'} not hold`;
  return `${[...blocks, `${figures}: ${verdict}`].join('\n\n')}\n`;
}

/** The outcomes as plain data for `--format json`. */
export function outcomeJson(outcomes: readonly TestOutcome[]): object {
  return {
    tests: outcomes.map(({ test, hosts, holds }) => ({
      test: test.value.test,
      file: test.file,
      line: test.locate(['test']).line,
      origin: test.value.origin,
      holds,
      hosts: hosts.map(({ host, observed, differences }) => ({
        host: host.host,
        findings: observed.findings,
        notes: observed.notes,
        protections: observed.protections,
        differences,
      })),
    })),
    summary: countOutcomes(outcomes),
  };
}

function hostText({ host, differences }: HostOutcome, known: ReadonlySet<string>): string {
  const { test, file, at } = host;
  const name = host.host === test ? '' : `, host ${host.host}`;
  const head = `${file}:${at.line}:${at.column}: ${visible(`${test}${name}`)}`;
  return [head, ...differences.flatMap((each) => differenceLines(each, known))].join('\n');
}

function differenceLines(
  { what, row, line, missing, unexpected }: Difference,
  known: ReadonlySet<string>,
): string[] {
  const head = row === undefined ? what : `evidence of ${visible(row)} (line ${line})`;
  return [
    `  ${head}`,
    ...missing.map((text) => `    - ${visible(text)}  (expected${hintOf(text, known)})`),
    ...unexpected.map((text) => `    + ${visible(text)}  (got)`),
  ];
}

function hintOf(text: string, known: ReadonlySet<string>): string {
  const [id = ''] = text.split(' ');
  if (known.has(id)) return '';
  const near = nearest(id, [...known]);
  return `; the rules have no ${id}${near.length > 0 ? `, nearest: ${near.join(', ')}` : ''}`;
}

function plural(number: number, one: string): string {
  return `${number} ${number === 1 ? one : `${one}s`}`;
}
