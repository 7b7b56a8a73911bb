import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Hives that Windows wrote and other projects published: fixtures/public/ORIGIN.md says whose they are. */
export const publicHives = [
  'plaso/NTUSER.DAT',
  'plaso/NTUSER-WIN7.DAT',
  'plaso/NTUSER-RunTests.DAT',
  'plaso/NTUSER-CCLEANER.DAT',
  'plaso/SOFTWARE',
  'plaso/SYSTEM',
  'plaso/Amcache.hve',
  'plaso/win10-Amcache.hve',
  'dfwinreg/NTUSER.DAT',
  'dfwinreg/UsrClass.dat',
  'dfwinreg/SYSTEM',
] as const;

/** Files of the same origin that are no hives. */
export type PublicFile =
  | (typeof publicHives)[number]
  | 'plaso/ntuser.dat.LOG'
  | 'dfwinreg/NTUSER.DAT.LOG'
  | 'dfwinreg/USER.DAT';

/** The bytes of a published file, unpacked anew each time: whoever asks may change them. */
export function publicFile(name: PublicFile): Buffer {
  return gunzipSync(readFileSync(join(publicFolder(), `${name}.gz`)));
}

/** The folder of the fixtures. It is looked for upwards, because the fuzzer runs as one bundled file elsewhere. */
export function publicFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const found = join(folder, 'tests/host/registry/fixtures/public');
    if (existsSync(found)) return found;
    if (dirname(folder) === folder) throw new Error('the public hives are not there');
  }
}
