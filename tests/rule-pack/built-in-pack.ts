import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RulePack } from '../../src/model/rule-pack.ts';
import type { RuleDocument } from '../../src/rules/document.ts';
import { parseRuleFile } from '../../src/rules/parse.ts';

const root = fileURLToPath(new URL('../../rules/', import.meta.url));

/** Rule files of products, protections and advice, as paths below `rules/`. Regimes have tests of their own. */
export const ruleFiles: readonly string[] = [
  'pack.yaml',
  'hazards.yaml',
  'alternatives.yaml',
  ...yamlIn('products'),
  ...yamlIn('protections'),
];

/** Reads one of {@link ruleFiles}. */
export function ruleText(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** The checked documents of all files, in file order. */
export function documents(): RuleDocument[] {
  return ruleFiles.flatMap((file) => [...parseRuleFile(ruleText(file), file).documents]);
}

/** The pack as the matcher takes it, without regimes. */
export function builtInPack(): RulePack {
  const all = documents();
  return {
    identities: [],
    products: all.flatMap((each) => (each.kind === 'product' ? [each.value] : [])),
    protections: all.flatMap((each) => (each.kind === 'protection' ? [each.value] : [])),
    hazards: all.flatMap((each) => (each.kind === 'hazard' ? [each.value] : [])),
    alternatives: all.flatMap((each) => (each.kind === 'alternative' ? [each.value] : [])),
    regimes: [],
    audiences: [],
  };
}

function yamlIn(folder: string): string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `${folder}/${name}`);
}
