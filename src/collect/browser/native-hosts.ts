import type { Item } from '../../model/item.ts';
import type { CollectContext } from '../collector.ts';
import { readJson, textAt } from '../read-json.ts';
import { listDirectory } from '../reading.ts';
import { nativeHostFolders } from './places.ts';

const maxManifestBytes = 256 * 1024;
const maxHosts = 500;

/**
 * Programs on Linux and macOS that talk to extensions (native messaging hosts): of the system, or below one home. `name` is the
 * host's, `path` its program.
 */
export async function* nativeHosts(
  ctx: CollectContext,
  home: { readonly folder: string; readonly scope: string } | undefined,
): AsyncGenerator<Item> {
  for (const { browser, folder } of nativeHostFolders[ctx.host.platform] ?? []) {
    if (folder.startsWith('/') !== (home === undefined)) continue;
    const directory = home === undefined ? folder : `${home.folder}/${folder}`;
    const files = (await listDirectory(ctx, directory)).filter(
      ({ name, type }) => name.endsWith('.json') && (type === 'file' || type === 'symlink'),
    );
    if (files.length > maxHosts) {
      ctx.gap(
        'too-large',
        directory,
        `more than ${maxHosts} native messaging hosts; the others were not read`,
      );
    }
    for (const { name: file } of files.slice(0, maxHosts)) {
      const origin = `${directory}/${file}`;
      const manifest = await readJson(ctx, origin, maxManifestBytes);
      const title = textAt(manifest, 'description');
      const path = textAt(manifest, 'path');
      yield {
        kind: 'browser-extension',
        collector: 'browser-extensions',
        name: textAt(manifest, 'name') ?? file.replace(/\.json$/, ''),
        ...(title && { displayName: title }),
        ...(path && { path }),
        scope: home?.scope ?? 'machine',
        origin,
        platform: ctx.host.platform,
        attributes: { browser, nativeHost: true },
      };
    }
  }
}
