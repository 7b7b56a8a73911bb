import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join('tests', 'host', 'plist', 'fixtures');

/** Property lists of both forms, as two other programs write them. */
export function seeds(): Buffer[] {
  return [
    'everything-plistlib.xml.plist',
    'everything-plistlib.bin.plist',
    'everything-plistutil.xml.plist',
    'everything-plistutil.bin.plist',
    'uid-plistlib.bin.plist',
  ].map((name) => readFileSync(join(folder, name)));
}
