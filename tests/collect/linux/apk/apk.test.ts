import { describe, expect, it } from 'vitest';
import { apk } from '../../../../src/collect/linux/apk.ts';
import type { MemoryEntry } from '../../../../src/host/memory-host.ts';
import { fc } from '../../../support/property.ts';
import { gapsOf, runOnFiles } from '../../run-on.ts';

const path = '/lib/apk/db/installed';
const musl = `C:Q1XZ7zlOtRTyXFALo6ZQgFZPQUm5A=
P:musl
V:1.2.5-r0
A:x86_64
S:407278
I:667648
T:the musl c library (libc) implementation
U:https://musl.libc.org/
L:MIT
o:musl
m:Natanael Copa <ncopa@alpinelinux.org>
t:1714057350
c:ee5ddb8c7c6b3b8f7dd6b0ce3f6ce5a1e8a3b5c9
p:so:libc.musl-x86_64.so.1=1
F:lib
R:ld-musl-x86_64.so.1
a:0:0:755
Z:Q1DadJ0cqdT+ImyeY5FgTxZWaLnyQ=
R:libc.musl-x86_64.so.1
a:0:0:777
Z:Q17yJ3JFNypA4mxhJJr0ou6CzsJVI=

`;
const kesl = `P:kesl
V:12.3.0.1162-r0
A:noarch
p:cmd:kesl-control=12.3.0.1162-r0
D:musl

`;

describe('apk', () => {
  it('reads name, version, architecture and maintainer, whatever else has the same letter', async () => {
    const { items, coverage } = await runOnFiles(apk, { [path]: musl + kesl });
    expect(coverage.gaps).toEqual([]);
    expect(items).toEqual([
      {
        kind: 'software',
        collector: 'apk',
        name: 'musl',
        version: '1.2.5-r0',
        publisher: 'Natanael Copa <ncopa@alpinelinux.org>',
        state: 'installed',
        origin: '/lib/apk/db/installed#musl',
        platform: 'linux',
        attributes: { architecture: 'x86_64' },
      },
      {
        kind: 'software',
        collector: 'apk',
        name: 'kesl',
        version: '12.3.0.1162-r0',
        state: 'installed',
        origin: '/lib/apk/db/installed#kesl',
        platform: 'linux',
        attributes: { architecture: 'noarch' },
      },
    ]);
  });

  const cases: readonly {
    readonly name: string;
    readonly files: Readonly<Record<string, MemoryEntry>>;
    readonly items: readonly string[];
    readonly gaps: readonly string[];
  }[] = [
    { name: 'nothing there', files: { '/etc/hostname': 'a' }, items: [], gaps: [] },
    { name: 'the new place', files: { '/usr/lib/apk/db/installed': kesl }, items: ['kesl'], gaps: [] },
    {
      name: 'one database by two paths',
      files: { '/usr/lib/apk/db/installed': kesl, '/lib': { link: 'usr/lib' } },
      items: ['kesl'],
      gaps: [],
    },
    { name: 'an empty file', files: { [path]: '' }, items: [], gaps: [`empty-source ${path}`] },
    {
      name: 'an empty file beside dpkg',
      files: { [path]: '\n', '/var/lib/dpkg/status': 'Package: a\n' },
      items: [],
      gaps: [],
    },
    {
      name: 'a directory without its database',
      files: { '/lib/apk/db/scripts.tar': 'x' },
      items: [],
      gaps: [`missing-source ${path}`],
    },
    {
      name: 'the binary database alone',
      files: { '/lib/apk/db/installed.adb': 'ADB.' },
      items: [],
      gaps: ['unsupported-format /lib/apk/db/installed.adb'],
    },
    {
      name: 'both databases',
      files: { '/lib/apk/db/installed.adb': 'ADB.', [path]: kesl },
      items: ['kesl'],
      gaps: ['unsupported-format /lib/apk/db/installed.adb'],
    },
    {
      name: 'a record cut off in a line',
      files: { [path]: `${kesl}${musl.slice(0, 42)}` },
      items: ['kesl', 'musl'],
      gaps: [`malformed-row ${path}:9`],
    },
    {
      name: 'a record without a version',
      files: { [path]: `P:kesl\n\n${musl}` },
      items: ['kesl', 'musl'],
      gaps: [`malformed-row ${path}:1`],
    },
    {
      name: 'a record without a name',
      files: { [path]: `V:1\nA:noarch\n\n${kesl}` },
      items: ['kesl'],
      gaps: [`malformed-row ${path}:1`],
    },
    {
      name: 'a lost blank line',
      files: { [path]: `${kesl.trimEnd()}\n${kesl.replace('P:kesl', 'P:other')}` },
      items: ['kesl', 'other'],
      gaps: [`malformed-row ${path}:6`],
    },
    {
      name: 'a file that cannot be read',
      files: { [path]: { error: 'permission-denied' } },
      items: [],
      gaps: [`permission-denied ${path}`],
    },
  ];
  it.each(cases)('$name', async ({ files, items, gaps }) => {
    const collected = await runOnFiles(apk, files);
    expect(collected.items.map(({ name }) => name)).toEqual(items);
    expect(gapsOf(collected)).toEqual(gaps);
  });

  it('never ends the scan, and reads a record behind a damaged one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (noise) => {
        const text = Buffer.concat([Buffer.from(noise), Buffer.from(`\n\n${kesl}`)]);
        const { items, coverage } = await runOnFiles(apk, { [path]: text });
        expect(items.at(-1)?.name).toBe('kesl');
        expect(coverage.gaps.some(({ reason }) => reason === 'crashed')).toBe(false);
      }),
    );
  });
});
