import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectors } from '../../src/collect/index.ts';
import { packageCheck } from '../../src/collect/package-check.ts';

const source = join(import.meta.dirname, '../../src/collect');
const files = ['common', 'linux', 'macos', 'windows'].flatMap((folder) =>
  readdirSync(join(source, folder)).map((file) => ({ folder, id: file.replace(/\.ts$/, '') })),
);

describe('the list of collectors', () => {
  it('holds every file of the folders, and nothing else, under its own name', () => {
    expect(collectors.map(({ id }) => id).sort()).toEqual(files.map(({ id }) => id).sort());
  });

  it.each(files)('$folder/$id has a test and says where its data comes from', ({ folder, id }) => {
    const tests = join(import.meta.dirname, folder, id);
    expect(existsSync(join(tests, `${id}.test.ts`))).toBe(true);
    expect(existsSync(join(tests, 'ORIGIN.md'))).toBe(true);
  });

  it.each([...collectors, packageCheck])('$id says what it reads and with which rights', (collector) => {
    expect(collector.platforms.length).toBeGreaterThan(0);
    expect(collector.reads.length).toBeGreaterThan(20);
    expect(collector.rights).not.toBe('');
    for (const pattern of collector.wants) expect(pattern).toMatch(/^(\/[^\\]+|C:\/[^\\]+|HK(LM|U)\\[^/]+)$/);
  });
});
