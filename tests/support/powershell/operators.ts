import { enumerate, isEqual, text, type Value } from './values.ts';

/** A binary operator over values. */
export function binary(word: string, left: Value, right: Value): Value {
  switch (word) {
    case '-eq':
      return isEqual(left, right);
    case '-ne':
      return !isEqual(left, right);
    case '-lt':
      return Number(left) < Number(right);
    case '-gt':
      return Number(left) > Number(right);
    case '-le':
      return Number(left) <= Number(right);
    case '-ge':
      return Number(left) >= Number(right);
    case '-band':
      return Number(left) & Number(right);
    case '-contains':
      return enumerate(left).some((one) => isEqual(one, right));
    case '-':
      return Number(left) - Number(right);
    case '+':
      if (typeof left === 'number') return left + Number(text(right));
      return Array.isArray(left) ? [...left, ...enumerate(right)] : text(left) + text(right);
    default:
      throw new Error(`operator ${word}`);
  }
}

/** `-is`, for the types that scripts ask for. */
export function isOfType(value: Value, type: string): boolean {
  if (/^string$/i.test(type)) return typeof value === 'string';
  if (/^int$/i.test(type)) return typeof value === 'number';
  if (/^byte\[\]$/i.test(type)) return value instanceof Uint8Array;
  throw new Error(`-is [${type}]`);
}
