import type { NotExpressed } from './exported.ts';

/** What is not expressed as lines of text, grouped by cause: `why: id, id, …`. Causes in the order of their first signature. */
export function notExpressedLines(list: readonly NotExpressed[]): string[] {
  const causes = new Map<string, Set<string>>();
  for (const { signature, why } of list) {
    const known = causes.get(why);
    if (known === undefined) causes.set(why, new Set([signature]));
    else known.add(signature);
  }
  return [...causes].map(([why, signatures]) => `${why}: ${[...signatures].join(', ')}`);
}

/** The same below a heading, for the head of a file; a sentence where nothing is missing. */
export function notExpressedHead(list: readonly NotExpressed[]): string[] {
  return list.length === 0
    ? ['Everything of the rules is expressed.']
    : ['Not expressed, in whole or in part:', ...notExpressedLines(list)];
}
