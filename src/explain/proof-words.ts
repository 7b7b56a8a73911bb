import type { Signature } from '../model/signature.ts';

/** What a match of a signature means, in one sentence. */
export const provesWords: Readonly<Record<Signature['proves'], string>> = {
  installed: 'A match proves that the product is installed, and active where the item runs.',
  presence: 'A match proves that something of the product is there; alone it is a leftover.',
  nothing: 'A match is evidence only where something else proves the product.',
  sign: "A match is a sign of the other vendor's product; it makes nothing alone.",
  note: 'A match makes a note, never a finding.',
};

/** How sure a match is, in one sentence. */
export const confidenceWords: Readonly<Record<Signature['confidence'], string>> = {
  confirmed: 'It names the product beyond doubt.',
  probable: 'It is enough alone for a probable finding, not for a confirmed one.',
  weak: 'It is weak: alone it makes nothing, two different weak signatures of a product make it probable.',
};
