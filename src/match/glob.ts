export { globMatches, isGlob } from '../model/glob.ts';

/** The literal runs of a pattern: before the first wildcard, after the last one, and the longest in between. */
export function globLiterals(pattern: string): { prefix: string; suffix: string; inside: string } {
  const runs = pattern.split(/[*?]+/);
  let inside = '';
  for (const run of runs.slice(1, -1)) if (run.length > inside.length) inside = run;
  return { prefix: runs[0] ?? '', suffix: runs.at(-1) ?? '', inside };
}
