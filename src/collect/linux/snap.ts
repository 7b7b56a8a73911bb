import { baseName } from '../../host/paths.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { listDirectory, orGap, readText } from '../reading.ts';

const imageDirectory = '/var/lib/snapd/snaps';
/** Where snaps are mounted: /snap, and without classic confinement /var/lib/snapd/snap. */
const mountDirectories = ['/snap', '/var/lib/snapd/snap'];
const maxYamlBytes = 256 * 1024;

/** Snaps, by their image files; the version is in the image and readable only where it is mounted. */
export const snap: Collector = {
  id: 'snap',
  platforms: ['linux'],
  kinds: ['software'],
  reads: 'snap packages from their image files and, where they are mounted, snap.yaml',
  rights: 'none',
  couldHide: 'active',
  wants: [
    `${imageDirectory}/*.snap`,
    ...mountDirectories.flatMap((directory) => [`${directory}/*/current`, `${directory}/*/*/meta/snap.yaml`]),
  ],
  async *collect(ctx) {
    const seen = new Set<string>();
    for (const { name: file } of await listDirectory(ctx, imageDirectory)) {
      const match = /^(?<name>[^_]+(?:_[^_]+)?)_(?<revision>x?\d+)\.snap$/.exec(file)?.groups;
      const name = match?.['name'];
      const revision = match?.['revision'];
      if (name === undefined || revision === undefined) {
        // Other files are downloads that are not complete.
        const path = `${imageDirectory}/${file}`;
        if (file.endsWith('.snap')) ctx.gap('malformed-row', path, `${path} names no snap and revision`);
        continue;
      }
      seen.add(name);
      yield await snapItem(ctx, name, revision, `${imageDirectory}/${file}`);
    }
    for (const directory of mountDirectories) {
      for (const { name } of await listDirectory(ctx, directory)) {
        if (seen.has(name)) continue;
        const path = `${directory}/${name}/current/meta/snap.yaml`;
        const yaml = await readText(ctx, path, maxYamlBytes);
        if (yaml === undefined) continue;
        seen.add(name);
        yield unpackedItem(name, yaml, path);
      }
    }
  },
};

/** A snap that is there without its image, as in a tree that was unpacked. */
function unpackedItem(name: string, yaml: string, path: string): Item {
  const version = topLevelValue(yaml, 'version');
  const title = topLevelValue(yaml, 'title') ?? topLevelValue(yaml, 'summary');
  return {
    kind: 'software',
    collector: 'snap',
    name,
    ...(title && { displayName: title }),
    ...(version && { version }),
    state: 'installed',
    origin: path,
    platform: 'linux',
  };
}

async function snapItem(ctx: CollectContext, name: string, revision: string, image: string): Promise<Item> {
  let current: string | undefined;
  let yaml: string | undefined;
  for (const directory of mountDirectories) {
    const link = await orGap(ctx, 'residue', () => ctx.host.files.readLink(`${directory}/${name}/current`));
    current ??= link === undefined ? undefined : baseName(link);
    yaml ??= await readText(ctx, `${directory}/${name}/${revision}/meta/snap.yaml`, maxYamlBytes, 'residue');
  }
  const version = topLevelValue(yaml, 'version');
  const summary = topLevelValue(yaml, 'title') ?? topLevelValue(yaml, 'summary');
  return {
    kind: 'software',
    collector: 'snap',
    name,
    ...(summary && { displayName: summary }),
    ...(version && { version }),
    state: 'installed',
    origin: image,
    platform: 'linux',
    attributes: { revision, ...(current !== undefined && { current: current === revision }) },
  };
}

/** A one-line value of a top-level key; all that is needed of the YAML that snapd writes. */
function topLevelValue(yaml: string | undefined, key: string): string | undefined {
  const value = new RegExp(`^${key}:[ \\t]*(?<value>\\S.{0,299})`, 'm')
    .exec(yaml ?? '')
    ?.groups?.['value']?.trim();
  if (value === undefined || /^[|>&*!{[]/.test(value)) return undefined;
  const quoted = /^(["'])(?<inner>.*)\1$/.exec(value)?.groups?.['inner'];
  return quoted ?? value.replace(/\s+#.*$/, '');
}
