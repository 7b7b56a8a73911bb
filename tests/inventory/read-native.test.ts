import { describe, expect, it } from 'vitest';
import { type NativeRow, readNative } from '../../src/inventory/read-native.ts';
import { fc } from '../support/property.ts';

async function rows(input: string | Buffer, chunkSize = 7): Promise<NativeRow[]> {
  const bytes = Buffer.from(input as string);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
  }
  const found: NativeRow[] = [];
  for await (const row of readNative(chunks(), 'test.ndjson')) found.push(row);
  return found;
}

const header =
  '{"schema":"phaseout/inventory@1","tool":{"name":"phaseout","version":"1.0.0"},"target":{"type":"host","platform":"linux","hostname":"ws"}}';
const trailer =
  '{"coverage":[{"collector":"dpkg","status":"gap","items":1,"gaps":[{"reason":"malformed-row","source":"/a:1","message":"m","couldHide":"active"}]}],"complete":true}';

describe('readNative', () => {
  it('reads header, items and trailer, and keeps what it does not know out', async () => {
    const item =
      '{"kind":"software","name":"kesl","version":"12.3","origin":"x","colour":"red","attributes":{"a":1,"b":true}}';
    expect(await rows(`${header}\r\n\n${item}\n${trailer}`)).toEqual([
      {
        type: 'header',
        line: 1,
        header: {
          schema: 'phaseout/inventory@1',
          tool: { name: 'phaseout', version: '1.0.0' },
          target: { type: 'host', platform: 'linux', hostname: 'ws' },
        },
      },
      {
        type: 'item',
        line: 3,
        item: {
          kind: 'software',
          collector: 'native',
          name: 'kesl',
          version: '12.3',
          origin: 'x',
          attributes: { a: 1, b: true },
        },
      },
      {
        type: 'trailer',
        line: 4,
        trailer: {
          coverage: [
            {
              collector: 'dpkg',
              status: 'gap',
              items: 1,
              gaps: [{ reason: 'malformed-row', source: '/a:1', message: 'm', couldHide: 'active' }],
            },
          ],
          complete: true,
        },
      },
    ]);
  });

  it.each([
    ['not JSON', '{"kind":', /^not JSON/],
    ['a list', '[1]', /one JSON object a line/],
    ['a text', '"x"', /one JSON object a line/],
    ['no kind', '{"name":"x"}', /needs a "kind"/],
    ['a near kind', '{"kind":"sofware","name":"x"}', /unknown kind "sofware".*software/],
    ['no name', '{"kind":"software"}', /needs a "name"/],
    ['an empty name', '{"kind":"software","name":""}', /needs a "name"/],
    ['a version that is a number', '{"kind":"software","name":"x","version":1}', /"version" must be a text/],
    ['an unknown state', '{"kind":"service","name":"x","state":"up"}', /"state" must be one of/],
    ['an unknown platform', '{"kind":"service","name":"x","platform":"beos"}', /"platform" must be one of/],
    [
      'attributes that are a list',
      '{"kind":"service","name":"x","attributes":[]}',
      /"attributes" must be an object/,
    ],
    [
      'an attribute that is an object',
      '{"kind":"service","name":"x","attributes":{"a":{}}}',
      /attribute "a"/,
    ],
    ['another schema', '{"schema":"phaseout/inventory@9","target":{}}', /unknown schema.*inventory@9/],
    ['a header without a target', '{"schema":"phaseout/inventory@1"}', /needs a "target"/],
    ['a trailer without complete', '{"coverage":[]}', /"complete"/],
    ['a coverage entry of another form', '{"coverage":[{}],"complete":true}', /coverage/],
  ])('%s is a fault that says what was expected, and the next row is read', async (_name, line, message) => {
    const found = await rows(`${line}\n{"kind":"software","name":"next"}\n`);
    expect(found[0]).toEqual({ type: 'fault', line: 1, message: expect.stringMatching(message) });
    expect(found[1]).toMatchObject({
      type: 'item',
      line: 2,
      item: { name: 'next', origin: 'test.ndjson:2' },
    });
  });

  it('drops a line of more than 1 MiB without holding it, and goes on', async () => {
    const found = await rows(
      `{"kind":"software","name":"${'x'.repeat(3 * 1024 * 1024)}"}\n{"kind":"software","name":"y"}\n`,
      65_536,
    );
    expect(found).toMatchObject([
      { type: 'fault', line: 1, message: 'the line is longer than 1 MiB' },
      { type: 'item', line: 2, item: { name: 'y' } },
    ]);
  });

  it('reads what PowerShell redirects: UTF-16 with a byte order mark', async () => {
    const text = '\ufeff{"kind":"software","name":"Касперский 検査 🛡"}\r\n';
    expect(await rows(Buffer.from(text, 'utf16le'))).toMatchObject([{ item: { name: 'Касперский 検査 🛡' } }]);
  });

  it('a prototype key is data, not a prototype', async () => {
    const [row] = await rows(
      '{"kind":"software","name":"x","attributes":{"__proto__":"evil","constructor":"c"}}',
    );
    expect(row?.type === 'item' && Object.getPrototypeOf(row.item.attributes)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('evil');
  });

  it('never throws, whatever the bytes, and counts every line that is not blank', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.json(), fc.string(), fc.constant(header))), async (lines) => {
        const text = lines.map((line) => line.replaceAll(/[\r\n]/g, ' ')).join('\n');
        const expected = text.split('\n').filter((line) => line.trim() !== '').length;
        expect(await rows(text)).toHaveLength(expected);
      }),
    );
  });
});
