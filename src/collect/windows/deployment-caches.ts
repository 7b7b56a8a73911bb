import type { Item } from '../../model/item.ts';
import { placedPath } from '../../model/windows-folders.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { type MakerFacts, MakerReader } from '../maker-facts.ts';
import { listDirectory } from '../reading.ts';
import { windowsView } from '../windows-view.ts';

const collector = 'deployment-caches';
const caches = [
  { folder: 'C:/Windows/ccmcache', of: 'configuration-manager' },
  { folder: 'C:/Windows/IMECache', of: 'intune' },
  { folder: 'C:/Program Files (x86)/Microsoft Intune Management Extension/Content', of: 'intune' },
  { folder: 'C:/Program Files/Microsoft Intune Management Extension/Content', of: 'intune' },
] as const;
const installer = /\.(?:exe|msi|msp|msix|msixbundle|appx|appxbundle|intunewin)$/i;
const maxFolders = 20_000;
const maxInstallers = 5000;
const maxDepth = 12;
const batchSize = 16;

/**
 * Installers that Configuration Manager and Intune brought onto this machine and keep. A row is a marker with `staged`:
 * what was or will be installed, never that something is. `displayName` and `publisher` of a program are what the file
 * claims. Caches that were moved elsewhere are not known here.
 * Source: learn.microsoft.com, "Configure the content cache for Configuration Manager clients" and "Win32 app management"
 * (folders to leave out of virus scans).
 */
export const deploymentCaches: Collector = {
  id: collector,
  platforms: ['windows'],
  kinds: ['marker'],
  reads:
    'installers in the caches of Configuration Manager (ccmcache) and Intune (IMECache), with the maker that they claim',
  rights: 'elevated (administrator)',
  couldHide: 'residue',
  wants: caches.map(({ folder }) => `${folder}/**`),
  async *collect(ctx) {
    const makers = new MakerReader(ctx, maxInstallers);
    const view = await windowsView(ctx);
    for (const { folder, of } of caches) {
      const files = await installersBelow(ctx, placedPath(folder, view));
      for (let from = 0; from < files.length; from += batchSize) {
        const batch = files.slice(from, from + batchSize);
        yield* await Promise.all(
          batch.map(async (file) => cachedItem(file, of, await makerOf(makers, file))),
        );
      }
    }
  },
};

async function installersBelow(ctx: CollectContext, cache: string): Promise<readonly string[]> {
  const files: string[] = [];
  const folders = [{ path: cache, depth: 0 }];
  for (let next = 0; next < folders.length; next++) {
    const { path: folder, depth } = folders[next] ?? { path: cache, depth: 0 };
    for (const { name, type } of await listDirectory(ctx, folder)) {
      const path = `${folder}/${name}`;
      if (type === 'file' && installer.test(name)) files.push(path);
      if (type !== 'directory') continue;
      if (depth < maxDepth) folders.push({ path, depth: depth + 1 });
      else ctx.gap('too-large', path, `more than ${maxDepth} folders inside each other; not searched`);
    }
    if (folders.length <= maxFolders && files.length <= maxInstallers) continue;
    ctx.gap(
      'too-large',
      cache,
      `more than ${maxInstallers} installers or ${maxFolders} folders; the others were not read`,
    );
    return files.slice(0, maxInstallers);
  }
  return files;
}

async function makerOf(makers: MakerReader, file: string): Promise<MakerFacts | undefined> {
  return /\.exe$/i.test(file) ? makers.read(file) : undefined;
}

function cachedItem(file: string, of: string, maker: MakerFacts | undefined): Item {
  const { product, ...more } = maker?.attributes ?? {};
  return {
    kind: 'marker',
    collector,
    name: file.slice(file.lastIndexOf('/') + 1),
    ...(product && { displayName: product }),
    ...(maker?.version && { version: maker.version }),
    ...(maker?.publisher && { publisher: maker.publisher }),
    ...(maker?.signer && { signer: maker.signer }),
    path: file.replaceAll('/', '\\'),
    origin: file,
    platform: 'windows',
    attributes: { ...more, cache: of, staged: true },
  };
}
