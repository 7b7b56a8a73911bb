import { describe, expect, it } from 'vitest';
import { WantedPaths } from '../../../../src/host/image/container/wanted-paths.ts';

describe('wanted paths', () => {
  it.each([
    ['/etc/os-release', '/etc/os-release', true],
    ['/etc/os-release', '/etc/os-release.bak', false],
    ['/etc/*.conf', '/etc/a.conf', true],
    ['/etc/*.conf', '/etc/aXconf', false],
    ['/etc/*.conf', '/etc/a/b.conf', false],
    ['/opt/*kasp*lab*/x', '/opt/my-kaspersky-lab-1/x', true],
    ['/opt/*kasp*lab*/x', '/opt/my-lab-kasp/x', false],
    ['/a/?.b', '/a/c.b', true],
    ['/a/?.b', '/a/cc.b', false],
    ['/usr/lib/x', '/lib/x', true],
    ['/lib/x', '/usr/lib/x', true],
    ['/srv/**/x', '/srv/a/b/x', true],
    ['/srv/**', '/srv/a/b', true],
    ['/a[b]+(c)', '/a[b]+(c)', true],
  ])('%s and %s: %s', (pattern, path, expected) => {
    expect(new WantedPaths([pattern]).has(path, false)).toBe(expected);
  });

  it('of Windows: case and drive do not matter', () => {
    const wanted = new WantedPaths([
      'C:\\Windows\\System32\\config\\SOFTWARE',
      '%ProgramFiles%\\A*B*\\x.exe',
    ]);
    expect(wanted.has('/windows/system32/CONFIG/software', true)).toBe(true);
    expect(wanted.has('/Program Files/AxBy/X.EXE', true)).toBe(true);
    expect(wanted.has('/Program Files/Ax/X.EXE', true)).toBe(false);
  });

  it('several stars against a name that nearly fits take no time', () => {
    const wanted = new WantedPaths([`/${'*a'.repeat(12)}b`]);
    const started = performance.now();
    for (let round = 0; round < 20; round++) expect(wanted.has(`/${'a'.repeat(4000)}`, false)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
