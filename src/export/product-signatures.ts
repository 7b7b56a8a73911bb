import type { RulePack } from '../model/rule-pack.ts';
import type { Signature } from '../model/signature.ts';
import type { Platform } from '../model/vocabulary.ts';

/** A signature of a product with what it inherits. */
export interface ProductSignature {
  /** `<product>/<signature>`. */
  readonly id: string;
  readonly signature: Signature;
  readonly platforms: readonly Platform[];
}

/** Every signature of every product, in the order of the pack. */
export function productSignatures({ products }: RulePack): ProductSignature[] {
  return products.flatMap((product) =>
    product.signatures.map((signature) => ({
      id: `${product.product}/${signature.id}`,
      signature,
      platforms: signature.platforms ?? product.platforms,
    })),
  );
}
