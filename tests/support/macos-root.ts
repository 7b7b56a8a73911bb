import {
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { fatBinary, machO, type Signed } from './macho-writer.ts';
import { binaryPlist, type PlainPlist, xmlPlist } from './write-plist.ts';

/** The disk of a Mac in a folder: `disk` inside `folder`, so that a report can name it the same each time. */
export interface MacosRoot {
  readonly folder: string;
  readonly path: string;
  remove(): void;
}

/** Where the two volumes of the disk lie. */
export type Layout = 'whole' | 'two volumes' | 'data volume';

/** One file of a description: a property list, a program, a link, or text; `{}` is an empty folder. */
interface Entry {
  readonly xml?: PlainPlist;
  readonly binary?: PlainPlist;
  readonly signed?: Signed;
  readonly link?: string;
  readonly text?: string;
}

/** Paths of the system volume; all others are of the data volume. */
const ofSystem = /^\/(?:System|bin|sbin|usr\/(?!local\/)|var$|etc$|tmp$)/;

/**
 * Builds the disk out of a YAML file: path to {@link Entry}. Binary property lists are written by `plistutil`. Every Mac
 * has `/var` and `/etc` as links into `/private`.
 */
export function makeMacosRoot(file: string, layout: Layout): MacosRoot {
  const folder = mkdtempSync(join(tmpdir(), 'phaseout-macos-'));
  const path = join(folder, 'disk');
  const described = parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Entry>>;
  const all: Readonly<Record<string, Entry>> = {
    '/var': { link: 'private/var' },
    '/etc': { link: 'private/etc' },
    ...described,
  };
  // What stands for the data volume's folders on the system volume.
  if (layout === 'two volumes')
    for (const name of ['Applications', 'Library', 'Users', 'private'])
      mkdirSync(join(path, name), { recursive: true });
  for (const [name, entry] of Object.entries(all)) {
    const isOfSystem = ofSystem.test(name);
    if (isOfSystem && layout === 'data volume') continue;
    write(join(path, isOfSystem || layout !== 'two volumes' ? '' : 'System/Volumes/Data', name), entry);
  }
  // Reports name the time of what they find.
  const then = new Date('2026-06-07T08:09:10Z');
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' }))
    lutimesSync(join(path, name), then, then);
  return { folder, path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function write(full: string, { xml, binary, signed, link, text }: Entry): void {
  mkdirSync(dirname(full), { recursive: true });
  if (link !== undefined) symlinkSync(link, full);
  else if (xml !== undefined) writeFileSync(full, xmlPlist(xml));
  else if (binary !== undefined) writeFileSync(full, binaryPlist(binary));
  else if (signed !== undefined) writeFileSync(full, fatBinary([machO(signed), machO(signed)]));
  else if (text !== undefined) writeFileSync(full, text);
  else mkdirSync(full, { recursive: true });
}
