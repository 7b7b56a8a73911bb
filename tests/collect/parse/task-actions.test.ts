import { describe, expect, it } from 'vitest';
import { parseTaskActions } from '../../../src/collect/parse/task-actions.ts';

const number = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const text = (value: string) => {
  const bytes = Buffer.from(value, 'utf16le');
  return Buffer.concat([number(bytes.length), bytes]);
};
const start = Buffer.concat([Buffer.from([3, 0]), text('LocalSystem')]);
const program = Buffer.from([0x66, 0x66]);
const handler = Buffer.from([0x77, 0x77]);
const update = Buffer.concat([
  start,
  program,
  text(''),
  text('"C:\\x\\größe.exe"'),
  text('/s'),
  text('C:\\x'),
]);

describe('actions of a task in the registry', () => {
  it.each([
    {
      about: 'a program with arguments',
      bytes: update,
      action: { command: '"C:\\x\\größe.exe"', arguments: '/s' },
    },
    {
      about: 'without arguments',
      bytes: Buffer.concat([start, program, text(''), text('a.exe'), text('')]),
      action: { command: 'a.exe' },
    },
    {
      about: 'an action with an id',
      bytes: Buffer.concat([start, program, text('id'), text('a.exe'), text('')]),
      action: { command: 'a.exe' },
    },
    {
      about: 'arguments cut off',
      bytes: Buffer.concat([start, program, text(''), text('a.exe')]),
      action: { command: 'a.exe' },
    },
    { about: 'a COM handler', bytes: Buffer.concat([start, handler, text('')]), action: undefined },
    { about: 'no command', bytes: Buffer.concat([start, program, text(''), text('')]), action: undefined },
    {
      about: 'a length that lies',
      bytes: Buffer.concat([start, program, text(''), number(0xffffffff), Buffer.from('aa')]),
      action: undefined,
    },
    { about: 'nothing', bytes: Buffer.alloc(0), action: undefined },
  ])('$about', ({ bytes, action }) => {
    expect(parseTaskActions(bytes)).toEqual(action);
  });

  it('every shorter text is read without a fault', () => {
    for (let length = 0; length < update.length; length++) {
      const action = parseTaskActions(update.subarray(0, length));
      expect([undefined, '"C:\\x\\größe.exe"']).toContain(action?.command);
    }
  });

  it('a command is cut', () => {
    const bytes = Buffer.concat([start, program, text(''), text('x'.repeat(5000)), text('')]);
    expect(parseTaskActions(bytes)?.command).toHaveLength(1000);
  });
});
