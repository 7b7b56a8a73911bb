import { UsageError } from '../errors.ts';
import { nearest } from '../model/nearest.ts';
import type { Product, Protection } from '../model/product.ts';
import type { RulePack } from '../model/rule-pack.ts';
import type { Signature } from '../model/signature.ts';
import { visible } from '../model/visible.ts';
import { sources } from '../rules/show-lines.ts';
import { signatureWords } from '../rules/signature-words.ts';
import { either, excerpt } from '../rules/words.ts';
import { wrap } from '../rules/wrap.ts';
import { confidenceWords, provesWords } from './proof-words.ts';

/** A signature with the product or protection that it speaks for. */
export interface Owned {
  readonly id: string;
  readonly owner: Product | Protection;
  readonly signature: Signature;
}

/** Every signature of a pack by its id, `<product>/<signature>`. */
export function signatureTable(pack: RulePack): Map<string, Owned> {
  const table = new Map<string, Owned>();
  const add = (ownerId: string, owner: Product | Protection): void => {
    for (const signature of owner.signatures) {
      const id = `${ownerId}/${signature.id}`;
      table.set(id, { id, owner, signature });
    }
  };
  for (const product of pack.products) add(product.product, product);
  for (const protection of pack.protections) add(protection.protection, protection);
  return table;
}

/** Why a signature matches what it matches, as text of 80 columns that is safe to print. */
export function explainSignature({ id, owner, signature }: Owned): string {
  const { owners, note, lint } = signature;
  const lines = [
    `signature ${id}`,
    ...wrap(`of ${visible(owner.name)}, ${visible(owner.vendor)}`, ''),
    '',
    'What it looks for',
    ...wrap(`on ${(signature.platforms ?? owner.platforms).join(', ')}`, '  '),
    ...signatureWords(signature).flatMap((sentence) => wrap(sentence, '  ')),
    '',
    'What a match means',
    ...wrap(
      'product' in owner
        ? provesWords[signature.proves]
        : 'A match is a sign of protection by another vendor: never a finding, it answers whether the host stays protected.',
      '  ',
    ),
    ...wrap(confidenceWords[signature.confidence], '  '),
    ...(owners ? wrap(ownerWords(owners), '  ') : []),
    ...(note ? wrap(`The note (${note.kind}): ${visible(note.text)}`, '  ') : []),
    ...(signature.why ? ['', 'Why', ...wrap(visible(signature.why), '  ')] : []),
    ...Object.entries(lint?.allow ?? {}).flatMap(([rule, reason]) =>
      wrap(`${rule} is meant so: ${visible(reason)}`, '  '),
    ),
    '',
    'Where it is known from',
    ...sources(signature.source, '  '),
    ...('doubt' in owner && owner.doubt ? ['', 'Not verified', ...wrap(visible(owner.doubt), '  ')] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** The error for an id that nothing has, with the nearest that something has. */
export function unknownId(id: string, known: readonly string[]): UsageError {
  if (known.some((each) => each.startsWith(`${id}/`))) {
    return new UsageError(`"${excerpt(id)}" is a product, not a signature or a finding`, {
      hint: `phaseout rules show ${excerpt(id)} names its signatures; for a finding add --report FILE`,
    });
  }
  const near = nearest(id, known);
  return new UsageError(`nothing here has the id "${excerpt(id)}"`, {
    hint:
      near.length > 0
        ? `did you mean ${either(near)}?`
        : 'an id is <product>/<signature>, or with --report FILE <product>@<host>; phaseout rules show PRODUCT names its signatures',
  });
}

function ownerWords(owners: readonly string[]): string {
  const named = owners.filter((owner) => owner !== '*');
  const any = owners.includes('*') ? ['any product of the same vendor and system'] : [];
  return `Several products share it (${[...named, ...any].join(', ')}): where one of them is installed it is evidence of that one.`;
}
