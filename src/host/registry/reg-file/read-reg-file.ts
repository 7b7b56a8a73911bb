import { type RegFileOptions, RegFileReader } from './reg-file-reader.ts';
import type { RegKey } from './reg-key.ts';

/**
 * The key tree of a .reg text that arrives in chunks; `find('HKLM\\SOFTWARE')` looks a key up in it. Damage is told to
 * `onGap`; only an error of the chunks' source is thrown.
 */
export async function readRegFile(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  options: RegFileOptions,
): Promise<RegKey> {
  const reader = new RegFileReader(options);
  for await (const chunk of chunks) {
    if (!reader.push(chunk)) break;
  }
  return reader.end();
}
