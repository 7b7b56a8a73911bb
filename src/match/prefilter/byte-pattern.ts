import type { Anchor } from '../anchor.ts';

/**
 * A run of ASCII that stands in every text which an anchor leads to, once letters are lower case and a backslash is a
 * slash; `atStart` and `atEnd` say that the text begins or ends with it.
 */
export interface BytePattern {
  readonly text: string;
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

/** A character that stands in every text which an anchor without ASCII leads to. */
export interface ForeignCharacter {
  readonly foreign: number;
}

/**
 * What a text must hold as it stands (only escapes undone) for an anchor to stand in it once it is folded: the longest run
 * of ASCII in the anchor. Holds for texts whose other characters are harmless (see harmless.ts), because folding then
 * changes ASCII only from capital to small letters, in a path from backslash to slash, and adds and removes none.
 */
export function patternOf({ how, text }: Anchor): BytePattern | ForeignCharacter {
  const run = longestRun(text, /[\0-\x7f]+/g);
  const foreign = foreignOf(text);
  if (run === undefined || (foreign !== undefined && run.text.length < 4)) return { foreign: foreign ?? 0 };
  const isFirst = run.index === 0;
  const isLast = run.index + run.text.length === text.length;
  return {
    text: plain(run.text),
    atStart: isFirst && (how === 'exact' || how === 'prefix'),
    atEnd: isLast && (how === 'exact' || how === 'suffix'),
  };
}

/**
 * As {@link patternOf} for a text that an importer makes of texts of the row: a run of letters, digits, dots and
 * underscores. Importers trim, cut, join with `:` or `-` between, put braces around, turn slashes and drop the dots at the
 * end of a name, and in all of that every such run of the outcome is (part of) one of the row.
 * `added` are runs that an importer may add by itself. Undefined where every run of the anchor could be one of those.
 */
export function derivedPatternOf(
  { text }: Anchor,
  added: readonly string[],
): BytePattern | ForeignCharacter | undefined {
  const isOwn = (run: string): boolean => !added.some((word) => word.includes(run));
  const run = longestRun(text, /[0-9a-z_.]+/g, isOwn);
  const foreign = foreignOf(text);
  if (foreign !== undefined && (run === undefined || run.text.length < 4)) return { foreign };
  return run === undefined ? undefined : { text: run.text, atStart: false, atEnd: false };
}

/** The character outside ASCII that is likely to be the rarest. */
function foreignOf(text: string): number | undefined {
  const points = [...text].map((char) => char.codePointAt(0) ?? 0).filter((point) => point >= 0x80);
  return points.length === 0 ? undefined : Math.max(...points);
}

/** Bytes as the tables of the prefilter compare them. */
export function plain(text: string): string {
  return text.replaceAll('\\', '/').toLowerCase();
}

interface Run {
  readonly index: number;
  readonly text: string;
}

/** Words that stand in half of all rows say less than a shorter one of a name. */
const common =
  /^(?:opt|usr|var|lib|bin|etc|active|daemon|console|viewer|scanner|connectors|setup|system|library|program|files|microsoft|applications?|windows|(?:daemon)?\.?services?|\.?exe|\.?sys)$/;

function longestRun(
  text: string,
  runs: RegExp,
  isFit: (run: string) => boolean = () => true,
): Run | undefined {
  let best: Run | undefined;
  const worth = (run: string): number => (common.test(run) ? 1 : run.length);
  for (const found of text.matchAll(runs)) {
    const [run] = found;
    if (isFit(run) && (best === undefined || worth(run) > worth(best.text))) {
      best = { index: found.index, text: run };
    }
  }
  return best;
}
