import { describe, expect, it } from 'vitest';
import type { DatedFinding } from '../../src/model/finding.ts';
import { Report } from '../../src/model/report.ts';
import type { ReadinessAnswer } from '../../src/model/vocabulary.ts';
import type { Style } from '../../src/report/style.ts';
import { renderTable } from '../../src/report/table.ts';
import { displayWidth } from '../../src/report/width.ts';
import { fc } from '../support/property.ts';
import { keslFinding } from './fixtures/parts.ts';
import { reports, workstation } from './fixtures/reports.ts';

function report(name: string): Report {
  const found = reports[name];
  if (found === undefined) throw new Error(`no fixture ${name}`);
  return found;
}

describe('fixtures', () => {
  it.each(Object.entries(reports))('%s is a report', (_name, value) => {
    expect(Report.parse(value)).toEqual(value);
  });
});

describe('renderTable against its golden files', () => {
  it.each(Object.keys(reports))('%s at 80 columns', async (name) => {
    await expect(renderTable(report(name), { width: 80, elapsedMs: 412 })).toMatchFileSnapshot(
      `golden/${name}.80.txt`,
    );
  });

  it.each([
    ['workstation at 120 columns', 'workstation.120', 'workstation', { width: 120 }],
    ['workstation in ASCII', 'workstation.ascii', 'workstation', { width: 80, ascii: true }],
    [
      'workstation at 60 columns: the timeline becomes a list',
      'workstation.60',
      'workstation',
      { width: 60 },
    ],
    ['workstation, everything', 'workstation.verbose', 'workstation', { width: 80, verbose: true }],
    ['gaps, every one', 'gaps.verbose', 'gaps', { width: 80, verbose: true }],
    ['audiences, everything', 'audiences.verbose', 'audiences', { width: 100, verbose: true }],
    ['fleet, everything', 'fleet.verbose', 'fleet', { width: 100, verbose: true }],
  ])('%s', async (_name, file, fixture, options) => {
    await expect(renderTable(report(fixture), { ...options, elapsedMs: 412 })).toMatchFileSnapshot(
      `golden/${file}.txt`,
    );
  });
});

describe('the answer', () => {
  const headline = (value: Report): string => renderTable(value).split('\n').slice(2, 6).join('\n');
  const stops = (readiness: ReadinessAnswer): DatedFinding['recommendation']['stops'] =>
    readiness === 'no' || readiness === 'unknown' ? [{ reason: 'protection', text: 'Why.' }] : [];
  const withReadiness = (readiness: ReadinessAnswer): Report => ({
    ...workstation,
    findings: [
      {
        ...keslFinding,
        recommendation: { ...keslFinding.recommendation, readiness, stops: stops(readiness) },
      },
    ],
  });

  it.each([
    ['no', 'Do NOT remove yet'],
    ['unknown', 'Do NOT remove yet'],
    ['verify', 'Check protection before you remove'],
  ] as const)('says it where protection afterwards is %s', (readiness, words) => {
    expect(headline(withReadiness(readiness))).toContain(words);
  });

  it.each(['no', 'unknown'] as const)(
    'prints no command that removes where protection is %s',
    (readiness) => {
      expect(renderTable(withReadiness(readiness), { verbose: true })).not.toContain('dpkg -r kesl');
    },
  );

  it.each(['yes', 'expected', 'verify'] as const)('prints it where protection is %s', (readiness) => {
    expect(renderTable(withReadiness(readiness))).toContain('$ dpkg -r kesl');
  });

  it.each(['yes', 'expected'] as const)('does not warn where protection is %s', (readiness) => {
    expect(headline(withReadiness(readiness))).not.toMatch(/remove/);
  });

  it.each<[string, Partial<Report>, string]>([
    ['interrupted', { complete: false }, 'NO KASPERSKY FOUND SO FAR'],
    [
      'nothing looked at',
      { coverage: [{ collector: 'dpkg', status: 'skipped', items: 0, gaps: [] }] },
      'NOTHING WAS LOOKED AT',
    ],
    [
      'no statement of coverage',
      { coverage: [] },
      'NO KASPERSKY FOUND, but the input does not say whether it is complete',
    ],
    [
      'something left out',
      {
        coverage: [
          { collector: 'dpkg', status: 'ok', items: 1, gaps: [] },
          { collector: 'snap', status: 'skipped', reason: 'not-selected', items: 0, gaps: [] },
        ],
      },
      'NO KASPERSKY FOUND, 1 source left out by choice',
    ],
    ['another pack', { rulePacks: [] }, 'NO LISTED PRODUCTS FOUND'],
    ['presence alone', { audiences: [] }, 'audience: none (no deadlines)'],
  ])('is never a plain "clean" where it must not be: %s', (_name, change, words) => {
    expect(headline({ ...report('clean'), ...change }).replace(/\s+/g, ' ')).toContain(words);
  });

  it('says that an interrupted scan may have missed something', () => {
    expect(renderTable({ ...workstation, complete: false })).toContain(
      'INCOMPLETE: the scan was interrupted, so there may be more.',
    );
  });
});

const hostile = [
  '\x1b[2J\x1b]8;;https://example.org\x07click\x1b]8;;\x07',
  '\u009b31m\u0090payload\u009c',
  'line\r\nKASPERSKY GONE\rover',
  '\u202egpj.exe\u2066\u2069\u200f',
  'a'.repeat(10_000),
  '漢字かな交じり文'.repeat(300),
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'.repeat(100),
  `e${'\u0301'.repeat(500)}`,
  '\ud800\udc00\ud800',
  '\0\t\v\f',
  '',
  '   ',
];

/** The workstation with one text in every field that comes from a host or a sender. */
function poisoned(text: string): Report {
  const finding: DatedFinding = {
    ...keslFinding,
    product: { ...keslFinding.product, name: text },
    version: text,
    host: text,
    evidence: keslFinding.evidence.map(({ signature, item }) => ({
      signature,
      item: {
        ...item,
        name: text,
        displayName: text,
        version: text,
        publisher: text,
        path: text,
        origin: text,
      },
      also: [{ origin: text, ref: text }],
    })),
  };
  return {
    ...workstation,
    target: { ...workstation.target, hostname: text, os: text, path: text },
    findings: [finding],
    notes: workstation.notes.map((note) => ({ ...note, text, host: text })),
    coverage: [
      {
        collector: text,
        status: 'gap',
        items: 0,
        ms: 1,
        gaps: [{ reason: 'crashed', source: text, message: text, couldHide: 'active' }],
      },
      { collector: text, status: 'skipped', reason: 'not-selected', items: 0, gaps: [] },
    ],
    rulePacks: [{ id: text, version: text, date: text, sha256: text, builtin: true }],
    audiences: ['us-person'],
  };
}

/** What a terminal acts on beside the line feed. */
const actsOnTerminal =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]/u;

function widest(text: string): number {
  return Math.max(...text.split('\n').map(displayWidth));
}

describe('hostile names', () => {
  it.each(hostile.map((text) => [JSON.stringify(text.slice(0, 24)), text] as const))('%s', (_name, text) => {
    for (const verbose of [false, true]) {
      const output = renderTable(poisoned(text), { width: 80, verbose });
      expect(output).not.toMatch(actsOnTerminal);
      expect(widest(output)).toBeLessThanOrEqual(80);
      expect(output).toContain('KASPERSKY FOUND: 1 product, 1 active');
      expect(output).toContain('active · confirmed');
    }
  });

  it.each(hostile.map((text) => [JSON.stringify(text.slice(0, 24)), text] as const))(
    'among several hosts: %s',
    (_name, text) => {
      const one = poisoned(text);
      const other = { ...keslFinding, id: 'kesl@other', host: 'other' };
      const output = renderTable(
        { ...one, findings: [...one.findings, other] },
        { width: 80, verbose: true },
      );
      expect(output).not.toMatch(actsOnTerminal);
      expect(widest(output)).toBeLessThanOrEqual(80);
      expect(output).toContain('KASPERSKY FOUND: 2 findings on 2 hosts, 2 active');
    },
  );

  it('prints nothing but ASCII where only ASCII is safe', () => {
    for (const text of hostile) {
      expect(renderTable(poisoned(text), { ascii: true, verbose: true })).toMatch(/^[\x20-\x7e\n]*$/);
    }
  });

  it('never prints a line wider than the terminal, whatever the names', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.constantFrom(...hostile.map((name) => name.slice(0, 400))),
    );
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 40, max: 140 }),
        fc.boolean(),
        fc.boolean(),
        (name, width, ascii, verbose) => {
          const output = renderTable(poisoned(name), { width, ascii, verbose, style: marking });
          expect(output).not.toMatch(actsOnTerminal);
          expect(widest(output.replace(marks, ''))).toBeLessThanOrEqual(width);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** A style whose codes can be told from text: two private characters that `visible` would have escaped. */
const mark = (text: string): string => `\ue000${text}\ue001`;
const marks = /[\ue000\ue001]/g;
const marking: Style = { bold: mark, dim: mark, red: mark, yellow: mark, green: mark, cyan: mark };

describe('style', () => {
  it('changes nothing but the codes', () => {
    const plain = renderTable(workstation, { width: 100 });
    const styled = renderTable(workstation, { width: 100, style: marking });
    expect(styled).not.toBe(plain);
    expect(styled.replace(marks, '')).toBe(plain);
  });

  it('never leaves a code open at the end of a line', () => {
    for (const line of renderTable(workstation, { style: marking }).split('\n')) {
      expect(line.split('\ue000').length).toBe(line.split('\ue001').length);
    }
  });
});

describe('forbidden sentences', () => {
  it.each(Object.keys(reports))('%s says nothing that no source bears out', (name) => {
    const output = renderTable(report(name), { verbose: true }).replace(/\s+/g, ' ');
    expect(output).not.toMatch(/illegal|banned in|you must remove it by|all kaspersky products/i);
    expect(output).not.toMatch(/de-advice: [^.]*overdue/);
    expect(output).toContain('not legal advice');
  });
});
