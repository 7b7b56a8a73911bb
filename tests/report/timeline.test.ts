import { describe, expect, it } from 'vitest';
import type { Deadline } from '../../src/model/deadline.ts';
import { Page } from '../../src/report/layout.ts';
import { timeline } from '../../src/report/timeline.ts';
import { announced, asOf, updates } from './fixtures/parts.ts';

/** The two lines that name phases and dates, without the strokes between them. */
function shown(change: Partial<Deadline>): string[] {
  const phase = { ...updates, ...change };
  const [labels = '', dates = ''] = timeline(new Page({ width: 100 }), [announced, phase], phase, asOf);
  return [labels, dates].map((line) => line.replace(/[─\s]{2,}/g, ' | ').replace(/^ \| /, ''));
}

describe('timeline', () => {
  const { label: _label, ...bare } = updates;
  it.each<[string, Partial<Deadline>, string]>([
    ['the label of the phase', {}, 'updates, KSN'],
    [
      'a label of a saved report that is too long: the words of its id',
      { label: 'a label that a timeline has no room for' },
      'updates and ksn',
    ],
    ['control characters in a label', { label: 'up\x1b[2Jdates' }, 'up\\u{1b}[2Jdates'],
  ])('names a phase by %s', (_why, change, name) => {
    expect(shown(change)[0]).toBe(`Announced | ${name} | as of`);
  });

  it.each<[string, Deadline, string]>([
    ['its short title where it has no label', { ...bare, title: 'Updates end' }, 'Updates end'],
    ['the words of its id where the title is long', bare, 'updates and ksn'],
  ])('names a phase by %s', (_why, phase, name) => {
    expect(timeline(new Page({ width: 100 }), [announced, phase], phase, asOf)[0]).toContain(`─ ${name} ─`);
  });

  it.each<[string, Partial<Deadline>, string]>([
    ['an instant', {}, '29 Sep 2024'],
    ['a month in words', { precision: 'month', date: 'mid-March 2023, day not known' }, 'mid-March 2023'],
    ['words with a remark', { precision: 'month', date: 'Feb 2023 (plan), day not known' }, 'Feb 2023'],
    ['a month', { precision: 'month', date: '2023-03' }, 'Mar 2023'],
  ])('shows the date alone: %s', (_why, change, date) => {
    expect(shown(change)[1]).toBe(`20 Jun 2024 | ${date} | 22 Nov 2026`);
  });
});
