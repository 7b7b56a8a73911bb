import { HostError } from '../../host/host.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { hasOtherManager } from '../other-managers.ts';
import { type Paragraph, parseParagraphs } from '../parse/deb822.ts';
import { listDirectory, orGap } from '../reading.ts';
import { distinctPaths } from '../real-path.ts';

/** Alpine before and after it merged /lib into /usr/lib (one is often a link to the other), and apko's images. */
const directories = ['/lib/apk/db', '/usr/lib/apk/db', '/var/lib/apk/db'];
/** The database in the binary format of apk 3, which it keeps only where it is told to. */
const binary = 'installed.adb';
const maxFileBytes = 512 * 1024 * 1024;
/** One record lists every file of a package. */
const maxParagraphBytes = 64 * 1024 * 1024;

/** Letters of the fields: package, version, architecture, maintainer (apk-tools, src/package.c and man apk-package(5)). */
const options = {
  wanted: new Set(['P', 'V', 'A', 'm']),
  caseSensitive: true,
  first: 'P',
  maxParagraphBytes,
  endsWithNewline: true,
};

/** Packages of apk (Alpine, Wolfi, postmarketOS), from its own text database. */
export const apk: Collector = {
  id: 'apk',
  platforms: ['linux'],
  kinds: ['software'],
  reads: 'apk packages from the installed database, in its old and its new place',
  rights: 'none',
  couldHide: 'active',
  wants: directories.map((directory) => `${directory}/*`),
  async *collect(ctx) {
    for await (const directory of distinctPaths(ctx, directories)) yield* readDirectory(ctx, directory);
  },
};

async function* readDirectory(ctx: CollectContext, directory: string): AsyncGenerator<Item> {
  const path = `${directory}/installed`;
  const other = await orGap(ctx, undefined, () => ctx.host.files.stat(`${directory}/${binary}`));
  if (other !== undefined && other.size > 0)
    ctx.gap('unsupported-format', `${directory}/${binary}`, 'the binary database of apk 3 is not read');
  let records = 0;
  try {
    const chunks = await ctx.host.files.stream(path, { maxBytes: maxFileBytes });
    if (chunks === undefined) {
      if (other === undefined && (await listDirectory(ctx, directory)).length > 0)
        ctx.gap('missing-source', path, 'there is a directory of apk, but no database in it');
      return;
    }
    for await (const paragraph of parseParagraphs(chunks, options)) {
      records++;
      const item = packageItem(ctx, path, paragraph);
      if (item !== undefined) yield item;
    }
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    ctx.gap(error.reason, error.path, error.message);
    return;
  }
  if (records === 0 && !(await hasOtherManager(ctx, 'apk')))
    ctx.gap('empty-source', path, `${path} holds no package`);
}

function packageItem(
  ctx: CollectContext,
  path: string,
  { fields, faults, line }: Paragraph,
): Item | undefined {
  for (const fault of faults) ctx.gap('malformed-row', `${path}:${fault.line}`, fault.message);
  const name = fields.get('P');
  const version = fields.get('V') || undefined;
  if (!name || version === undefined) {
    const what = name ? `${name}: installed, but without a version` : 'a record without a name';
    if (faults.length === 0) ctx.gap('malformed-row', `${path}:${line}`, what);
    if (!name) return undefined;
  }
  const publisher = fields.get('m') || undefined;
  const architecture = fields.get('A') || undefined;
  return {
    kind: 'software',
    collector: 'apk',
    name,
    ...(version && { version }),
    ...(publisher && { publisher }),
    state: 'installed',
    origin: `${path}#${name}`,
    platform: 'linux',
    attributes: { ...(architecture && { architecture }) },
  };
}
