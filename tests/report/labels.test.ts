import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { renderNdjson } from '../../src/report/ndjson.ts';
import { everyFormat } from './fixtures/every-format.ts';
import { reports, workstation } from './fixtures/reports.ts';

const said = { client: 'Müller & Söhne', site: 'Köln-1', tags: ['vdi', 'image=golden-11'] };
const read = (text: string): string =>
  text
    .replaceAll('&amp;', '&')
    .replaceAll('\\_', '_')
    .replace(/[\s\u00a0]+/g, ' ');

describe('what the operator says of a host', () => {
  const report: Report = { ...workstation, target: { ...workstation.target, ...said } };
  it.each(everyFormat)('%s carries client, site and tags', (_name, render) => {
    const text = read(render(report));
    for (const word of ['Müller & Söhne', 'Köln-1', 'vdi', 'image=golden-11']) expect(text).toContain(word);
  });

  it('stands in the header line of the terminal', () => {
    const table = everyFormat.find(([name]) => name.startsWith('table'))?.[1](report) ?? '';
    const [first = ''] = table.split('\n\n');
    expect(read(first)).toContain('client Müller & Söhne · site Köln-1 · tags vdi, image=golden-11');
  });

  it('is in every line of NDJSON, by host where there are several', () => {
    const fleet = reports['fleet'];
    if (fleet === undefined) throw new Error('no fleet');
    const { readiness, encryption, databases } = fleet;
    const text = renderNdjson({
      ...fleet,
      target: { ...fleet.target, client: 'Of all' },
      hosts: [{ host: 'build-07', client: 'Alpha', site: 'A-1', readiness, encryption, databases }],
    });
    const lines = text
      .trim()
      .split('\n')
      .map((line): { host: string; client: string; site?: string } => JSON.parse(line));
    expect(lines.map(({ host, client, site }) => [host, client, site])).toEqual([
      ['build-07', 'Alpha', 'A-1'],
      ['build-07', 'Alpha', 'A-1'],
      ['build-08', 'Of all', undefined],
      ['build-08', 'Of all', undefined],
    ]);
  });
});

describe('hosts without an audience of their own', () => {
  const names = Array.from(
    { length: 25 },
    (_, index) => `PC-${String(index + 1).padStart(2, '0')}\u001b[31m`,
  );
  const report: Report = { ...workstation, unassigned: names };
  it.each(everyFormat.filter(([name]) => name !== 'ndjson' && !name.includes('json')))(
    '%s lists them, bounded and escaped',
    (name, render) => {
      const text = read(render(report));
      expect(text, name).toContain('25 hosts without an audience in the assignment file');
      expect(text).toContain('PC-20');
      expect(text).not.toContain('PC-21');
      expect(text).not.toContain('\u001b[31m');
      expect(text).toContain('and 5 more');
    },
  );
});
