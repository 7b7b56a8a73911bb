import { Bounds } from './bounds.ts';
import { Indentation } from './indentation.ts';
import { limits } from './limits.ts';
import type { OffsetFault } from './offset-fault.ts';
import { type Token, tokensOf } from './tokens.ts';
import { excerpt } from './words.ts';

/**
 * What a look at the tokens alone shows. `stop`: the text must not be parsed any further.
 * `broken`: offsets of tabs and open quotes, after which nothing that a parser says about the document helps.
 */
export interface Prescan {
  readonly faults: readonly OffsetFault[];
  readonly broken: readonly number[];
  readonly stop: boolean;
}

/** Things that YAML has and rule files do not. */
const refused: Readonly<Record<string, { readonly name: string; readonly expected: string }>> = {
  anchor: { name: 'the anchor', expected: 'no anchors: a rule file writes every value out' },
  alias: { name: 'the alias', expected: 'no aliases: a rule file writes every value out' },
  tag: { name: 'the tag', expected: 'no tags: text that could be read as a number stands in quotes' },
  'directive-line': { name: 'the directive', expected: 'no directives' },
};
const mostRefusals = 10;

/**
 * Looks at a file token by token, before any tree is built, for what rule files may not hold: anchors and aliases (so
 * neither a cycle nor a bomb is ever expanded), tags, directives, tabs as indentation, and anything over the bounds.
 * Time and memory are linear in the text, and the scan ends at the first thing that would make parsing expensive.
 */
export function prescan(text: string): Prescan {
  const control = firstControlCharacter(text);
  if (control) return { faults: [control], broken: [], stop: true };
  const faults: OffsetFault[] = [];
  const indentation = new Indentation();
  const bounds = new Bounds();
  const broken: number[] = [];
  let stop = false;
  let refusals = 0;

  for (const { type, offset, source } of tokensOf(text)) {
    const open = openQuote(type, offset, source);
    const over =
      indentation.see(type, offset, source, bounds.inFlow) ?? bounds.exceededBy(type, offset, source);
    const refusal = refusalOf(type, offset, source);
    if (refusal) refusals++;
    if (over) faults.push(over);
    else if (refusal && refusals <= mostRefusals) faults.push(refusal);
    else if (refusal) faults.push({ ...refusal, found: 'more anchors, aliases, tags or directives' });
    else if (open) {
      faults.push(open);
      broken.push(offset);
    }
    stop = over !== undefined || refusals > mostRefusals;
    if (stop) break;
  }
  return {
    faults: [...faults, ...indentation.faults()],
    broken: [...broken, ...indentation.tabs],
    stop,
  };
}

function refusalOf(type: Token['type'], offset: number, source: string): OffsetFault | undefined {
  const entry = type === null ? undefined : refused[type];
  if (!entry || /^%YAML +1\.2\s*$/.test(source)) return undefined;
  return { offset, found: `${entry.name} ${excerpt(source.trim())}`, expected: entry.expected };
}

/** A quote that nothing closes, told where it opens: the parser would tell it at the end of the file. */
function openQuote(type: Token['type'], offset: number, source: string): OffsetFault | undefined {
  if (type !== 'single-quoted-scalar' && type !== 'double-quoted-scalar') return undefined;
  if (source.length > limits.textLength) return undefined;
  const closed = type === 'single-quoted-scalar' ? /^'(?:[^']|'')*'$/ : /^"(?:[^"\\]|\\[\s\S])*"$/;
  if (closed.test(source)) return undefined;
  const sign = source.slice(0, 1);
  return { offset, found: `a ${sign} that opens a text which nothing closes`, expected: `a closing ${sign}` };
}

/** Characters that YAML 1.2 does not allow in a file (section 5.1), and halves of surrogate pairs. */
function firstControlCharacter(text: string): OffsetFault | undefined {
  const match =
    /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.exec(
      text,
    );
  if (!match) return undefined;
  return {
    offset: match.index,
    found: `${match[0] === '\0' ? 'a NUL character' : 'the control character'} ${excerpt(match[0])}`,
    expected: 'text; in double quotes such a character can be written as an escape',
  };
}
