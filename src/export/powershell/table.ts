import { markerWants } from '../../match/marker-wants.ts';
import { readTest } from '../../match/pattern.ts';
import { foldPath } from '../../model/fold.ts';
import type { Product } from '../../model/product.ts';
import type { RulePack } from '../../model/rule-pack.ts';
import type { Clause, Signature, When } from '../../model/signature.ts';
import { type ItemKind, itemKinds } from '../../model/vocabulary.ts';
import type { NotExpressed } from '../exported.ts';
import { listed } from '../listed.ts';
import { tableTest, tableText } from './dotnet-regex.ts';
import { paired } from './path-pairs.ts';
import { shortened } from './shorten.ts';

/** What the script looks at, by letter. Services and drivers are one, as everywhere: senders mix them. */
export const kindLetters: Readonly<Partial<Record<ItemKind, string>>> = {
  software: 's',
  service: 'v',
  driver: 'v',
  process: 'p',
  filter: 'f',
  certificate: 'c',
  marker: 'm',
  'security-provider': 'x',
};

/** Fields that the script fills, by letter. */
export const fieldLetters: Readonly<Record<string, string>> = {
  name: 'n',
  displayName: 'd',
  publisher: 'p',
  version: 'v',
  path: 'f',
  signer: 'g',
  'attributes.productCode': 'k',
  'attributes.altitude': 'h',
};

const proofLetters = { installed: 'i', presence: 'p', nothing: 'n', sign: 's', note: '' } as const;
const confidenceLetters = { confirmed: 'c', probable: 'p', weak: 'w' } as const;

/** A rule pack as lines for the script, and what is not in them. */
export interface ScriptTable {
  readonly text: string;
  readonly notExpressed: readonly NotExpressed[];
}

/**
 * Compiles the Windows part of a pack. Lines, their parts divided by `;`:
 * - `D` text, which stands for `%` and its number, as they come
 * - `M` path of a marker to look for, with `*` and `?`
 * - `H` kinds, tests: a condition on another item; they are numbered as they come
 * - `P` id, name, `C` component / `I` integration / `-`, number of the vendor: a product
 * - `S` id, kinds, proof and confidence, tests, conditions…: a signature of the product before it. A condition is `+` or
 *   `-` and tests of the same item, `b` or `u` and the number of a condition on another item, `o` and the owners' numbers
 *   (or `*`), divided by commas. Tests are divided by `&`: the letter of a field, and what `tableTest` says.
 */
export function scriptTable(pack: RulePack): ScriptTable {
  const notExpressed: NotExpressed[] = [];
  const probes = new Map<string, number>();
  const lines: string[] = [];
  const products = pack.products.filter(({ platforms }) => platforms.includes('windows'));
  const vendors = [...new Set(products.map(({ vendor }) => vendor))];
  const known = new Set<string>();
  for (const product of products) {
    const own: string[] = [];
    for (const signature of product.signatures) {
      if (!(signature.platforms ?? product.platforms).includes('windows')) continue;
      const id = `${product.product}/${signature.id}`;
      const made = signatureLine(signature, products, probes);
      for (const why of made.reasons) notExpressed.push({ signature: id, why });
      if (made.line !== undefined) own.push(made.line);
    }
    lines.push(
      [
        'P',
        product.product,
        tableText(product.name),
        typeLetter(product),
        vendors.indexOf(product.vendor),
      ].join(';'),
      ...own,
    );
    known.add(product.product);
  }
  const markers = paired(markerWants(pack, 'windows').paths.map(foldPath)).map(
    (path) => `M;${markerText(path)}`,
  );
  const all = [...markers, ...[...probes.keys()].map((probe) => `H;${probe}`), ...lines];
  return { text: shortened(all).join('\n'), notExpressed };
}

function typeLetter({ class: kind }: Product): string {
  return kind === 'component' ? 'C' : kind === 'integration' ? 'I' : '-';
}

/** The path with slashes; its wildcards stay. */
function markerText(path: string): string {
  return path
    .split(/(?<wildcard>[*?])/)
    .map((part) => (part === '*' || part === '?' ? part : tableText(part)))
    .join('');
}

function signatureLine(
  signature: Signature,
  products: readonly Product[],
  probes: Map<string, number>,
): { line?: string; reasons: string[] } {
  const proof = proofLetters[signature.proves];
  if (proof === '') return { reasons: ['it makes a note, which never counts; only findings are looked for'] };
  const kinds = listed(signature.kind);
  const letters = lettersOf(kinds);
  const reasons = kinds
    .filter((kind) => kindLetters[kind] === undefined)
    .map((kind) => `${letters === '' ? '' : 'in part: '}the script does not read ${kindWords[kind] ?? kind}`);
  for (const kind of kinds) if (partly[kind] !== undefined) reasons.push(partly[kind]);
  if (letters === '') return { reasons };
  const when = testsOf(signature.when);
  if (!('text' in when)) return { reasons: [...reasons, when.why] };
  const conditions: string[] = [];
  for (const clause of signature.beside ?? []) {
    const made = conditionOf(clause, '+', 'b', probes);
    if (!('text' in made)) return { reasons: [...reasons, made.why] };
    conditions.push(made.text);
  }
  for (const clause of signature.unless ?? []) {
    const made = conditionOf(clause, '-', 'u', probes);
    if ('text' in made) conditions.push(made.text);
    else reasons.push(`in part: a guard never holds, ${made.why}`);
  }
  if (signature.owners !== undefined) {
    const numbers = signature.owners.flatMap((owner) => {
      const index = products.findIndex(({ product }) => product === owner);
      return owner === '*' ? ['*'] : index < 0 ? [] : [String(index)];
    });
    conditions.push(`o${numbers.join(',')}`);
  }
  const head = ['S', signature.id, letters, `${proof}${confidenceLetters[signature.confidence]}`, when.text];
  return { line: [...head, ...conditions].join(';'), reasons };
}

const kindWords: Readonly<Partial<Record<ItemKind, string>>> = {
  'scheduled-task': 'scheduled tasks',
  'browser-extension': 'browser extensions',
};

/** Of such kinds the script reads a part. */
const partly: Readonly<Partial<Record<ItemKind, string>>> = {
  filter: 'in part: of filters the script reads minifilters, not those of the network',
};

function lettersOf(kinds: readonly ItemKind[]): string {
  return [...new Set(kinds.map((kind) => kindLetters[kind] ?? ''))].join('');
}

function conditionOf(
  { same, host }: Clause,
  own: '+' | '-',
  other: 'b' | 'u',
  probes: Map<string, number>,
): { text: string } | { why: string } {
  if (same !== undefined) {
    const tests = testsOf(same);
    return 'text' in tests ? { text: `${own}${tests.text}` } : tests;
  }
  if (host === undefined) return { why: 'an empty condition' };
  const tests = testsOf(host.when);
  if (!('text' in tests)) return tests;
  const letters = lettersOf(host.kind === undefined ? itemKinds : listed(host.kind));
  if (letters === '') return { why: 'the script does not read such items' };
  const key = `${letters};${tests.text}`;
  const number = probes.get(key) ?? probes.size;
  probes.set(key, number);
  return { text: `${other}${number}` };
}

/** Tests of a `when`; a field that the script does not fill is absent: it passes `exists: false` alone. */
function testsOf(when: When): { text: string } | { why: string } {
  const tests: string[] = [];
  for (const [field, test] of Object.entries(when)) {
    const letter = fieldLetters[field];
    const check = readTest(field, test);
    if (letter === undefined) {
      if (check.how === 'exists' && !check.exists) continue;
      return { why: `the script does not read ${field}` };
    }
    const text = tableTest(check);
    if (text === undefined) return { why: `a test of ${field} by ${check.how} has no counterpart` };
    tests.push(`${letter}${text}`);
  }
  // A row is looked for by what it holds: a rule that only asks for what the script does not read would fit every row.
  return tests.length === 0
    ? { why: 'all that it asks for is a field that is not there' }
    : { text: tests.join('&') };
}
