import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Item } from '../../src/model/item.ts';
import type { Report } from '../../src/model/report.ts';
import { renderHtml } from '../../src/report/html/render-html.ts';
import { hostile, withHostile } from '../report/fixtures/hostile.ts';
import { reports, workstation } from '../report/fixtures/reports.ts';
import { launchChromium } from '../support/chromium.ts';
import { describeWith } from '../support/needs.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'phaseout-html-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function inventory(count: number): Item[] {
  return Array.from({ length: count }, (_, index) => ({
    kind: index % 3 === 0 ? 'service' : 'software',
    collector: 'dpkg',
    name: `package-${index}`,
    version: `1.${index % 50}.${index}`,
    publisher: `Maker ${index % 97}`,
    path: `/usr/lib/package-${index}`,
    origin: '/var/lib/dpkg/status',
  }));
}

describeWith(['chromium'], 'the page in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 60_000);
  afterAll(async () => browser.close());

  /** Opens a report; what the page complains of, asks of the network or pops up is kept. */
  async function open(name: string, report: Report): Promise<{ page: Page; troubles: string[] }> {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, renderHtml(report));
    const page = await browser.newPage();
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

  const pages: readonly (readonly [string, Report])[] = [
    ['workstation', { ...workstation, items: inventory(300) }],
    ...['residue', 'gaps', 'fleet', 'audiences', 'clean'].flatMap((name) => {
      const report = reports[name];
      return report === undefined ? [] : [[name, report] as const];
    }),
  ];

  test.each(pages)(
    '%s: no complaint, no violation of accessibility, light and dark',
    async (name, report) => {
      const { page, troubles } = await open(name, report);
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

  test('the inventory of 5,000 is searched and sorted at once', async () => {
    const { page, troubles } = await open('large', { ...workstation, items: inventory(5000) });
    expect(await page.$$eval('#inventory-body tr', (rows) => rows.length)).toBe(200);
    await page.type('#inventory-search', 'package-4321');
    await page.waitForFunction(
      "document.getElementById('inventory-status').textContent.startsWith('1 of 5000')",
    );
    expect(await page.$eval('#inventory-body', (body) => body.textContent)).toContain('package-4321');
    await page.$eval('#inventory-search', (input) => {
      (input as HTMLInputElement).value = 'usr PACKAGE-499';
      input.dispatchEvent(new Event('input'));
    });
    await page.waitForFunction(
      "document.getElementById('inventory-status').textContent.startsWith('11 of 5000')",
    );
    await page.click('#inventory thead th:nth-child(2) button');
    await page.click('#inventory thead th:nth-child(2) button');
    expect(
      await page.$eval('#inventory thead th:nth-child(2)', (heading) => heading.getAttribute('aria-sort')),
    ).toBe('descending');
    const names = await page.$$eval('#inventory-body th', (cells) =>
      cells.slice(0, 3).map((cell) => cell.textContent),
    );
    expect(names).toEqual(['package-4999', 'package-4998', 'package-4997']);
    await page.$eval('#inventory-search', (input) => {
      (input as HTMLInputElement).value = '';
      input.dispatchEvent(new Event('input'));
    });
    await page.waitForFunction(
      "document.getElementById('inventory-status').textContent.startsWith('5000 of')",
    );
    await page.click('#inventory-more');
    expect(await page.$$eval('#inventory-body tr', (rows) => rows.length)).toBeGreaterThan(200);
    expect(troubles).toEqual([]);
    await page.close();
  }, 60_000);

  test('50,000 items open', async () => {
    const { page, troubles } = await open('huge', { ...workstation, items: inventory(50_000) });
    expect(await page.$eval('#inventory-status', (status) => status.textContent)).toBe(
      '50000 of 50000 items, 200 shown',
    );
    expect(troubles).toEqual([]);
    await page.close();
  }, 120_000);

  test('is printed, with everything that details hold', async () => {
    const { page } = await open('printed', workstation);
    const pdf = await page.pdf({ format: 'A4' });
    expect(Buffer.from(pdf.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(20_000);
    const hidden = `[...document.querySelectorAll('details > :not(summary)')].filter((node) => !node.checkVisibility()).length`;
    expect(await page.evaluate(hidden)).toBeGreaterThan(0);
    await page.emulateMediaType('print');
    expect(await page.evaluate(hidden)).toBe(0);
    await page.close();
  }, 60_000);

  test.each(pages)(
    '%s is no wider than a phone, and its drawing is large enough to read',
    async (name, report) => {
      const { page } = await open(`phone-${name}`, report);
      await page.setViewport({ width: 400, height: 800 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
      const heights = await page.$$eval('svg text', (texts) =>
        texts.map((text) => text.getBoundingClientRect().height),
      );
      for (const height of heights) expect(height).toBeGreaterThan(8);
      await page.close();
    },
    60_000,
  );

  test('steps can be ticked off by keyboard', async () => {
    const { page } = await open('steps', workstation);
    await page.focus('#step-1-1');
    await page.keyboard.press('Space');
    expect(await page.$eval('#step-1-1', (box) => (box as HTMLInputElement).checked)).toBe(true);
    await page.close();
  }, 60_000);

  test.each(Object.entries(hostile))(
    'a name that attacks starts nothing: %s',
    async (name, text) => {
      const { page, troubles } = await open(`hostile-${name.replaceAll(' ', '-')}`, withHostile(text));
      expect(troubles).toEqual([]);
      expect(await page.$$eval('script', (scripts) => scripts.length)).toBe(1);
      expect(await page.$$eval('article', (articles) => articles.length)).toBe(workstation.findings.length);
      expect(await page.$$eval('main img, main iframe, main a[href^="http"]', (nodes) => nodes.length)).toBe(
        0,
      );
      await page.close();
    },
    60_000,
  );
});
