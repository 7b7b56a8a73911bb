import { expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { pageScript } from '../../src/report/html/page-script.ts';
import { pageStyle } from '../../src/report/html/page-style.ts';
import { renderHtml } from '../../src/report/html/render-html.ts';
import { localise } from '../../src/report/localise.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { de } from '../../src/report/messages/de.ts';
import { en } from '../../src/report/messages/en.ts';
import { renderTable } from '../../src/report/table.ts';
import { displayWidth } from '../../src/report/width.ts';
import { german } from './fixtures/german.ts';
import { hostile, withHostile } from './fixtures/hostile.ts';
import { reports } from './fixtures/reports.ts';

/** A workstation with three findings, leftovers alone, a clean one with gaps, a host judged for two audiences. */
const chosen = ['workstation', 'residue', 'gaps', 'audiences'];

function report(name: string): Report {
  const found = reports[name];
  if (found === undefined) throw new Error(`no fixture ${name}`);
  return localise(found, german);
}

it.each(chosen)('%s in German at 80 columns', async (name) => {
  const text = renderTable(report(name), { width: 80, elapsedMs: 412, messages: german });
  expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(80);
  await expect(text).toMatchFileSnapshot(`golden/de/${name}.80.txt`);
});

it.each(chosen)('%s in German as Markdown', async (name) => {
  await expect(renderMarkdown(report(name), german)).toMatchFileSnapshot(`golden/de/${name}.md`);
});

it.each(chosen)('%s in German as a page', async (name) => {
  const page = renderHtml(report(name), german);
  const short = page.replace(pageStyle, '…').replace(pageScript, '…');
  await expect(short).toMatchFileSnapshot(`golden/de/${name}.html`);
});

it('everything in German, with every item of evidence', async () => {
  const text = renderTable(report('audiences'), { width: 100, verbose: true, messages: german });
  await expect(text).toMatchFileSnapshot('golden/de/audiences.verbose.txt');
});

it('English is the report itself', () => {
  for (const each of Object.values(reports)) expect(localise(each, en)).toBe(each);
});

it.each(Object.keys(reports))('%s keeps ids, places, numbers and commands', (name) => {
  const original = reports[name];
  if (original === undefined) throw new Error(name);
  const local = localise(original, german);
  expect(local.findings.map(({ id, status, version, evidence }) => [id, status, version, evidence])).toEqual(
    original.findings.map(({ id, status, version, evidence }) => [id, status, version, evidence]),
  );
  expect(
    local.findings.flatMap(({ recommendation }) => recommendation.steps.map(({ command }) => command)),
  ).toEqual(
    original.findings.flatMap(({ recommendation }) => recommendation.steps.map(({ command }) => command)),
  );
  expect(local.coverage.flatMap(({ gaps }) => gaps.map(({ source }) => source))).toEqual(
    original.coverage.flatMap(({ gaps }) => gaps.map(({ source }) => source)),
  );
  expect({ ...local.summary, exitReason: '' }).toEqual({ ...original.summary, exitReason: '' });
});

it.each(Object.entries(hostile))('a hostile name stays what it is: %s', (_name, text) => {
  const original = withHostile(text);
  expect(localise(original, de).findings.map(({ product, evidence }) => [product, evidence])).toEqual(
    original.findings.map(({ product, evidence }) => [product, evidence]),
  );
});
