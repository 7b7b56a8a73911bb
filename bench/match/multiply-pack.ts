import type { Product, Protection } from '../../src/model/product.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';
import type { Clause, Signature, TextTest, When } from '../../src/model/signature.ts';

/** Fields that hold words of our own vocabulary; changing them would only make signatures that can never match. */
const ownWords = /^(state|scope|collector|attributes\..*)$/;

/**
 * A pack `times` as large: the pack itself and copies with other ids, in which every letter and digit of every literal
 * is replaced by another one, chosen by copy, text and place. So all literals differ and keep their length, their word
 * bounds and their wildcards, and a trie over them is as wide as it can get.
 */
export function multiplyPack(pack: RulePack, times: number): RulePack {
  const products: Product[] = [...pack.products];
  const protections: Protection[] = [...pack.protections];
  for (let copy = 1; copy < times; copy++) {
    for (const product of pack.products) {
      const signatures = product.signatures.map((signature) => copySignature(signature, copy));
      products.push({ ...product, product: copyId(product.product, copy), signatures });
    }
    for (const protection of pack.protections) {
      const signatures = protection.signatures.map((signature) => copySignature(signature, copy));
      protections.push({ ...protection, protection: copyId(protection.protection, copy), signatures });
    }
  }
  return { ...pack, products, protections };
}

function copyId(id: string, copy: number): string {
  return `${id}-copy${copy}`;
}

function copySignature(signature: Signature, copy: number): Signature {
  return {
    ...signature,
    when: copyWhen(signature.when, copy),
    ...(signature.beside && { beside: signature.beside.map((clause) => copyClause(clause, copy)) }),
    ...(signature.unless && { unless: signature.unless.map((clause) => copyClause(clause, copy)) }),
    ...(signature.owners && {
      owners: signature.owners.map((id) => (id === '*' ? id : copyId(id, copy))),
    }),
  };
}

function copyClause({ same, host }: Clause, copy: number): Clause {
  if (same !== undefined) return { same: copyWhen(same, copy) };
  return host === undefined ? {} : { host: { ...host, when: copyWhen(host.when, copy) } };
}

function copyWhen(when: When, copy: number): When {
  return Object.fromEntries(
    Object.entries(when).map(([field, test]) => [field, ownWords.test(field) ? test : copyTest(test, copy)]),
  );
}

function copyTest(test: TextTest, copy: number): TextTest {
  if (typeof test === 'boolean') return test;
  if (typeof test === 'string') return copyText(test, copy);
  if (test.range !== undefined || test.exists !== undefined) return test;
  const texts = (given: string | readonly string[]): string | string[] =>
    typeof given === 'string' ? copyText(given, copy) : given.map((text) => copyText(text, copy));
  if (test.equals !== undefined) return { equals: texts(test.equals) };
  if (test.oneOf !== undefined) return { oneOf: texts(test.oneOf) };
  if (test.prefix !== undefined) return { prefix: texts(test.prefix) };
  if (test.suffix !== undefined) return { suffix: texts(test.suffix) };
  if (test.word !== undefined) return { word: texts(test.word) };
  return test.glob === undefined ? test : { glob: texts(test.glob) };
}

const letters = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const cyrillic = 'абвгдежзийклмнопрстуфхцчшщыэюя';

function copyText(text: string, copy: number): string {
  let state = Math.imul(copy, 0x9e3779b1);
  for (const char of text) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  let result = '';
  for (const char of text) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
    const pick = (alphabet: string): string => alphabet[(state >>> 8) % alphabet.length] ?? char;
    if (/[A-Za-z]/.test(char)) result += pick(letters);
    else if (/\d/.test(char)) result += pick(digits);
    else if (/\p{Script=Cyrillic}/u.test(char)) result += pick(cyrillic);
    else result += char;
  }
  return result;
}
