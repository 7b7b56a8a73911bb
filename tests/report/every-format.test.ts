import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { resolveAudiences } from '../../src/deadline/audiences.ts';
import { dateFindings } from '../../src/deadline/date-findings.ts';
import type { HostAdvice } from '../../src/deadline/recommend.ts';
import type { Finding } from '../../src/model/finding.ts';
import { protectsHost } from '../../src/model/protects-host.ts';
import type { Report } from '../../src/model/report.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';
import { answer, hostsOf } from '../../src/report/headline.ts';
import { en } from '../../src/report/messages/en.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { loadAudiences, loadRegimes } from '../deadline/load-regimes.ts';
import { makeFinding } from '../deadline/make-finding.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';
import { everyFormat } from './fixtures/every-format.ts';
import { hostile, withHostile } from './fixtures/hostile.ts';
import { reports, workstation } from './fixtures/reports.ts';

/** A stream of findings has no place for what is said of the report as a whole; the JSON report has it. */
const wholeReports = everyFormat.filter(([name]) => name !== 'ndjson');
/** Text as a person reads it: no markup, no escapes, blanks and line breaks alike. */
const read = (text: string): string =>
  text
    .replace(/&#?[a-z0-9]+;/gi, (entity) => ({ '&#64;': '@', '&#58;': ':' })[entity] ?? ' ')
    .replaceAll('%3A', ':')
    .replace(/\\([\\`*_{}[\]#|~])/g, '$1')
    .replace(/[\s\u00a0]+/g, ' ');

describe.each(Object.entries(reports))('%s, in every format', (_name, report) => {
  it.each(wholeReports)(
    '%s says for whom, as of when, by which pack, and that it is no legal advice',
    (_format, render) => {
      const text = read(render(report));
      for (const audience of report.audiences) expect(text).toContain(audience);
      expect(/\bassumed\b|"audienceAssumed": true/.test(text)).toBe(report.audienceAssumed);
      expect(text).toMatch(/2026-11-22T00:00:00-05:00|22 Nov 2026/);
      expect(text).toMatch(/phaseout-builtin.{1,30}2026\.11\.22/);
      expect(text).toMatch(/2026\.11\.22.{1,40}(?:2026-11-22|22 Nov 2026)/);
      expect(text).toContain('not legal advice');
    },
  );

  it.each(wholeReports)('%s says what was not looked at, protection and encryption', (format, render) => {
    const text = read(render(report));
    const gaps = report.coverage.flatMap((part) => part.gaps);
    if (format !== 'github') for (const gap of gaps.slice(0, 3)) expect(text).toContain(gap.source);
    if (report.findings.length === 0 || format === 'summary') return;
    const isOneHost =
      hostsOf(report).length === 1 && report.summary.byStatus.residue < report.findings.length;
    if (isOneHost || !format.startsWith('table')) expect(text).toMatch(/rotection afterwards|"?readiness"?/);
    for (const { text: note } of format === 'github' ? [] : report.notes) expect(text).toContain(note);
  });
});

it('says role, databases, a restart and an interruption in every format for people', () => {
  const report: Report = {
    ...workstation,
    role: 'domain controller',
    rebootPending: true,
    complete: false,
    databases: [
      { product: 'kesl', name: 'Databases keeper', text: 'They were issued in June.', evidence: [] },
    ],
  };
  for (const [format, render] of wholeReports) {
    const text = read(render(report));
    expect(text, format).toContain('domain controller');
    expect(text, format).toMatch(/interrupted|"complete": ?false/);
    if (format === 'summary') continue;
    expect(text, format).toContain('They were issued in June.');
    expect(text, format).toMatch(/restart is pending|"rebootPending": ?true/i);
  }
});

it('says of each of several hosts what is known of it', () => {
  const [finding] = workstation.findings;
  if (finding === undefined) throw new Error('the fixture has findings');
  const names = ['host-a', 'host-b'];
  const report: Report = {
    ...workstation,
    findings: names.map((host) => ({ ...finding, id: `kesl@${host}`, host })),
    hosts: names.map((host) => ({
      host,
      role: `role of ${host}`,
      readiness: { ...workstation.readiness, text: `Protection of ${host} is unknown.` },
      encryption: { state: 'encrypted', text: `Disks of ${host} are encrypted.`, evidence: [] },
      databases: [{ product: 'kesl', name: 'KESL', text: `Databases of ${host} are old.`, evidence: [] }],
      rebootPending: true,
    })),
  };
  const forPeople = ['table, verbose', 'json', 'html', 'csv', 'junit', 'markdown'];
  for (const [format, render] of everyFormat.filter(([name]) => forPeople.includes(name))) {
    const text = read(render(report));
    for (const host of names)
      for (const said of [
        `role of ${host}`,
        `Protection of ${host} is unknown.`,
        `Disks of ${host} are encrypted.`,
        `Databases of ${host} are old.`,
      ])
        expect(text, format).toContain(said);
  }
});

describe('a hostile name', () => {
  it.each(Object.keys(hostile))(
    'leaves every finding legible, and comes through JSON unchanged: %s',
    (name) => {
      const text = hostile[name] ?? '';
      // Half a surrogate pair is the one thing that JSON cannot carry to every reader.
      const kept = text.replace(/\p{Surrogate}/gu, '\ufffd');
      const report = withHostile(text);
      for (const [format, render] of everyFormat) {
        const out = render(report);
        const shown = format.startsWith('table') || format === 'summary' ? 2 : report.findings.length;
        for (const { product } of report.findings.slice(0, shown))
          expect(read(out), format).toContain(product.name.split(' for ')[0]);
        if (format === 'json') {
          expect(JSON.parse(out).findings[0].evidence[0].item.name).toBe(kept);
          expect(JSON.parse(out).items[0].name).toBe(kept);
        }
        if (format === 'ndjson') {
          const [line] = out.split('\n');
          expect(JSON.parse(line ?? '').evidence[0].item.name).toBe(kept);
        }
        // No line may move a cursor, start a command of a terminal or hide text, in any format.
        expect(out.slice(0, 5_000_000), format).not.toMatch(
          /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
        );
      }
    },
  );
});

const pack: RulePack = { ...builtInPack(), regimes: loadRegimes(), audiences: loadAudiences() };
const audiences = resolveAudiences(['us-person'], pack.audiences);

function reportOn(finding: Finding, host: HostAdvice): Report {
  const findings = dateFindings({
    findings: [finding],
    pack,
    audiences,
    asOf: Date.parse('2026-11-22T05:00:00Z'),
    hosts: { of: () => host },
    accepts: [],
  });
  return {
    ...workstation,
    readiness: { ...workstation.readiness, ...host.readiness },
    encryption: host.encryption,
    findings,
    items: [],
    notes: [],
  };
}

describe('a host that would be left unprotected, or of which that is not known', () => {
  const answers = ['no', 'unknown'] as const;
  it.each(pack.products.map((product) => [product.product, product] as const))(
    '%s: no format has a command that removes',
    (_id, product) => {
      const commands = product.migration.steps.flatMap(({ command, removes }) =>
        removes === true && command !== undefined ? [command] : [],
      );
      const shown = new Set(
        product.migration.steps.flatMap(({ command, removes }) =>
          removes === true || command === undefined ? [] : [command],
        ),
      );
      for (const platform of product.platforms) {
        const finding = makeFinding({
          id: product.product,
          name: product.name,
          vendor: product.vendor,
          class: product.class,
          capabilities: product.capabilities,
          platforms: [platform],
          items: [{ kind: 'service', collector: 'services' }],
        });
        if (!protectsHost(finding)) continue;
        for (const readiness of answers) {
          const report = reportOn(finding, {
            readiness: {
              answer: readiness,
              text: 'Nothing else was recognised.',
              confidence: 'probable',
              evidence: [],
            },
            encryption: { state: 'not-installed', text: 'Nothing encrypts.', evidence: [] },
          });
          expect(answer(en, report).text).toMatch(/Do NOT remove yet$/);
          const texts = everyFormat.map(([format, render]) => [format, render(report)] as const);
          for (const [format, text] of texts) {
            if (!['ndjson', 'table', 'table, 80 columns'].includes(format))
              expect(read(text), format).toMatch(/Do NOT remove yet|"stops": \[/);
            for (const command of commands)
              if (!shown.has(command)) expect(text.includes(command), `${format}: ${command}`).toBe(false);
          }
        }
      }
    },
  );

  it('has products with such commands, which a protected host is shown', () => {
    const kesl = pack.products.find(({ product }) => product === 'kesl');
    const commands =
      kesl?.migration.steps.flatMap(({ command, removes }) =>
        removes === true && command !== undefined ? [command] : [],
      ) ?? [];
    expect(commands.length).toBeGreaterThan(0);
    const report = reportOn(
      makeFinding({ id: 'kesl', items: [{ kind: 'service', collector: 'services' }] }),
      {
        readiness: { answer: 'yes', text: 'Another product runs.', confidence: 'confirmed', evidence: [] },
        encryption: { state: 'not-installed', text: 'Nothing encrypts.', evidence: [] },
      },
    );
    const json = everyFormat.find(([name]) => name === 'json')?.[1](report) ?? '';
    for (const command of commands) expect(json).toContain(JSON.stringify(command));
  });
});

describe('limits of code scanning', () => {
  const many = (count: number, length: number): Report => {
    const [finding] = workstation.findings;
    if (finding === undefined) throw new Error('the fixture has findings');
    return {
      ...workstation,
      findings: Array.from({ length: count }, (_, index) => ({
        ...finding,
        id: `kesl@host-${index}`,
        version: `${index}${noise(length, index)}`,
        host: `host-${index}`,
        evidence: [
          {
            signature: 'kesl/package',
            item: {
              kind: 'marker',
              collector: 'x',
              name: 'x',
              origin: 'x',
              path: `/${noise(2 * length, index + count)}`,
            },
          },
        ],
      })),
    };
  };
  /** Text that gzip cannot shorten much. */
  const noise = (length: number, start: number): string => {
    let seed = start + 1;
    return Array.from({ length }, () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return String.fromCharCode(33 + (seed % 90));
    }).join('');
  };

  it.each([
    ['25,000 results and no more', many(25_010, 0), 25_000],
    ['10 MB after gzip', many(24_000, 195), undefined],
  ])(
    '%s: the rest is left out, and a notification says so',
    (_name, report, kept) => {
      const text = renderSarif(report);
      expect(gzipSync(text).length).toBeLessThan(10_000_000);
      const [run] = JSON.parse(text).runs;
      if (kept !== undefined) expect(run.results).toHaveLength(kept);
      expect(run.results.length).toBeGreaterThan(5_000);
      expect(run.results.length).toBeLessThan(report.findings.length);
      const left = report.findings.length + report.notes.length - run.results.length;
      expect(
        run.invocations[0].toolExecutionNotifications.map(
          (one: { message: { text: string } }) => one.message.text,
        ),
      ).toContainEqual(
        expect.stringMatching(
          new RegExp(`^${left} of ${report.findings.length + report.notes.length} results are left out`),
        ),
      );
    },
    30_000,
  );
});
