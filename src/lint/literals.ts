import { globLiterals } from '../match/glob.ts';
import type { Pattern } from '../match/pattern.ts';
import { type Linted, type LintFinding, lintFinding } from './lint-finding.ts';
import { type OneTest, testsOf } from './tests-of.ts';

const shortest = 4;

/** Fields whose text can name a product; a state, scope or version never does. */
const naming = /^(name|displayName|publisher|signer|path|origin|attributes\..+)$/;

/** Words that stand in the names of many vendors' products, services and programs. */
const common = new Set(
  (
    'admin agent antivirus anti-virus app client common configuration connector console control core daemon data desktop driver ' +
    'endpoint engine filter firewall framework gateway guard gui helper install installer kernel launcher library license ' +
    'linux loader main manager monitor network notification password plugin product protection proxy scan scanner security ' +
    'server service session setup shield software support system task tools tray uninstall update updater upgrade user ' +
    'util utility virus vpn watchdog web windows'
  ).split(' '),
);

/**
 * Signatures that stand on too little: no text of four characters or more, or one common word, or a glob that begins
 * with a wildcard, with no other test that names something and no condition on another item.
 */
export function lintLiterals(linted: Linted): LintFinding[] {
  const { signature } = linted;
  // A `nothing` never speaks alone, and another item that must be there is a second sign.
  if (signature.proves === 'nothing' || signature.beside?.some(({ host }) => host)) return [];
  const tests = testsOf(signature).filter(({ field, check }) => naming.test(field) && check.how === 'any');
  return [...shortLiteral(linted, tests), ...commonWord(linted, tests), ...leadingStar(linted, tests)];
}

function shortLiteral(linted: Linted, tests: readonly OneTest[]): LintFinding[] {
  if (tests.length === 0 || tests.some((test) => weakest(test).length >= shortest)) return [];
  const [first] = tests;
  const text = first ? weakest(first) : '';
  const message = `"${text}" is all that must stand in the item; ${shortest} characters or a second test say more`;
  return [lintFinding(linted, 'short-literal', message, first?.path)];
}

function commonWord(linted: Linted, tests: readonly OneTest[]): LintFinding[] {
  const [only, ...others] = tests;
  if (only === undefined || others.length > 0) return [];
  const word = patternsOf(only)
    .filter(({ how }) => how === 'exact' || how === 'word')
    .map(({ text }) => text.trim().replace(/\.(exe|service|sys|dll)$/, ''))
    .find((text) => common.has(text));
  if (word === undefined) return [];
  const message = `"${word}" stands in the names of many vendors' products; add a publisher, a path or another item`;
  return [lintFinding(linted, 'common-word', message, only.path)];
}

function leadingStar(linted: Linted, tests: readonly OneTest[]): LintFinding[] {
  const [only, ...others] = tests;
  if (only === undefined || others.length > 0) return [];
  const glob = patternsOf(only).find(
    ({ how, text }) => how === 'glob' && /^[*?]/.test(text) && !isMeant(only, text),
  );
  if (glob === undefined) return [];
  const message = `"${glob.text}" begins with a wildcard and is the only test; begin with what is known, or add a second test`;
  return [lintFinding(linted, 'leading-star', message, only.path)];
}

/**
 * What a wildcard may well stand before: a path below a drive or root that is not known, with two folders named; and a
 * company's name of eight characters or more, because legal forms stand before it.
 */
function isMeant({ field }: OneTest, text: string): boolean {
  if (field === 'publisher' || field === 'signer') return literalOf({ how: 'glob', text }).length >= 8;
  return field === 'path' && /^(\*|\?:)\/[^*?/]{3,}\/[^*?/]{3,}/.test(text);
}

/** The literal that says least of those that could hold. */
function weakest(test: OneTest): string {
  const literals = patternsOf(test).map(literalOf);
  return literals.reduce((least, text) => (text.length < least.length ? text : least), literals[0] ?? '');
}

/** Of a glob only its longest literal counts. */
function literalOf({ how, text }: Pattern): string {
  if (how !== 'glob') return text.trim();
  const { prefix, suffix, inside } = globLiterals(text);
  return [prefix, suffix, inside].reduce((best, each) => (each.length > best.length ? each : best));
}

function patternsOf({ check }: OneTest): readonly Pattern[] {
  return check.how === 'any' ? check.patterns : [];
}
