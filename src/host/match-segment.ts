/**
 * Whether a name fits one segment of a pattern: `*` is any run of characters, `?` one UTF-16 unit, everything else
 * itself. Goes back only to the last `*`, so its time is bounded by the product of both lengths.
 */
export function matchSegment(pattern: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < name.length; ) {
    if (pattern[at] === '*') {
      star = at++;
      resume = index;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[index])) {
      at++;
      index++;
    } else if (star !== -1) {
      at = star + 1;
      index = ++resume;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
