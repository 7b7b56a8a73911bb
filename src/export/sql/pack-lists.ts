import { numbers, texts, type ValueList } from './dialect.ts';
import type { Entries, SqlSignature } from './entries.ts';

/** The lists of the pack that the verdict joins with: what each signature speaks for, conditions on other rows, owners. */
export function packLists({ signatures }: Entries): ValueList[] {
  return [
    signatureList(signatures),
    conditionList(signatures),
    subjectList(signatures),
    ownerList(signatures),
  ];
}

function signatureList(signatures: readonly SqlSignature[]): ValueList {
  return {
    name: 'pack_signature',
    columns: texts('signature', 'subject', 'proves', 'confidence', 'note_kind'),
    rows: signatures.map((each) => [
      each.id,
      subjectId(each),
      isShared(each) ? 'presence' : each.signature.proves,
      each.signature.confidence,
      each.signature.note?.kind ?? '',
    ]),
  };
}

function conditionList(signatures: readonly SqlSignature[]): ValueList {
  return {
    name: 'pack_condition',
    columns: [...texts('signature', 'probe'), ...numbers('wanted')],
    rows: signatures.flatMap(({ id, beside, unless }) => [
      ...beside.map((probe) => [id, probe, 1]),
      ...unless.map((probe) => [id, probe, 0]),
    ]),
  };
}

/** In the order of the columns, which the verdict names. */
const systems = ['windows', 'linux', 'macos', 'android', 'ios'] as const;

function subjectList(signatures: readonly SqlSignature[]): ValueList {
  const rows = new Map(
    signatures.map(({ subject }) => {
      const value = subject.type === 'product' ? subject.product : subject.protection;
      const id = subject.type === 'product' ? subject.product.product : subject.protection.protection;
      const kind = subject.type === 'protection' ? 'protection' : kindOf(subject.product.class);
      const has = (platform: string): number => Number(value.platforms.some((each) => each === platform));
      const row = [id, kind, value.name, ...systems.map(has)];
      return [`${subject.type} ${id}`, row] as const;
    }),
  );
  return {
    name: 'pack_subject',
    columns: [...texts('subject', 'type', 'title'), ...numbers(...systems.map((name) => `on_${name}`))],
    rows: [...rows.values()],
  };
}

function kindOf(productClass: string): string {
  return productClass === 'component' || productClass === 'integration' ? productClass : 'product';
}

/** Which products share a component's signature, see `owns` in match/share-components.ts. */
function ownerList(signatures: readonly SqlSignature[]): ValueList {
  const products = [
    ...new Map(
      signatures.flatMap(({ subject }) =>
        subject.type === 'product' ? [[subject.product.product, subject.product] as const] : [],
      ),
    ).values(),
  ].filter((product) => product.class !== 'component');
  return {
    name: 'pack_owner',
    columns: texts('signature', 'subject'),
    rows: signatures.flatMap((each) => {
      const { subject, signature, signaturePlatforms } = each;
      if (subject.type !== 'product' || subject.product.class !== 'component') return [];
      const owners = signature.owners ?? [];
      return products
        .filter(
          (product) =>
            owners.includes(product.product) ||
            (owners.includes('*') &&
              product.vendor === subject.product.vendor &&
              product.platforms.some((platform) => signaturePlatforms.includes(platform))),
        )
        .map((product) => [each.id, product.product]);
    }),
  };
}

function subjectId({ subject }: SqlSignature): string {
  return subject.type === 'product' ? subject.product.product : subject.protection.protection;
}

/** A part that several products share is no installation of any, see match/proof.ts. */
function isShared({ subject, signature }: SqlSignature): boolean {
  return (
    signature.proves === 'installed' &&
    subject.type === 'product' &&
    subject.product.class === 'component' &&
    signature.owners !== undefined
  );
}
