import { describe, expect, it } from 'vitest';
import type { Item } from '../../src/model/item.ts';
import { inventoryTable } from '../../src/report/inventory-table.ts';
import { displayWidth } from '../../src/report/width.ts';
import { fc } from '../support/property.ts';

const items: Item[] = [
  {
    kind: 'software',
    collector: 'dpkg',
    name: 'kesl',
    version: '12.0.0-6672',
    publisher: 'Kaspersky <noreply@kaspersky.com>',
    state: 'installed',
    origin: '/var/lib/dpkg/status',
    host: 'build-07',
  },
  {
    kind: 'service',
    collector: 'systemd-units',
    name: 'systemd-networkd-wait-online@enp0s31f6.service',
    path: '/usr/lib/systemd/systemd-networkd-wait-online',
    state: 'stopped',
    origin: '/lib/systemd/system/systemd-networkd-wait-online@.service',
  },
  { kind: 'security-provider', collector: 'x', name: '卡巴斯基安全软件', origin: 'x' },
  { kind: 'marker', collector: 'markers', name: 'a\x1b[2J\nb', path: '/opt/a\x1b[2J\nb', origin: '/opt' },
];

describe('inventoryTable', () => {
  it.each([
    ['inventory.80', { width: 80 }],
    ['inventory.120', { width: 120 }],
    ['inventory.hosts.120', { width: 120, hosts: true }],
    ['inventory.40.ascii', { width: 40, ascii: true }],
  ])('%s against its golden file', async (name, options) => {
    const table = inventoryTable(options);
    const text = [table.header, ...items.map((item) => table.row(item)), ''].join('\n');
    await expect(text).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  it('gives one line for one item, never wider than the terminal', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 120 }),
        fc.integer({ min: 40, max: 200 }),
        fc.boolean(),
        (text, width, hosts) => {
          const table = inventoryTable({ width, hosts });
          const row = table.row({
            kind: 'browser-extension',
            collector: text,
            name: text,
            version: text,
            publisher: text,
            path: text,
            origin: text,
            host: text,
          });
          expect(displayWidth(table.header)).toBeLessThanOrEqual(width);
          expect(displayWidth(row)).toBeLessThanOrEqual(width);
          expect(row).not.toMatch(/\p{Cc}/u);
        },
      ),
      { numRuns: 200 },
    );
  });
});
