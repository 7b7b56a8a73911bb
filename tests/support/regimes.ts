import { readdirSync, readFileSync } from 'node:fs';

/** How many regimes the built-in pack has, counted in its files. */
export function builtInRegimes(): number {
  return readdirSync('rules/regimes')
    .map((file) => readFileSync(`rules/regimes/${file}`, 'utf8'))
    .reduce((sum, text) => sum + (text.match(/^regime: /gm)?.length ?? 0), 0);
}
