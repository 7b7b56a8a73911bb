import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { readInventories } from '../../../src/cli/read-inventories.ts';
import type { Collection } from '../../../src/judge.ts';
import { compileMatcher, type Matcher } from '../../../src/match/matcher.ts';
import type { Signature } from '../../../src/model/signature.ts';
import { packOf, product, signature } from '../../match/make-pack.ts';
import { builtInPack } from '../../rule-pack/built-in-pack.ts';
import { caseHosts } from '../../rule-pack/cases.ts';
import { fc } from '../../support/property.ts';
import { jsonOf, nativeFields, osqueryRecord, packTexts, style, styled } from './generated-rows.ts';

const pack = builtInPack();
const builtIn = compileMatcher(pack);
const texts = packTexts(pack);
const folder = mkdtempSync(join(tmpdir(), 'phaseout-rows-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Given {
  readonly from?: string;
  readonly softwareOnly?: boolean;
  readonly wantsHosts?: boolean;
  readonly strict?: boolean;
  readonly matcher?: Matcher;
}

async function read(file: string, prefilter: boolean, given: Given): Promise<Collection | string> {
  try {
    return await readInventories([file], {
      matcher: builtIn,
      from: undefined,
      map: undefined,
      strict: false,
      softwareOnly: false,
      keepItems: false,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      ...given,
      prefilter,
      largeBytes: 0,
    });
  } catch (error) {
    return String(error);
  }
}

/** What is read with and without the prefilter. */
async function both(content: string | Buffer, given: Given = {}): Promise<[unknown, unknown]> {
  const file = join(folder, 'rows.ndjson');
  writeFileSync(file, content);
  return [await read(file, true, given), await read(file, false, given)];
}

async function expectSame(content: string | Buffer, given: Given = {}): Promise<void> {
  const [filtered, plain] = await both(content, given);
  expect(filtered).toEqual(plain);
}

const header = {
  schema: 'phaseout/inventory@1',
  tool: {},
  target: { type: 'host', platform: 'linux', hostname: 'a' },
};
const trailer = { coverage: [{ collector: 'x', status: 'ok', items: 2, gaps: [] }], complete: true };
const frame = [header, trailer, { schema: 'phaseout/inventory@9' }, { coverage: 3 }].map((row) =>
  JSON.stringify(row),
);

describe('a native inventory reads the same with and without the prefilter', () => {
  const row = fc.oneof(
    {
      weight: 12,
      arbitrary: fc.tuple(nativeFields(texts), style).map(([fields, way]) => jsonOf(fields, way)),
    },
    { weight: 1, arbitrary: fc.constantFrom(...frame, '[]', '7', 'null', '{}', ' ', '\ufeff{}') },
  );
  const shape = fc.array(row, { minLength: 1, maxLength: 12 });

  it('whatever the rows', async () => {
    const given = fc.record({
      softwareOnly: fc.boolean(),
      wantsHosts: fc.boolean(),
      strict: fc.constant(false),
    });
    await fc.assert(
      fc.asyncProperty(shape, given, async (rows, options) => {
        // Twice the same, so that the second time the skeletons are known.
        await expectSame([...rows, ...rows].join('\n'), { ...options, from: 'native' });
      }),
    );
  });

  it('where rows of one shape differ in their texts alone', async () => {
    const two = fc.tuple(
      nativeFields(texts),
      fc.array(fc.constantFrom(...texts), { minLength: 8, maxLength: 8 }),
    );
    await fc.assert(
      fc.asyncProperty(two, style, async ([fields, other], way) => {
        const plain = fields.map(([key, value]) => [key, free.has(key) ? 'libc6' : value] as const);
        const telling = fields.map(
          ([key, value], at) => [key, free.has(key) ? other[at % 8] : value] as const,
        );
        const odd = Object.entries(oddWords).map(([word, value]) =>
          jsonOf(
            plain.map(([key, usual]) => [key, key === word ? value : usual] as const),
            0,
          ),
        );
        const lines = [jsonOf(plain, 0), jsonOf(plain, 0), jsonOf(telling, way), jsonOf(fields, way), ...odd];
        await expectSame(lines.join('\n'), { from: 'native' });
      }),
    );
  });
  const oddWords = { kind: 'softwar', state: 'odd', platform: 'os2', name: '' };
  const free = new Set([
    'name',
    'displayName',
    'version',
    'publisher',
    'signer',
    'path',
    'scope',
    'origin',
    'ref',
  ]);

  it('with --strict stops at the same row', async () => {
    await fc.assert(
      fc.asyncProperty(shape, async (rows) => expectSame(rows.join('\n'), { strict: true, from: 'native' })),
      { numRuns: 60 },
    );
  });

  it('where tests look at the origin that a row gets from its file and line', async () => {
    const where = { kind: 'software', proves: 'installed' } as const;
    const matcher = compileMatcher(
      packOf([
        product({
          product: 'a',
          signatures: [
            signature({ ...where, id: 'one', when: { origin: { suffix: 'rows.ndjson:3' } } }),
            signature({ ...where, id: 'two', when: { name: 'b', origin: { suffix: ':2' } } }),
          ],
        }),
      ]),
    );
    const line = '{"kind":"software","name":"b"}\n';
    const [filtered, plain] = await both(line.repeat(4), { matcher, from: 'native' });
    expect(filtered).toEqual(plain);
    expect((plain as Collection).matched.findings[0]?.evidence).toHaveLength(2);
  });

  it('where a text is so long that the matcher sees its ends alone', async () => {
    const found = signature({ id: 'one', when: { name: { glob: '*a\0b*' } } });
    const matcher = compileMatcher(packOf([product({ product: 'a', signatures: [found] })]));
    const name = `${'x'.repeat(3071)}a${'z'.repeat(5000)}b${'y'.repeat(1022)}`;
    const lines = ['short', 'short', name].map((each) => JSON.stringify({ kind: 'software', name: each }));
    const [filtered, plain] = await both(lines.join('\n'), { matcher, from: 'native' });
    expect(filtered).toEqual(plain);
    expect((plain as Collection).matched.findings).toHaveLength(1);
  });

  it('where no literal leads to a test', async () => {
    const matcher = compileMatcher(
      packOf([
        product({
          product: 'a',
          signatures: [signature({ id: 'one', when: { version: { range: '>=3' } } })],
        }),
      ]),
    );
    const lines = ['1', '2', '3', '4'].map(
      (version) => `{"kind":"software","name":"b","version":"${version}"}`,
    );
    const [filtered, plain] = await both(lines.join('\n'), { matcher, from: 'native' });
    expect(filtered).toEqual(plain);
    expect((plain as Collection).matched.findings[0]?.evidence).toHaveLength(2);
  });
});

describe('a result log of osquery reads the same with and without the prefilter', () => {
  it('whatever the rows', async () => {
    const line = fc.oneof(
      {
        weight: 12,
        arbitrary: fc
          .tuple(osqueryRecord(texts), style)
          .map(([row, way]) => styled(JSON.stringify(row), way)),
      },
      { weight: 1, arbitrary: fc.constantFrom('[]', '{}', ' ', '{"name":"x"}') },
    );
    const given = fc.record({
      from: fc.constantFrom('osquery', 'osquery', 'osquery:programs'),
      softwareOnly: fc.boolean(),
      wantsHosts: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 10 }), given, async (lines, options) => {
        const first =
          '{"name":"q","hostIdentifier":"a","columns":{"name":"x","maintainer":"y"},"action":"added"}';
        await expectSame([first, ...lines, ...lines].join('\n'), options);
      }),
    );
  });

  it.each([
    [
      'a folder that a variable stands for',
      'software',
      'C:\\ProgramData\\Ab1',
      'install_location',
      '%AllUsersProfile%\\Ab1',
    ],
    ['a folder that Windows has by itself', 'service', 'C:\\Windows\\x1', 'module_path', '\\SystemRoot\\x1'],
    ['a folder that is no folder', 'service', 'C:\\Ab1\\x.exe', 'module_path', 'C:\\q\\..\\ab1.\\.\\x.exe'],
    [
      'a code without braces',
      'software',
      undefined,
      'identifying_number',
      'e7012afe-db97-4b8b-9513-e98c0c3aace3',
    ],
    ['a release', 'software', undefined, 'release', '7el8'],
    ['a start', 'service', undefined, 'start_type', 'DEMAND_START'],
  ])('where the item has %s', async (_what, kind, path, column, text) => {
    const when: Signature['when'] =
      path !== undefined
        ? { path: { equals: path } }
        : column === 'release'
          ? { version: { suffix: '-7el8' } }
          : column === 'start_type'
            ? { 'attributes.start': { equals: 'manual' } }
            : { 'attributes.productCode': { equals: '{E7012AFE-DB97-4B8B-9513-E98C0C3AACE3}' } };
    const found = signature({ id: 'one', kind: kind as Signature['kind'], when });
    const matcher = compileMatcher(
      packOf([product({ product: 'a', platforms: ['windows', 'linux'], signatures: [found] })]),
    );
    const line = (value: string): string => {
      const software = column === 'release' ? { epoch: '', vendor: 'v' } : { uninstall_string: 'u' };
      const rest = kind === 'software' ? software : { service_type: 'OWN_PROCESS', win32_exit_code: '0' };
      const columns = { name: 'n', version: '1', ...rest, [column]: value };
      return JSON.stringify({ name: 'q', hostIdentifier: 'a', columns, action: 'snapshot' });
    };
    // The first line teaches the skeleton.
    const other = column === 'start_type' ? text : 'other';
    const [filtered, plain] = await both([line(other), line(other), line(text)].join('\n'), { matcher });
    expect(filtered).toEqual(plain);
    expect((filtered as Collection).matched.findings).toHaveLength(1);
  });

  const batch = (rows: string, name = 'q'): string =>
    `{"snapshot":[${rows}],"action":"snapshot","name":"${name}","hostIdentifier":"a","unixTime":5}`;
  const package1 =
    '{"name":"libc6","version":"1","maintainer":"x","section":"y","status":"install ok installed"}';
  it.each([
    ['rows that are new', package1.replace('"y"', '"y","size":"3"')],
    ['a row that means something', package1.replace('libc6', 'kesl')],
    ['a row that only looks so', package1.replace('libc6', 'lib-kesl')],
    ['a row that is nothing', package1.replace('install ok installed', 'purge ok not-installed')],
    ['a row of a host of its own', package1.replace('"y"', '"y","hostname":"other"')],
    ['a row without a name', package1.replace('libc6', '')],
    ['a row of a table that only the query names', '{"name":"x","version":"1"}'],
    ['a row that is no object', '"x"'],
    ['a row with a bracket in a text', package1.replace('libc6', '}]')],
    ['a broken row', package1.replace(':"y"', ':y"')],
    ['a row with a bare word', package1.replace(':"y"', ':y')],
    ['a row that is cut off', package1.slice(0, 40)],
    ['rows with a comma too many', `${package1},`],
    ['no row', ''],
    ['blanks', ` ${package1} , ${package1} `],
  ])('a batch with %s', async (_what, rows) => {
    for (const name of ['q', 'programs', 'deb_packages']) {
      const known = batch(`${package1},${package1}`, name);
      for (const between of [rows, `${package1},${rows}`, `${package1}, ${rows},${package1}`]) {
        await expectSame([known, known, batch(between, name), batch(between, name), known].join('\n'));
      }
    }
  });

  it('a batch with two lists, of which the first is broken', async () => {
    const twice = batch(package1).replace('"action"', `"snapshot":[${package1}],"action"`);
    const broken = twice.replace(':"y"', ':y');
    await expectSame([batch(package1), twice, twice, broken].join('\n'));
  });

  const changes = (inner: string, name = 'q'): string =>
    `{"diffResults":{${inner}},"name":"${name}","hostIdentifier":"a","unixTime":5}`;
  it.each([
    ['rows that came', `"added":[${package1}],"removed":[]`],
    ['rows that went', `"added":[],"removed":[${package1},${package1}]`],
    ['both, in another order', `"removed":[${package1}],"added":[${package1},${package1}]`],
    ['an empty text for a list', `"added":[${package1}],"removed":""`],
    ['a text for a list', `"added":[${package1}],"removed":"x"`],
    ['no list', '"added":"","removed":""'],
    ['a row that means something', `"added":[${package1.replace('libc6', 'kesl')}],"removed":[]`],
    ['one that went', `"added":[],"removed":[${package1.replace('libc6', 'kesl')}]`],
    ['a list of another key', `"added":[${package1}],"changed":[${package1}]`],
    ['a list that is there twice', `"added":[${package1}],"added":[${package1},${package1}]`],
    ['a list and no list of one key', `"added":[${package1}],"added":"","removed":[]`],
    ['two objects', `"added":[${package1}]},"diffResults":{"removed":[${package1}]`],
    ['two objects, of which the last is empty', `"added":[${package1}]},"diffResults":{`],
    ['a broken row', `"added":[${package1.replace(':"y"', ':y')}],"removed":[]`],
  ])('changes in a batch with %s', async (_what, inner) => {
    const plain = changes(`"added":[${package1}],"removed":[]`);
    for (const name of ['q', 'programs']) {
      const line = changes(inner, name);
      await expectSame([plain, plain, line, line, line, plain].join('\n'));
      await expectSame([line, line, plain, line].join('\n'));
    }
  });

  it('batches of rows of which the query alone tells the table', async () => {
    const row = '{"name":"x","version":"1"}';
    const lines = ['programs', 'services', 'q'].map((name) => batch(`${row},${row}`, name));
    await expectSame([...lines, ...lines, ...lines].join('\n'), { softwareOnly: true });
  });

  it('where an answer withdraws what an earlier one said', async () => {
    const answer = (unixTime: number, name: string): string =>
      JSON.stringify({
        name: 'deb_packages',
        hostIdentifier: 'web-1',
        unixTime,
        columns: { name, version: '1', maintainer: 'x', section: 'y', status: 'install ok installed' },
        action: 'snapshot',
      });
    const lines = [answer(1, 'libc6'), answer(1, 'kesl'), answer(2, 'libc6'), answer(2, 'bash')];
    const [filtered, plain] = await both(lines.join('\n'));
    expect(filtered).toEqual(plain);
    expect((filtered as Collection).matched.findings).toEqual([]);
    const [still] = await both(lines.slice(0, 2).join('\n'));
    expect((still as Collection).matched.findings.map(({ product: { id } }) => id)).toEqual(['kesl']);
  });
});

describe('what it is tested with', () => {
  it('every row of every case is found behind the prefilter', async () => {
    const rows = caseHosts().flatMap(({ test, host, rows: each }) =>
      each.map(({ item }) => JSON.stringify({ ...item, host: `${test} ${host}` })),
    );
    expect(rows.length).toBeGreaterThan(1000);
    const filler = '{"kind":"software","name":"libc6","publisher":"GNU","host":"filler"}';
    await expectSame(rows.flatMap((row) => [filler, row]).join('\n'), { from: 'native', wantsHosts: true });
  });

  it.each(['osqueryd.results.log', 'osqueryd.snapshots.log'])('%s', async (name) => {
    const file = join(import.meta.dirname, '../../inventory/importers/fixtures/osquery', name);
    expect(await read(file, true, {})).toEqual(await read(file, false, {}));
  });

  it('files of other formats are not touched by it', () => {
    const fixtures = join(import.meta.dirname, '../../inventory/importers/fixtures/constructed');
    return Promise.all(
      readdirSync(fixtures).map(async (name) => {
        const file = join(fixtures, name);
        expect(await read(file, true, {})).toEqual(await read(file, false, {}));
      }),
    );
  });
});

describe('bytes', () => {
  const line = '{"kind":"software","name":"kesl","host":"a"}';
  const plain = '{"kind":"software","name":"libc6","host":"a"}';
  it.each([
    ['a byte order mark', Buffer.from(`\ufeff${plain}\n${line}\n`)],
    ['a byte order mark on a line of its own within', Buffer.from(`${plain}\n\ufeff${line}\n${line}`)],
    ['UTF-16', Buffer.from(`\ufeff${plain}\n${line}\n`, 'utf16le')],
    ['gzip', gzipSync(`${plain}\n${line}\n`)],
    ['no line feed at the end', Buffer.from(`${plain}\n${plain}\n${line}`)],
    ['carriage returns', Buffer.from(`${plain}\r\n${plain}\r\n${line}\r\n`)],
    [
      'bytes that are no text',
      Buffer.concat([
        Buffer.from(`${plain}\n{"kind":"software","name":"`),
        Buffer.from([0xe4, 0xff, 0xc3]),
        Buffer.from(`kesl"}\n${line}`),
      ]),
    ],
    [
      'a line that is too long',
      Buffer.from(`${plain}\n{"kind":"software","name":"${'x'.repeat(1 << 20)}"}\n${line}`),
    ],
    ['a line that is far too long', Buffer.from(`${plain}\n${'x'.repeat(1 << 22)}\n${line}`)],
    ['a last line that is far too long', Buffer.from(`${line}\n${'x'.repeat(1 << 22)}`)],
    [
      'a line of the longest length, in characters of three bytes',
      Buffer.from(`${plain}\n${`{"kind":"software","name":"${'翻'.repeat((1 << 20) - 29)}"}`}\n${line}`),
    ],
    ['nothing', Buffer.from('')],
    ['blank lines', Buffer.from('\n\n \n')],
  ])('%s', async (_name, content) => {
    await expectSame(content, { from: 'native' });
  });
});

describe('what it is for', () => {
  it.each([
    ['an answer', (rows: string) => `"snapshot":[${rows}],"action":"snapshot"`],
    ['changes', (rows: string) => `"diffResults":{"added":[${rows}],"removed":[]}`],
  ])('hardly any row of a batch of %s that means nothing is parsed', async (_what, list) => {
    const row = (index: number): string =>
      `{"name":"lib${index}","version":"1","maintainer":"x","section":"y","status":"install ok installed"}`;
    const line = (from: number): string =>
      `{${list(Array.from({ length: 100 }, (_, at) => row(from + at)).join(','))},"name":"q","hostIdentifier":"h${from}","unixTime":5}`;
    const file = join(folder, 'batches.log');
    writeFileSync(file, Array.from({ length: 40 }, (_, at) => line(at * 100)).join('\n'));
    const parse = vi.spyOn(JSON, 'parse');
    try {
      const filtered = (await read(file, true, {})) as Collection;
      expect(filtered.matched.items).toBe(4000);
      // The lines that teach the skeletons of the line and of its rows.
      expect(parse.mock.calls.length).toBeLessThan(120);
    } finally {
      parse.mockRestore();
    }
  });

  it('hardly any row that means nothing is parsed', async () => {
    const rows = Array.from(
      { length: 2000 },
      (_, index) =>
        `{"kind":"software","name":"lib${index}","path":"C:\\\\Programme\\\\Büro ${index}\\\\x.exe","host":"a"}`,
    );
    const parse = vi.spyOn(JSON, 'parse');
    try {
      const [filtered] = await both(rows.join('\n'), { from: 'native' });
      expect((filtered as Collection).matched.items).toBe(2000);
      // Once to recognise the format, once to learn the skeleton; the plain reading parses each.
      expect(parse.mock.calls.length).toBeLessThan(2000 + 10);
    } finally {
      parse.mockRestore();
    }
  });
});
