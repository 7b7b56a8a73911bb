import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type PublicFile, publicFile } from '../../../host/registry/public-hives.ts';
import { hiveOf } from '../../../host/windows/plant-root.ts';

/** Where each hive of the machine lies on its disk. */
const places: Readonly<Record<string, PublicFile>> = {
  'Windows/System32/config/SOFTWARE': 'plaso/SOFTWARE',
  'Windows/System32/config/SYSTEM': 'plaso/SYSTEM',
  'Users/nfury/NTUSER.DAT': 'plaso/NTUSER-WIN7.DAT',
  'Users/vibranium/NTUSER.DAT': 'plaso/NTUSER-RunTests.DAT',
};

/**
 * The hives of WKS-WIN732BITA, a Windows 7 of 32 bits (fixtures/public/ORIGIN.md), each in its place, in a new folder.
 * `DEFAULT`, which was not published, is an empty one. No other file is there. `others` takes the place of some.
 */
export function makeWindows7Root(others: Readonly<Record<string, PublicFile>> = {}): {
  readonly path: string;
  remove(): void;
} {
  const path = mkdtempSync(join(tmpdir(), 'phaseout-windows7-'));
  const put = (place: string, bytes: Buffer): void => {
    mkdirSync(dirname(join(path, place)), { recursive: true });
    writeFileSync(join(path, place), bytes);
  };
  for (const [place, name] of Object.entries({ ...places, ...others })) put(place, publicFile(name));
  put('Windows/System32/config/DEFAULT', hiveOf({ Software: {} }));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
