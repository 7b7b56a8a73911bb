import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { localiseView } from '../../../src/fleet/localise-view.ts';
import { de } from '../../../src/fleet/messages/de.ts';
import { clauses, sentences } from '../../../src/fleet/messages/de-sentences.ts';
import { pageEn } from '../../../src/fleet/messages/page-en.ts';
import { Translator } from '../../../src/report/messages/translator.ts';
import { forbiddenGerman } from '../../deadline/forbidden-de.ts';
import { busy } from '../html/views.ts';

/** Every message with its place; those that a report of one host has too are checked there. */
function messagesOf(value: object, place = ''): [place: string, message: unknown][] {
  return Object.entries(value).flatMap(([key, message]: [string, unknown]): [string, unknown][] => {
    const here = place === '' ? key : `${place}.${key}`;
    if (here === 'report') return [];
    return typeof message === 'object' && message !== null ? messagesOf(message, here) : [[here, message]];
  });
}

/** What a message says: a text itself; a function for each number and text that it takes. */
function said(message: unknown): string[] {
  if (typeof message === 'string') return [message];
  if (typeof message !== 'function') return [];
  return [1, 2, '§'].flatMap((sample) => {
    try {
      const text: unknown = Reflect.apply(message, undefined, [sample, sample, sample, sample]);
      return typeof text === 'string' ? [text] : [];
    } catch (error) {
      if (error instanceof TypeError) return [];
      throw error;
    }
  });
}

const english = messagesOf(pageEn);
const german = new Map(messagesOf(de));
/** The same word in both, or no word at all. */
const same = ['ahead', 'forAudience', 'meaningOf', 'countedTitle', 'headings.status', 'headings.phase'];

describe('what a fleet says in German', () => {
  it('lacks no message and has none too many', () => {
    expect([...german.keys()].sort()).toEqual(english.map(([place]) => place).sort());
  });

  it.each(english)('%s', (place, message) => {
    const here = said(german.get(place));
    const there = said(message);
    expect(here.length).toBeGreaterThan(0);
    expect(here.length).toBe(there.length);
    expect(here).not.toContain('');
    const isSame = here.every((text, index) => text === there[index]);
    expect(isSame, `${place}: ${here.join(' | ')}`).toBe(same.includes(place));
    const left = here.filter((text) =>
      /\b(the|and|of|could|hosts?|found|scans?|reports?|not)\b/i.test(text.replace(/\{\w+\}/g, '')),
    );
    expect(left).toEqual([]);
  });

  it.each(forbiddenGerman)('%s is not said', (_why, pattern) => {
    // What is overdue is decided elsewhere: these are its words.
    const texts = [...german].flatMap(([place, message]) =>
      place.startsWith('overdue') ? [] : said(message),
    );
    const stored = [...Object.values(sentences), ...Object.values(clauses)];
    expect([...texts, ...stored].filter((text) => pattern.test(text))).toEqual([]);
  });
});

const to = new Translator(de.report);
const root = fileURLToPath(new URL('../../../src/fleet/', import.meta.url));

/** The sentences on why a host counts as something, with samples for what stands in them. */
function samples(file: string, pattern: RegExp): string[] {
  return [...readFileSync(join(root, file), 'utf8').matchAll(pattern)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
}

describe('sentences that a view holds', () => {
  it.each([
    'The later scan did not look with services, processes, dpkg.',
    'The later report has 1 gap that could hide it.',
    'The later report has 12 gaps that could hide it.',
    'Cleared earlier, but not proven since: the later scan was made with older rules (pack).',
    'Not everything was looked at: uninstall-keys (permission-denied) and 3 more.',
    'Not everything was looked at: uninstall-keys (permission-denied).',
    'Not seen for 1 day.',
    'Not seen for 45 days.',
  ])('%s', (english) => {
    expect(to.text(english)).not.toBe(english);
  });

  it('none of the source is missing', () => {
    const whole = [
      ...samples('roll-host.ts', /'([A-Z][^'\n]{10,}\.)'/g),
      ...samples('why-incomplete.ts', /'([A-Z][^'\n]{10,}\.)'/g),
      ...samples('images.ts', /why: '([A-Z][^'\n]+\.)'|^ {8}'([A-Z][^'\n]+\.)',$/gm),
    ];
    expect(whole.length).toBeGreaterThan(8);
    expect(whole.filter((text) => to.text(text) === text)).toEqual([]);
    const doubts = [
      ...samples('product-history.ts', /'(the [^'\n]{15,})'/g),
      ...samples('proof.ts', /'(the [^'\n]{15,})'/g),
    ];
    expect(doubts.length).toBeGreaterThan(6);
    const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
    expect(doubts.map(capital).filter((text) => to.text(text) === text)).toEqual([]);
  });

  it('each that is translated is still in the source', () => {
    const source = readdirSync(root)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(root, name), 'utf8'))
      .join('\n');
    const words = Object.keys({ ...sentences, ...clauses }).flatMap(
      (text) => text.match(/[A-Za-z]{4,}/g) ?? [],
    );
    const lower = source.toLowerCase();
    const orphans = words.filter((word) => !lower.includes(word.toLowerCase().replace(/s$/, '')));
    expect([...new Set(orphans)].filter((word) => !['names', 'collector', 'status'].includes(word))).toEqual(
      [],
    );
  });

  it.each([
    'reading was interrupted, so hosts are missing',
    '1 host with a finding at or above "residue" in the latest report',
    '12 hosts with a confirmed finding at or above "active" and a deadline that meets --fail-on-deadline in the latest report',
    'no host has a finding at or above "residue" in its latest report',
    'no host has a confirmed finding at or above "active" and a deadline that meets --fail-on-deadline in its latest report, 2 hosts with accepted findings alone',
    'no host has a finding at or above "residue" in its latest report, 1 host with accepted findings alone, but nothing proves that for 3 hosts and 1 input could not be read',
    'no host has a finding at or above "residue" in its latest report, but there is no host to judge, because 2 reports are later than the as-of instant',
    'findings do not count (--fail-on never), but there is no host to judge',
    'findings do not count (--fail-on never); gaps are allowed',
  ])('a reason for an exit code: %s', (reason) => {
    const own = to.reason(reason);
    expect(own).not.toBe(reason);
    expect(own).not.toMatch(/\b(host|finding|gaps?|could|accepted|allowed|proves|report|latest|and|but)\b/);
  });
});

describe('a view in a language', () => {
  it('is itself in English', () => {
    expect(localiseView(busy, pageEn)).toBe(busy);
  });

  it('keeps names, ids, states and numbers', () => {
    const local = localiseView(busy, de);
    expect(local.totals).toEqual(busy.totals);
    expect(local.hosts.map(({ key, host, state, products }) => [key, host, state, products])).toEqual(
      busy.hosts.map(({ key, host, state, products }) => [key, host, state, products]),
    );
  });
});
