import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

/** Databases that real programs wrote; ORIGIN.md says how. */
export type RpmFixture = 'sqlite' | 'sqlite-log' | 'ndb' | 'bdb' | 'bdb-big-endian' | 'bdb-centos5';

/** The bytes of a database, unpacked anew each time: whoever asks may change them. */
export function rpmFixture(name: RpmFixture): Buffer {
  return brotliDecompressSync(readFileSync(join(rpmFixtures(), `${name}.br`)));
}

/** The folder of the fixtures. It is looked for upwards, because the fuzzer runs as one bundled file elsewhere. */
export function rpmFixtures(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const found = join(folder, 'tests/collect/linux/rpm/fixtures');
    if (existsSync(found)) return found;
    if (dirname(folder) === folder) throw new Error('the rpm databases are not there');
  }
}
