import { describe, expect, it } from 'vitest';
import type { HostError } from '../../src/host/host.ts';
import { type MemoryEntry, memoryHost } from '../../src/host/memory-host.ts';
import { fc } from '../support/property.ts';

const files: Readonly<Record<string, MemoryEntry>> = {
  '/home/ada/KVRT2024_Data/Reports/x.klr': '',
  '/home/ada/.hidden': '',
  '/home/bob/KVRT2020_Data/x': '',
  '/home/eve': { link: '/srv/eve' },
  '/srv/eve/KVRT2024_Data/x': '',
  '/opt/a[1]{b,c}/x': '',
  '/opt/a1b/x': '',
  '/opt/Kaspersky/x': '',
  '/loop/self': { link: '/loop' },
  '/loop/x': '',
};

describe('glob', () => {
  const { files: hostFiles } = memoryHost({ files });
  const cases: readonly (readonly [pattern: string, hits: readonly string[]])[] = [
    ['/home/ada', ['/home/ada']],
    ['/nothing', []],
    ['/nothing/*', []],
    ['/home/*', ['/home/ada', '/home/bob', '/home/eve']],
    ['/home/*/KVRT2024_Data', ['/home/ada/KVRT2024_Data', '/home/eve/KVRT2024_Data']],
    ['/home/*/KVRT20?0_Data', ['/home/bob/KVRT2020_Data']],
    ['/home/*/KVRT*', ['/home/ada/KVRT2024_Data', '/home/bob/KVRT2020_Data', '/home/eve/KVRT2024_Data']],
    ['/home/ada/*', ['/home/ada/.hidden', '/home/ada/KVRT2024_Data']],
    ['/home/ada/*n', ['/home/ada/.hidden']],
    ['/home/*/*/Reports/*.klr', ['/home/ada/KVRT2024_Data/Reports/x.klr']],
    ['/opt/a[1]{b,c}*', ['/opt/a[1]{b,c}']],
    ['/opt/a[1]{b,c}/*', ['/opt/a[1]{b,c}/x']],
    ['/opt/?[1]{b,c}/x', ['/opt/a[1]{b,c}/x']],
    ['/opt/kasp*', []],
    ['/opt/!(x)*', []],
    ['/**/*.klr', ['/home/ada/KVRT2024_Data/Reports/x.klr']],
    ['/loop/*/*/*/x', ['/loop/self/self/self/x']],
    ['/loop/**/x', ['/loop/x']],
    ['/opt/**/a[1]{b,c}/?', ['/opt/a[1]{b,c}/x']],
    ['/*/**/*[1]*', ['/opt/a[1]{b,c}']],
    ['/**/KVRT2024_Data', ['/home/ada/KVRT2024_Data', '/srv/eve/KVRT2024_Data']],
  ];
  it.each(cases)('%s', async (pattern, hits) => {
    expect(await hostFiles.glob(pattern)).toEqual(hits);
  });

  it('takes every other character of a segment literally', async () => {
    const character = fc.constantFrom(...'ab.[]{}(),!+@|^$\\-~# ');
    const name = fc
      .string({ unit: character, minLength: 1, maxLength: 8 })
      .filter((text) => !/^\.\.?$/.test(text));
    const holes = fc.array(fc.tuple(fc.nat(8), fc.constantFrom('*', '?')), { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 6 }), holes, async (names, wildcards) => {
        let pattern = names[0] ?? '';
        for (const [at, wildcard] of wildcards) {
          pattern = pattern.slice(0, at) + wildcard + pattern.slice(wildcard === '?' ? at + 1 : at);
        }
        const tree = memoryHost({ files: Object.fromEntries(names.map((each) => [`/d/${each}`, ''])) });
        const expected = [...new Set(names)]
          .filter((each) => fits(pattern, each))
          .map((each) => `/d/${each}`);
        expect(await tree.files.glob(`/d/${pattern}`)).toEqual(expected.sort());
      }),
      { numRuns: 500 },
    );
  });

  it('reports a closed directory and goes on, or throws where nobody listens', async () => {
    const closed = memoryHost({
      files: { ...files, '/home/mallory': { error: 'permission-denied', type: 'directory' } },
    });
    const seen: HostError[] = [];
    for (const pattern of ['/home/*/KVRT20?0_Data', '/home/*/KVRT2020_Data']) {
      expect(await closed.files.glob(pattern, (error) => seen.push(error))).toEqual([
        '/home/bob/KVRT2020_Data',
      ]);
      await expect(closed.files.glob(pattern)).rejects.toMatchObject({ reason: 'permission-denied' });
    }
    expect(seen.map(({ path }) => path)).toEqual(['/home/mallory', '/home/mallory']);
  });

  it('ends with too many hits', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`/many/f${index}`, '']));
    for (const pattern of ['/many/*', '/many/f*']) {
      await expect(memoryHost({ files: many }).files.glob(pattern)).rejects.toMatchObject({
        reason: 'too-large',
      });
    }
  });
});

/** What the two wildcards mean, as simply as it can be said. */
function fits(pattern: string, name: string): boolean {
  if (pattern === '') return name === '';
  if (pattern.startsWith('*'))
    return fits(pattern.slice(1), name) || (name !== '' && fits(pattern, name.slice(1)));
  return (
    name !== '' && (pattern[0] === '?' || pattern[0] === name[0]) && fits(pattern.slice(1), name.slice(1))
  );
}
