import type { Anchor } from '../../match/anchor.ts';
import { wordText } from '../../match/words.ts';
import type { Dialect } from './dialect.ts';
import type { Entry } from './entries.ts';

/** Literals of one field of which every row that fits any entry holds one. */
export interface FieldLiterals {
  readonly field: string;
  readonly exact: readonly string[];
  readonly prefix: readonly string[];
  readonly suffix: readonly string[];
  readonly inside: readonly string[];
}

/** So many literals with one word in common are looked for by that word alone. */
const enoughInCommon = 6;
const shortestWord = 6;

/**
 * The anchors of all entries, by field. A literal that another one covers is left out: what begins with a word that is looked
 * for anywhere need not be looked for by itself. So the list is short and still complete.
 */
export function literalsOf(entries: readonly Entry[]): FieldLiterals[] {
  const fields = new Map<string, Anchor[]>();
  for (const { anchors } of entries) {
    if (anchors === undefined) continue;
    const list = fields.get(anchors.field) ?? [];
    list.push(...anchors.anchors);
    fields.set(anchors.field, list);
  }
  return [...fields].map(([field, anchors]) => fieldLiterals(field, anchors));
}

function fieldLiterals(field: string, anchors: readonly Anchor[]): FieldLiterals {
  const texts = (...hows: Anchor['how'][]): string[] => [
    ...new Set(anchors.filter(({ how }) => hows.includes(how)).map(({ text }) => text)),
  ];
  const all = texts('exact', 'prefix', 'suffix', 'word', 'inside');
  const inside = minimal([...texts('word', 'inside'), ...commonWords(all)], (text, other) =>
    text.includes(other),
  );
  const open = (list: readonly string[]): string[] =>
    list.filter((text) => !inside.some((other) => text.includes(other)));
  const prefix = minimal(open(texts('prefix')), (text, other) => text.startsWith(other));
  const suffix = minimal(open(texts('suffix')), (text, other) => text.endsWith(other));
  const exact = open(texts('exact')).filter(
    (text) =>
      !prefix.some((other) => text.startsWith(other)) && !suffix.some((other) => text.endsWith(other)),
  );
  return { field, exact, prefix, suffix, inside };
}

/** Words that several literals hold; a row with such a literal has the word somewhere in the field. */
function commonWords(literals: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const literal of literals) {
    for (const word of new Set(wordText(literal).trim().split(' '))) {
      if (word.length >= shortestWord) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const found: string[] = [];
  let open = literals;
  for (const [word] of [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))) {
    const covered = open.filter((literal) => literal.includes(word));
    if (covered.length < enoughInCommon || tooCommon.has(word)) continue;
    found.push(word);
    open = open.filter((literal) => !literal.includes(word));
  }
  return found;
}

/** Words that stand in the names and paths of much other software, so that looking for them alone would find too much. */
const tooCommon = new Set([
  'application',
  'appdata',
  'library',
  'microsoft',
  'windows',
  'program',
  'programdata',
  'program files',
  'service',
  'services',
  'software',
  'system',
  'system32',
  'support',
  'security',
  'extensions',
  'wow6432node',
  'drivers',
  'update',
  'private',
  'systemd',
  'launchdaemons',
  'containers',
  'helper',
  'daemon',
]);

function minimal(texts: readonly string[], covers: (text: string, other: string) => boolean): string[] {
  const different = [...new Set(texts)];
  return different.filter((text) => !different.some((other) => other !== text && covers(text, other)));
}

/** Whether a row holds one of the literals. `column` gives a field's text in lower case. */
export function literalConditions(
  literals: readonly FieldLiterals[],
  column: (field: string) => string,
  dialect: Dialect,
): string[] {
  return literals.flatMap(({ field, exact, prefix, suffix, inside }) => {
    const text = column(field);
    return [
      ...inside.map((literal) => dialect.contains(text, literal)),
      ...(exact.length > 0 ? [dialect.isOneOf(text, exact)] : []),
      ...prefix.map((literal) => dialect.startsWith(text, literal)),
      ...suffix.map((literal) => dialect.endsWith(text, literal)),
    ];
  });
}
