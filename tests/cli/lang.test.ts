import { describe, expect, it } from 'vitest';
import { planDelivery } from '../../src/cli/deliver.ts';
import type { ReportFormat } from '../../src/cli/formats.ts';
import { render } from '../../src/cli/render.ts';
import { UsageError } from '../../src/errors.ts';
import type { Language } from '../../src/report/messages/languages.ts';
import { reports } from '../report/fixtures/reports.ts';

const chosen = Object.entries(reports);

function shown(name: string, format: ReportFormat, language: Language): Promise<string> {
  const report = reports[name];
  if (report === undefined) throw new Error(`no fixture ${name}`);
  return render(report, format, { verbose: true, includeGaps: true, color: false, language }, 'file');
}

/** What stands at a place of each line or element that machines read. */
function marks(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

describe('--lang de', () => {
  it.each(
    chosen.flatMap(([name]) =>
      (['json', 'ndjson', 'cyclonedx'] as const).map((format) => [name, format] as const),
    ),
  )('does not change %s as %s', async (name, format) => {
    expect(await shown(name, format, 'de')).toBe(await shown(name, format, 'en'));
  });

  it.each<[ReportFormat, string, RegExp]>([
    ['csv', 'the names of columns', /^(row,host,[^\r\n]*)/g],
    ['csv', 'kinds of row and ids', /^((?:scan|host|finding|note|gap),[^,]*,[^,]*,)/gm],
    ['sarif', 'ids of rules', /"ruleId": "([^"]*)"/g],
    ['sarif', 'fingerprints', /"phaseout(?:Finding|Note)\/v1": "([^"]*)"/g],
    ['junit', 'names of cases', /<testcase name="([^"]*)"/g],
    ['github', 'levels', /^::(\w+) /gm],
    ['html', 'ids of elements', / id="([^"]*)"/g],
  ])('in %s leaves %s', async (format, _what, pattern) => {
    for (const [name] of chosen) {
      const english = marks(await shown(name, format, 'en'), pattern);
      expect(english.length + Number(format !== 'csv')).toBeGreaterThan(0);
      expect(marks(await shown(name, format, 'de'), pattern)).toEqual(english);
    }
  });

  it.each(['table', 'html', 'markdown', 'csv', 'sarif', 'junit', 'github'] as const)(
    'in %s says the answer and the disclaimer in German',
    async (format) => {
      const text = (await shown('workstation', format, 'de')).replace(/\s+/g, ' ');
      expect(text).toContain('KASPERSKY GEFUNDEN');
      expect(text).toContain('keine Rechtsberatung');
      expect(text).not.toContain('not legal advice');
    },
  );

  it('is one of the languages there are', () => {
    expect(() => planDelivery({ format: 'table', output: [], color: false, lang: 'fr' })).toThrow(UsageError);
    expect(() => planDelivery({ format: 'table', output: [], color: false, lang: 'de' })).not.toThrow();
  });
});
