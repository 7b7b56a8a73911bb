const base = 0x1000;
const headerBytes = 0x200;
/** Places in the one section. */
const at = { imports: 0x80, names: 0xb0, calls: 0xd0, texts: 0xf0, library: 0x120, output: 0x140 };

/**
 * A console program for 64-bit Windows (x86-64) that writes a text to its standard output and ends with a code, whatever
 * it is called with: the stand-in for a program of Windows that Wine does not have. Format: learn.microsoft.com, PE Format.
 */
export function printingProgram(text: string, exitCode: number): Buffer {
  const output = Buffer.from(text, 'latin1');
  const rawBytes = Math.ceil((at.output + output.length) / headerBytes) * headerBytes;
  const section = Buffer.alloc(rawBytes);
  code(output.length, exitCode).copy(section);
  const names = ['GetStdHandle', 'WriteFile', 'ExitProcess'];
  section.writeUInt32LE(base + at.names, at.imports);
  section.writeUInt32LE(base + at.library, at.imports + 12);
  section.writeUInt32LE(base + at.calls, at.imports + 16);
  for (const [index, name] of names.entries()) {
    const place = at.texts + 16 * index;
    section.write(name, place + 2, 'latin1');
    section.writeUInt32LE(base + place, at.names + 8 * index);
    section.writeUInt32LE(base + place, at.calls + 8 * index);
  }
  section.write('kernel32.dll', at.library, 'latin1');
  output.copy(section, at.output);
  return Buffer.concat([headers(rawBytes), section]);
}

/** `WriteFile(GetStdHandle(-11), output, length, …)`, then `ExitProcess(exitCode)`. */
function code(length: number, exitCode: number): Buffer {
  const bytes = Buffer.from(
    [
      '4883ec38', // sub rsp, 0x38
      'b9f5ffffff', // mov ecx, -11
      'ff1500000000', // call GetStdHandle
      '4889c1', // mov rcx, rax
      '488d1500000000', // lea rdx, output
      '41b800000000', // mov r8d, length
      '4c8d4c2430', // lea r9, [rsp+0x30]
      '48c744242000000000', // mov qword [rsp+0x20], 0
      'ff1500000000', // call WriteFile
      'b900000000', // mov ecx, exitCode
      'ff1500000000', // call ExitProcess
    ].join(''),
    'hex',
  );
  // Each distance counts from the end of its instruction.
  bytes.writeInt32LE(at.calls - 15, 11);
  bytes.writeInt32LE(at.output - 25, 21);
  bytes.writeUInt32LE(length, 27);
  bytes.writeInt32LE(at.calls + 8 - 51, 47);
  bytes.writeUInt32LE(exitCode, 52);
  bytes.writeInt32LE(at.calls + 16 - 62, 58);
  return bytes;
}

function headers(rawBytes: number): Buffer {
  const bytes = Buffer.alloc(headerBytes);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(0x40, 0x3c);
  bytes.write('PE', 0x40, 'latin1');
  bytes.writeUInt16LE(0x8664, 0x44); // x86-64
  bytes.writeUInt16LE(1, 0x46); // one section
  bytes.writeUInt16LE(0xf0, 0x54);
  bytes.writeUInt16LE(0x23, 0x56); // a program, not to be moved
  const optional = 0x58;
  bytes.writeUInt16LE(0x20b, optional);
  bytes.writeUInt32LE(rawBytes, optional + 4);
  bytes.writeUInt32LE(base, optional + 16); // where it starts
  bytes.writeUInt32LE(base, optional + 20);
  bytes.writeBigUInt64LE(0x1_4000_0000n, optional + 24);
  bytes.writeUInt32LE(0x1000, optional + 32);
  bytes.writeUInt32LE(headerBytes, optional + 36);
  bytes.writeUInt16LE(6, optional + 40);
  bytes.writeUInt16LE(6, optional + 48);
  bytes.writeUInt32LE(base + Math.ceil(rawBytes / 0x1000) * 0x1000, optional + 56);
  bytes.writeUInt32LE(headerBytes, optional + 60);
  bytes.writeUInt16LE(3, optional + 68); // console
  for (const [place, size] of [
    [72, 0x10_0000n],
    [80, 0x1000n],
    [88, 0x10_0000n],
    [96, 0x1000n],
  ] as const) {
    bytes.writeBigUInt64LE(size, optional + place);
  }
  bytes.writeUInt32LE(16, optional + 108);
  bytes.writeUInt32LE(base + at.imports, optional + 120);
  bytes.writeUInt32LE(40, optional + 124);
  bytes.writeUInt32LE(base + at.calls, optional + 208);
  bytes.writeUInt32LE(32, optional + 212);
  const table = optional + 0xf0;
  bytes.write('.text', table, 'latin1');
  bytes.writeUInt32LE(rawBytes, table + 8);
  bytes.writeUInt32LE(base, table + 12);
  bytes.writeUInt32LE(rawBytes, table + 16);
  bytes.writeUInt32LE(headerBytes, table + 20);
  bytes.writeUInt32LE(0xe000_0020, table + 36); // code, read, write, run
  return bytes;
}
