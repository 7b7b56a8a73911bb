import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { en, type Messages } from '../../src/report/messages/en.ts';
import { languages, loadMessages } from '../../src/report/messages/languages.ts';
import { Translator } from '../../src/report/messages/translator.ts';
import { forbidden } from '../deadline/forbidden.ts';
import { forbiddenGerman } from '../deadline/forbidden-de.ts';
import { loadRegimes } from '../deadline/load-regimes.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';

const root = fileURLToPath(new URL('../../src/', import.meta.url));
const catalogues = await Promise.all(
  languages.map(async (name): Promise<readonly [string, Messages]> => [name, await loadMessages(name)]),
);
const others = catalogues.filter(([name]) => name !== 'en');

/** Every message with its place, `stored` apart. */
function messagesOf(value: object, place = ''): [place: string, message: unknown][] {
  return Object.entries(value).flatMap(([key, message]: [string, unknown]): [string, unknown][] => {
    const here = place === '' ? key : `${place}.${key}`;
    if (here === 'stored' || here === 'roles') return [];
    return typeof message === 'object' && message !== null ? messagesOf(message, here) : [[here, message]];
  });
}

/** What a message says with some arguments: a text itself; a function for each sample that it takes. */
function said(message: unknown): string[] {
  if (typeof message === 'string') return [message];
  if (typeof message !== 'function') return [];
  return [1, 2, '§', '7 Tage', 'vpn'].flatMap((sample) => {
    try {
      const text: unknown = Reflect.apply(message, undefined, [sample, sample, sample, sample, sample]);
      return typeof text === 'string' ? [text] : [];
    } catch (error) {
      // A function of texts takes no number, and the other way round.
      if (error instanceof TypeError) return [];
      throw error;
    }
  });
}

const english = messagesOf(en);

/** Sentences that the source writes in pieces. */
const composed = [/ runs here with its driver\.$/, /^The record of /, /^Its last successful update was on /];

/** Every kind of reason that decideExit gives, by its own words. */
const reasons = [
  'the scan was interrupted, so the report is not complete',
  '1 finding at or above "residue"',
  '12 confirmed findings at or above "active" with a deadline that meets --fail-on-deadline',
  '3 findings at or above "installed"; 2 staged products (--fail-on staged)',
  '1 hidden product (--fail-on hidden)',
  'no finding at or above "residue", but 13 gaps could hide an active product',
  'no confirmed finding at or above "installed", but 1 gap could hide leftovers',
  'findings do not count (--fail-on never), but 2 gaps could hide something',
  'no finding at or above "residue", 1 finding accepted, 2 gaps allowed, 1 gap could hide only less',
  'no finding at or above "residue" with a deadline that meets --fail-on-deadline, no gap',
];

/** Messages that are the same word in both, or hold no word at all. */
const same: Readonly<Record<string, readonly string[]>> = {
  de: [
    'basis.running',
    'priorities.normal',
    'coverageStatuses.ok',
    'coverageColumns.ms',
    'deadline',
    'context',
    'subjectBuiltin',
    'headings.version',
    'headings.status',
    'headings.phase',
    'headings.name',
  ],
};

test('each file of the folder is a language, and each language has its file', () => {
  const files = readdirSync(join(root, 'report/messages')).map((file) => file.replace('.ts', ''));
  expect(files.filter((file) => file.length === 2).sort()).toEqual([...languages].sort());
});

describe.each(others)('%s', (name, messages) => {
  const own = new Map(messagesOf(messages));

  test('lacks no message and has none too many', () => {
    expect([...own.keys()].sort()).toEqual(english.map(([place]) => place).sort());
  });

  test.each(english)('%s', (place, message) => {
    const here = said(own.get(place));
    const there = said(message);
    expect(here.length).toBeGreaterThan(0);
    if (!place.startsWith('timelineNow') && there.some((text) => text !== '')) expect(here).not.toContain('');
    const isSame = here.every((text, index) => text === there[index]);
    expect(isSame, `${place}: ${here.join(' | ')}`).toBe((same[name] ?? []).includes(place));
    if (!isSame && !['language'].includes(place))
      expect(
        here.filter((text) =>
          /\b(the|and|of|could|found|looked|reads?)\b/.test(text.replace(/\{\w+\}/g, '')),
        ),
      ).toEqual([]);
  });

  test('no translation equals its English text', () => {
    const { sentences, clauses, pack } = messages.stored;
    const equal = Object.entries({ ...sentences, ...clauses, ...pack }).filter(([text, own]) => text === own);
    expect(equal).toEqual([]);
  });

  test('what stands in a sentence stands in its translation', () => {
    const slots = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    const { sentences, clauses, pack } = messages.stored;
    const wrong = Object.entries({ ...sentences, ...clauses, ...pack }).filter(
      ([text, own]) =>
        slots([...new Set(slots(text))].join('')).join() !== slots([...new Set(slots(own))].join('')).join(),
    );
    expect(wrong).toEqual([]);
  });

  test('every sentence that it translates is one that the program still says', () => {
    const source = ['deadline', 'report', 'collect', 'host', 'cli']
      .flatMap((folder) => sourcesIn(join(root, folder)))
      .concat(readFileSync(join(root, 'lower-findings.ts'), 'utf8'))
      .join('\n');
    const plain = source.replaceAll("\\'", "'");
    const { sentences, clauses } = messages.stored;
    const orphans = Object.keys(sentences).filter((text) =>
      pieces(text).some((piece) => !plain.includes(piece)),
    );
    expect(orphans.filter((text) => !composed.some((pattern) => pattern.test(text)))).toEqual([]);
    const words = [...Object.keys(clauses), ...orphans].flatMap((text) => text.match(/[A-Za-z]{4,}/g) ?? []);
    expect(words.filter((word) => !plain.includes(word.replace(/s$/, '')))).toEqual([]);
  });

  test.each(reasons)('a reason for an exit code: %s', (reason) => {
    const own = new Translator(messages).reason(reason);
    expect(own).not.toBe(reason);
    expect(own).not.toMatch(/\b(finding|gaps?|could|hide|accepted|allowed|staged product|no)\b/);
  });

  test('every text of the rule pack that it translates is still in it; how much it translates', () => {
    const texts = packTexts();
    const all = new Set(Object.values(texts).flat());
    expect(Object.keys(messages.stored.pack).filter((text) => !all.has(text))).toEqual([]);
    const share = Object.fromEntries(
      Object.entries(texts).map(([part, list]) => {
        const unique = [...new Set(list)];
        const done = unique.filter((text) => text in messages.stored.pack);
        return [part, { done: done.length, of: unique.length }];
      }),
    );
    console.info(
      `${name}: ${Object.entries(share)
        .map(([part, { done, of }]) => `${part} ${done} of ${of}`)
        .join(', ')}`,
    );
    // Names that a language leaves as they are need no entry.
    for (const part of ['regimes', 'phases', 'hazards', 'alternatives']) {
      const { done = 0, of = 1 } = share[part] ?? {};
      expect(done / of, part).toBeGreaterThan(0.9);
    }
  });
});

/** The table of sentences that no report may say, for each language. */
const tables: Readonly<Record<string, readonly (readonly [string, RegExp])[]>> = {
  en: forbidden,
  de: forbiddenGerman,
};

describe.each(catalogues)('what no source says is not said in %s', (name, messages) => {
  const texts = messagesOf(messages)
    .filter(([place]) => !place.startsWith('overdue') && !place.startsWith('timelineStates'))
    .flatMap(([place, message]) => said(message).map((text) => `${place}: ${text}`));
  const stored = Object.values({
    ...messages.stored.sentences,
    ...messages.stored.clauses,
    ...messages.stored.pack,
  });

  test.each(tables[name] ?? [])('%s', (_why, pattern) => {
    expect([...texts, ...stored].filter((text) => pattern.test(text))).toEqual([]);
  });

  test('it has a table of them, as long as the English one', () => {
    expect((tables[name] ?? []).map(([why]) => why)).toEqual(forbidden.map(([why]) => why));
  });
});

/** Every text of the pack that a report can show, by part. */
function packTexts(): Record<string, string[]> {
  const pack = builtInPack();
  const regimes = loadRegimes();
  const phases = regimes.flatMap((regime) => regime.phases);
  return {
    regimes: regimes.flatMap(({ title, short }) => [title, short]),
    phases: phases.flatMap((phase) => [
      phase.title,
      phase.meaning,
      ...(phase.label === undefined ? [] : [phase.label]),
      ...(phase.meaningFor ?? []).map(({ meaning }) => meaning),
      ...('trigger' in phase.when ? [`${phase.when.term} after ${phase.when.trigger}`] : []),
      ...('words' in phase.when && phase.when.words !== undefined ? [phase.when.words] : []),
      ...(phase.databases === undefined
        ? []
        : [phase.databases.expected, phase.databases.between, phase.databases.after]),
    ]),
    hazards: pack.hazards.flatMap(({ title, text }) => [title, text]),
    alternatives: pack.alternatives.map(({ text }) => text),
    summaries: pack.products.map(({ migration }) => migration.summary),
    steps: pack.products.flatMap(({ migration }) =>
      [...migration.steps, ...migration.residue].map(({ text }) => text),
    ),
    checks: pack.products.flatMap(({ migration }) => migration.verify),
    notes: pack.products.flatMap(({ signatures }) => signatures.flatMap(({ note }) => note?.text ?? [])),
    'other protection': pack.protections.flatMap(({ limits }) => limits ?? []),
  };
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('messages'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/** The fixed pieces of a sentence, as far as the source writes them in one: words between slots and values. */
function pieces(text: string): string[] {
  return text
    .replace(/^(\{n\}|1) /, '')
    .split(/\{\w+\}|(?<=\d) days? ago|\b1 day\b|"/)
    .map((piece) => piece.trim().replace(/^[.,;: ]+|[.,;: ]+$/g, ''))
    .filter((piece) => piece.length > 14);
}
