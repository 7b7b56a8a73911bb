import { type PlistValue, plistDate, plistList, plistText } from '../../host/plist/plist-value.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { readPlist } from '../read-plist.ts';
import { listDirectory } from '../reading.ts';

const folders = ['/private/var/db/receipts', '/Library/Receipts'];
const historyFile = '/Library/Receipts/InstallHistory.plist';
const maxReceiptBytes = 1024 * 1024;
const maxHistoryBytes = 32 * 1024 * 1024;
const maxReceipts = 20_000;

/**
 * Receipts of installed packages. `name` is the package id. A receipt can outlive its files, so it says nothing about
 * the state. The history of installations only names what a receipt belongs to: it is never cleared, and what stands in
 * it alone may long be gone.
 * Source: osquery packages.mm; man page pkgutil(1).
 */
export const installerReceipts: Collector = {
  id: 'installer-receipts',
  platforms: ['macos'],
  kinds: ['software'],
  reads: 'receipts of installed packages, with the names that the history of installations gives them',
  rights: 'none',
  couldHide: 'installed',
  wants: [...folders.map((folder) => `${folder}/*.plist`), historyFile],
  async *collect(ctx) {
    const titles = await titlesOf(ctx);
    let count = 0;
    for (const folder of folders) {
      for (const { name, type } of await listDirectory(ctx, folder)) {
        const file = `${folder}/${name}`;
        if (type !== 'file' || !name.endsWith('.plist') || file === historyFile) continue;
        if (count++ >= maxReceipts) {
          ctx.gap('too-large', folder, `more than ${maxReceipts} receipts; the others were not read`);
          return;
        }
        yield receiptItem(await readPlist(ctx, file, maxReceiptBytes), file, titles);
      }
    }
  },
};

/** A receipt that cannot be read still has its name. */
function receiptItem(
  receipt: PlistValue | undefined,
  file: string,
  titles: ReadonlyMap<string, string>,
): Item {
  const name =
    plistText(receipt, 'PackageIdentifier') ?? file.slice(file.lastIndexOf('/') + 1, -'.plist'.length);
  const version = plistText(receipt, 'PackageVersion');
  const installedAt = plistDate(receipt, 'InstallDate');
  const by = plistText(receipt, 'InstallProcessName');
  const displayName = titles.get(name);
  return {
    kind: 'software',
    collector: 'installer-receipts',
    name,
    ...(displayName && { displayName }),
    ...(version && { version }),
    ...(installedAt && { installedAt }),
    origin: file,
    platform: 'macos',
    attributes: { receipt: true, ...(by && { installedBy: by }) },
  };
}

/** Titles of packages by their id; the last installation counts. */
async function titlesOf(ctx: CollectContext): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  for (const entry of plistList(await readPlist(ctx, historyFile, maxHistoryBytes, 'residue'))) {
    const title = plistText(entry, 'displayName');
    for (const id of plistList(entry, 'packageIdentifiers')) {
      if (title !== undefined && typeof id === 'string') titles.set(id, title);
    }
  }
  return titles;
}
