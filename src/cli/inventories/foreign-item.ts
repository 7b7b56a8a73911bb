import type { Draft } from '../../inventory/importers/importer.ts';
import type { Item } from '../../model/item.ts';

/** A line number goes behind the file with a colon, a place in a document as it is: `a.json:3`, `a.json components[3]`. */
export function placeOf(name: string, at: string): string {
  return /^\d/.test(at) ? `${name}:${at}` : `${name} ${at}`;
}

/** `facts/web-1.json.gz` is web-1; a dot within a name stays: `web-1.example.org`. */
export function hostOfFile(name: string): string {
  const file = name.split(/[\\/]/).at(-1) ?? name;
  return file.replace(/(?:\.(?:json|ndjson|jsonl|txt|csv|log|cdx|spdx|syft|gz|zst|zstd))+$/i, '') || file;
}

/** The format comes first, so that a drive letter of the file that was read does not speak for the row. */
export function asItem({ at, hostId: _hostId, ...draft }: Draft, format: string, name: string): Item {
  return { collector: format, ...draft, origin: `${format} ${placeOf(name, at)}` };
}
