import { present, productCodeOf } from './fields.ts';
import type { ImportedRow, Importer, TextLine } from './importer.ts';

const ruler = /^-{20,}\s*$/;
const cut = '\u2026';

/**
 * Text of `winget list`: a table with columns of fixed width under translated headings. The line of hyphens is the only
 * sure sign; columns begin where the headings above it do. Cells that the program cut end with U+2026.
 * Source: microsoft/winget-cli issues 1155, 5536, 999, 4017.
 */
export const winget: Importer = {
  id: 'winget',
  reads: 'text of `winget list`',
  sample: 'constructed',
  kinds: ['software'],
  text: {
    recognises: (head) => {
      const at = head.findIndex((line) => ruler.test(line));
      return at > 0 && columnsOf(head[at - 1] ?? '').length >= 3 && /\b(?:Id|ID)\b/.test(head[at - 1] ?? '');
    },
    async *rows(lines) {
      let before = '';
      let columns: readonly number[] | undefined;
      let isCut = false;
      for await (const line of lines) {
        if (columns === undefined) {
          if (ruler.test(line.text)) columns = columnsOf(before);
          else before = line.text;
          continue;
        }
        if (line.text.trim() === '') continue;
        if (line.text.includes(cut) && !isCut) {
          isCut = true;
          yield {
            type: 'limit',
            message:
              'names were cut by winget (…); a terminal of more columns or winget 1.29.250 writes them whole',
          };
        }
        yield row(line, columns);
      }
    },
  },
};

/** Where columns begin: the first character after a gap of two spaces or more, or after a single space before a word. */
function columnsOf(heading: string): number[] {
  // A progress sign may stand before the headings, divided by a carriage return.
  const text = afterReturn(heading);
  return [...text.matchAll(/\S+/g)].map((match) => width(text.slice(0, match.index)));
}

function afterReturn(text: string): string {
  return text.slice(text.lastIndexOf('\r') + 1);
}

function row({ number, text }: TextLine, columns: readonly number[]): ImportedRow {
  const cells = columns.map((from, index) => slice(text, from, columns[index + 1]).trim());
  const [name, id, version] = cells;
  if (!name || !id) return { type: 'fault', at: String(number), message: 'not a row of winget list' };
  const productCode = productCodeOf(/\{[0-9A-Fa-f-]{36}\}/.exec(id)?.[0]);
  return {
    type: 'item',
    draft: {
      kind: 'software',
      name: name.replace(cut, ''),
      at: String(number),
      state: 'installed',
      platform: 'windows',
      ref: id,
      ...present({ version: version?.replace(cut, '') || undefined }),
      attributes: present({ productCode }),
    },
  };
}

/** Cells of a line by the columns of a terminal, in which wide letters (Chinese, Japanese, Korean) take two. */
function slice(text: string, from: number, to: number | undefined): string {
  let at = 0;
  let cell = '';
  for (const letter of text) {
    if (at >= from && (to === undefined || at < to)) cell += letter;
    at += width(letter);
  }
  return cell;
}

function width(text: string): number {
  let columns = 0;
  for (const letter of text) {
    columns +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
        letter,
      )
        ? 2
        : 1;
  }
  return columns;
}
