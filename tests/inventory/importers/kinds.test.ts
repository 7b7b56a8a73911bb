import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importers } from '../../../src/inventory/importers/index.ts';

describe('the kinds that docs/inventories.md lists', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/inventories.md'), 'utf8');
  const rows = new Map(
    [...page.matchAll(/^\| `([a-z-]+)` \| ([a-z, -]+) \|$/gm)].map(([, id = '', kinds = '']) => [id, kinds]),
  );

  it.each(importers.map(({ id, kinds }) => [id, kinds.join(', ')] as const))('%s: %s', (id, kinds) => {
    expect(rows.get(id) ?? 'software').toBe(kinds);
  });
});
