import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { at, readJson, textAt } from '../read-json.ts';
import { listDirectory, orGap } from '../reading.ts';
import { distinctPaths } from '../real-path.ts';

/** Apple silicon, Intel, Linux, and a user's own on Linux (docs.brew.sh/Installation). */
const prefixes = ['/opt/homebrew', '/usr/local', '/home/linuxbrew/.linuxbrew', '/root/.linuxbrew'];
const userPrefix = '.linuxbrew';
const receiptName = 'INSTALL_RECEIPT.json';
const maxReceiptBytes = 1024 * 1024;

/**
 * What Homebrew installed, from the folders of its Cellar and Caskroom; each may hold a receipt with the time and the
 * tap it came from. Source: Homebrew/brew Library/Homebrew/tab.rb (commit 04f651fb).
 */
export const homebrew: Collector = {
  id: 'homebrew',
  platforms: ['linux', 'macos'],
  kinds: ['software'],
  reads: 'formulae and casks of Homebrew, on Linux too, with their receipts',
  rights: 'none',
  couldHide: 'installed',
  wants: [...prefixes, `/home/*/${userPrefix}`].flatMap((prefix) => [
    `${prefix}/Cellar/*/*`,
    `${prefix}/Cellar/*/*/${receiptName}`,
    `${prefix}/Caskroom/*/*`,
    `${prefix}/Caskroom/*/.metadata/${receiptName}`,
  ]),
  async *collect(ctx) {
    const users = await listDirectory(ctx, '/home', 'residue');
    const present: string[] = [];
    for (const prefix of [...prefixes, ...users.map(({ name }) => `/home/${name}/${userPrefix}`)]) {
      // Asked once, so that a closed home is one gap.
      const stat = await orGap(ctx, undefined, () => ctx.host.files.stat(prefix));
      if (stat?.type === 'directory') present.push(prefix);
    }
    for await (const prefix of distinctPaths(ctx, present)) {
      yield* folders(ctx, `${prefix}/Cellar`, 'formula');
      yield* folders(ctx, `${prefix}/Caskroom`, 'cask');
    }
  },
};

/** One folder a package, in it one a version. A package without a version is a gap. */
async function* folders(ctx: CollectContext, room: string, type: 'formula' | 'cask'): AsyncGenerator<Item> {
  for (const entry of await listDirectory(ctx, room)) {
    if (entry.type !== 'directory') continue;
    const folder = `${room}/${entry.name}`;
    const versions = (await listDirectory(ctx, folder)).filter(
      (version) => version.type === 'directory' && !version.name.startsWith('.'),
    );
    if (versions.length === 0) ctx.gap('empty-source', folder, `${folder} holds no version`);
    for (const { name: version } of versions) {
      const receipt = type === 'cask' ? `${folder}/.metadata` : `${folder}/${version}`;
      const { installedAt, tap } = await readReceipt(ctx, `${receipt}/${receiptName}`);
      yield {
        kind: 'software',
        collector: 'homebrew',
        name: entry.name,
        ...(version !== 'latest' && { version }),
        path: `${folder}/${version}`,
        ...(installedAt && { installedAt }),
        state: 'installed',
        origin: `${folder}/${version}`,
        platform: ctx.host.platform,
        attributes: { type, ...(tap && { tap }) },
      };
    }
  }
}

/** What a receipt adds; a package without one (of an old Homebrew) is one all the same. */
async function readReceipt(
  ctx: CollectContext,
  path: string,
): Promise<{ readonly installedAt?: string; readonly tap?: string }> {
  const gap: CollectContext['gap'] = (reason, source, message) => ctx.gap(reason, source, message, 'residue');
  const receipt = await readJson({ ...ctx, gap }, path, maxReceiptBytes);
  const time = at(receipt, 'time');
  const tap = textAt(receipt, 'source', 'tap');
  return {
    ...(typeof time === 'number' &&
      time > 0 &&
      time < 2 ** 32 && {
        installedAt: new Date(Math.floor(time) * 1000).toISOString().replace('.000Z', 'Z'),
      }),
    ...(tap && { tap }),
  };
}
