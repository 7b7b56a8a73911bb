import { expect, test } from 'vitest';
import { run } from '../../../fuzz/disk/fuzz-disk.ts';
import { describeWith } from '../../support/needs.ts';

describeWith(
  ['qemu-img', 'mke2fs', 'mkntfs', 'ntfscp', 'wimlib-imagex', 'mkfs.fat', 'mcopy', 'sfdisk', 'truncate'],
  'mutated disks and file systems',
  () => {
    test('are read or refused: no crash, no hang, no read outside the source', async () => {
      const { failures, listed } = await run({ cases: 1500, seed: 20240929, print: () => {} });
      expect(failures).toEqual([]);
      expect(listed).toBeGreaterThan(750);
    }, 120_000);
  },
);
