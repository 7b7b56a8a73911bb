/**
 * A text of ASCII that sorts by bytes as `compareVersions` of model/version.ts sorts versions. Each part begins with a mark whose order
 * is that of the kinds of part: `!` a tilde, `#` the end, `$` letters, `%` digits. Digits lose their leading zeros and
 * carry their length, three digits long, before them. Every dialect builds the same text of a column.
 */
export function versionKey(version: string): string {
  const parts = version.slice(0, 256).match(/\d+|[A-Za-z]+|~/g) ?? [];
  return `${parts.map(partKey).join('')}#`;
}

/** The key of one part: a run of digits, a run of letters, or a tilde. */
function partKey(part: string): string {
  if (part === '~') return '!';
  if (!/^\d/.test(part)) return `$${part}`;
  const digits = part.replace(/^0+/, '');
  return `%${String(digits.length).padStart(3, '0')}${digits}`;
}

/** The comparators of a range: operator and bound. */
export function comparatorsOf(range: string): { readonly operator: string; readonly bound: string }[] {
  return range
    .trim()
    .split(/\s+/)
    .map((word) => {
      const match = /^(?<operator>>=|<=|>|<|=)?(?<bound>.+)$/.exec(word);
      return { operator: match?.groups?.['operator'] ?? '=', bound: match?.groups?.['bound'] ?? '' };
    });
}
