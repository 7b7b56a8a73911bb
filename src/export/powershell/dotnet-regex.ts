import type { FieldCheck, Pattern } from '../../match/pattern.ts';
import { paired, pairMark } from './path-pairs.ts';

/**
 * One test of a field in the script's table: `!` empty, `?` not empty, or a regular expression of .NET.
 * In it `<` and `>` stand for the edge of a word, `_` for what lies between two words and `~` for one character, `@` and `#` for
 * pairs of places (see path-pairs.ts); the script puts the long forms in. A text of the rules holds none of them, nor `;` and `&`, which divide the table: all but
 * plain letters, digits and a few marks are written as `\xXX` or `\uXXXX`, so that the script is ASCII and nothing in a
 * rule can leave it.
 */
export function tableTest(check: FieldCheck): string | undefined {
  switch (check.how) {
    case 'exists':
      return check.exists ? '?' : '!';
    case 'any':
      return check.patterns.length === 0 ? undefined : regexOf(check.patterns);
    default:
      return undefined;
  }
}

/** Text that stands for itself in a regular expression and in the table. */
export function tableText(text: string): string {
  let safe = '';
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    const unit = text.charCodeAt(index);
    const mark = pairMark(char);
    if (mark !== undefined) safe += mark;
    else if (/[A-Za-z0-9 /:,-]/.test(char)) safe += char;
    else if (/[.(){}]/.test(char)) safe += `\\${char}`;
    else safe += unit < 0x80 ? `\\x${hex(unit, 2)}` : `\\u${hex(unit, 4)}`;
  }
  return safe;
}

function hex(unit: number, digits: number): string {
  return unit.toString(16).padStart(digits, '0');
}

const shapes = {
  whole: ['^', '\\z'],
  prefix: ['^', ''],
  suffix: ['', '\\z'],
  inside: ['', ''],
  word: ['<', '>'],
} as const;

type Groups = Record<keyof typeof shapes, string[]>;

function regexOf(patterns: readonly Pattern[]): string {
  const groups: Groups = { whole: [], prefix: [], suffix: [], inside: [], word: [] };
  for (const { how, text } of inPairs(patterns)) {
    if (how === 'word') groups.word.push(text.trim().split(' ').map(tableText).join('_'));
    else if (how === 'glob') addGlob(groups, text);
    else groups[how === 'exact' ? 'whole' : how].push(tableText(text));
  }
  const alternatives = (['whole', 'prefix', 'suffix', 'inside', 'word'] as const).flatMap((shape) => {
    const texts = groups[shape];
    const [start, end] = shapes[shape];
    return texts.length === 0 ? [] : [`${start}${grouped(texts)}${end}`];
  });
  return alternatives.length === 1 ? (alternatives[0] ?? '') : `(?:${alternatives.join('|')})`;
}

/** The patterns with paths of both places put together, each kind of test by itself. */
function inPairs(patterns: readonly Pattern[]): Pattern[] {
  const kinds = [...new Set(patterns.map(({ how }) => how))];
  return kinds.flatMap((how) => {
    const texts = patterns.filter((pattern) => pattern.how === how).map(({ text }) => text);
    return paired(texts).map((text) => ({ how, text }));
  });
}

function addGlob(groups: Groups, glob: string): void {
  const isOpen = { start: glob.startsWith('*'), end: glob.endsWith('*') };
  const inside = glob.replace(/^\*+|\*+$/g, '');
  const regex = inside
    .split(/(?<wildcard>\*+|\?)/)
    .map((part) => (part.startsWith('*') ? '.*' : part === '?' ? '~' : tableText(part)))
    .join('');
  if (isOpen.start && isOpen.end) groups.inside.push(regex);
  else if (isOpen.start) groups.suffix.push(regex);
  else if (isOpen.end) groups.prefix.push(regex);
  else groups.whole.push(regex);
}

/** Alternatives with their common beginning written once. */
function grouped(texts: readonly string[]): string {
  const [only] = texts;
  if (texts.length === 1 && only !== undefined) return only;
  const common = commonStart(texts);
  return `${common}(?:${texts.map((text) => text.slice(common.length)).join('|')})`;
}

/** Never ends within an escape, a group or before a quantifier. */
function commonStart(texts: readonly string[]): string {
  const [first = ''] = texts;
  let length = first.length;
  for (const text of texts) {
    let same = 0;
    while (same < length && first[same] === text[same]) same++;
    length = same;
  }
  const cut = /^[A-Za-z0-9 /:,-]*/.exec(first.slice(0, length))?.[0] ?? '';
  return cut.length < 4 ? '' : cut;
}
