import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { dashboardHash } from '../../../src/fleet/html/dashboard-hash.ts';
import { dashboardStyle } from '../../../src/fleet/html/dashboard-style.ts';
import { renderDashboard } from '../../../src/fleet/html/render-dashboard.ts';
import { de } from '../../../src/fleet/messages/de.ts';
import { pageEn } from '../../../src/fleet/messages/page-en.ts';
import { pageScript } from '../../../src/report/html/page-script.ts';
import { pageStyle } from '../../../src/report/html/page-style.ts';
import { hostile } from '../../report/fixtures/hostile.ts';
import { busy, clean, manyHosts } from './views.ts';

it('the policy of the page allows its own style', () => {
  expect(dashboardHash).toBe(`sha256-${createHash('sha256').update(dashboardStyle).digest('base64')}`);
});

it.each([
  ['busy', { ...busy, hosts: busy.hosts.slice(0, 12) }, pageEn],
  ['busy-de', { ...busy, hosts: busy.hosts.slice(0, 12) }, de],
  ['clean', clean, pageEn],
] as const)('%s against its golden file', async (name, view, words) => {
  // Style and script are the same in every page.
  const short = renderDashboard(view, words)
    .replace(pageStyle, '…')
    .replace(dashboardStyle, '…')
    .replace(pageScript, '…');
  await expect(short).toMatchFileSnapshot(`golden/${name}.html`);
});

it('hosts of --expected without a report are named', () => {
  const why = 'not reached: <b>no route</b>';
  const page = renderDashboard({
    ...clean,
    expected: {
      hosts: 645,
      missed: 3,
      neverSeen: 2,
      list: [
        { host: 'web-3', client: 'Acme', site: 'HQ', why, seen: false },
        { host: 'web-4', client: '', site: '', why: '', seen: false },
        { host: 'web-5', client: '', site: '', why, seen: true, lastSeen: '2026-11-20T10:00:00Z' },
      ],
    },
  });
  expect(page).toContain('<summary>Expected, and without a report (3)</summary>');
  expect(page).toContain(
    '<li>web-3 (Acme, HQ): not reached: &lt;b&gt;no route&lt;/b&gt;; no report ever</li>',
  );
  expect(page).toContain('<li>web-4; no report ever</li>');
  expect(page).toContain('<li>web-5: not reached: &lt;b&gt;no route&lt;/b&gt;; last report 2026-11-20</li>');
});

it('hosts beyond 5,000 are counted', () => {
  const page = renderDashboard({
    ...busy,
    hosts: manyHosts(5_200),
    totals: { ...busy.totals, hosts: 1_000_000 },
  });
  expect(page.replaceAll('\u00a0', ' ')).toContain(
    'The 5 000 worst are here; the other 995 000 are in --format csv, ndjson and json.',
  );
});

it.each(Object.entries(hostile))('no markup of a name: %s', (_name, text) => {
  const [first] = busy.hosts;
  const [group] = busy.groups;
  const [product] = busy.products;
  const [server] = busy.servers;
  if (!first || !group || !product || !server) throw new Error('the fixture is empty');
  const page = renderDashboard({
    ...busy,
    groups: [{ ...group, client: text, site: text }],
    products: [{ ...product, name: text, versions: [{ version: text, hosts: 1 }] }],
    servers: [{ ...server, server: text, examples: [text] }],
    hosts: [{ ...first, host: text, client: text, site: text, why: text }],
    inputs: { ...busy.inputs, gaps: [{ reason: 'malformed-source', source: text, message: text }] },
  });
  const tags = page.match(/<(script|img|x|style|iframe|a)\b[^>]*>/gi) ?? [];
  expect(tags.filter((tag) => /^<(?:img|x|iframe)/i.test(tag))).toEqual([]);
  expect(tags.filter((tag) => /^<script/i.test(tag))).toEqual(['<script>']);
  // What stands in quotes is a value, whatever it says.
  expect(page.replace(pageScript, '').replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\son\w+=/i);
});
