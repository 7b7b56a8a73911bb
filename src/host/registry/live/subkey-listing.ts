import { foldName, keySegments } from '../key-path.ts';

/** Names of the subkeys of one key, as the console shows them. */
export interface SubkeyListing {
  /** Names in plain ASCII, as they are stored. */
  readonly names: readonly string[];
  /** Number of names with other letters: the console's code page does not give them back. */
  readonly lossy: number;
  /** False where no such name is listed; `maybe` for a name with letters that the console may have changed. */
  has(name: string): boolean | 'maybe';
}

/**
 * Reads what `reg query KEY` prints: one line a subkey with its whole path, values indented. Only names in ASCII can be
 * trusted, because the console's code page is unknown; a question mark may stand for anything.
 */
export function parseSubkeyListing(stdout: Buffer, key: string): SubkeyListing {
  const above = keySegments(key);
  const names = new Map<string, string>();
  let lossy = 0;
  for (const line of stdout.toString('latin1').split(/\r?\n/)) {
    if (!line.toUpperCase().startsWith('HKEY_')) continue;
    const segments = keySegments(line);
    const name = segments.at(-1) ?? '';
    // The key itself is printed too, above its values; letters lost in the path above do not change its length.
    if (segments.length !== above.length + 1) continue;
    if (isPlain(name)) names.set(foldName(name), name);
    else lossy++;
  }
  return {
    names: [...names.values()],
    lossy,
    has: (name) => names.has(foldName(name)) || (!isPlain(name) && lossy > 0 ? 'maybe' : false),
  };
}

function isPlain(name: string): boolean {
  return /^[\x20-\x3e\x40-\x7e]*$/.test(name);
}
