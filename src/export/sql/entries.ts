import { chooseAnchors, type FieldAnchors } from '../../match/anchor.ts';
import { type CompiledWhen, compileWhen } from '../../match/compile-when.ts';
import { FieldTable } from '../../match/fields.ts';
import type { Pattern } from '../../match/pattern.ts';
import type { Product, Protection } from '../../model/product.ts';
import type { RulePack } from '../../model/rule-pack.ts';
import type { Clause, Signature, When } from '../../model/signature.ts';
import { type ItemKind, itemKinds, type Platform } from '../../model/vocabulary.ts';
import type { NotExpressed } from '../exported.ts';
import { listed } from '../listed.ts';

/** Tests of fields that must all hold (or, in `not`, must not all hold) for one row. */
export type Checks = CompiledWhen['checks'];

/** One condition on one row: a signature, or a probe (a condition of a signature on another row of the host). */
export interface Entry {
  /** `<product>/<signature>`, or `#<number>` of a probe. */
  readonly id: string;
  readonly kinds: ReadonlySet<ItemKind>;
  /** Platforms of rows; the empty text is a row that tells none. Undefined for a probe, which is tried on all rows. */
  readonly platforms: readonly (Platform | '')[] | undefined;
  readonly all: readonly Checks[];
  readonly not: readonly Checks[];
  /** Literals of which each row that fits holds one; undefined where there are none. */
  readonly anchors: FieldAnchors | undefined;
}

/** A signature with what it speaks for. */
export interface SqlSignature extends Entry {
  readonly signature: Signature;
  readonly subject:
    | { readonly type: 'product'; readonly product: Product }
    | { readonly type: 'protection'; readonly protection: Protection };
  readonly signaturePlatforms: readonly Platform[];
  /** Ids of probes that another row of the host must fit. */
  readonly beside: readonly string[];
  /** Ids of probes that no other row of the host may fit. */
  readonly unless: readonly string[];
}

/** Everything of a pack that is tested on a row. */
export interface Entries {
  readonly signatures: readonly SqlSignature[];
  readonly probes: readonly Entry[];
}

/**
 * Lists signatures and probes in the order of the pack, with folded texts. A text that no statement can hold (U+0000, half
 * a character) is left out and said.
 */
export function entriesOf(pack: RulePack): { entries: Entries; notExpressed: readonly NotExpressed[] } {
  const fields = new FieldTable();
  const notExpressed: NotExpressed[] = [];
  const compile = (id: string, when: When): CompiledWhen => {
    const { checks, holds } = compileWhen(when, fields);
    if (!checks.some(({ check }) => check.how === 'any' && check.patterns.some(unwritable)))
      return { checks, holds };
    notExpressed.push({
      signature: id,
      why: 'a text of it cannot stand in a statement (U+0000 or half a character)',
    });
    return { checks: checks.map(withoutUnwritable), holds };
  };
  const probes = new Map<string, Entry>();
  const probe = (id: string, host: NonNullable<Clause['host']>): string => {
    const key = JSON.stringify([host.kind, host.when]);
    const known = probes.get(key);
    if (known !== undefined) return known.id;
    const when = compile(id, host.when);
    const made: Entry = {
      id: `#${probes.size + 1}`,
      kinds: kindsOf(host.kind ?? itemKinds),
      platforms: undefined,
      all: [when.checks],
      not: [],
      anchors: chooseAnchors(when),
    };
    probes.set(key, made);
    return made.id;
  };
  const read = (
    subject: SqlSignature['subject'],
    id: string,
    platforms: readonly Platform[],
    signature: Signature,
  ): SqlSignature => {
    const entry = `${id}/${signature.id}`;
    const when = compile(entry, signature.when);
    const same = (clauses: readonly Clause[] = []): Checks[] =>
      clauses.flatMap((clause) => (clause.same ? [compile(entry, clause.same).checks] : []));
    const others = (clauses: readonly Clause[] = []): string[] =>
      clauses.flatMap((clause) => (clause.host ? [probe(entry, clause.host)] : []));
    const own = signature.platforms ?? platforms;
    return {
      id: entry,
      kinds: kindsOf(signature.kind),
      platforms: signature.needsPlatform ? own : ['', ...own],
      signaturePlatforms: own,
      all: [when.checks, ...same(signature.beside)],
      not: same(signature.unless),
      anchors: chooseAnchors(when),
      signature,
      subject,
      beside: others(signature.beside),
      unless: others(signature.unless),
    };
  };
  const signatures = [
    ...pack.products.flatMap((product) =>
      product.signatures.map((each) =>
        read({ type: 'product', product }, product.product, product.platforms, each),
      ),
    ),
    ...pack.protections.flatMap((protection) =>
      protection.signatures.map((each) =>
        read({ type: 'protection', protection }, protection.protection, protection.platforms, each),
      ),
    ),
  ];
  return { entries: { signatures, probes: [...probes.values()] }, notExpressed };
}

function unwritable({ text }: Pattern): boolean {
  return /[\0\p{Cs}]/u.test(text);
}

function withoutUnwritable<Check extends Checks[number]>(each: Check): Check | Checks[number] {
  const { field, check } = each;
  if (check.how !== 'any') return each;
  return { field, check: { how: 'any', patterns: check.patterns.filter((pattern) => !unwritable(pattern)) } };
}

/** Senders mix services and drivers, so what is for one is tried on both. */
function kindsOf(kinds: ItemKind | readonly ItemKind[]): ReadonlySet<ItemKind> {
  const set = new Set(listed(kinds));
  if (set.has('service') || set.has('driver')) set.add('service').add('driver');
  return set;
}
