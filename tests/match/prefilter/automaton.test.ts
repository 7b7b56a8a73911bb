import { describe, expect, it } from 'vitest';
import { type Automaton, buildAutomaton, nothing, special } from '../../../src/match/prefilter/automaton.ts';
import type { BytePattern } from '../../../src/match/prefilter/byte-pattern.ts';
import { fc } from '../../support/property.ts';

function holds(automaton: Automaton, group: number, text: string): boolean {
  let state = automaton.starts[group] ?? nothing;
  for (const byte of Buffer.from(text)) {
    const step = automaton.classes[byte] ?? 0;
    expect(step).not.toBe(special);
    state = automaton.next[(state << automaton.shift) | step] ?? nothing;
  }
  return automaton.ends[state] === 1;
}

/** The same, by comparing. */
function fits({ text, atStart, atEnd }: BytePattern, whole: string): boolean {
  const small = whole.toLowerCase();
  if (atStart && atEnd) return small === text;
  return atStart ? small.startsWith(text) : atEnd ? small.endsWith(text) : small.includes(text);
}

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'c', '/'), minLength: 1, maxLength: 5 });
const pattern = fc.record({
  text: letters.map((text) => text.toLowerCase()),
  atStart: fc.boolean(),
  atEnd: fc.boolean(),
});

describe('automaton', () => {
  it('finds what comparing finds, in every group', () => {
    const groups = fc.array(fc.array(pattern, { maxLength: 6 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(groups, fc.array(letters, { maxLength: 4 }), (given, parts) => {
        const automaton = buildAutomaton(given);
        const text = parts.join('');
        if (automaton === undefined) throw new Error('no automaton');
        for (const [index, group] of given.entries()) {
          expect(holds(automaton, index, text)).toBe(group.some((each) => fits(each, text)));
        }
      }),
    );
  });

  it('takes escapes for what they mean', () => {
    const automaton = buildAutomaton([[{ text: 'a/"\t', atStart: true, atEnd: true }]]);
    const { classes, escapes } = automaton ?? { classes: [], escapes: [] };
    expect(escapes['\\'.charCodeAt(0)]).toBe(classes['/'.charCodeAt(0)]);
    expect(escapes['/'.charCodeAt(0)]).toBe(classes['/'.charCodeAt(0)]);
    expect([...'"tnu'].map((char) => escapes[char.charCodeAt(0)] ?? -1)).toEqual([
      expect.toSatisfy((step: number) => step > 0 && step < special),
      expect.toSatisfy((step: number) => step > 0 && step < special),
      0,
      special,
    ]);
  });

  it('cuts the patterns of a giant pack, and then finds too much, never too little', () => {
    const many = Array.from({ length: 8_000 }, (_, index) => ({
      text: `${index.toString(36)}-${'x'.repeat(20)}-${index}`,
      atStart: index % 2 === 0,
      atEnd: index % 3 === 0,
    }));
    const automaton = buildAutomaton([many]);
    if (automaton === undefined) throw new Error('no automaton');
    expect(automaton.ends.length).toBeLessThanOrEqual(50_000);
    expect(many.filter(({ text }) => !holds(automaton, 0, text))).toEqual([]);
    expect(holds(automaton, 0, 'zlib1g')).toBe(false);
  });
});
