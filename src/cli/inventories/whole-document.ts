import { TargetError } from '../../errors.ts';
import { decodeText } from '../../inventory/decode-text.ts';
import { notJson } from '../../model/json-fault.ts';

const maxDocumentLength = 256 * 1024 * 1024;

/** The content of a file that is one JSON value. Throws TargetError where it is too large or no whole JSON. */
export async function wholeDocument(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
  name: string,
  signal: AbortSignal,
): Promise<unknown> {
  const parts: string[] = [];
  let length = 0;
  for await (const part of decodeText(chunks, encoding)) {
    length += part.length;
    if (length > maxDocumentLength) {
      throw new TargetError(`${name} is one JSON value of more than 256 MiB`, {
        hint: 'split it, or export one JSON object a line',
      });
    }
    parts.push(part);
  }
  if (signal.aborted) return [];
  const text = parts.join('');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TargetError(`${name} is ${notJson(text)}`, {
      hint: 'the file may have been cut off; one JSON object a line is read as far as it goes',
      cause: error,
    });
  }
}

/** Rows of a JSON document as the lines that they are in a native inventory. */
export async function* linesOf(rows: readonly unknown[]): AsyncGenerator<Uint8Array> {
  for (const row of rows) yield Buffer.from(`${JSON.stringify(row)}\n`);
}
