import type { RegistryKey } from '../../host/registry/registry.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { plainPath } from '../parse/program-path.ts';
import { orGap } from '../reading.ts';
import { openKey, registryOf, subkeysOf, valuesOf } from '../registry-reading.ts';
import { windowsView } from '../windows-view.ts';

/** Products that were installed for the whole machine. */
const products =
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer\\UserData\\S-1-5-18\\Products';

/**
 * Packages that Windows Installer keeps to repair or remove what it installed. A row is a marker with `staged`: it says
 * what could be installed again, and never that something is installed, because such entries outlive their product.
 * `name` is the name of the kept file, `displayName` that of its product, `attributes.fileMissing` that the file is gone.
 * Source: learn.microsoft.com, INSTALLPROPERTY_LOCALPACKAGE; the place and the packed form of a product code by public
 * scripts.
 */
export const cachedInstallers: Collector = {
  id: 'cached-installers',
  platforms: ['windows'],
  kinds: ['marker'],
  reads: 'installation packages (MSI) that Windows keeps of what was installed for the machine',
  rights: 'none',
  couldHide: 'residue',
  wants: [products, 'C:/Windows/Installer/*.msi'],
  async *collect(ctx) {
    registryOf(ctx);
    for (const key of await subkeysOf(ctx, await openKey(ctx, products))) {
      const item = await packageItem(ctx, key);
      if (item !== undefined) yield item;
    }
  },
};

async function packageItem(ctx: CollectContext, product: RegistryKey): Promise<Item | undefined> {
  const properties = await openKey(ctx, `${product.path}\\InstallProperties`);
  const values = await valuesOf(ctx, properties);
  const view = await windowsView(ctx);
  const { shown, file } = plainPath(values.text('LocalPackage') ?? '', ctx.host.live, view);
  if (shown === undefined || properties === undefined) return undefined;
  const title = values.text('DisplayName');
  const version = values.text('DisplayVersion');
  const publisher = values.text('Publisher');
  const productCode = unpackedCode(product.name);
  const isMissing = file !== undefined && (await isGone(ctx, file));
  return {
    kind: 'marker',
    collector: 'cached-installers',
    name: shown.slice(shown.lastIndexOf('\\') + 1),
    ...(title && { displayName: title }),
    ...(version && { version }),
    ...(publisher && { publisher }),
    path: shown,
    origin: properties.path,
    platform: 'windows',
    attributes: {
      staged: true,
      ...(productCode && { productCode }),
      ...(isMissing && { fileMissing: true }),
    },
  };
}

async function isGone(ctx: CollectContext, file: string): Promise<boolean> {
  const found = await orGap(ctx, undefined, async () => (await ctx.host.files.lstat(file)) ?? 'gone');
  return found === 'gone';
}

/** A product code as Windows Installer packs it for a key's name: three groups reversed, then pairs of digits swapped. */
function unpackedCode(packed: string): string | undefined {
  if (!/^[0-9a-f]{32}$/i.test(packed)) return undefined;
  const reversed = (from: number, to: number): string => [...packed.slice(from, to)].reverse().join('');
  const rest = packed.slice(16).replaceAll(/(.)(.)/g, '$2$1');
  const groups = [reversed(0, 8), reversed(8, 12), reversed(12, 16), rest.slice(0, 4), rest.slice(4)];
  return `{${groups.join('-')}}`.toUpperCase();
}
