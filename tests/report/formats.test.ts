import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import Draft4 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { renderCsv } from '../../src/report/csv.ts';
import { renderCyclonedx } from '../../src/report/cyclonedx.ts';
import { renderGithub } from '../../src/report/github.ts';
import { renderJunit } from '../../src/report/junit.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { hostile, withHostile } from './fixtures/hostile.ts';
import { reports } from './fixtures/reports.ts';

const formats = [
  ['csv', renderCsv],
  ['sarif', renderSarif],
  ['junit.xml', renderJunit],
  ['md', renderMarkdown],
  ['github.txt', renderGithub],
  ['cdx.json', renderCyclonedx],
] as const;

/** A workstation with three findings, leftovers alone, a clean one with gaps, several hosts. */
const chosen = ['workstation', 'residue', 'gaps', 'fleet', 'audiences'];

function report(name: string): Report {
  const found = reports[name];
  if (found === undefined) throw new Error(`no fixture ${name}`);
  return found;
}

describe('formats against their golden files', () => {
  it.each(chosen.flatMap((name) => formats.map(([extension, render]) => [name, extension, render] as const)))(
    '%s as %s',
    async (name, extension, render) => {
      await expect(render(report(name))).toMatchFileSnapshot(`golden/formats/${name}.${extension}`);
    },
  );
});

const require = createRequire(import.meta.url);
const schema = (name: string): object =>
  JSON.parse(
    readFileSync(
      require
        .resolve(`@cyclonedx/cyclonedx-library/package.json`)
        .replace('package.json', `res/schema/${name}.SNAPSHOT.schema.json`),
      'utf8',
    ),
  );

const cyclonedx = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(cyclonedx);
for (const name of ['spdx', 'jsf-0.82', 'cryptography-defs'])
  cyclonedx.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
const isBom = cyclonedx.compile(schema('bom-1.6'));

// The schema of the OASIS committee, as Microsoft's own checker carries it; it is written in draft 4.
const draft4 = new Draft4.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(draft4);
const isSarif = draft4.compile(
  JSON.parse(
    readFileSync(
      require
        .resolve('@microsoft/jest-sarif/package.json')
        .replace('package.json', 'lib/schemas/sarif-2.1.0-rtm.5.json'),
      'utf8',
    ),
  ),
);

const everyReport: readonly (readonly [string, Report])[] = [
  ...Object.entries(reports),
  ...Object.entries(hostile).map(([name, text]) => [`hostile: ${name}`, withHostile(text)] as const),
];

describe.each(everyReport)('%s', (_name, value) => {
  it('is a valid SARIF log with relative places', () => {
    const log = JSON.parse(renderSarif(value));
    isSarif(log);
    expect(isSarif.errors ?? []).toEqual([]);
    for (const result of log.runs[0].results) {
      expect(log.runs[0].tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
      expect(result.locations.length).toBeLessThanOrEqual(1);
      for (const { physicalLocation } of result.locations)
        expect(physicalLocation.artifactLocation.uri).toMatch(/^(?!\/)(?!.*\.\.(\/|$))[!-~]+$/);
    }
  });

  it('is a valid CycloneDX bill of materials', () => {
    isBom(JSON.parse(renderCyclonedx(value)));
    expect(isBom.errors ?? []).toEqual([]);
  });

  it('is well-formed XML with as many cases as it says', () => {
    const xml = renderJunit(value);
    const parsed = execFileSync(
      'xmllint',
      [
        '--nonet',
        '--huge',
        '--xpath',
        'concat(count(//testcase), " ", count(//testcase[failure]), " ", //testsuites/@tests, " ", //testsuites/@failures)',
        '-',
      ],
      { input: xml, encoding: 'utf8' },
    ).trim();
    const [cases, failures, tests, said] = parsed.split(' ');
    expect({ cases, failures }).toEqual({ cases: tests, failures: said });
  });

  it('is XML of the form that Jenkins takes', () => {
    const dtd = fileURLToPath(new URL('fixtures/junit.dtd', import.meta.url));
    const check = spawnSync('xmllint', ['--nonet', '--huge', '--noout', '--dtdvalid', dtd, '-'], {
      input: renderJunit(value),
      encoding: 'utf8',
    });
    expect({ status: check.status, said: check.stderr }).toEqual({ status: 0, said: '' });
  });

  it('is a table whose rows have as many cells as its heading, none of them a formula', () => {
    const rows = parseCsv(renderCsv(value));
    const [heading, ...others] = rows;
    for (const row of others) {
      expect(row).toHaveLength(heading?.length ?? 0);
      for (const cell of row) expect(cell).not.toMatch(/^\s*(?:[=@\t\r＝＋－＠]|[+-](?!\d+$))/u);
    }
    expect(others.filter(([kind]) => kind === 'finding').length).toBeGreaterThanOrEqual(
      value.findings.length,
    );
    expect(others.filter(([kind]) => kind === 'gap')).toHaveLength(
      value.summary.gaps > 0 || value.coverage.some(({ gaps }) => gaps.length > 0)
        ? value.coverage.flatMap(({ gaps }) => gaps).length
        : 0,
    );
  });

  it('has workflow commands that no name can start', () => {
    for (const line of renderGithub(value).trimEnd().split('\n'))
      expect(line).toMatch(/^::(?:error|warning|notice) title=[^:,\r\n]*::[^\r\n]*$/);
  });

  it('has no tag, control or invisible character of a name in any format', () => {
    for (const [extension, render] of formats) {
      const text = render(value);
      expect(/\p{Surrogate}/u.test(text), extension).toBe(false);
      expect(
        /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(text),
        extension,
      ).toBe(false);
      if (
        !extension.endsWith('json') &&
        extension !== 'sarif' &&
        extension !== 'csv' &&
        extension !== 'github.txt'
      )
        // What stands in a code span of Markdown is shown as it is.
        expect(text.replace(/(`+)[^`]*\1/g, ''), extension).not.toMatch(/<(?:script|img|x\/)/i);
    }
  });
});

/** Cells of a CSV as RFC 4180 reads them. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length; ) {
    let cell = '';
    if (text[at] === '"') {
      for (at++; ; at++) {
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') cell += text[at++];
        else break;
      }
      at++;
    } else {
      const end = text.slice(at).search(/[,\r]/);
      cell = text.slice(at, at + end);
      at += end;
    }
    row.push(cell);
    if (text[at] === ',') at++;
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n');
      rows.push(row);
      row = [];
      at += 2;
    }
  }
  return rows;
}
