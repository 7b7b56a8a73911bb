import type { Product, Protection } from '../../src/model/product.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';
import type { Clause, Signature, TextTest, When } from '../../src/model/signature.ts';

/**
 * What was taken out of a signature: the whole of it, one guard (`unless`), one condition (`beside`), the test of one
 * field, or one text of a list.
 */
export const cuts = ['signature', 'guard', 'beside', 'field', 'entry'] as const;
/** One of {@link cuts}. */
export type Cut = (typeof cuts)[number];

/** A signature with one part taken out. */
export interface Mutant {
  /** `kesl/unit`, `kesl/unit unless[0]`, `kesl/unit when.name[2] "kesl.service"`; unique in a pack. */
  readonly id: string;
  readonly cut: Cut;
  /** `<product>/<signature>`. */
  readonly signature: string;
  /** What is left; undefined where the signature itself was taken out. */
  readonly left: Signature | undefined;
}

/** Every mutant of every signature of a pack, in its order. */
export function mutantsOf({ products, protections }: RulePack): Mutant[] {
  const subjects: (readonly [string, Product | Protection])[] = [
    ...products.map((each) => [each.product, each] as const),
    ...protections.map((each) => [each.protection, each] as const),
  ];
  return subjects.flatMap(([owner, { signatures }]) =>
    signatures.flatMap((signature) => signatureMutants(`${owner}/${signature.id}`, signature)),
  );
}

function signatureMutants(id: string, signature: Signature): Mutant[] {
  const { unless, beside } = signature;
  const made: Mutant[] = [{ id, cut: 'signature', signature: id, left: undefined }];
  const add = (cut: Cut, place: string, left: Signature): void => {
    made.push({ id: `${id} ${place}`, cut, signature: id, left });
  };
  for (const { place, cut, when } of smaller(signature.when, 'when')) add(cut, place, { ...signature, when });
  for (const { place, cut, clauses } of smallerLists(unless, 'unless', 'guard')) {
    const { unless: _, ...bare } = signature;
    add(cut, place, clauses.length === 0 ? bare : { ...bare, unless: clauses });
  }
  for (const { place, cut, clauses } of smallerLists(beside, 'beside', 'beside')) {
    const { beside: _, ...bare } = signature;
    add(cut, place, clauses.length === 0 ? bare : { ...bare, beside: clauses });
  }
  return made;
}

/** The list without each clause, and with each clause made smaller. */
function smallerLists(
  clauses: readonly Clause[] | undefined,
  name: string,
  cut: Cut,
): { place: string; cut: Cut; clauses: readonly Clause[] }[] {
  return (clauses ?? []).flatMap((clause, index) => {
    const place = `${name}[${index}]`;
    const when = clause.same ?? clause.host?.when ?? {};
    const parts = smaller(when, place).map((part) => ({
      place: part.place,
      cut: part.cut,
      clauses: (clauses ?? []).with(index, withWhen(clause, part.when)),
    }));
    return [{ place, cut, clauses: (clauses ?? []).toSpliced(index, 1) }, ...parts];
  });
}

function withWhen(clause: Clause, when: When): Clause {
  return clause.host === undefined ? { same: when } : { host: { ...clause.host, when } };
}

/** The tests without each field (where another is left), and without each text of each list. */
function smaller(when: When, name: string): { place: string; cut: Cut; when: When }[] {
  const fields = Object.keys(when);
  return Object.entries(when).flatMap(([field, test]) => {
    const place = `${name}.${field}`;
    const { [field]: _, ...others } = when;
    const entries = withoutEntries(test).map((left) => ({
      place: `${place} ${JSON.stringify(left.text)}`,
      cut: 'entry' as const,
      when: { ...when, [field]: left.test },
    }));
    return fields.length > 1 ? [{ place, cut: 'field' as const, when: others }, ...entries] : entries;
  });
}

function withoutEntries(test: TextTest): { text: string; test: TextTest }[] {
  if (typeof test !== 'object') return [];
  return (['equals', 'oneOf', 'prefix', 'suffix', 'word', 'glob'] as const).flatMap((operator) => {
    const texts = test[operator];
    if (texts === undefined || typeof texts === 'string' || texts.length < 2) return [];
    return texts.map((text, index) => ({ text, test: { [operator]: texts.toSpliced(index, 1) } }));
  });
}
