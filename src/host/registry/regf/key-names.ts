/**
 * Upper case of one UTF-16 unit as the kernel folds names: unit by unit, never to several, and without the pairs that
 * only Unicode knows (dotless i, long s, micro sign).
 */
function upcase(unit: number): number {
  if (unit < 0x80) return unit >= 0x61 && unit <= 0x7a ? unit - 32 : unit;
  if (unit === 0xb5 || unit === 0x131 || unit === 0x17f) return unit;
  const upper = String.fromCharCode(unit).toUpperCase();
  return upper.length === 1 ? upper.charCodeAt(0) : unit;
}

/** Whether two key or value names are the same to Windows. */
export function sameName(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) {
    const a = one.charCodeAt(index);
    const b = other.charCodeAt(index);
    if (a !== b && upcase(a) !== upcase(b)) return false;
  }
  return true;
}

/** The name in upper case, for use as a key of a map: equal for names that {@link sameName} calls the same. */
export function foldName(name: string): string {
  let folded = '';
  for (let index = 0; index < name.length; index++)
    folded += String.fromCharCode(upcase(name.charCodeAt(index)));
  return folded;
}

/** Hash of a name in an `lh` list: H = 37 * H + unit, over the name in upper case. Source: msuhanov/regf, Hash leaf. */
export function nameHash(name: string): number {
  let hash = 0;
  for (let index = 0; index < name.length; index++) {
    hash = (Math.imul(hash, 37) + upcase(name.charCodeAt(index))) >>> 0;
  }
  return hash;
}

/**
 * Hint of a name in an `lf` list: its first four units as bytes, here in upper case for comparison; 0 where a unit
 * does not fit a byte, which says nothing about the name. Source: msuhanov/regf, Fast leaf.
 */
export function nameHint(name: string): number {
  let hint = 0;
  for (let index = 0; index < 4; index++) {
    const unit = index < name.length ? name.charCodeAt(index) : 0;
    if (unit > 0xff) return 0;
    hint |= foldByte(unit) << (8 * index);
  }
  return hint >>> 0;
}

/** A stored hint in upper case; 0 where it says nothing. */
export function foldHint(stored: number): number {
  if ((stored & 0xff) === 0) return 0;
  let hint = 0;
  for (let shift = 0; shift < 32; shift += 8) hint |= foldByte((stored >>> shift) & 0xff) << shift;
  return hint >>> 0;
}

/** Upper case that stays within a byte. */
function foldByte(unit: number): number {
  const upper = upcase(unit);
  return upper > 0xff ? unit : upper;
}
