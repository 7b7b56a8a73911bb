/** A string of KQL in double quotes. Everything that could end or change it is escaped, control characters too. */
export function kqlString(text: string): string {
  return `"${escapeWith(text, '"')}"`;
}

/** A string of KQL in single quotes, the only kind that Intune's device query takes for `contains` and its like. */
export function kqlSingleString(text: string): string {
  return `'${escapeWith(text, "'")}'`;
}

function escapeWith(text: string, quote: string): string {
  let escaped = '';
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const char = text.charAt(index);
    if (char === '\\' || char === quote) escaped += `\\${char}`;
    else if (isUnsafe(unit)) escaped += `\\u${unit.toString(16).padStart(4, '0')}`;
    else escaped += char;
  }
  return escaped;
}

/** Control characters, separators of lines, marks that turn text around and marks that are not seen. */
function isUnsafe(unit: number): boolean {
  return (
    unit < 0x20 ||
    (unit >= 0x7f && unit <= 0xa0) ||
    unit === 0xad ||
    (unit >= 0x200b && unit <= 0x200f) ||
    (unit >= 0x2028 && unit <= 0x202e) ||
    (unit >= 0x2060 && unit <= 0x206f) ||
    (unit >= 0xd800 && unit <= 0xdfff) ||
    unit === 0xfeff
  );
}

/** Text for a comment of one line. */
export function kqlComment(text: string): string {
  return `// ${text.replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]+/g, ' ')}`;
}

/** A text as a regular expression of RE2 that matches it alone. */
export function regexText(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}/-]/g, '\\$&').replaceAll('\\/', '/');
}
