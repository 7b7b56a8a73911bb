import { fold } from '../model/fold.ts';
import type { TextTest } from '../model/signature.ts';
import type { YamlPath } from './document.ts';

/** The operators that compare text. */
export type Operator = 'equals' | 'oneOf' | 'prefix' | 'suffix' | 'word' | 'glob';

const operators = ['equals', 'oneOf', 'prefix', 'suffix', 'word', 'glob'] as const satisfies Operator[];

/** Fields that can name a thing; a state, scope, version or collector is shared by many. */
const naming = /^(name|displayName|publisher|signer|path|origin|attributes\..+)$/;

/** Folders that every system has: a path of these alone names nobody's product. */
const everywhere = new Set(
  (
    'applications application-support bin boot common-files data dev drivers etc home launchagents launchdaemons lib lib32 lib64 ' +
    'libexec library local log logs opt program-files program-files-(x86) programdata root run sbin share snap software ' +
    'srv system system32 systemd tmp users usr var windows wow6432node'
  ).split(' '),
);

/** The texts that a test compares with, each with its operator and where it stands below the test. */
export function textsOf(test: TextTest): { text: string; operator: Operator; path: YamlPath }[] {
  if (typeof test === 'boolean') return [];
  if (typeof test === 'string') return [{ text: test, operator: 'equals', path: [] }];
  return operators.flatMap((operator) => {
    const texts = test[operator];
    if (texts === undefined) return [];
    if (typeof texts === 'string') return [{ text: texts, operator, path: [operator] }];
    return texts.map((text, index) => ({ text, operator, path: [operator, index] }));
  });
}

/** Whether nothing is left of a text to compare: invisible characters only, or a `word` without letter or digit. */
export function leavesNothing(operator: Operator, text: string): boolean {
  const folded = fold(text);
  return operator === 'word' ? !/[\p{L}\p{N}]/u.test(folded) : folded.trim() === '';
}

/** Whether a test could not hold for just anything: each of its texts says something about the thing itself. */
export function isSpecific(field: string, test: TextTest): boolean {
  const texts = textsOf(test);
  if (!naming.test(field) || texts.length === 0) return false;
  return texts.every(({ text, operator }) => {
    const folded = fold(text);
    if (field === 'path' && isEverywhere(folded)) return false;
    if (operator === 'equals' || (operator === 'oneOf' && !/[*?]/.test(folded))) return true;
    const literal = operator === 'glob' || operator === 'oneOf' ? folded.replace(/[*?]/g, '') : folded;
    return literal.replace(/[^\p{L}\p{N}]/gu, '').length >= 2;
  });
}

function isEverywhere(path: string): boolean {
  const names = path.split(/[\\/]/).map((name) => name.replace(/[*?]+/g, '').replaceAll(' ', '-'));
  return names.every((name) => name === '' || everywhere.has(name) || /^[a-z]:$/.test(name));
}
