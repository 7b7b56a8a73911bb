import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { type ReadInventoryOptions, readInventories } from '../../src/cli/read-inventories.ts';
import { compileMatcher } from '../../src/match/matcher.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';

const matcher = compileMatcher(builtInPack());
const folder = mkdtempSync(join(tmpdir(), 'phaseout-partial-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Findings, gaps (`source: message`) and remarks of one file, or why it cannot be used. */
async function match(
  content: string | Buffer,
  options: Partial<ReadInventoryOptions> = {},
): Promise<{ findings: string[]; gaps: string[]; remarks: string[] } | string> {
  const file = join(folder, 'f');
  writeFileSync(file, content);
  try {
    const read = await readInventories([file], {
      matcher,
      from: undefined,
      map: undefined,
      strict: false,
      softwareOnly: true,
      keepItems: false,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      ...options,
    });
    return {
      findings: read.matched.findings.map(({ id }) => id),
      gaps: read.coverage.flatMap(({ gaps }) =>
        gaps.map(({ source, message }) => `${source.replace(file, 'f')}: ${message}`),
      ),
      remarks: read.coverage.flatMap(({ notPresent = [] }) => notPresent),
    };
  } catch (error) {
    return String(error).replace(`TargetError: ${file}`, 'f');
  }
}

const kes = 'Kaspersky Endpoint Security for Windows';

describe('a file that says that it is not whole', () => {
  const page = JSON.stringify({
    value: [{ DeviceName: 'ws-1', SoftwareVendor: 'igor', SoftwareName: '7-zip', OSPlatform: 'Windows11' }],
    '@odata.nextLink': 'https://api/next',
  });
  const isPart =
    'f: it may be one page of several ("@odata.nextLink"); fetch all pages, and put their rows into one list';
  const noSoftware = 'the API gives it with populate_software=true, once the host has reported it';
  const hosts = JSON.stringify({
    hosts: [
      { hostname: 'f-1', software: [{ id: 1, name: '7-Zip', source: 'programs' }] },
      { hostname: 'f-2', software: null },
      { hostname: 'f-3' },
      { hostname: 'f-4', software: [] },
    ],
  });

  it.each([
    ['one page of several', page, [isPart]],
    [
      'hosts without a list',
      hosts,
      [
        `f hosts[1]: f-2 has no "software"; ${noSoftware}`,
        `f hosts[2]: f-3 has no "software"; ${noSoftware}`,
        `f hosts[3]: "software" of f-4 is empty; ${noSoftware}`,
      ],
    ],
  ])('%s is a gap, and the end with --strict', async (_, content, gaps) => {
    expect(await match(content)).toMatchObject({ gaps });
    expect(await match(content, { strict: true })).toBe(gaps[0]);
  });
});

describe('a table that does not say which host', () => {
  const headings = 'DisplayName0,Publisher0,Version0';
  const noHost =
    'f: no column names the host ("Name0" or "Netbios_Name0" or "MachineName" or "ComputerName" or "Computer" or "ResourceID"), so that all rows count as one host; --map host=COLUMN says which does';
  it.each([
    ['a heading that is known', `Computer,${headings}\nPC1,${kes},,1\n`, 'kes-windows@PC1', []],
    ['a heading that is not', `PC,${headings}\nPC1,${kes},,1\nPC2,${kes},,1\n`, 'kes-windows', [noHost]],
    ['JSON', JSON.stringify([{ PC: 'PC1', DisplayName0: kes }]), 'kes-windows', [noHost]],
  ])('of Configuration Manager is a gap: %s', async (_, content, found, gaps) => {
    expect(await match(content)).toMatchObject({ findings: [found], gaps });
  });

  it('by --map is said so', async () => {
    const content = `Title,PC\n${kes},P1\n${kes},P2\n`;
    const remark =
      'which hosts: --map names no column for them, so that all rows of a file count as one host';
    expect(await match(content, { map: { name: 'Title' } })).toEqual({
      findings: ['kes-windows'],
      gaps: [],
      remarks: [remark],
    });
    expect(await match(content, { map: { name: 'Title', host: 'Nope' } })).toBe(
      'f does not fit table: no column "Nope" (it has Title, PC)',
    );
  });
});

describe('a file that is packed in a way that is not read', () => {
  const table = `Computer Name,Application Name\nPC1,${kes}\n`;
  it.each([
    ['a ZIP archive', Buffer.from(`PK\x03\x04\x14\0\0\0${table}`), 'f is a ZIP archive'],
    ['an empty ZIP archive', Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`), 'f is a ZIP archive'],
    ['a ZIP archive in gzip', gzipSync(Buffer.from(`PK\x03\x04${table}`)), 'f is a ZIP archive'],
    ['gzip in gzip', gzipSync(gzipSync(table)), 'f is packed twice'],
  ])('%s is named', async (_, content, message) => {
    expect(await match(content)).toBe(message);
  });
});

it("finds what Defender lists under the vendor's older name", async () => {
  const row = { DeviceName: 'ws-1', SoftwareVendor: 'kaspersky_lab', OSPlatform: 'Windows11' };
  const content = JSON.stringify({
    value: [{ ...row, SoftwareName: 'endpoint_security', SoftwareVersion: '12.3' }],
  });
  expect(await match(content)).toMatchObject({ findings: [expect.stringContaining('@ws-1')] });
});

it('a file of a host that Ansible did not reach is a gap, and no broken file', async () => {
  const content = JSON.stringify({ msg: 'Failed to connect', unreachable: true, changed: false });
  const gap = 'f msg: the host was not reached: Failed to connect';
  expect(await match(content)).toMatchObject({ findings: [], gaps: [gap] });
  expect(await match(content, { strict: true })).toBe(gap);
});
