const quote = 0x22;
const backslash = 0x5c;
const newline = 0x0a;

/** Where the object or list that begins at `at` ends; -1 where the line ends first. What is in it is not looked at. */
export function valueEnd(line: Uint8Array, at: number): number {
  let depth = 0;
  for (let end = at; end < line.length; end++) {
    const byte = line[end];
    if (byte === quote) {
      for (end++; line[end] !== quote; end++) {
        if (line[end] === newline || end >= line.length) return -1;
        if (line[end] === backslash) end++;
      }
    } else if (byte === 0x7b || byte === 0x5b) depth++;
    else if (byte === 0x7d || byte === 0x5d) {
      if (--depth === 0) return end + 1;
    } else if (byte === newline) return -1;
  }
  return -1;
}

/** Where a whole number that JavaScript writes the same way ends, or -1. */
export function numberEnd(line: Uint8Array, at: number): number {
  let end = at;
  while (isDigit(line[end])) end++;
  const length = end - at;
  if (length === 0 || length > 15 || (length > 1 && line[at] === 0x30)) return -1;
  const next = line[end];
  return next === 0x2e || next === 0x65 || next === 0x45 ? -1 : end;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}
