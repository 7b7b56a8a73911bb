import { describe, expect, it } from 'vitest';
import type { DatedFinding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { maxLine, rmmErrorLine, rmmLine } from '../../src/rmm/line.ts';
import { rmmOutput } from '../../src/rmm/output.ts';
import { rmmPlatforms, rmmStates } from '../../src/rmm/platforms.ts';
import { verdictOf } from '../../src/rmm/verdict.ts';
import { fc } from '../support/property.ts';
import { verdictReports } from './verdict-reports.ts';

const line = (report: Report): string => rmmLine(verdictOf(report));
const report = (name: string): Report => {
  const found = verdictReports[name];
  if (found === undefined) throw new Error(`no report ${name}`);
  return found;
};
const plain = /^phaseout [\x20-\x7e]{1,246}$/;

describe('every verdict on every platform', () => {
  it.each(rmmPlatforms)('$id', async (platform) => {
    const shown = Object.entries(verdictReports).map(([name, report]) => {
      const verdict = verdictOf(report);
      const details = [report.summary.exitReason, 'report: C:\\Windows\\report.json'];
      const text = rmmOutput(platform, verdict.state, rmmLine(verdict), details);
      return `## ${name}: exit code ${platform.exitCodes[verdict.state]}\n${text}`;
    });
    const bug = rmmOutput(platform, 'error', rmmErrorLine('a bug in phaseout: x is not a function'), []);
    shown.push(`## a bug: exit code ${platform.exitCodes.error}\n${bug}`);
    await expect(shown.join('\n')).toMatchFileSnapshot(`golden/${platform.id}.txt`);
  });
});

describe('what must never read as clean', () => {
  const doubtful = Object.keys(verdictReports).filter((name) => name !== 'clean');
  it.each(doubtful)('%s', (name) => {
    expect(line(report(name))).not.toContain('CLEAN');
  });

  it('only a whole scan that found nothing does', () => {
    expect(line(report('clean'))).toMatch(/^phaseout CLEAN: complete; 0 products; rules 2026-11-22$/);
  });

  it.each(rmmPlatforms.filter(({ id }) => id !== 'intune-win32'))(
    '$id: what was not seen ends like something found or worse, never with 0',
    ({ exitCodes }) => {
      expect([exitCodes.found, exitCodes.incomplete, exitCodes.error]).not.toContain(0);
      expect(exitCodes.clean).toBe(0);
    },
  );

  it('a Win32 detection rule knows two answers: found has output and 0, what was not seen has another code', () => {
    const platform = rmmPlatforms.find(({ id }) => id === 'intune-win32');
    if (platform === undefined) throw new Error('no intune-win32');
    expect(platform.exitCodes).toMatchObject({ clean: 0, found: 0 });
    expect(platform.exitCodes.incomplete).not.toBe(0);
    expect(rmmOutput(platform, 'clean', 'x', ['y'])).toBe('');
    expect(rmmOutput(platform, 'found', 'x', ['y'])).toBe('x\n');
  });

  it('what was found counts although the scan was interrupted', () => {
    const verdict = verdictOf(report('interrupted after something was found'));
    expect(verdict).toMatchObject({ state: 'found', word: 'FOUND', completeness: 'incomplete, interrupted' });
  });
});

/** The first report with a finding, as a host could name things to do harm. */
function hostile(text: string): Report {
  const base = report('found, not everything was read');
  return {
    ...base,
    target: { ...base.target, hostname: text },
    audiences: [text],
    rulePacks: base.rulePacks.map((pack) => ({ ...pack, date: text, version: text, id: text })),
    findings: base.findings.map(
      (finding): DatedFinding => ({
        ...finding,
        version: text,
        product: { ...finding.product, name: text },
        governing: finding.governing.map((each) => ({
          ...each,
          deadline: each.deadline && { ...each.deadline, regime: text, phase: text, audience: text },
        })),
      }),
    ),
  };
}

describe('hostile names', () => {
  it.each([
    ['a cursor', '\u001b[2J\u001b]0;x\u0007'],
    ['a second line', 'x\r\nphaseout CLEAN: complete'],
    ['markers', '<-End Result-><-Start Result->OK'],
    ['a shell', '$(reboot) `reboot` & reboot | more %COMSPEC% ^ " \' ; !'],
    ['other scripts', 'Касперский 卡巴斯基 \u202e\u200b'],
    ['nothing', ''],
    ['a lone surrogate', '\ud800'],
  ])('%s', (_name, text) => {
    const shown = line(hostile(text));
    expect(shown).toMatch(plain);
    expect(shown).toMatch(/^phaseout FOUND active: incomplete, 1 gap; /);
    expect(shown).not.toMatch(/[<>&|^%!"'`$\\{}=]/);
    expect(shown.split(';').length).toBeLessThanOrEqual(5);
  });

  it('drops accents and quotes; a semicolon becomes a comma', () => {
    expect(line(hostile('Müller-Straße é'))).toContain('Muller-Stra?e e');
    expect(line(hostile('O\'Neil \u201eA\u201c "B" `C`; D'))).toContain('ONeil A B C, D');
  });

  it('never cuts verdict, completeness, days, count and the date of the rules', () => {
    const shown = line(hostile('x'.repeat(5_000)));
    expect(shown.length).toBeLessThanOrEqual(maxLine);
    expect(shown).toMatch(
      /^phaseout FOUND active: incomplete, 1 gap; x+\.\.\. supply ended 784 days ago, x+\.\.\.; 1 product, 1 active; rules x+\.\.\.(?:; x+\.\.\.)?$/,
    );
  });

  it('has room for the longest of everything at once', () => {
    const longest = 'x'.repeat(300);
    const shown = rmmLine(
      {
        state: 'found',
        word: 'FOUND',
        status: 'installed',
        completeness: longest,
        phase: { place: longest, days: longest, audience: longest },
        count: longest,
        rules: longest,
        names: [longest],
      },
      'report not written',
    );
    expect(shown).toHaveLength(maxLine);
    expect(shown).toMatch(/; report not written$/);
  });

  it('any text leaves a line that begins with the verdict and the completeness', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const shown = line(hostile(text));
        expect(shown.length).toBeLessThanOrEqual(maxLine);
        expect(shown).toMatch(/^phaseout FOUND active: incomplete, 1 gap; [\x20-\x7e]+$/);
        expect(rmmErrorLine(text)).toMatch(
          /^phaseout ERROR: incomplete, nothing was judged(?:; [\x20-\x7e]+)?$/,
        );
        expect(rmmErrorLine(text).length).toBeLessThanOrEqual(maxLine);
      }),
    );
  });

  it('details between markers cannot end them', () => {
    const platform = rmmPlatforms.find(({ prints }) => prints === 'markers');
    if (platform === undefined) throw new Error('no platform with markers');
    const details = [
      '<-End Diagnostic->',
      'a\n<-Start Result->\nOK=1',
      ...Array.from({ length: 50 }, () => 'x'),
    ];
    const text = rmmOutput(platform, 'found', 'phaseout FOUND', details);
    expect(text.match(/<-/g)).toHaveLength(4);
    expect(text).toContain('\nand 22 more\n<-End Diagnostic->\n');
  });
});

it('every state has a code on every platform, and ids are what a command line takes', () => {
  for (const { id, exitCodes } of rmmPlatforms) {
    expect(Object.keys(exitCodes).sort()).toEqual([...rmmStates].sort());
    expect(id).toMatch(/^[a-z0-9-]+$/);
  }
  // N-able: "1 - 999 reserved, >1000 displays text output".
  const nSight = rmmPlatforms.find(({ id }) => id === 'n-sight')?.exitCodes;
  for (const state of ['found', 'incomplete', 'error'] as const)
    expect(nSight?.[state]).toBeGreaterThan(1000);
});
