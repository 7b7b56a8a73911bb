import type { Finding, Note } from '../model/finding.ts';
import type { Product, Protection } from '../model/product.ts';
import type { CompiledSignature } from './compile-pack.ts';
import { judge, strongestActivity } from './judge.ts';
import { makeFinding } from './make-finding.ts';
import { onePlatform } from './one-platform.ts';
import type { ProtectionHit } from './result.ts';
import { openCase, shareComponents } from './share-components.ts';
import { type Held, mostRelevant } from './signature-hits.ts';

/** A note with the name of its product, for sorting. */
export interface NamedNote {
  readonly productName: string;
  readonly note: Note;
}

/** What the evidence of one host amounts to, in no particular order. */
export interface HostResult {
  readonly findings: readonly Finding[];
  readonly notes: readonly NamedNote[];
  readonly protections: readonly ProtectionHit[];
  readonly truncated: readonly string[];
}

/** Turns the evidence of one host into findings, notes and protections. */
export function resolveHost(
  evidence: { held: readonly Held[]; truncated: ReadonlySet<CompiledSignature> },
  host: string | undefined,
): HostResult {
  const products = new Map<Product, Held[]>();
  const protections = new Map<Protection, Held[]>();
  const notes: Held[] = [];
  for (const held of evidence.held) {
    const { subject } = held.signature;
    if (subject.type === 'protection') put(protections, subject.protection, held);
    else if (held.proof === 'note') notes.push(held);
    else put(products, subject.product, held);
  }
  const cases = onePlatform([...products].map(([product, own]) => openCase(product, own)));
  const isComponent = ({ product }: { product: Product }): boolean => product.class === 'component';
  const judged = shareComponents(
    cases.filter((each) => !isComponent(each)),
    cases.filter(isComponent),
  );
  const findings: Finding[] = [];
  const truncated: string[] = [];
  for (const each of judged) {
    const made = makeFinding(each, host);
    if (made === undefined) continue;
    findings.push(made.finding);
    const cut = [...each.own, ...each.lent].some(({ signature }) => evidence.truncated.has(signature));
    if (made.truncated || cut) truncated.push(made.finding.id);
  }
  return {
    findings,
    notes: makeNotes(notes, host),
    protections: protect(protections, host),
    truncated,
  };
}

function makeNotes(held: readonly Held[], host: string | undefined): NamedNote[] {
  const groups = new Map<string, Held[]>();
  for (const each of held) {
    const { subject, signature } = each.signature;
    if (subject.type !== 'product' || signature.note === undefined) continue;
    put(groups, JSON.stringify([subject.product.product, signature.note.kind, signature.note.text]), each);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const subject = first?.signature.subject;
    const text = first?.signature.signature.note;
    if (subject?.type !== 'product' || text === undefined) return [];
    const note: Note = {
      kind: text.kind,
      product: subject.product.product,
      text: text.text,
      ...(host !== undefined && { host }),
      evidence: mostRelevant(group).kept.map(({ evidence }) => evidence),
    };
    return [{ productName: subject.product.name, note }];
  });
}

/** Only a protection that is proven installed: leftovers of another product protect nobody. */
function protect(
  groups: ReadonlyMap<Protection, readonly Held[]>,
  host: string | undefined,
): ProtectionHit[] {
  return [...groups].flatMap(([protection, held]) => {
    if (judge(held)?.status !== 'installed') return [];
    const activity = strongestActivity(held);
    return [
      {
        protection,
        ...(host !== undefined && { host }),
        running: activity === 'running' || activity === 'start-type',
        evidence: mostRelevant(held).kept.map(({ evidence }) => evidence),
      },
    ];
  });
}

function put<Key>(groups: Map<Key, Held[]>, key: Key, held: Held): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [held]);
  else group.push(held);
}
