import { readFileSync, statSync } from 'node:fs';
import { TargetError } from '../../errors.ts';
import { decodeText, encodingOf } from '../../inventory/decode-text.ts';
import { headBytes, openInventory, stdinName } from '../inventory-source.ts';
import type { ReportFile } from './report-files.ts';
import { type RecordText, SplitRecords } from './split-records.ts';

/** Plain files up to this size are read at once: a stream for each of a million would take longer than their content. */
const smallBytes = 1024 * 1024;

/**
 * The JSON texts of a file, in batches; gzip and zstd are unpacked, text may be UTF-8 or UTF-16. Memory stays within
 * one text. Throws TargetError where the file cannot be read or unpacked to its end.
 */
export async function* readRecords(
  { path }: ReportFile,
  signal: AbortSignal,
): AsyncGenerator<readonly RecordText[]> {
  const split = new SplitRecords();
  const small = path === '-' ? undefined : readSmall(path);
  if (small !== undefined) {
    yield split.push(new TextDecoder(encodingOf(small)).decode(small));
    yield split.end();
    return;
  }
  // Nothing but the encoding is told by the head.
  const opened = await openInventory(path, nameOf(path), signal, headBytes);
  for await (const part of decodeText(opened.chunks, encodingOf(opened.head))) {
    const found = split.push(part);
    if (found.length > 0) yield found;
  }
  // What was cut off by Ctrl-C is not the file's fault.
  if (!signal.aborted) yield split.end();
}

/** The name of a file in messages. */
export function nameOf(path: string): string {
  return path === '-' ? stdinName : path;
}

function readSmall(path: string): Buffer | undefined {
  try {
    const there = statSync(path);
    if (!there.isFile() || there.size > smallBytes) return undefined;
    const bytes = readFileSync(path);
    const isPacked =
      (bytes[0] === 0x1f && bytes[1] === 0x8b) ||
      (bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f);
    return isPacked ? undefined : bytes;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new TargetError(`${path} cannot be read (${code})`, {
      hint: 'check the name and the rights of the file',
      cause: error,
    });
  }
}
