import { describe, expect, it } from 'vitest';
import { de } from '../../../src/fleet/messages/de.ts';
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

    it(`${name} in German`, async () => {
      const text = renderFleetTable(view, { width: 100, verbose: true, words: de });
      for (const line of text.split('\n')) expect(displayWidth(line), line).toBeLessThanOrEqual(100);
      await expect(text).toMatchFileSnapshot(`golden/${name}-de.txt`);
    });

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
});
