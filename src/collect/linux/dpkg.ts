import { HostError } from '../../host/host.ts';
import type { Item } from '../../model/item.ts';
import type { ItemState } from '../../model/vocabulary.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { type Paragraph, parseParagraphs } from '../parse/deb822.ts';
import { listDirectory, orGap } from '../reading.ts';

/** opkg (routers, appliances) writes the same format. */
const statusFiles = [
  '/var/lib/dpkg/status',
  '/usr/lib/dpkg/status',
  '/usr/lib/opkg/status',
  '/var/lib/opkg/status',
];
const statusDirectory = '/var/lib/dpkg/status.d';

const maxFileBytes = 256 * 1024 * 1024;
const maxParagraphBytes = 1024 * 1024;
const wanted = new Set(['package', 'status', 'version', 'architecture', 'maintainer']);

/** Third word of Status: dpkg(1), "PACKAGE STATES". `not-installed` is no item. */
const states: Readonly<Record<string, ItemState>> = {
  installed: 'installed',
  'triggers-awaited': 'installed',
  'triggers-pending': 'installed',
  unpacked: 'half-installed',
  'half-configured': 'half-installed',
  'half-installed': 'half-installed',
  'config-files': 'config-files',
};

/** Debian packages, from dpkg's own status file; in distroless images one file a package (GoogleContainerTools/distroless, PACKAGE_METADATA.md). */
export const dpkg: Collector = {
  id: 'dpkg',
  platforms: ['linux'],
  kinds: ['software'],
  reads: 'Debian packages from the dpkg status file, and from status.d in distroless images',
  rights: 'none',
  couldHide: 'active',
  wants: [...statusFiles, `${statusDirectory}/*`],
  async *collect(ctx) {
    let sources = 0;
    for (const path of statusFiles) {
      if (yield* readStatus(ctx, path, true)) sources++;
    }
    for (const entry of await listDirectory(ctx, statusDirectory)) {
      if (entry.name.endsWith('.md5sums')) continue;
      if (yield* readStatus(ctx, `${statusDirectory}/${entry.name}`, false)) sources++;
    }
    if (sources === 0) await missingStatus(ctx);
  },
};

/** Items of one file. A distroless file has no Status line and need not end with a newline. False where it is missing. */
async function* readStatus(
  ctx: CollectContext,
  path: string,
  isDatabase: boolean,
): AsyncGenerator<Item, boolean> {
  const options = { wanted, first: 'package', maxParagraphBytes, endsWithNewline: isDatabase };
  let records = 0;
  try {
    const chunks = await ctx.host.files.stream(path, { maxBytes: maxFileBytes });
    if (chunks === undefined) return false;
    for await (const paragraph of parseParagraphs(chunks, options)) {
      records++;
      const item = packageItem(ctx, path, paragraph, isDatabase);
      if (item !== undefined) yield item;
    }
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    ctx.gap(error.reason, error.path, error.message);
    return true;
  }
  if (records === 0) ctx.gap('empty-source', path, `${path} holds no record`);
  return true;
}

function packageItem(
  ctx: CollectContext,
  path: string,
  paragraph: Paragraph,
  isDatabase: boolean,
): Item | undefined {
  const { fields, faults, line } = paragraph;
  for (const fault of faults) ctx.gap('malformed-row', `${path}:${fault.line}`, fault.message);
  const name = fields.get('package');
  const status = fields.get('status');
  const word = status?.split(/\s+/)[2];
  // Only distroless images leave the status out; in the database itself a record without it was cut off.
  const state = status === undefined && !isDatabase ? 'installed' : states[word ?? ''];
  if (name === undefined || name === '') {
    if (faults.length === 0) ctx.gap('malformed-row', `${path}:${line}`, 'a record without a Package field');
    return undefined;
  }
  if (word === 'not-installed') return undefined;
  const version = fields.get('version') || undefined;
  if (state === undefined) {
    const what = status === undefined ? 'no Status field' : 'a state that dpkg does not know';
    if (status !== undefined || faults.length === 0)
      ctx.gap('malformed-row', `${path}:${line}`, `${name}: ${what}`);
  } else if (version === undefined && state === 'installed') {
    ctx.gap('malformed-row', `${path}:${line}`, `${name}: installed, but without a Version field`);
  }
  const publisher = fields.get('maintainer') || undefined;
  const architecture = fields.get('architecture') || undefined;
  return {
    kind: 'software',
    collector: 'dpkg',
    name,
    ...(version && { version }),
    ...(publisher && { publisher }),
    ...(state && { state }),
    origin: `${path}#${name}${architecture ? `:${architecture}` : ''}`,
    platform: 'linux',
    attributes: { ...(architecture && { architecture }), ...(status && { dpkgStatus: status }) },
  };
}

/** dpkg's directory without its status file: somebody took it away, or it is not mounted. */
async function missingStatus(ctx: CollectContext): Promise<void> {
  const directory = await orGap(ctx, undefined, () => ctx.host.files.stat('/var/lib/dpkg'));
  if (directory?.type !== 'directory') return;
  ctx.gap('missing-source', '/var/lib/dpkg/status', 'there is a dpkg directory, but no status file in it');
}
