import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText, encodingOf } from '../../../src/inventory/decode-text.ts';
import { importRows } from '../../../src/inventory/import-rows.ts';
import type { ImportedRow } from '../../../src/inventory/importers/importer.ts';
import { type FormatChoice, isDocument, recognise } from '../../../src/inventory/recognise.ts';

/** What an inventory was taken for, and its rows; a refusal as its message. */
export interface Imported {
  readonly format: string;
  readonly rows: readonly ImportedRow[];
}

const nothingSaid: FormatChoice = { from: undefined, map: undefined };

/** Recognises and reads a file of the fixtures, as `phaseout match` does. */
export function importFixture(name: string, choice: Partial<FormatChoice> = {}): Promise<Imported> {
  return importText(readFileSync(join(import.meta.dirname, 'fixtures', name)), choice);
}

/** Recognises and reads a text. */
export async function importText(
  content: string | Buffer,
  choice: Partial<FormatChoice> = {},
): Promise<Imported> {
  const bytes = Buffer.from(content);
  const encoding = encodingOf(bytes);
  const text = (await parts(decodeText(chunksOf(bytes), encoding))).join('');
  const document: unknown = isDocument(text) ? JSON.parse(text) : undefined;
  const reading = recognise(text, document, { ...nothingSaid, ...choice });
  if (!('way' in reading)) return { format: `refused: ${reading.message}`, rows: [] };
  if (reading.way === 'native') return { format: 'native', rows: [] };
  return {
    format: reading.importer.id,
    rows: await parts(importRows(reading, chunksOf(bytes), encoding, document)),
  };
}

/** Items without the place where they were read. */
export function items({ rows }: Imported): object[] {
  return rows.flatMap((row) => {
    const drafts = row.type === 'item' ? [row.draft] : row.type === 'snapshot' ? row.drafts : [];
    return drafts.map(({ at: _at, ...item }) => item);
  });
}

/** Faults as `place: message`. */
export function faults({ rows }: Imported): string[] {
  return rows.flatMap((row) => (row.type === 'fault' ? [`${row.at}: ${row.message}`] : []));
}

/** In pieces of an odd size, so that nothing may depend on where a chunk ends. */
async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1013) yield bytes.subarray(at, at + 1013);
}

async function parts<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const part of source) all.push(part);
  return all;
}
