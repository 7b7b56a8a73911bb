import type { Random } from '../random.ts';
import type { Seed } from './seeds.ts';

/** How an export is stored. `8-bit` is REGEDIT4, `big-endian` no form that Windows writes. */
export const encodings = ['utf-16', 'utf-8', '8-bit', 'big-endian'] as const;

/** Texts with a meaning of their own, put where they do not belong. */
const pieces = [
  '"',
  '\\',
  '\\\r\n',
  '\r\n',
  '\n',
  '[',
  ']',
  '=',
  '@=',
  ',',
  ';',
  '\0',
  '\ufeff',
  '\ud800',
  'dword:',
  'dword:123456789',
  'hex:',
  'hex(7):',
  'hex(ffffffff):',
  'hex(2):zz,',
  '=-\r\n',
  '[-HKEY_LOCAL_MACHINE\\SOFTWARE]\r\n',
  '[HKEY_USERS\\S-1-5-18]\r\n',
  '[HKEY_NOWHERE\\a]\r\n',
  'REGEDIT4\r\n',
];

/** The bytes of a mutated export: one to four changes of its lines, then perhaps one of its bytes. */
export function mutate(seed: Seed, random: Random): { readonly bytes: Buffer; readonly encoding: string } {
  const lines = [...seed];
  const rounds = 1 + random.below(4);
  for (let round = 0; round < rounds; round++) mutateLine(lines, random);
  const encoding = random.percent(80) ? 'utf-16' : random.pick(encodings);
  const bytes = encode(lines.join(''), encoding);
  if (random.percent(10) && bytes.length > 0) {
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  }
  return { bytes: random.percent(5) ? bytes.subarray(0, random.below(bytes.length)) : bytes, encoding };
}

function mutateLine(lines: string[], random: Random): void {
  // The first line only seldom: without it nothing else is read.
  const at = random.percent(3) ? 0 : 1 + random.below(lines.length - 1);
  const line = lines[at] ?? '';
  const place = random.below(line.length + 1);
  switch (random.below(8)) {
    case 0:
      lines.splice(at, 1);
      break;
    case 1:
      lines.splice(random.below(lines.length) + 1, 0, line);
      break;
    case 2:
      lines[at] = line.slice(0, place);
      break;
    case 3:
      lines[at] = line.replace(
        /=.*?[:"]/,
        `=${random.pick(['"', 'hex:', 'hex(1):', 'hex(b):', 'dword:', 'hex(10000000000):'])}`,
      );
      break;
    case 4:
      lines[at] = `[HKEY_LOCAL_MACHINE\\${'deep\\'.repeat(random.pick([1, 500, 513, 2000]))}end]\r\n${line}`;
      break;
    case 5:
      lines[at] = line.slice(0, place) + 'x'.repeat(random.pick([1, 256, 70_000])) + line.slice(place);
      break;
    default:
      lines[at] = line.slice(0, place) + random.pick(pieces) + line.slice(place);
  }
}

function encode(text: string, encoding: (typeof encodings)[number]): Buffer {
  switch (encoding) {
    case 'utf-16':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case '8-bit':
      return Buffer.from(text.replace('Windows Registry Editor Version 5.00', 'REGEDIT4'), 'latin1');
    case 'big-endian':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  }
}
