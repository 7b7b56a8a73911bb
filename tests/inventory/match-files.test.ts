import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { type ReadInventoryOptions, readInventories } from '../../src/cli/read-inventories.ts';
import type { Collection } from '../../src/judge.ts';
import { compileMatcher } from '../../src/match/matcher.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';

const matcher = compileMatcher(builtInPack());
const folder = mkdtempSync(join(tmpdir(), 'phaseout-match-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fixture = (name: string): string => join(import.meta.dirname, 'importers', 'fixtures', name);

function match(files: readonly string[], options: Partial<ReadInventoryOptions> = {}): Promise<Collection> {
  return readInventories(files, {
    matcher,
    from: undefined,
    map: undefined,
    strict: false,
    softwareOnly: false,
    keepItems: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...options,
  });
}

function write(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

const findings = (read: Collection): string[] =>
  read.matched.findings.map(({ product, host, status }) => `${product.id}@${host ?? ''} ${status}`);
const gaps = (read: Collection): string[] =>
  read.coverage.flatMap((part) =>
    part.gaps.map(({ reason, message }) => `${part.collector} ${reason}: ${message}`),
  );

const afterPurge = ['network-agent-linux@web-07 installed', 'kav4fs@web-07 residue'];
const noServices =
  'osquery missing-source: of web-07: no services and no drivers (with --scope software that is all that was asked)';

describe('match of foreign inventories', () => {
  it('judges the last snapshot alone: what was purged in between is not there', async () => {
    const read = await match([fixture('osquery/osqueryd.snapshots.log')]);
    expect(findings(read)).toEqual(afterPurge);
    expect(gaps(read)).toEqual([noServices]);
  });

  it('folds differences, in whatever order the files come', async () => {
    const lines = readFileSync(fixture('osquery/osqueryd.results.log'), 'utf8').trim().split('\n');
    const older = write('old.log', `${lines.slice(0, 3).join('\n')}\n`);
    const newer = write('new.log', `${lines.slice(3).join('\n')}\n`);
    expect(findings(await match([older]))).toEqual([
      'kesl@web-07 installed',
      'network-agent-linux@web-07 installed',
    ]);
    expect(findings(await match([newer, older]))).toEqual(['network-agent-linux@web-07 installed']);
    expect(gaps(await match([newer, older])).join()).toContain('a log of changes');
  });

  it.each([
    ['gzip', (content: Buffer) => gzipSync(content)],
    [
      'zstd',
      // A frame of one raw block: RFC 8878, section 3.1.1.
      (content: Buffer) => {
        const header = Buffer.alloc(12);
        header.writeUInt32LE(0xfd2fb528, 0);
        header.writeUInt8(0xa0, 4);
        header.writeUInt32LE(content.length, 5);
        header.writeUIntLE((content.length << 3) | 1, 9, 3);
        return Buffer.concat([header, content]);
      },
    ],
  ] as const)('unpacks %s by its first bytes, not by its name', async (_format, pack) => {
    const file = write('packed.log', pack(readFileSync(fixture('osquery/osqueryd.snapshots.log'))));
    expect(findings(await match([file]))).toEqual(afterPurge);
  });

  it('refuses a packed file that was cut off', async () => {
    const packed = gzipSync(readFileSync(fixture('osquery/osqueryd.snapshots.log')));
    const file = write('cut.log.gz', packed.subarray(0, packed.length / 2));
    await expect(match([file])).rejects.toThrow(/cut\.log\.gz is damaged or cut off/);
  });

  it('finds files by a pattern, and says where one finds none', async () => {
    write(
      'glob-a.json',
      JSON.stringify([{ name: 'kesl', version: '1', revision: '', maintainer: '', hostname: 'a' }]),
    );
    write(
      'glob-b.json',
      JSON.stringify([{ name: 'kesl', version: '1', revision: '', maintainer: '', hostname: 'b' }]),
    );
    expect(findings(await match([join(folder, 'glob-*.json')]))).toEqual([
      'kesl@a installed',
      'kesl@b installed',
    ]);
    await expect(match([join(folder, 'none-*.json')])).rejects.toThrow(/none-\*\.json finds no file/);
  });

  it.each([
    ['nothing', '', undefined, 'is empty'],
    ['blanks', '\ufeff \r\n', undefined, 'is empty'],
    [
      'headings alone',
      'Computer Name,Application Name\n',
      undefined,
      'has no row that can be used (read as pdq: PDQ Inventory applications report, CSV)',
    ],
    [
      'a first row that was cut',
      'Computer Name,Application Name,Application Version\nWS-',
      undefined,
      'has no row that can be used (read as pdq: PDQ Inventory applications report, CSV); the first that cannot: FILE:2: the row is cut short: 1 cell under 3 headings; it is read as far as it goes',
    ],
    [
      'a document of another format than --from says',
      '[{"a":1}]',
      'pdq',
      'has no row that can be used (read as pdq: PDQ Inventory applications report, CSV); the first that cannot: FILE [0]: a row without a name',
    ],
  ])('a file with %s is refused, and the message says why', async (_name, content, from, message) => {
    const file = write('nothing.txt', content);
    const error = `${file} ${message.replace('FILE', file)}`;
    await expect(match([file], { from })).rejects.toThrow(expect.objectContaining({ message: error }));
  });

  it('asks for a pattern where a folder is named', async () => {
    await expect(match([folder])).rejects.toThrow(
      expect.objectContaining({
        hint: `it is a folder; name its files, as a pattern in quotes: '${folder}/*'`,
      }),
    );
  });

  it('says of each of several files that it is one page', async () => {
    const page = (host: string): string =>
      JSON.stringify({
        '@odata.nextLink': 'x',
        value: [{ ApplicationName: 'E', DeviceName: host, ApplicationVersion: '1' }],
      });
    const read = await match([write('1.json', page('a')), write('2.json', page('b'))], {
      softwareOnly: true,
    });
    expect(read.coverage[0]?.gaps.map(({ source }) => source)).toEqual([
      join(folder, '1.json'),
      join(folder, '2.json'),
    ]);
  });

  it('counts and locates a broken row, and stops there with --strict', async () => {
    const lines = readFileSync(fixture('osquery/osqueryd.snapshots.log'), 'utf8').trim().split('\n');
    const file = write('broken.log', `${lines[0]}\n{"snapshot":[\n${lines[2]}\n`);
    const read = await match([file]);
    expect(findings(read)).toEqual(afterPurge);
    const broken = read.coverage
      .flatMap((part) => part.gaps)
      .filter(({ reason }) => reason === 'malformed-row');
    expect(broken.map(({ source }) => source)).toEqual([`${file}:2`]);
    await expect(match([file], { strict: true })).rejects.toThrow(`${file}:2: not JSON`);
  });

  it('has no gap for missing kinds where only software was asked for', async () => {
    const read = await match([fixture('osquery/osqueryd.snapshots.log')], { softwareOnly: true });
    expect(gaps(read)).toEqual([]);
    expect(findings(read)).toEqual(afterPurge);
  });

  it('is without a gap where software, services and drivers are all there', async () => {
    const rows = [
      { name: 'Editor', version: '1', identifying_number: '', uninstall_string: '' },
      { name: 'spooler', service_type: 'OWN_PROCESS', start_type: 'AUTO_START', status: 'RUNNING' },
      { name: 'disk', service_type: 'KERNEL_DRIVER', start_type: 'BOOT_START', status: 'RUNNING' },
    ];
    const text = rows.map((row, index) =>
      JSON.stringify({ name: `q${index}`, hostIdentifier: 'ws', unixTime: 1, snapshot: [row] }),
    );
    const read = await match([write('whole.log', text.join('\n'))]);
    expect(gaps(read)).toEqual([]);
    expect(read.coverage.map(({ collector, status, items }) => [collector, status, items])).toEqual([
      ['osquery', 'ok', 3],
    ]);
  });

  it('finds in a bill of materials what the system installed, and no package of a language by the same name', async () => {
    const read = await match([fixture('cyclonedx/trivy-cdxgen.json')]);
    expect(findings(read)).toEqual(['kesl@ installed', 'network-agent-linux@ installed']);
    expect(gaps(read)).toEqual([
      'cyclonedx missing-source: cyclonedx lists no services (with --scope software that is all that was asked)',
    ]);
    const others = ['npm', 'pypi', 'gem', 'maven', 'golang', 'cargo', 'nuget', 'composer'];
    const components = others.flatMap((type) =>
      ['kesl', 'klnagent64', 'kav4fs'].map((name) => ({
        type: 'library',
        name,
        purl: `pkg:${type}/${name}@1`,
      })),
    );
    const file = write('languages.json', JSON.stringify({ bomFormat: 'CycloneDX', components }));
    expect(findings(await match([file]))).toEqual([]);
  });

  it.each([
    ['dpkg -l', 'dpkg/dpkg-l.txt', ['kesl@ installed', 'network-agent-linux@ installed', 'kav4fs@ residue']],
    ['rpm -qa', 'rpm/rpm-qa.txt', ['kesl@ installed', 'network-agent-linux@ installed']],
  ])('finds the products in %s of a real system', async (_name, file, expected) => {
    expect(findings(await match([fixture(file)]))).toEqual(expected);
  });

  it('counts every broken row under its format, and keeps a bounded number of them', async () => {
    const file = write('many.csv', `Computer Name,Application Name\nWS,Editor\n${'WS,\n'.repeat(150)}`);
    const read = await match([file], { softwareOnly: true });
    expect(read.coverage.map(({ collector, items }) => [collector, items])).toEqual([
      ['pdq', 1],
      ['kinds', 0],
    ]);
    expect(gaps(read)).toHaveLength(101);
    expect(gaps(read)[0]).toBe('pdq malformed-row: a row without a name');
    expect(gaps(read)[100]).toBe('pdq malformed-row: and 50 more, of which only the number was kept');
  });

  it('does not take the host of one inventory for that of another', async () => {
    const native = write(
      'native.ndjson',
      [
        '{"schema":"phaseout/inventory@1","target":{"type":"host","hostname":"web-1","platform":"linux"}}',
        '{"kind":"software","name":"kesl","collector":"dpkg","origin":"x"}',
        '{"coverage":[{"collector":"dpkg","status":"ok","items":1,"gaps":[]}],"complete":true}',
      ].join('\n'),
    );
    const table = write('table.csv', 'Computer Name,Application Name\nWS,Kaspersky Free\n');
    const read = await match([native, table]);
    expect(read.target.type).toBe('inventory');
    expect(read.matched.findings.map(({ host }) => host).sort()).toEqual(['WS', 'web-1']);
  });

  it('takes each of several files for a host by its name, where a file is one host and does not name it', async () => {
    const facts = readFileSync(fixture('ansible/package-facts'));
    const one = write('web-1.example.org', facts);
    const two = write('web-2.json.gz', gzipSync(facts));
    expect(findings(await match([one]))).toEqual(['kesl@ installed', 'network-agent-linux@ installed']);
    expect(findings(await match([one, two]))).toEqual([
      'kesl@web-1.example.org installed',
      'kesl@web-2 installed',
      'network-agent-linux@web-1.example.org installed',
      'network-agent-linux@web-2 installed',
    ]);
  });
});
