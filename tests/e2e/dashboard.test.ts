import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderDashboard } from '../../src/fleet/html/render-dashboard.ts';
import { de } from '../../src/fleet/messages/de.ts';
import { type FleetMessages, pageEn } from '../../src/fleet/messages/page-en.ts';
import type { FleetView } from '../../src/fleet/view.ts';
import { busy, clean, manyHosts } from '../fleet/html/views.ts';
import { hostile } from '../report/fixtures/hostile.ts';
import { launchChromium } from '../support/chromium.ts';
import { describeWith } from '../support/needs.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'phaseout-dashboard-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeWith(['chromium'], 'the dashboard of a fleet in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 60_000);
  afterAll(async () => browser.close());

  /** Opens a dashboard; what the page complains of, asks of the network or pops up is kept. */
  async function open(
    name: string,
    view: FleetView,
    { words, width }: { readonly words?: FleetMessages; readonly width?: number } = {},
  ): Promise<{ page: Page; troubles: string[] }> {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, renderDashboard(view, words));
    const page = await browser.newPage();
    if (width !== undefined) await page.setViewport({ width, height: 1_000 });
    const troubles: string[] = [];
    page.on('console', (message) => troubles.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => troubles.push(`error: ${String(error)}`));
    page.on('dialog', (dialog) => {
      troubles.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) troubles.push(`request: ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
    return { page, troubles };
  }

  test.each([
    ['busy', busy],
    ['clean', clean],
  ] as const)(
    '%s: no complaint, no violation of accessibility, light and dark',
    async (name, view) => {
      const { page, troubles } = await open(name, view);
      for (const scheme of ['light', 'dark']) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        const violations = await page.evaluate(
          `${axe}; axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')))`,
        );
        expect(violations, scheme).toEqual([]);
      }
      expect(troubles).toEqual([]);
      await page.close();
    },
    60_000,
  );

  test('5,000 hosts are searched and sorted', async () => {
    const { page, troubles } = await open('large', { ...busy, hosts: manyHosts(5_000) });
    expect(await page.$$eval('#inventory-body tr', (rows) => rows.length)).toBe(200);
    await page.$eval('#inventory-search', (input) => {
      (input as HTMLInputElement).value = 'QUAY came back';
      input.dispatchEvent(new Event('input'));
    });
    await page.waitForFunction(
      "!document.getElementById('inventory-status').textContent.startsWith('5000 of')",
    );
    const sites = await page.$$eval('#inventory-body tr', (rows) =>
      rows.map((row) => [row.children[3]?.textContent, row.children[5]?.textContent?.includes('came back')]),
    );
    expect(sites.length).toBeGreaterThan(10);
    expect(sites.every(([site, back]) => site === 'Quay' && back === true)).toBe(true);
    await page.$eval('#inventory-search', (input) => {
      (input as HTMLInputElement).value = '';
      input.dispatchEvent(new Event('input'));
    });
    await page.waitForFunction(
      "document.getElementById('inventory-status').textContent.startsWith('5000 of')",
    );
    await page.click('#inventory thead th:nth-child(8) button');
    await page.click('#inventory thead th:nth-child(8) button');
    const days = await page.$$eval('#inventory-body tr', (rows) =>
      rows.slice(0, 3).map((row) => row.children[7]?.textContent),
    );
    expect(days).toEqual(['2026-11-21', '2026-11-21', '2026-11-21']);
    expect(troubles).toEqual([]);
    await page.close();
  }, 60_000);

  test('the charts are drawn: a bar for each state of all hosts, and the burn-down', async () => {
    const { page } = await open('charts', busy);
    const bars = await page.$$eval('.whole rect', (parts) =>
      parts.map((part) => [part.getAttribute('class'), Math.round(part.getBoundingClientRect().width)]),
    );
    expect(bars.map(([tone]) => tone)).toEqual(['f-bad', 'f-warn', 'f-dark', 'f-info', 'f-good', 'f-pale']);
    // 540 of 643 are clean.
    const whole = bars.reduce((sum, [, width]) => sum + Number(width), 0);
    expect(Number(bars[5]?.[1]) / whole).toBeCloseTo(540 / 643, 0);
    const heights = await page.$$eval('svg.chart rect.f-bad', (parts) =>
      parts.map((part) => part.getBoundingClientRect().height),
    );
    expect(heights).toHaveLength(18);
    // 78 affected hosts at the peak, 22 at the end.
    expect((heights[17] ?? 0) / (heights[5] ?? 1)).toBeCloseTo(22 / 78, 1);
    await page.close();
  }, 60_000);

  test('is printed, with everything that details hold', async () => {
    const { page } = await open('printed', busy);
    const pdf = await page.pdf({ format: 'A4', landscape: true });
    expect(Buffer.from(pdf.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
    const hidden = `[...document.querySelectorAll('details > :not(summary)')].filter((node) => !node.checkVisibility()).length`;
    expect(await page.evaluate(hidden)).toBeGreaterThan(0);
    await page.emulateMediaType('print');
    expect(await page.evaluate(hidden)).toBe(0);
    await page.close();
  }, 60_000);

  // A4 with margins of 1 cm, in pixels of 1/96 inch.
  test.each([
    ['upright', 718, pageEn, 'NOR-WS-0001'],
    ['upright, in German', 718, de, 'NOR-WS-0001'],
    ['across', 1_047, pageEn, 'NOR-WS-0001'],
    ['upright, with a name of one long word', 718, pageEn, 'x'.repeat(250)],
  ] as const)(
    'on paper every column of every table is whole: %s',
    async (name, width, words, host) => {
      const [first, ...others] = manyHosts(600);
      const [group] = busy.groups;
      if (!first || !group) throw new Error('the fixture is empty');
      const view = {
        ...busy,
        groups: [{ ...group, client: host }, ...busy.groups],
        hosts: [{ ...first, host }, ...others],
      };
      const { page } = await open(`paper-${name.replaceAll(/\W/g, '-')}`, view, { words, width });
      const isShown = "document.querySelector('.on-paper').checkVisibility()";
      expect(await page.evaluate(isShown)).toBe(false);
      await page.emulateMediaType('print');
      const cut = await page.$$eval('th, td', (cells) =>
        cells
          .filter(
            (cell) =>
              cell.getBoundingClientRect().right > innerWidth || cell.scrollWidth > cell.clientWidth + 1,
          )
          .map((cell) => `${cell.textContent} (${cell.scrollWidth} in ${cell.clientWidth})`),
      );
      expect(cut).toEqual([]);
      const broken = await page.$$eval(
        'td.number, .date, td.versions',
        (cells) =>
          cells.filter((cell) => {
            const range = document.createRange();
            return [...(cell.textContent ?? '').matchAll(/[\d.-]+/g)].some(({ index, 0: digits }) => {
              const text = cell.firstChild;
              if (text === null) return false;
              range.setStart(text, index);
              range.setEnd(text, index + digits.length);
              return range.getClientRects().length > 1;
            });
          }).length,
      );
      expect(broken).toBe(0);
      // What is not printed is said.
      expect(await page.evaluate(isShown)).toBe(true);
      expect(await page.$eval('#inventory-status', (status) => status.checkVisibility())).toBe(true);
      expect(await page.$eval('#inventory-status', (status) => status.textContent)).toMatch(/^600 .*200/);
      await page.close();
    },
    60_000,
  );

  test('the burn-down begins with the newest bars on a phone, and no date is cut', async () => {
    const [point] = busy.progress;
    if (!point) throw new Error('the fixture is empty');
    const progress = Array.from({ length: 118 }, (_, day) => {
      const to = new Date(Date.UTC(2026, 6, 28 + day)).toISOString().slice(0, 10);
      return { ...point, from: to, to };
    });
    const { page } = await open('days', { ...busy, progress }, { width: 400 });
    const seen = await page.$eval('.newest', (box) => {
      const { left, right } = box.getBoundingClientRect();
      const bars = [...box.querySelectorAll('rect')].map((bar) => bar.getBoundingClientRect().right);
      return { room: right - Math.max(...bars), isWide: box.scrollWidth > right - left };
    });
    expect(seen.isWide).toBe(true);
    expect(seen.room).toBeGreaterThan(0);
    const dates = await page.$eval('svg.chart', (chart) => {
      const { left, right } = chart.getBoundingClientRect();
      return [...chart.querySelectorAll('text')].map((text) => {
        const box = text.getBoundingClientRect();
        return [text.textContent, box.left >= left && box.right <= right];
      });
    });
    expect(dates.at(-1)?.[0]).toBe('2026-11-22');
    expect(dates.filter(([, isWhole]) => isWhole !== true)).toEqual([]);
    await page.close();
  }, 60_000);

  test.each([
    ['busy', busy],
    ['clean', clean],
  ] as const)(
    '%s is no wider than a phone',
    async (name, view) => {
      const { page } = await open(`phone-${name}`, view);
      await page.setViewport({ width: 400, height: 800 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
      await page.close();
    },
    60_000,
  );

  test.each(Object.entries(hostile))(
    'a name that attacks starts nothing: %s',
    async (name, text) => {
      const [first] = busy.hosts;
      const [group] = busy.groups;
      if (!first || !group) throw new Error('the fixture is empty');
      const short = text.slice(0, 10_000);
      const { page, troubles } = await open(`hostile-${name.replaceAll(' ', '-')}`, {
        ...busy,
        groups: [{ ...group, client: short }],
        hosts: [{ ...first, host: short, client: short, why: short }],
        servers: [{ server: short, client: short, agents: 1, scanned: false, examples: [short] }],
      });
      expect(troubles).toEqual([]);
      expect(await page.$$eval('#inventory-body tr', (rows) => rows.length)).toBe(1);
      await page.close();
    },
    60_000,
  );
});
