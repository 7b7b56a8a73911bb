import type { Product, Protection } from '../model/product.ts';
import type { RulePack } from '../model/rule-pack.ts';
import type { Clause, Signature } from '../model/signature.ts';
import { type ItemKind, itemKinds, type Platform } from '../model/vocabulary.ts';
import { chooseAnchors } from './anchor.ts';
import { all, type CompiledWhen, compileWhen, type Predicate } from './compile-when.ts';
import { FieldTable } from './fields.ts';
import { type KindIndex, KindIndexBuilder } from './kind-index.ts';

/** What a matched signature speaks for. */
export type Subject =
  | { readonly type: 'product'; readonly product: Product }
  | { readonly type: 'protection'; readonly protection: Protection };

/** One signature, ready to run. */
export interface CompiledSignature {
  /** `<product>/<signature>`. */
  readonly id: string;
  readonly subject: Subject;
  readonly signature: Signature;
  readonly platforms: readonly Platform[];
  /** Whether a row that tells no platform is not tried. */
  readonly needsPlatform: boolean;
  /** `when` and every clause on the same item. */
  readonly holds: Predicate;
  /** Numbers of the probes that another item of the host must fit, each. */
  readonly beside: readonly number[];
  /** Numbers of the probes that no other item of the host may fit. */
  readonly unless: readonly number[];
}

/** A pack as indexes. Entry numbers below `signatures.length` are signatures, those above are probes. */
export interface CompiledPack {
  readonly signatures: readonly CompiledSignature[];
  /** Conditions on another item of the host. */
  readonly probes: readonly Predicate[];
  readonly fields: FieldTable;
  readonly kinds: ReadonlyMap<ItemKind, KindIndex>;
  /** Whether any test looks at where a row was read. */
  readonly readsOrigin: boolean;
}

/** Compiles a pack in time that grows with its size. */
export function compilePack(pack: Pick<RulePack, 'products' | 'protections'>): CompiledPack {
  const fields = new FieldTable();
  const probes = new Map<string, Probe>();
  const signatures: CompiledSignature[] = [];
  const whens: CompiledWhen[] = [];

  const probe = (host: NonNullable<Clause['host']>): number => {
    const key = JSON.stringify([host.kind, host.when]);
    const known = probes.get(key);
    if (known !== undefined) return known.number;
    const made = { number: probes.size, kinds: host.kind ?? itemKinds, when: compileWhen(host.when, fields) };
    probes.set(key, made);
    return made.number;
  };
  const add = (subject: Subject, id: string, platforms: readonly Platform[], signature: Signature): void => {
    const when = compileWhen(signature.when, fields);
    const beside = signature.beside ?? [];
    const unless = signature.unless ?? [];
    whens.push(when);
    signatures.push({
      id: `${id}/${signature.id}`,
      subject,
      signature,
      platforms: signature.platforms ?? platforms,
      needsPlatform: signature.needsPlatform ?? false,
      holds: all([
        when.holds,
        ...beside.flatMap(({ same }) => (same ? [compileWhen(same, fields).holds] : [])),
        ...unless.flatMap(({ same }) => (same ? [not(compileWhen(same, fields).holds)] : [])),
      ]),
      beside: beside.flatMap(({ host }) => (host ? [probe(host)] : [])),
      unless: unless.flatMap(({ host }) => (host ? [probe(host)] : [])),
    });
  };

  for (const product of pack.products) {
    const subject: Subject = { type: 'product', product };
    for (const signature of product.signatures) add(subject, product.product, product.platforms, signature);
  }
  for (const protection of pack.protections) {
    const subject: Subject = { type: 'protection', protection };
    for (const signature of protection.signatures) {
      add(subject, protection.protection, protection.platforms, signature);
    }
  }

  const entries = [
    ...signatures.map(({ signature }, index) => ({
      kinds: signature.kind,
      when: whens[index] as CompiledWhen,
    })),
    ...probes.values(),
  ];
  const kinds = indexByKind(entries, fields);
  return {
    signatures,
    probes: [...probes.values()].map(({ when }) => when.holds),
    fields,
    kinds,
    readsOrigin: fields.names.includes('origin'),
  };
}

/** Enters every signature and probe, numbered as they come, into the indexes of its kinds. */
function indexByKind(
  entries: readonly { readonly kinds: ItemKind | readonly ItemKind[]; readonly when: CompiledWhen }[],
  fields: FieldTable,
): Map<ItemKind, KindIndex> {
  const builders = new Map(itemKinds.map((kind) => [kind, new KindIndexBuilder()]));
  // Senders mix services and drivers, so both are one group with one index.
  builders.set('driver', builders.get('service') ?? new KindIndexBuilder());
  entries.forEach(({ kinds, when }, entry) => {
    const anchors = chooseAnchors(when);
    const list = typeof kinds === 'string' ? [kinds] : kinds;
    for (const builder of new Set(list.map((kind) => builders.get(kind)))) builder?.add(entry, anchors);
  });
  const built = new Map([...new Set(builders.values())].map((builder) => [builder, builder.build(fields)]));
  const indexes = new Map<ItemKind, KindIndex>();
  for (const [kind, builder] of builders) {
    const index = built.get(builder);
    if (index !== undefined) indexes.set(kind, index);
  }
  return indexes;
}

interface Probe {
  readonly number: number;
  readonly kinds: ItemKind | readonly ItemKind[];
  readonly when: CompiledWhen;
}

function not(predicate: Predicate): Predicate {
  return (reader) => !predicate(reader);
}
