import { chooseAnchors } from '../../src/match/anchor.ts';
import { compileWhen } from '../../src/match/compile-when.ts';
import { FieldTable } from '../../src/match/fields.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';

/** The literals by which the matcher finds the tests of a pack, each once. */
export function packLiterals({ products, protections }: RulePack): string[] {
  const fields = new FieldTable();
  const literals = new Set<string>();
  for (const { signatures } of [...products, ...protections]) {
    for (const { when, beside = [], unless = [] } of signatures) {
      const others = [...beside, ...unless].flatMap(({ host }) => (host === undefined ? [] : [host.when]));
      for (const each of [when, ...others]) {
        for (const { text } of chooseAnchors(compileWhen(each, fields))?.anchors ?? []) literals.add(text);
      }
    }
  }
  return [...literals].sort();
}
