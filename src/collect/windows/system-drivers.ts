import type { Item } from '../../model/item.ts';
import { type WindowsPathContext, windowsPath } from '../../model/windows-path.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { MakerReader } from '../maker-facts.ts';
import { programPath } from '../parse/program-path.ts';
import { listDirectory } from '../reading.ts';
import { openKey, registryOf, subkeysOf, valuesOf } from '../registry-reading.ts';
import { windowsView } from '../windows-view.ts';

const driversFolder = 'C:/Windows/System32/drivers';
const servicesKey = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const maxFiles = 2000;
const maxDepth = 8;
const batchSize = 16;

/**
 * Driver files in Windows' driver folder (and folders in it, where newer product lines keep theirs) that no service
 * names: left behind, or loaded in another way. `name` is the file's name without its ending.
 */
export const systemDrivers: Collector = {
  id: 'system-drivers',
  platforms: ['windows'],
  kinds: ['driver'],
  reads: 'driver files in System32\\drivers that no service names, with the maker and signer that they claim',
  rights: 'none',
  couldHide: 'residue',
  wants: [`${driversFolder}/**/*.sys`, servicesKey],
  async *collect(ctx) {
    registryOf(ctx);
    const view = await windowsView(ctx);
    const folder = windowsPath('%SystemRoot%\\System32\\drivers', view).path ?? driversFolder;
    const files: string[] = [];
    await findDrivers(ctx, folder, maxDepth, files);
    if (files.length > maxFiles) {
      ctx.gap('too-large', folder, `more than ${maxFiles} driver files; the others were not read`);
    }
    const owned = await ownedFiles(ctx, view);
    const free = files.slice(0, maxFiles).filter((file) => !owned.has(file.toLowerCase()));
    const makers = new MakerReader(ctx, maxFiles);
    for (let from = 0; from < free.length; from += batchSize) {
      yield* await Promise.all(free.slice(from, from + batchSize).map((file) => driverItem(file, makers)));
    }
  },
};

async function findDrivers(
  ctx: CollectContext,
  folder: string,
  depth: number,
  found: string[],
): Promise<void> {
  for (const { name, type } of await listDirectory(ctx, folder)) {
    if (found.length > maxFiles) return;
    const path = `${folder}/${name}`;
    if (type === 'file' && /\.sys$/i.test(name)) found.push(path);
    else if (type !== 'directory') continue;
    else if (depth > 0) await findDrivers(ctx, path, depth - 1, found);
    else ctx.gap('too-large', path, `more than ${maxDepth} folders inside each other; not searched`);
  }
}

/** Files that services and drivers name, folded for comparison. */
async function ownedFiles(ctx: CollectContext, view: WindowsPathContext): Promise<ReadonlySet<string>> {
  const owned = new Set<string>();
  for (const key of await subkeysOf(ctx, await openKey(ctx, servicesKey))) {
    const values = await valuesOf(ctx, key);
    if (values.number('Type') === undefined) continue;
    const image = values.text('ImagePath') ?? `System32\\drivers\\${key.name}.sys`;
    const { file } = programPath(image, ctx.host.live, view);
    if (file !== undefined) owned.add(file.toLowerCase());
  }
  return owned;
}

async function driverItem(file: string, makers: MakerReader): Promise<Item> {
  const maker = await makers.read(file);
  return {
    kind: 'driver',
    collector: 'system-drivers',
    name: file.slice(file.lastIndexOf('/') + 1).replace(/\.sys$/i, ''),
    ...(maker?.version && { version: maker.version }),
    ...(maker?.publisher && { publisher: maker.publisher }),
    ...(maker?.signer && { signer: maker.signer }),
    path: file.replaceAll('/', '\\'),
    state: 'installed',
    origin: file,
    platform: 'windows',
    attributes: { ...maker?.attributes },
  };
}
