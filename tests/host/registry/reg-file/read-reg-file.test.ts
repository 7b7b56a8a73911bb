import { describe, expect, it } from 'vitest';
import { readRegFile } from '../../../../src/host/registry/reg-file/read-reg-file.ts';
import type { RegLimits } from '../../../../src/host/registry/reg-file/reg-limits.ts';

const header = 'Windows Registry Editor Version 5.00\r\n\r\n';
const key = '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Test]\r\n';

function utf16(text: string): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
}

async function read(bytes: Buffer, chunkSize = bytes.length, limits: Partial<RegLimits> = {}) {
  const gaps: string[] = [];
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkSize) chunks.push(bytes.subarray(at, at + chunkSize));
  const tree = await readRegFile(chunks, {
    source: 'x.reg',
    onGap: (reason, source, message) => gaps.push(`${reason} ${source} ${message}`),
    limits,
  });
  return { tree, gaps };
}

const values: readonly { name: string; line: string; expected: unknown }[] = [
  { name: 'text', line: '"a"="b"', expected: { name: 'a', type: 'sz', data: 'b' } },
  { name: 'empty text', line: '"a"=""', expected: { name: 'a', type: 'sz', data: '' } },
  { name: 'default value', line: '@="b"', expected: { name: '', type: 'sz', data: 'b' } },
  {
    name: 'backslash and quote',
    line: '"C:\\\\a \\"b\\""="\\"C:\\\\Program Files\\\\x.exe\\" /q"',
    expected: { name: 'C:\\a "b"', type: 'sz', data: '"C:\\Program Files\\x.exe" /q' },
  },
  {
    name: 'text that ends with a backslash',
    line: '"path"="C:\\\\"',
    expected: { name: 'path', type: 'sz', data: 'C:\\' },
  },
  {
    name: 'line break inside text',
    line: '"a"="one\r\ntwo\nthree"',
    expected: { name: 'a', type: 'sz', data: 'one\r\ntwo\nthree' },
  },
  {
    name: 'line that looks like a key inside text',
    line: '"a"="x\r\n[HKEY_LOCAL_MACHINE\\\\SOFTWARE\\\\Spoof]\r\n@=y"',
    expected: { name: 'a', type: 'sz', data: 'x\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Spoof]\r\n@=y' },
  },
  {
    name: 'Wine escapes a line break',
    line: '"a"="one\\r\\ntwo"',
    expected: { name: 'a', type: 'sz', data: 'one\r\ntwo' },
  },
  {
    name: 'Cyrillic, Japanese and an emoji',
    line: '"Имя"="カスペルスキー 🛡"',
    expected: { name: 'Имя', type: 'sz', data: 'カスペルスキー 🛡' },
  },
  {
    name: 'equals sign in the name',
    line: '"a=b"="c=d;e"',
    expected: { name: 'a=b', type: 'sz', data: 'c=d;e' },
  },
  { name: 'comment behind text', line: '"a"="b" ; why', expected: { name: 'a', type: 'sz', data: 'b' } },
  { name: 'blanks around', line: '  "a" = "b"  ', expected: { name: 'a', type: 'sz', data: 'b' } },
  { name: 'dword', line: '"a"=dword:0000002a', expected: { name: 'a', type: 'dword', data: 42 } },
  {
    name: 'largest dword',
    line: '"a"=dword:FFFFFFFF',
    expected: { name: 'a', type: 'dword', data: 4294967295 },
  },
  {
    name: 'bytes',
    line: '"a"=hex:01,02,ff',
    expected: { name: 'a', type: 'binary', data: Buffer.from([1, 2, 255]) },
  },
  { name: 'no bytes', line: '"a"=hex:', expected: { name: 'a', type: 'binary', data: Buffer.alloc(0) } },
  {
    name: 'bytes over three lines',
    line: '"a"=hex:01,\\\r\n  02,03,\\\r\n  04',
    expected: { name: 'a', type: 'binary', data: Buffer.from([1, 2, 3, 4]) },
  },
  { name: 'none', line: '"a"=hex(0):05', expected: { name: 'a', type: 'none', data: Buffer.from([5]) } },
  {
    name: 'text with a NUL inside, which Windows writes as bytes: it ends there',
    line: '"a"=hex(1):41,00,00,00,42,00,00,00',
    expected: { name: 'a', type: 'sz', data: 'A' },
  },
  {
    name: 'text with variables',
    line: '"a"=hex(2):25,00,41,00,25,00,00,00',
    expected: { name: 'a', type: 'expand-sz', data: '%A%' },
  },
  {
    name: 'bytes with a type',
    line: '"a"=hex(3):07',
    expected: { name: 'a', type: 'binary', data: Buffer.from([7]) },
  },
  {
    name: 'dword as bytes',
    line: '"a"=hex(4):2a,00,00,00',
    expected: { name: 'a', type: 'dword', data: 42 },
  },
  {
    name: 'dword of two bytes',
    line: '"a"=hex(4):2a,00',
    expected: { name: 'a', type: 'other', data: Buffer.from([42, 0]) },
  },
  {
    name: 'big-endian dword',
    line: '"a"=hex(5):00,00,01,00',
    expected: { name: 'a', type: 'dword-big-endian', data: 256 },
  },
  { name: 'link', line: '"a"=hex(6):41,00,42,00', expected: { name: 'a', type: 'link', data: 'AB' } },
  {
    name: 'list of texts',
    line: '"a"=hex(7):41,00,00,00,42,00,00,00,00,00',
    expected: { name: 'a', type: 'multi-sz', data: ['A', 'B'] },
  },
  {
    name: 'list with an empty text inside (a pending deletion)',
    line: '"a"=hex(7):41,00,00,00,00,00,42,00,00,00,00,00',
    expected: { name: 'a', type: 'multi-sz', data: ['A', '', 'B'] },
  },
  { name: 'empty list', line: '"a"=hex(7):00,00', expected: { name: 'a', type: 'multi-sz', data: [] } },
  {
    name: 'resource list',
    line: '"a"=hex(8):01',
    expected: { name: 'a', type: 'other', data: Buffer.from([1]) },
  },
  {
    name: 'qword',
    line: '"a"=hex(b):00,00,00,00,01,00,00,00',
    expected: { name: 'a', type: 'qword', data: 4294967296n },
  },
  {
    name: 'a type of a device property',
    line: '"a"=hex(ffff0012):01',
    expected: { name: 'a', type: 'other', data: Buffer.from([1]) },
  },
];

describe('a value of a .reg text', () => {
  it.each(values)('$name', async ({ line, expected }) => {
    for (const chunkSize of [1_000_000, 7, 1]) {
      const { tree, gaps } = await read(utf16(`${header}${key}${line}\r\n\r\n`), chunkSize);
      expect(gaps).toEqual([]);
      expect(await tree.find('HKLM\\SOFTWARE\\Test')?.values()).toEqual([expected]);
      expect(await tree.find('HKLM\\SOFTWARE')?.subkeys()).toHaveLength(1);
    }
  });
});

const broken: readonly { name: string; line: string; gap: string }[] = [
  { name: 'no equals sign', line: '"a" "b"', gap: 'there is no = after the name' },
  { name: 'nonsense', line: 'hello', gap: 'is neither a key nor a value' },
  { name: 'text goes on', line: '"a"="b"c', gap: 'there is more after the closing quote' },
  { name: 'long dword', line: '"a"=dword:123456789', gap: 'a dword has one to eight hexadecimal digits' },
  { name: 'no dword', line: '"a"=dword:', gap: 'a dword has one to eight hexadecimal digits' },
  { name: 'byte of three digits', line: '"a"=hex:100', gap: 'the list of bytes is broken' },
  { name: 'no byte between commas', line: '"a"=hex:01,,02', gap: 'the list of bytes is broken' },
  { name: 'letters among bytes', line: '"a"=hex:0x', gap: 'the list of bytes is broken' },
  { name: 'unknown form', line: '"a"=str:b', gap: 'the data is neither text, dword nor hex' },
  { name: 'no data', line: '"a"=', gap: 'the data is neither text, dword nor hex' },
  { name: 'deletion of a value', line: '"a"=-', gap: 'deletes a value, which an export never does' },
];

describe('a broken line', () => {
  it.each(broken)('$name is one gap with its line, and the rest is kept', async ({ line, gap }) => {
    const { tree, gaps } = await read(utf16(`${header}${key}"before"="1"\r\n${line}\r\n"after"="2"\r\n`));
    expect(gaps).toHaveLength(1);
    expect(gaps[0]).toMatch(/^malformed-row x\.reg:5 line 5 of x\.reg /);
    expect(gaps[0]).toContain(gap);
    expect((await tree.find('HKLM\\SOFTWARE\\Test')?.values())?.map((value) => value.name)).toEqual([
      'before',
      'after',
    ]);
  });

  it('a value before the first key', async () => {
    const { gaps } = await read(utf16(`${header}"a"="b"\r\n`));
    expect(gaps).toEqual(['malformed-row x.reg:3 line 3 of x.reg is a value without a key']);
  });

  it('a deleted key takes no values', async () => {
    const { tree, gaps } = await read(utf16(`${header}[-HKEY_LOCAL_MACHINE\\A]\r\n"a"="b"\r\n`));
    expect(gaps).toEqual([
      'malformed-row x.reg:3 line 3 of x.reg deletes a key, which an export never does',
      'malformed-row x.reg:4 line 4 of x.reg is a value without a key',
    ]);
    expect(await tree.subkeys()).toEqual([]);
  });

  it('a key that is not closed', async () => {
    const { gaps } = await read(utf16(`${header}[HKEY_LOCAL_MACHINE\\A\r\n`));
    expect(gaps).toEqual(['malformed-row x.reg:3 line 3 of x.reg is no key: its name is not closed']);
  });

  it('a file cut off inside a text', async () => {
    const { tree, gaps } = await read(utf16(`${header}${key}"a"="b"\r\n"c"="half`));
    expect(gaps).toEqual(['malformed-row x.reg:5 line 5 of x.reg ends inside quotes: the file is cut off']);
    expect(await tree.find('HKLM\\SOFTWARE\\Test')?.values()).toEqual([{ name: 'a', type: 'sz', data: 'b' }]);
  });

  it('many are told as one after the first few', async () => {
    const { gaps } = await read(utf16(`${header}${'nonsense\r\n'.repeat(1000)}`), 64, { maxGaps: 3 });
    expect(gaps).toHaveLength(4);
    expect(gaps[3]).toBe('malformed-row x.reg 997 more lines could not be read');
  });
});

describe('encodings', () => {
  const body = `${key}"é"="ж"\r\n`;

  it.each([
    { name: 'UTF-16LE with mark', bytes: utf16(header + body) },
    { name: 'UTF-16LE without mark', bytes: Buffer.from(header + body, 'utf16le') },
    { name: 'UTF-8 without mark', bytes: Buffer.from(header + body) },
    { name: 'UTF-8 with mark', bytes: Buffer.from(`\ufeff${header}${body}`) },
    { name: 'line feeds alone', bytes: utf16((header + body).replaceAll('\r\n', '\n')) },
  ])('$name', async ({ bytes }) => {
    const { tree, gaps } = await read(bytes, 3);
    expect(gaps).toEqual([]);
    expect(await tree.find('HKLM\\SOFTWARE\\Test')?.values()).toEqual([{ name: 'é', type: 'sz', data: 'ж' }]);
  });

  it('REGEDIT4 is 8-bit, its lists of bytes too; letters beyond ASCII are noted', async () => {
    const text = `REGEDIT4\r\n\r\n${key}"\xe9"="\xfc"\r\n"b"=hex(2):25,41,25,00\r\n"c"=hex(7):41,00,42,00,00\r\n`;
    const { tree, gaps } = await read(Buffer.from(text, 'latin1'));
    expect(await tree.find('HKLM\\SOFTWARE\\Test')?.values()).toEqual([
      { name: 'é', type: 'sz', data: 'ü' },
      { name: 'b', type: 'expand-sz', data: '%A%' },
      { name: 'c', type: 'multi-sz', data: ['A', 'B'] },
    ]);
    expect(gaps).toEqual([
      'unsupported-format x.reg x.reg is an 8-bit file in a code page that it does not name; it was read as Latin-1',
    ]);
  });

  it('UTF-8 with broken letters is noted', async () => {
    const { gaps } = await read(Buffer.from(`${header}${key}"a"="\xe9"\r\n`, 'latin1'));
    expect(gaps).toEqual(['unsupported-format x.reg x.reg is not valid UTF-8; some letters are lost']);
  });

  it.each([
    { name: 'empty', bytes: Buffer.alloc(0), gap: 'empty-source x.reg x.reg is empty' },
    { name: 'mark alone', bytes: Buffer.from([0xff, 0xfe]), gap: 'empty-source x.reg x.reg is empty' },
    {
      name: 'registry of Wine',
      bytes: Buffer.from('WINE REGISTRY Version 2\n\n[Software]\n'),
      gap: 'unsupported-format x.reg x.reg does not start as a registry export does',
    },
    {
      name: 'big-endian',
      bytes: utf16(header).swap16(),
      gap: 'unsupported-format x.reg x.reg does not start as a registry export does',
    },
  ])('$name', async ({ bytes, gap }) => {
    const { tree, gaps } = await read(bytes);
    expect(await tree.subkeys()).toEqual([]);
    expect(gaps).toEqual([gap]);
  });
});

describe('keys', () => {
  const text = `${header}[HKEY_LOCAL_MACHINE\\SOFTWARE\\Касперский\\[x]]\r\n"a"="1"\r\n\r\n[hkey_local_machine\\software\\КАСПЕРСКИЙ\\[X]]\r\n"A"="2"\r\n"b"="3"\r\n\r\n[HKEY_USERS\\S-1-5-18]\r\n`;

  it('are found whatever their case, and keep the name that came first', async () => {
    const { tree, gaps } = await read(utf16(text));
    const found = tree.find('HKEY_LOCAL_MACHINE\\Software\\касперский\\[X]');
    expect(gaps).toEqual([]);
    expect(found?.path).toBe('HKLM\\SOFTWARE\\Касперский\\[x]');
    expect(found?.name).toBe('[x]');
    expect(found?.lastWrittenMs).toBeUndefined();
    expect((await tree.subkeys()).map((root) => root.path)).toEqual(['HKLM', 'HKU']);
    expect(tree.find('HKLM\\SOFTWARE')?.find('касперский\\[x]')).toBe(found);
    expect(tree.find('HKLM\\SOFTWARE\\Kaspersky')).toBeUndefined();
  });

  it('of two values with one name the later counts', async () => {
    const { tree } = await read(utf16(text));
    expect(await tree.find('HKLM\\SOFTWARE\\Касперский\\[x]')?.values()).toEqual([
      { name: 'A', type: 'sz', data: '2' },
      { name: 'b', type: 'sz', data: '3' },
    ]);
  });
});

describe('bounds', () => {
  const many = Array.from(
    { length: 50 },
    (_, index) => `[HKEY_LOCAL_MACHINE\\K${index}]\r\n"v"="${'x'.repeat(100)}"\r\n`,
  );
  const text = header + many.join('\r\n');

  it.each<{ name: string; limits: Partial<RegLimits>; kept: number; gap: string }>([
    { name: 'bytes', limits: { maxBytes: 2_000 }, kept: 7, gap: 'is larger than 2000 bytes' },
    { name: 'keys', limits: { maxKeys: 10 }, kept: 10, gap: 'has more than 10 keys' },
    { name: 'values', limits: { maxValues: 10 }, kept: 11, gap: 'has more than 10 values' },
    {
      name: 'memory',
      limits: { maxKeptBytes: 2_000 },
      kept: 3,
      gap: 'holds more than 2000 bytes of names and data',
    },
  ])('$name end the reading with one gap', async ({ limits, kept, gap }) => {
    const { tree, gaps } = await read(utf16(text), 100, limits);
    expect(gaps).toEqual([`too-large x.reg x.reg ${gap}; the rest was not read`]);
    expect(await tree.find('HKLM')?.subkeys()).toHaveLength(kept);
  });

  it.each([
    { name: 'a long text', long: `"long"="${'x'.repeat(500)}\r\n${'y'.repeat(500)}"` },
    { name: 'a long list of bytes', long: `"long"=hex:${'00,\\\r\n  '.repeat(200)}00` },
    { name: 'a long line of nothing', long: 'z'.repeat(2000) },
  ])('$name is left out and the rest kept', async ({ long }) => {
    for (const chunkSize of [1_000_000, 30]) {
      const { tree, gaps } = await read(utf16(`${header}${key}${long}\r\n"a"="b"\r\n`), chunkSize, {
        maxValueUnits: 400,
      });
      expect(gaps).toEqual(['too-large x.reg:4 line 4 of x.reg is longer than 400 characters']);
      expect(await tree.find('HKLM\\SOFTWARE\\Test')?.values()).toEqual([
        { name: 'a', type: 'sz', data: 'b' },
      ]);
    }
  });

  it('too deep, or a name too long, is no key', async () => {
    const deep = `[HKEY_LOCAL_MACHINE${'\\a'.repeat(600)}]\r\n[HKEY_LOCAL_MACHINE\\${'n'.repeat(256)}]\r\n`;
    const { gaps } = await read(utf16(header + deep));
    expect(gaps).toEqual([
      'malformed-row x.reg:3 line 3 of x.reg is no key: it lies deeper than 512 levels',
      'malformed-row x.reg:4 line 4 of x.reg is no key: a name is empty or too long',
    ]);
  });
});
