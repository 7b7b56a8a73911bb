/**
 * Rules name most folders and keys twice, for the 64-bit and the 32-bit place. A pair is written once with a mark in place
 * of its beginning: `@` for both program folders, `#` for both parts of `HKLM\SOFTWARE`. Private-use characters stand for
 * the marks until the text is escaped.
 */
const places = [
  { mark: '\ue000', written: '@', plain: 'c:/program files/', other: 'c:/program files (x86)/' },
  { mark: '\ue001', written: '#', plain: 'hklm/software/', other: 'hklm/software/wow6432node/' },
] as const;

/** Folded paths, with pairs put together, in the order of their first. */
export function paired(paths: readonly string[]): string[] {
  const all = new Set(paths);
  const written: string[] = [];
  for (const path of all) {
    if (places.some(({ mark }) => path.includes(mark))) continue;
    const place = places.find(
      ({ plain, other }) =>
        (path.startsWith(other) && all.has(plain + path.slice(other.length))) ||
        (path.startsWith(plain) && all.has(other + path.slice(plain.length))),
    );
    if (place === undefined) written.push(path);
    else if (!path.startsWith(place.other)) written.push(place.mark + path.slice(place.plain.length));
  }
  return written;
}

/** What is written for a character that stands for a pair; undefined for every other. */
export function pairMark(char: string): string | undefined {
  return places.find(({ mark }) => mark === char)?.written;
}
