import type { ByteSource } from '../../../host/byte-source.ts';
import type { OnDamage } from './executable-facts.ts';
import { languageRank } from './language-rank.ts';
import { locate, type PeHeader } from './pe-header.ts';

const versionType = 16;
const directoryBytes = 16;
const entryBytes = 8;
/** Entries of one directory: types of resource in the first, names and languages of versions below it. */
const maxEntries = 1024;
const maxNames = 16;
/** System libraries carry one for each of 30 languages; those that come first in our order are read. */
const maxResources = 8;
/** A block of version information states its own length in 16 bits. */
const maxVersionBytes = 0xffff;

interface Entry {
  readonly id: number;
  /** Offset from the start of the resource directory. */
  readonly offset: number;
  readonly isDirectory: boolean;
}

/**
 * The version resources of an executable, each whole: English ones first, then neutral ones, then the others in stored
 * order; eight at most. Exactly three levels are read (type, name, language), so a directory that points at itself
 * cannot make a circle; what lies beside the way to the versions is not read at all.
 * Source: Microsoft, PE Format, "The .rsrc Section".
 */
export async function readVersionResources(
  source: ByteSource,
  header: PeHeader,
  onDamage: OnDamage,
): Promise<readonly Buffer[]> {
  if (header.resourceRva === undefined) return [];
  const root = locate(header, header.resourceRva);
  if (root === undefined) {
    onDamage('malformed-source', 'the resource directory lies in no section');
    return [];
  }
  const types = await readDirectory(source, root.offset, onDamage);
  const type = types.find(({ id, isDirectory }) => id === versionType && isDirectory);
  if (type === undefined) return [];
  const names = await readDirectory(source, root.offset + type.offset, onDamage);
  const languages: Entry[] = [];
  for (const name of names.filter(({ isDirectory }) => isDirectory).slice(0, maxNames)) {
    languages.push(...(await readDirectory(source, root.offset + name.offset, onDamage)));
  }
  const wanted = languages
    .filter(({ isDirectory }) => !isDirectory)
    .sort((a, b) => languageRank(a.id) - languageRank(b.id))
    .slice(0, maxResources);
  const resources: Buffer[] = [];
  for (const { offset } of wanted) {
    const bytes = await readData(source, header, root.offset + offset, onDamage);
    if (bytes !== undefined) resources.push(bytes);
  }
  return resources;
}

async function readDirectory(source: ByteSource, offset: number, onDamage: OnDamage): Promise<Entry[]> {
  const head = await source.read(offset, directoryBytes);
  if (head.length < directoryBytes) {
    onDamage('malformed-source', 'the file ends within a resource directory');
    return [];
  }
  const stated = head.readUInt16LE(12) + head.readUInt16LE(14);
  if (stated > maxEntries) {
    onDamage('too-large', `a resource directory of ${stated} entries, of which ${maxEntries} are read`);
  }
  const count = Math.min(stated, maxEntries);
  const table = await source.read(offset + directoryBytes, count * entryBytes);
  if (table.length < count * entryBytes) {
    onDamage('malformed-source', 'the file ends within a resource directory');
  }
  const entries: Entry[] = [];
  for (let at = 0; at + entryBytes <= table.length; at += entryBytes) {
    const target = table.readUInt32LE(at + 4);
    entries.push({
      id: table.readUInt32LE(at),
      offset: target & 0x7fffffff,
      isDirectory: target >>> 31 === 1,
    });
  }
  return entries;
}

async function readData(
  source: ByteSource,
  header: PeHeader,
  offset: number,
  onDamage: OnDamage,
): Promise<Buffer | undefined> {
  const entry = await source.read(offset, 16);
  const place = entry.length < 16 ? undefined : locate(header, entry.readUInt32LE(0));
  if (place === undefined) {
    onDamage('malformed-source', 'a version resource lies in no section');
    return undefined;
  }
  const stated = entry.readUInt32LE(4);
  const bytes = await source.read(place.offset, Math.min(stated, place.size, maxVersionBytes));
  if (bytes.length < Math.min(stated, maxVersionBytes)) {
    onDamage('malformed-source', 'a version resource ends beyond its section');
  }
  return bytes;
}
