import { byCodeUnit, firstOf } from './order.ts';
import type { Case } from './share-components.ts';

/**
 * Keeps one of several products that claim the same rows for different platforms. Rows of an imported inventory may
 * name no platform, and some names are used on several: `klnagent` is the agent's service on Windows and on Linux. A host
 * has one platform, so the product that more rows speak for stays. Where the rows are the same, the better verdict stays,
 * and is probable at most: they do not say which of the two it is.
 */
export function onePlatform(cases: readonly Case[]): Case[] {
  const kept: Case[] = [];
  const ranked = [...cases].sort((a, b) => firstOf(rowsOf(b).size - rowsOf(a).size, compareVerdicts(a, b)));
  for (const each of ranked) {
    const twins = kept.filter((other) => isTwin(each, other));
    if (twins.length === 0) kept.push(each);
    if (twins.some((twin) => rowsOf(twin).size > rowsOf(each).size)) continue;
    for (const twin of twins) {
      if (twin.verdict !== undefined) twin.verdict = { ...twin.verdict, confidence: 'probable' };
    }
  }
  return cases.filter((each) => kept.includes(each));
}

/** Whether all rows of a product are also another one's, which is for other platforms. */
function isTwin(one: Case, other: Case): boolean {
  if (one.verdict === undefined || other.verdict === undefined) return false;
  if (one.product.platforms.some((platform) => other.product.platforms.includes(platform))) return false;
  const rows = rowsOf(other);
  return [...rowsOf(one)].every((key) => rows.has(key));
}

function rowsOf({ own }: Case): ReadonlySet<string> {
  return new Set(own.map(({ key }) => key));
}

/** Installed before leftover, confirmed before probable, Windows first because most such lists are from there, then by id. */
function compareVerdicts(a: Case, b: Case): number {
  return firstOf(
    Number(a.verdict?.status !== 'installed') - Number(b.verdict?.status !== 'installed'),
    Number(a.verdict?.confidence !== 'confirmed') - Number(b.verdict?.confidence !== 'confirmed'),
    Number(!a.product.platforms.includes('windows')) - Number(!b.product.platforms.includes('windows')),
    byCodeUnit(a.product.product, b.product.product),
  );
}
