import { expect, test } from 'vitest';
import { builtInPack } from './built-in-pack.ts';

const pack = builtInPack();

test('beside leftovers stand only the dangers that leftovers have', () => {
  const shown = pack.hazards.filter(({ statuses }) => statuses?.includes('residue') ?? true);
  expect(shown.map(({ hazard }) => hazard).sort()).toEqual([
    'disk-encryption-windows',
    'drivers-by-hand',
    'embedded-by-vendor',
    'exchange-backup',
    'file-encryption-windows',
    'folders-first',
    'industrial-change-window',
    'name-search-misses',
    'password-vault',
    'quarantine-left',
    'records-in-siem',
    'root-certificate-copies',
    'safe-mode-tool',
    'server-data',
    'server-keys',
    'setup-answers',
  ]);
});

test('every danger is shown beside a product that is there', () => {
  for (const status of ['active', 'installed'] as const) {
    const silent = pack.hazards.filter(({ statuses }) => statuses?.includes(status) === false);
    expect(silent.map(({ hazard }) => hazard)).toEqual([]);
  }
});
