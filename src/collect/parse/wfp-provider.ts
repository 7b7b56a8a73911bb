/** What a provider of the Windows Filtering Platform says of itself. Texts may be references such as `@FirewallAPI.dll,-23521`. */
export interface WfpProvider {
  readonly name: string | undefined;
  readonly description: string | undefined;
}

/** Two headers of the serialisation, then the pointer to the structure and its GUID. */
const nameAt = 0x50;
const textsAt = 0x68;
const maxUnits = 300;

/**
 * Name and description out of a stored provider, or undefined where the bytes have another form.
 * Format: FWPM_PROVIDER0 in the type serialisation of MS-RPCE 2.2.6 (pointers of four bytes, then the texts in order, each
 * with its size, offset and length in units of two bytes and its NUL); checked on two public test hives, one of Windows 10 1709.
 */
export function parseWfpProvider(bytes: Buffer): WfpProvider | undefined {
  if (bytes.length < textsAt || bytes.readUInt32LE(0x2c) !== 0x00081001) return undefined;
  let at = textsAt;
  const next = (pointer: number): string | undefined => {
    if (pointer === 0 || at + 12 > bytes.length) return undefined;
    const units = bytes.readUInt32LE(at + 8);
    const start = at + 12;
    if (units === 0 || units > (bytes.length - start) / 2) {
      at = bytes.length;
      return undefined;
    }
    at = Math.ceil((start + units * 2) / 4) * 4;
    return bytes.toString('utf16le', start, start + Math.min(units - 1, maxUnits) * 2).trim() || undefined;
  };
  const name = next(bytes.readUInt32LE(nameAt));
  return { name, description: next(bytes.readUInt32LE(nameAt + 4)) };
}
