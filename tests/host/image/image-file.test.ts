import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { deviceSize } from '../../../src/host/image/device-size.ts';
import { filesBeside } from '../../../src/host/image/image-file.ts';

let folder: string;
const at = (name: string): string => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-image-file-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// A file ends like a device does: what lies beyond cannot be read.
test.each([0, 1, 2, 3, 4, 511, 512, 70_001])(
  'the size of a device of %d sectors is found by reading',
  (sectors) => {
    writeFileSync(at('device'), '');
    truncateSync(at('device'), sectors * 512);
    const fd = openSync(at('device'), 'r');
    expect(deviceSize(fd)).toBe(sectors * 512);
    closeSync(fd);
  },
);

describe('files beside an image', () => {
  it('are files, by their bare names, and never links', () => {
    mkdirSync(at('images/folder'), { recursive: true });
    writeFileSync(at('images/parent'), 'parent');
    writeFileSync(at('secret'), 'secret');
    symlinkSync(at('secret'), at('images/link'));
    symlinkSync('parent', at('images/inside'));
    const beside = filesBeside(at('images/child'));
    expect(beside.open('parent')?.readSync(0, 10).toString()).toBe('parent');
    expect(beside.open('/elsewhere/parent')?.size).toBe(6);
    for (const name of ['link', 'inside', 'folder', '../secret', 'missing']) {
      expect(beside.open(name), name).toBeUndefined();
    }
    beside.close();
  });
});
