import { describe, expect, it } from 'vitest';
import { platformByPlace } from '../../src/match/platform-by-place.ts';

describe('platformByPlace', () => {
  it.each([
    ['C:\\Program Files (x86)\\Kaspersky Lab\\NetworkAgent\\klnagent.exe', 'windows'],
    ['"D:/tools/klnagent.exe" -x', 'windows'],
    ['%ProgramFiles%\\Kaspersky Lab\\avp.exe', 'windows'],
    ['\\SystemRoot\\System32\\drivers\\klif.sys', 'windows'],
    ['\\\\server\\share\\x.exe', 'windows'],
    ['/opt/kaspersky/klnagent64/sbin/klnagent', undefined],
    ['klnagent', undefined],
    [undefined, undefined],
  ])('%s: %s', (path, platform) => {
    const item = { kind: 'service', collector: 'x', name: 'klnagent', origin: 'list.csv:2' } as const;
    expect(platformByPlace(path === undefined ? item : { ...item, path })).toBe(platform);
  });

  it('a registry key as origin is Windows', () => {
    const origin = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\klnagent';
    expect(platformByPlace({ kind: 'service', collector: 'x', name: 'klnagent', origin })).toBe('windows');
  });
});
