import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { dashboardHash } from '../../../src/fleet/html/dashboard-hash.ts';
import { dashboardStyle } from '../../../src/fleet/html/dashboard-style.ts';
import { renderDashboard } from '../../../src/fleet/html/render-dashboard.ts';
import type { FleetView } from '../../../src/fleet/view.ts';
import { pageScript } from '../../../src/report/html/page-script.ts';
import { pageStyle } from '../../../src/report/html/page-style.ts';
import { hostile } from '../../report/fixtures/hostile.ts';
import { busy, clean, manyHosts } from './views.ts';

it('the policy of the page allows its own style', () => {
  expect(dashboardHash).toBe(`sha256-${createHash('sha256').update(dashboardStyle).digest('base64')}`);
});

it.each([
  ['busy', { ...busy, hosts: busy.hosts.slice(0, 12) }],
  ['clean', clean],
] as const)('%s against its golden file', async (name, view) => {
  // Style and script are the same in every page.
  const short = renderDashboard(view)
    .replace(pageStyle, '…')
    .replace(dashboardStyle, '…')
    .replace(pageScript, '…');
  await expect(short).toMatchFileSnapshot(`golden/${name}.html`);
});

it.each([
  [{}, 'KASPERSKY FOUND on 22 of 643 hosts; 24 cannot be called clean'],
  [
    { affected: 0, unproven: 0, unknown: 1, incomplete: 0 },
    'Nothing found, but 1 of 643 hosts cannot be called clean',
  ],
  [{ affected: 0, unproven: 0, unknown: 0, incomplete: 0 }, 'No finding on any of 643 hosts'],
  [{ affected: 1, unproven: 0, unknown: 0, incomplete: 0 }, 'KASPERSKY FOUND on 1 of 643 hosts'],
])('the title of %j', (byState, title) => {
  const view: FleetView = {
    ...busy,
    totals: { ...busy.totals, byState: { ...busy.totals.byState, ...byState } },
  };
  expect(renderDashboard(view)).toContain(`<title>${title}</title>`);
});

it.each([
  [
    { affected: 0, unproven: 0 },
    1,
    'KASPERSKY on 0 of 627 hosts seen lately; 1 host not seen lately had it; 24 cannot be called clean',
  ],
  [
    { unproven: 0 },
    3,
    'KASPERSKY FOUND on 20 of 643 hosts; 3 hosts not seen lately had it; 24 cannot be called clean',
  ],
])('hosts that had a product and were not seen lately are in the title: %j', (byState, had, title) => {
  const page = renderDashboard({
    ...busy,
    totals: { ...busy.totals, unknownWithFindings: had, byState: { ...busy.totals.byState, ...byState } },
  });
  expect(page).toContain(`<title>${title}</title>`);
  expect(page).toContain(`<h1 class="bad">${title}</h1>`);
});

it.each([
  [clean, 'Nothing found, but 2 expected never reported'],
  [busy, 'KASPERSKY FOUND on 22 of 643 hosts; 24 cannot be called clean; 2 expected never reported'],
])('hosts of --expected without a report are in the title and named', (view, title) => {
  const why = 'not reached: <b>no route</b>';
  const page = renderDashboard({
    ...view,
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
  expect(page).toContain(`<title>${title}</title>`);
  expect(page).toContain('<summary>Expected, and without a report (3)</summary>');
  expect(page).toContain(
    '<li>web-3 (Acme, HQ): not reached: &lt;b&gt;no route&lt;/b&gt;; no report ever</li>',
  );
  expect(page).toContain('<li>web-4; no report ever</li>');
  expect(page).toContain('<li>web-5: not reached: &lt;b&gt;no route&lt;/b&gt;; last report 2026-11-20</li>');
});

it('a fleet without a host is not called clean', () => {
  const none = {
    ...clean,
    totals: { ...clean.totals, hosts: 0, byState: { ...clean.totals.byState, clean: 0 } },
  };
  expect(renderDashboard(none)).toContain('<h1 class="warn">No host: nothing was reported</h1>');
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
