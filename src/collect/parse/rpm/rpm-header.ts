import { maxHeaderBytes } from './stored-header.ts';

/** What is taken from a package's header. Every text is as it stands there: untrusted. */
export interface RpmPackage {
  readonly name?: string;
  readonly epoch?: number;
  readonly version?: string;
  readonly release?: string;
  readonly architecture?: string;
  readonly vendor?: string;
  readonly packager?: string;
  /** Seconds since 1970 UTC. */
  readonly installedSeconds?: number;
  /** What is wrong in the header; what is right of it is given all the same. */
  readonly faults: readonly string[];
}

type Field = Exclude<keyof RpmPackage, 'faults'>;

/** The tags that are wanted: rpm include/rpm/rpmtag.h. */
const tags: ReadonlyMap<number, Field> = new Map([
  [1000, 'name'],
  [1001, 'version'],
  [1002, 'release'],
  [1003, 'epoch'],
  [1008, 'installedSeconds'],
  [1011, 'vendor'],
  [1015, 'packager'],
  [1022, 'architecture'],
]);

const int32Type = 4;
const stringType = 6;
const i18nStringType = 9;
const entryBytes = 16;
/** As rpm's own lib/header.c bounds them. */
const maxEntries = 0xffff;
const maxDataBytes = 0x0fffffff;
const maxTextBytes = 1024;

/**
 * Reads the wanted tags of a header; all others are passed over. Nothing in the input can make it throw.
 * Source: rpm docs/manual/format_header.md; a database holds the header without the eight bytes before it.
 */
export function readRpmHeader(bytes: Buffer): RpmPackage {
  const faults: string[] = [];
  const found: { -readonly [key in Field]?: RpmPackage[key] } = {};
  const entries = bytes.length >= 8 ? bytes.readUInt32BE(0) : 0;
  const dataBytes = bytes.length >= 8 ? bytes.readUInt32BE(4) : 0;
  if (entries === 0 || entries > maxEntries || dataBytes > maxDataBytes)
    return { faults: ['this is no header of a package'] };
  const dataAt = 8 + entryBytes * entries;
  const stated = dataAt + dataBytes;
  if (stated > bytes.length) {
    const why = stated > maxHeaderBytes ? 'too long to be read whole' : 'cut off';
    faults.push(`the header is ${why}: ${stated} bytes stated, ${bytes.length} read`);
  }
  const end = Math.min(bytes.length, stated);
  // A tag stands once; were each of many tried, a header could be searched for the end of a text for ever.
  const tried = new Set<Field>();
  for (let at = 8; at < dataAt && at + entryBytes <= end; at += entryBytes) {
    const field = tags.get(bytes.readUInt32BE(at));
    if (field === undefined || tried.has(field)) continue;
    tried.add(field);
    const value = textOrNumber(bytes, dataAt, end, at, field);
    if (value === undefined) faults.push(`its ${words[field] ?? field} cannot be read`);
    else Object.assign(found, { [field]: value });
  }
  return { ...found, faults };
}

const words: Readonly<Partial<Record<Field, string>>> = { installedSeconds: 'time of installation' };

/** A text or a number; undefined where the entry does not fit its tag, or lies outside the data. */
function textOrNumber(
  bytes: Buffer,
  dataAt: number,
  end: number,
  at: number,
  field: Field,
): string | number | undefined {
  const type = bytes.readUInt32BE(at + 4);
  const place = dataAt + bytes.readUInt32BE(at + 8);
  const isNumber = field === 'epoch' || field === 'installedSeconds';
  if (isNumber)
    return type === int32Type && place + 4 <= end && bytes.readUInt32BE(at + 12) > 0
      ? bytes.readUInt32BE(place)
      : undefined;
  if ((type !== stringType && type !== i18nStringType) || place >= end) return undefined;
  const zero = bytes.indexOf(0, place);
  if (zero === -1 || zero >= end) return undefined;
  return bytes.toString('utf8', place, Math.min(zero, place + maxTextBytes));
}

/** `epoch:version-release` as rpm's own %{EVR}: the epoch only where the package has one. */
export function rpmVersion({ epoch, version, release }: RpmPackage): string | undefined {
  if (version === undefined || version === '') return undefined;
  return `${epoch === undefined ? '' : `${epoch}:`}${version}${release ? `-${release}` : ''}`;
}
