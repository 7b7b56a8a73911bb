import type { YAMLError } from 'yaml';
import { type OffsetFault, tooDeep } from './offset-fault.ts';
import { excerpt, quote } from './words.ts';

/** Faults that the token scan has told in better words already. */
const told: ReadonlySet<string> = new Set([
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'BAD_DIRECTIVE',
  'BAD_COLLECTION_TYPE',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
  'TAG_RESOLVE_FAILED',
]);

/**
 * What the YAML parser complains about, in words for a rule author; undefined where the token scan said it better.
 * `text` is the whole file.
 */
export function syntaxFault(error: YAMLError, text: string): OffsetFault | undefined {
  if (told.has(error.code)) return undefined;
  const offset = Math.min(error.pos[0], text.length);
  return error.code === 'RESOURCE_EXHAUSTION' ? tooDeep(offset) : { offset, ...words(error, text, offset) };
}

function words(error: YAMLError, text: string, offset: number): { found: string; expected: string } {
  const here = excerpt(/^[^\r\n]*/.exec(text.slice(offset, offset + 200))?.[0].trim() ?? '');
  const seen = here === '' ? 'the end of the line' : quote(here);
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { found: 'a tab as indentation', expected: 'spaces' };
    case 'BAD_DQ_ESCAPE':
      return {
        found: `${excerpt(text.slice(offset, offset + 2))} in double quotes`,
        expected: 'single quotes, in which a backslash is a backslash, or \\\\ for each backslash',
      };
    case 'BAD_SCALAR_START':
      return { found: seen, expected: `text that starts with ${here.slice(0, 1)} to stand in quotes` };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        found: `a second ": " in one value: ${seen}`,
        expected: 'text that holds ": " to stand in quotes, and keys of one mapping in one column',
      };
    case 'MULTILINE_IMPLICIT_KEY':
      return { found: `${seen} without ": "`, expected: '"key: value", or text that stands under its key' };
    case 'MISSING_CHAR':
      return missing(error.message, seen);
    case 'BAD_INDENT':
      return indentation(error.message, seen);
    case 'UNEXPECTED_TOKEN':
      return {
        found: `${seen}, which does not belong to what stands before it`,
        expected: 'one value, with text of several parts in quotes',
      };
    default:
      return { found: seen, expected: `valid YAML (${excerpt(error.message)})` };
  }
}

function missing(message: string, seen: string): { found: string; expected: string } {
  if (message.includes('followed by map values'))
    return { found: `${seen} without ":"`, expected: '"key: value"' };
  if (message.startsWith('Sequence item without')) {
    return {
      found: `${seen} in the column of a list, without "- "`,
      expected: 'the column of its neighbours',
    };
  }
  return flowEnd(message, seen) ?? { found: seen, expected: `valid YAML (${excerpt(message)})` };
}

function indentation(message: string, seen: string): { found: string; expected: string } {
  if (message.startsWith('All ')) {
    return {
      found: `${seen} in another column than its neighbours`,
      expected: 'the same column for all of them',
    };
  }
  return (
    flowEnd(message, seen) ?? {
      found: `${seen} with too little indentation`,
      expected: 'more spaces before it, or quotes around it',
    }
  );
}

function flowEnd(message: string, seen: string): { found: string; expected: string } | undefined {
  const sign = /end with a (?<sign>[\]}])/.exec(message)?.groups?.['sign'];
  return sign === undefined
    ? undefined
    : { found: `${seen} before the closing ${sign}`, expected: `a closing ${sign}` };
}
