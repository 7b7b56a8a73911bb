import { UsageError } from '../errors.ts';
import { nearest } from '../model/nearest.ts';
import type { Alternative, Hazard, Product, Protection, Read } from '../model/product.ts';
import type { RulePack } from '../model/rule-pack.ts';
import type { Signature } from '../model/signature.ts';
import { visible } from '../model/visible.ts';
import { field, paragraph, section, sources } from './show-lines.ts';
import { migrationLines } from './show-migration.ts';
import { signatureWords } from './signature-words.ts';
import { either, excerpt } from './words.ts';
import { wrap } from './wrap.ts';

/**
 * Everything that a pack knows under an id, as text of 80 columns that is safe to print: a product, another vendor's
 * protection, a hazard or an alternative, or one signature as `<product>/<signature>`. What several kinds share an id
 * is shown one after the other. Throws UsageError, with the nearest ids, for an unknown one.
 */
export function rulesShow(pack: RulePack, id: string): string {
  const [owner, signature] = id.split('/', 2);
  const blocks = signature === undefined ? blocksOf(pack, id) : signatureBlocks(pack, owner ?? '', signature);
  if (blocks.length === 0) throw unknown(pack, id);
  return `${blocks.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function blocksOf(pack: RulePack, id: string): string[][] {
  return [
    ...pack.products.filter(({ product }) => product === id).map((product) => productLines(product, pack)),
    ...pack.protections.filter(({ protection }) => protection === id).map(protectionLines),
    ...pack.hazards.filter(({ hazard }) => hazard === id).map(hazardLines),
    ...pack.alternatives.filter(({ alternative }) => alternative === id).map(alternativeLines),
    ...pack.regimes
      .filter(({ regime }) => regime === id)
      .map(({ title }) => [
        `regime ${id}`,
        ...wrap(visible(title), ''),
        `(phaseout regimes show ${id} says more)`,
      ]),
  ];
}

function signatureBlocks(pack: RulePack, owner: string, id: string): string[][] {
  const owners = [
    ...pack.products.filter(({ product }) => product === owner),
    ...pack.protections.filter(({ protection }) => protection === owner),
  ];
  return owners.flatMap(({ name, signatures }) =>
    signatures
      .filter((signature) => signature.id === id)
      .map((signature) => [
        `signature ${owner}/${id}`,
        ...wrap(visible(name), ''),
        '',
        ...signatureLines(signature),
      ]),
  );
}

function unknown(pack: RulePack, id: string): UsageError {
  const names = ({ signatures }: Product | Protection, owner: string): string[] =>
    signatures.map((signature) => `${owner}/${signature.id}`);
  const known = [
    ...pack.products.flatMap((product) => [product.product, ...names(product, product.product)]),
    ...pack.protections.flatMap((protection) => [
      protection.protection,
      ...names(protection, protection.protection),
    ]),
    ...pack.hazards.map(({ hazard }) => hazard),
    ...pack.alternatives.map(({ alternative }) => alternative),
    ...pack.regimes.map(({ regime }) => regime),
  ];
  const near = nearest(id, known);
  return new UsageError(`no rule has the id "${excerpt(id)}"`, {
    hint: near.length > 0 ? `did you mean ${either(near)}?` : 'phaseout rules list shows the ids',
  });
}

function productLines(product: Product, pack: RulePack): string[] {
  return [
    `product ${product.product}`,
    ...wrap(visible(product.name), ''),
    '',
    ...field('vendor', product.vendor),
    ...field('class', product.class),
    ...field('systems', product.platforms.join(', ')),
    ...field('capabilities', product.capabilities.join(', ')),
    ...field('role', product.role),
    ...field('source', product.source),
    ...paragraph(product.about),
    ...paragraph(product.doubt && `Not verified: ${product.doubt}`),
    ...section(
      `Signatures (${product.signatures.length})`,
      product.signatures.map((signature) => signatureLines(signature)),
    ),
    ...section('Values read', product.reads.map(readLines)),
    ...section('Parts that encrypt', product.encryption ? [encryptionLines(product.encryption)] : []),
    ...migrationLines(product.migration, pack),
  ];
}

function protectionLines(protection: Protection): string[] {
  return [
    `protection ${protection.protection}`,
    ...wrap(visible(protection.name), ''),
    '',
    ...field('vendor', protection.vendor),
    ...field('systems', protection.platforms.join(', ')),
    ...field('provides', protection.provides),
    ...field('source', protection.source),
    ...paragraph(protection.limits && `Check although it is there: ${protection.limits}`),
    ...paragraph(protection.system ? 'Part of the system: judged by its settings.' : undefined),
    ...paragraph(protection.mayBeIdle ? 'It can run without blocking, so it never answers yes.' : undefined),
    ...section(
      `Signatures (${protection.signatures.length})`,
      protection.signatures.map((signature) => signatureLines(signature)),
    ),
  ];
}

function hazardLines({ hazard, title, text, statuses, source }: Hazard): string[] {
  return [
    `hazard ${hazard}`,
    ...wrap(visible(title), ''),
    ...paragraph(text),
    '',
    ...field('only where', statuses?.join(', ')),
    ...field('source', source),
  ];
}

function alternativeLines({ alternative, text, examples, source }: Alternative): string[] {
  return [
    `alternative ${alternative}`,
    ...paragraph(text),
    '',
    ...field('examples', examples.join(', ')),
    ...field('source', source),
  ];
}

function signatureLines(signature: Signature): string[] {
  const { id, proves, confidence, platforms, owners, note, why, source } = signature;
  const systems = platforms ? ` · ${platforms.join(', ')}` : '';
  return [
    ...wrap(`${id} · ${provesWords[proves]} · ${confidence}${systems}`, '  '),
    ...signatureWords(signature).flatMap((sentence) => wrap(sentence, '    ')),
    ...(owners
      ? wrap(owners.map((owner) => (owner === '*' ? 'any product' : owner)).join(', '), '    ', 'owners: ')
      : []),
    ...(note ? wrap(visible(note.text), '    ', `note (${note.kind}): `) : []),
    ...(why ? wrap(visible(why), '    ', 'why: ') : []),
    ...sources(source, '    '),
  ];
}

const provesWords = {
  installed: 'proves that it is installed',
  presence: 'proves that something of it is there',
  nothing: 'evidence only beside something that proves',
  sign: 'a sign of the other vendor',
  note: 'makes a note',
} as const satisfies Record<Signature['proves'], string>;

function encryptionLines({ parts, source }: NonNullable<Product['encryption']>): string[] {
  return [...wrap(visible(parts.join(', ')), '  '), ...sources(source, '    ')];
}

function readLines({ id, file, line, registry, value, meaning, tells, format, source }: Read): string[] {
  const where = [
    file ?? registry,
    line && `the line that begins with "${line.prefix}"`,
    value && `the value "${value}"`,
  ];
  return [
    ...wrap(`${id} · ${visible(meaning)}`, '  '),
    ...wrap(visible(where.filter((part) => part !== undefined).join(', ')), '    '),
    ...(tells === undefined
      ? []
      : wrap(`read as ${tells}${format === undefined ? '' : `, written as ${format}`}`, '    ')),
    ...sources(source, '    '),
  ];
}
