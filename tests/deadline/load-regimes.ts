import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import type { Audience as AudienceType, Regime as RegimeType } from '../../src/model/regime.ts';
import { Audience, Regime } from '../../src/model/regime.ts';

const rules = fileURLToPath(new URL('../../rules/', import.meta.url));

/** One YAML document of the rule files, unchecked. */
export interface RuleDocument {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
}

/** The files of rules/regimes/, in name order; several documents a file are allowed. */
export function regimeDocuments(): RuleDocument[] {
  return readdirSync(`${rules}regimes`)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => documents(`regimes/${name}`));
}

/** The documents of rules/audiences.yaml. */
export function audienceDocuments(): RuleDocument[] {
  return documents('audiences.yaml');
}

/** Every regime, checked against its schema. */
export function loadRegimes(): RegimeType[] {
  return regimeDocuments().map(({ value }) => Regime.parse(value));
}

/** Every audience, checked against its schema. */
export function loadAudiences(): AudienceType[] {
  return audienceDocuments().map(({ value }) => Audience.parse(value));
}

function documents(file: string): RuleDocument[] {
  const text = readFileSync(`${rules}${file}`, 'utf8');
  return parseAllDocuments(text).map((document) => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors.join('; ')}`);
    return { file, text, value: document.toJS() };
  });
}
