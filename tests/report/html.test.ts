import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { scriptHash, styleHash } from '../../src/report/html/page-hashes.ts';
import { pageScript } from '../../src/report/html/page-script.ts';
import { pageStyle } from '../../src/report/html/page-style.ts';
import { renderHtml } from '../../src/report/html/render-html.ts';
import { hostile, withHostile } from './fixtures/hostile.ts';
import { reports } from './fixtures/reports.ts';

const hash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

it('the policy of the page allows its style and its script and nothing else', () => {
  expect({ styleHash, scriptHash }).toEqual({ styleHash: hash(pageStyle), scriptHash: hash(pageScript) });
});

it.each(['workstation', 'residue', 'gaps', 'fleet', 'audiences'])(
  '%s against its golden file',
  async (name) => {
    const report = reports[name];
    if (report === undefined) throw new Error(`no fixture ${name}`);
    const page = renderHtml(report);
    // Style and script are the same in every page; what differs from report to report is what is worth reading here.
    const short = page.replace(pageStyle, '…').replace(pageScript, '…');
    await expect(short).toMatchFileSnapshot(`golden/formats/${name}.html`);
  },
);

it.each(Object.entries(hostile))('no markup of a name: %s', (_name, text) => {
  const page = renderHtml(withHostile(text));
  const tags = page.match(/<(script|img|x|style|iframe|svg|a)\b[^>]*>/gi) ?? [];
  expect(tags.filter((tag) => /^<(?:img|x|iframe)/i.test(tag))).toEqual([]);
  expect(tags.filter((tag) => /^<script/i.test(tag))).toEqual(['<script>']);
  expect(page).not.toMatch(/<[^>]*\son\w+=/i);
});
