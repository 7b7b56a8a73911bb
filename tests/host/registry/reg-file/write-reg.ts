/** A key as tests write it; `values` pair a name with a type number and its bytes. */
export interface PlainKey {
  readonly name: string;
  readonly values: readonly PlainValue[];
  readonly subkeys: readonly PlainKey[];
}

/** `form` says how it is written: in quotes, as `dword:`, or as a list of bytes with its type. */
export type PlainValue =
  | { readonly name: string; readonly form: 'text'; readonly text: string }
  | { readonly name: string; readonly form: 'dword'; readonly number: number }
  | { readonly name: string; readonly form: 'hex'; readonly type: number; readonly bytes: Uint8Array };

/** The .reg text of keys below HKEY_LOCAL_MACHINE, as `reg export` lays it out (bytes in lines of at most 80 columns). */
export function writeReg(keys: readonly PlainKey[]): string {
  const lines = ['Windows Registry Editor Version 5.00', ''];
  const write = (key: PlainKey, above: string): void => {
    const path = `${above}\\${key.name}`;
    lines.push(`[${path}]`, ...key.values.map(valueLine), '');
    for (const subkey of key.subkeys) write(subkey, path);
  };
  for (const key of keys) write(key, 'HKEY_LOCAL_MACHINE');
  return `${lines.join('\r\n')}\r\n`;
}

function valueLine(value: PlainValue): string {
  const name = value.name === '' ? '@' : `"${escapeText(value.name)}"`;
  if (value.form === 'text') return `${name}="${escapeText(value.text)}"`;
  if (value.form === 'dword') return `${name}=dword:${value.number.toString(16).padStart(8, '0')}`;
  let line = `${name}=${value.type === 3 ? 'hex' : `hex(${value.type.toString(16)})`}:`;
  let text = '';
  for (const [index, byte] of value.bytes.entries()) {
    line += `${byte.toString(16).padStart(2, '0')}${index + 1 < value.bytes.length ? ',' : ''}`;
    if (line.length >= 77 && index + 1 < value.bytes.length) {
      text += `${line}\\\r\n`;
      line = '  ';
    }
  }
  return text + line;
}

function escapeText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}
