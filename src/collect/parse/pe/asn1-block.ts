import type { BaseBlock } from 'asn1js';

/** One decoded ASN.1 value. The helpers below take undefined too, so that a missing part makes no branch. */
export type Block = BaseBlock;

/** The values that a sequence, a set or a tagged value holds; none for any other. */
export function children(block: Block | undefined): readonly Block[] {
  const value = block !== undefined && 'value' in block.valueBlock ? block.valueBlock.value : undefined;
  return block?.idBlock.isConstructed && Array.isArray(value) ? value : [];
}

/** Number of a context-specific tag such as [0]; undefined for all others. */
export function contextTag(block: Block | undefined): number | undefined {
  return block?.idBlock.tagClass === 3 ? block.idBlock.tagNumber : undefined;
}

/** Dotted text of an object identifier, or the text of any string type; undefined for all others. */
export function textOf(block: Block | undefined): string | undefined {
  if (block === undefined || !('getValue' in block) || typeof block.getValue !== 'function') return undefined;
  const value: unknown = block.getValue();
  return typeof value === 'string' ? value : undefined;
}

/** The content bytes, without tag and length, in hexadecimal. */
export function contentHex(block: Block | undefined): string {
  const whole = block?.valueBeforeDecodeView;
  if (block === undefined || whole === undefined) return '';
  return Buffer.from(whole.subarray(block.idBlock.blockLength + block.lenBlock.blockLength)).toString('hex');
}
