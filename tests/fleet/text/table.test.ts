import { describe, expect, it } from 'vitest';
import { renderFleetSummary, renderFleetTable } from '../../../src/fleet/text/table.ts';
import { displayWidth } from '../../../src/report/width.ts';
import { busy, clean } from '../html/views.ts';

const views = { busy, clean };

describe('a fleet in the terminal', () => {
  for (const [name, view] of Object.entries(views)) {
    for (const width of [80, 120]) {
      it(`${name} at ${width} columns`, async () => {
        const text = renderFleetTable(view, { width });
        for (const line of text.split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(width);
        await expect(text).toMatchFileSnapshot(`golden/${name}-${width}.txt`);
      });
    }

    it(`${name} as narrow as can be, in ASCII, with long lists`, () => {
      const text = renderFleetTable(view, { width: 40, ascii: true, verbose: true });
      expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    });

    it(`${name}: the summary is the beginning and the end of the whole`, () => {
      const summary = renderFleetSummary(view, { width: 80 }).split('\n');
      const whole = renderFleetTable(view, { width: 80 }).split('\n');
      expect(whole.slice(0, 4)).toEqual(summary.slice(0, 4));
      expect(whole.slice(-4)).toEqual(summary.slice(-4));
    });
  }

  it.each([
    [
      { affected: 0, clean: 1, unknown: 1 },
      1,
      'KASPERSKY ON 0 OF 1 HOST SEEN LATELY; 1 host not seen lately had it',
    ],
    [
      { affected: 0, clean: 1, unknown: 1 },
      0,
      'NOTHING FOUND IN THE LATEST REPORTS OF 2 HOSTS; NOT KNOWN FOR 1',
    ],
    [{ affected: 1, unknown: 1 }, 1, 'KASPERSKY ON 1 OF 2 HOSTS; 1 host not seen lately had it'],
    [{ affected: 1, clean: 1 }, 0, 'KASPERSKY ON 1 OF 2 HOSTS'],
  ])('the headline of %j, %i of the unknown with findings', (some, unknownWithFindings, headline) => {
    const byState = { ...clean.totals.byState, clean: 0, ...some };
    const view = { ...clean, totals: { ...clean.totals, hosts: 2, unknownWithFindings, byState } };
    expect(
      renderFleetTable(view, { width: 120 })
        .split('\n')
        .map((line) => line.trim()),
    ).toContain(headline);
  });
});
