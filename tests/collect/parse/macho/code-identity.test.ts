import { describe, expect, it } from 'vitest';
import { readCodeIdentity } from '../../../../src/collect/parse/macho/code-identity.ts';
import { bufferSource } from '../../../../src/host/byte-source.ts';
import { fatBinary, machO } from '../../../support/macho-writer.ts';
import { fc } from '../../../support/property.ts';

const kav = { identifier: 'com.kaspersky.kav', teamId: '2Y8XE5CQ94' };
const read = (bytes: Buffer) => readCodeIdentity(bufferSource(bytes));

describe('readCodeIdentity', () => {
  it.each([
    ['64 bits', machO(kav)],
    ['32 bits', machO(kav, true, true)],
    ['PowerPC, the other byte order', machO(kav, false, true)],
    ['64 bits of the other byte order', machO(kav, false)],
    ['a universal program', fatBinary([machO(kav), machO(kav)])],
    ['a universal program of the long form', fatBinary([machO(kav)], true)],
    ['one whose first part names no team', fatBinary([machO({ identifier: 'a' }), machO(kav)])],
  ])('reads %s', async (_, bytes) => {
    expect(await read(bytes)).toEqual(kav);
  });

  it.each([
    ['signed by nobody', machO({ identifier: 'kav' }), { identifier: 'kav', teamId: undefined }],
    [
      'signed before teams were named',
      machO({ ...kav, version: 0x20100 }),
      { identifier: kav.identifier, teamId: undefined },
    ],
    [
      'with a team that is none',
      machO({ identifier: 'a', teamId: 'not a team' }),
      { identifier: 'a', teamId: undefined },
    ],
    ['not signed', machO(undefined), undefined],
    ['nothing', Buffer.alloc(0), undefined],
    ['a script', Buffer.from('#!/bin/sh\nexec /usr/bin/true\n'), undefined],
    // Java: the same magic, then the version 0.52.
    ['a class', Buffer.from('cafebabe00000034001d0a0006000f09', 'hex'), undefined],
    ['a universal program of parts that lie outside', fatBinary([machO(kav)]).subarray(0, 4200), undefined],
  ])('takes %s as it is', async (_, bytes, expected) => {
    expect(await read(bytes)).toEqual(expected);
  });

  it('reads little of a large program', async () => {
    const program = Buffer.concat([fatBinary([machO(kav)]), Buffer.alloc(8 * 1024 * 1024)]);
    let bytes = 0;
    const source = bufferSource(program);
    const identity = await readCodeIdentity({
      size: source.size,
      read: async (offset, length) => {
        const part = source.readSync(offset, length);
        bytes += part.length;
        return part;
      },
    });
    expect(identity).toEqual(kav);
    expect(bytes).toBeLessThan(2000);
  });

  it('never fails for what a program holds', async () => {
    const seeds = [
      machO(kav),
      machO(kav, false, true),
      fatBinary([machO(kav)]),
      fatBinary([machO(kav)], true),
    ];
    const change = fc.tuple(fc.nat(5000), fc.oneof(fc.constantFrom(0, 0x7f, 0xff), fc.nat(255)));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(change, { maxLength: 6 }),
        fc.nat(5200),
        async (seed, changes, end) => {
          const bytes = Buffer.from(seed);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const identity = await read(bytes.subarray(0, end));
          expect(
            identity === undefined || identity.teamId === undefined || /^[A-Z0-9]{10}$/.test(identity.teamId),
          ).toBe(true);
        },
      ),
    );
  });
});
