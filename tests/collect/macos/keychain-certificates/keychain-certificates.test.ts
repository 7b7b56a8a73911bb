import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keychainCertificates } from '../../../../src/collect/macos/keychain-certificates.ts';
import type { MemoryEntry } from '../../../../src/host/memory-host.ts';
import { gapsOf } from '../../run-on.ts';
import { runOnMac } from '../macos-host.ts';

const hosts = join(import.meta.dirname, '../../../e2e/windows/hosts');
const der = (name: string) => new X509Certificate(readFileSync(join(hosts, name))).raw;
const kaspersky = der('kaspersky-root.pem');
const other = der('other-root.pem');
const keychain = '/Library/Keychains/System.keychain';
const read = (entry: MemoryEntry) => runOnMac(keychainCertificates, { [keychain]: entry });
const filled = (...parts: readonly Buffer[]) =>
  Buffer.concat([
    Buffer.from('kych'),
    ...parts.flatMap((part) => [Buffer.from('30823082000000ff', 'hex'), part]),
  ]);

describe('keychain-certificates', () => {
  it('finds certificates between whatever else', async () => {
    const { items, coverage } = await read(filled(kaspersky, other));
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ name, publisher }) => [name, publisher])).toEqual([
      ['Kaspersky Anti-Virus Personal Root Certificate', 'AO Kaspersky Lab'],
      [expect.stringMatching(/^Example/), 'Example Trust'],
    ]);
    expect(items[0]).toMatchObject({
      kind: 'certificate',
      scope: 'machine',
      origin: keychain,
      platform: 'macos',
      attributes: { store: 'system-keychain' },
    });
  });

  it.each([
    ['a certificate that is cut', filled(kaspersky).subarray(0, 500), 0, []],
    [
      'one whose inside is broken',
      filled(Buffer.concat([kaspersky.subarray(0, 20), Buffer.alloc(kaspersky.length - 20)])),
      0,
      [],
    ],
    ['an empty keychain', Buffer.from('kych'), 0, []],
    ['a database of another form', Buffer.from('SQLite format 3\0'), 0, [`unsupported-format ${keychain}`]],
    ['a closed keychain', { error: 'permission-denied' } as const, 0, [`permission-denied ${keychain}`]],
  ])('reads %s', async (_, entry, count, gaps) => {
    const collected = await read(entry);
    expect(collected.items).toHaveLength(count);
    expect(gapsOf(collected)).toEqual(gaps);
  });

  it('reads no more than its bound', async () => {
    const collected = await read(filled(...Array.from({ length: 2001 }, () => other)));
    expect(collected.items).toHaveLength(2000);
    expect(gapsOf(collected)).toEqual([`too-large ${keychain}`]);
  });
});
