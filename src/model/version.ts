/**
 * Compares two versions as packages and programs write them: -1, 0 or 1.
 * Numeric runs compare as numbers of any length, letter runs as text, a separator (`.`, `-`, `_`, `:`, `+`) only divides;
 * a version that goes on with digits is newer than one that ends (`12.3` < `12.3.1`); `~` sorts before everything.
 * An order for ranges in rules, not any one package manager's own.
 */
export function compareVersions(left: string, right: string): -1 | 0 | 1 {
  const a = parts(left);
  const b = parts(right);
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const order = comparePart(a[index], b[index]);
    if (order !== 0) return order;
  }
  return 0;
}

/**
 * Whether a version lies in a range: comparators (`>`, `>=`, `<`, `<=`, `=`) joined by spaces, all must hold.
 * A comparator without operator means equality. Returns false for an empty version.
 */
export function inRange(version: string, range: string): boolean {
  if (version === '') return false;
  return range
    .trim()
    .split(/\s+/)
    .every((comparator) => {
      const match = /^(?<operator>>=|<=|>|<|=)?(?<bound>.+)$/.exec(comparator);
      const bound = match?.groups?.['bound'];
      if (bound === undefined) return false;
      const order = compareVersions(version, bound);
      switch (match?.groups?.['operator']) {
        case '>':
          return order > 0;
        case '>=':
          return order >= 0;
        case '<':
          return order < 0;
        case '<=':
          return order <= 0;
        default:
          return order === 0;
      }
    });
}

/** Whether a text is a range that {@link inRange} understands: every comparator has a bound that starts with a digit. */
export function isRange(range: string): boolean {
  return /^\s*((>=|<=|>|<|=)?\d[^\s<>=]*)(\s+(>=|<=|>|<|=)?\d[^\s<>=]*)*\s*$/.test(range);
}

function parts(version: string): string[] {
  return version.slice(0, 256).match(/\d+|[A-Za-z]+|~/g) ?? [];
}

function comparePart(a: string | undefined, b: string | undefined): -1 | 0 | 1 {
  if (a === b) return 0;
  if (a === '~') return -1;
  if (b === '~') return 1;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  const numeric = /^\d/;
  if (numeric.test(a) && numeric.test(b)) {
    const x = BigInt(a);
    const y = BigInt(b);
    return x < y ? -1 : x > y ? 1 : 0;
  }
  if (numeric.test(a)) return 1;
  if (numeric.test(b)) return -1;
  return a < b ? -1 : 1;
}
