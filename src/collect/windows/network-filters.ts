import type { RegistryKey } from '../../host/registry/registry.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { plainPath } from '../parse/program-path.ts';
import { parseWfpProvider } from '../parse/wfp-provider.ts';
import { listDirectory } from '../reading.ts';
import { openKey, registryOf, subkeysOf, valuesOf } from '../registry-reading.ts';
import { windowsView } from '../windows-view.ts';

const control = 'HKLM\\SYSTEM\\CurrentControlSet\\Control';
/** Network services, the class that NDIS filters and protocols belong to. */
const components = `${control}\\Network\\{4D36E974-E325-11CE-BFC1-08002BE10318}`;
const providers = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\BFE\\Parameters\\Policy\\Persistent\\Provider';
const earlyLaunch = `${control}\\EarlyLaunch`;
const usualBackup = 'C:/Windows/ELAMBKUP';
const maxProviders = 1000;
const maxFiles = 1000;

/**
 * What sits in the network path or starts before everything else, and can outlive its product: network services (NDIS
 * filters; `name` is the component id of the INF file, `attributes.service` its driver), persistent providers of the
 * Windows Filtering Platform (`name` is what they call themselves, else their GUID), and the copies of early-launch
 * drivers that Windows keeps (kind driver, `name` without its ending). Windows' own are among them.
 * Source: windows-driver-docs, "NDIS Filter Driver Installation", "ELAM driver requirements"; FWPM_PROVIDER0; places and
 * value names checked on two public test hives, one of Windows 10 1709.
 */
export const networkFilters: Collector = {
  id: 'network-filters',
  platforms: ['windows'],
  kinds: ['filter', 'driver'],
  reads:
    'network filters (NDIS components, persistent providers of the Windows Filtering Platform) and kept copies of early-launch drivers',
  rights: 'elevated (administrator), for the filtering platform',
  couldHide: 'residue',
  wants: [components, providers, earlyLaunch, `${usualBackup}/*`],
  async *collect(ctx) {
    registryOf(ctx);
    for (const key of await subkeysOf(ctx, await openKey(ctx, components))) yield* componentItem(ctx, key);
    yield* providerItems(ctx);
    yield* earlyDrivers(ctx);
  },
};

async function* componentItem(ctx: CollectContext, key: RegistryKey): AsyncGenerator<Item> {
  const values = await valuesOf(ctx, key);
  const name = values.text('ComponentId');
  // Other keys of this place hold the order of the services.
  if (name === undefined) return;
  const title = values.text('Description');
  const inf = values.text('InfPath');
  const service = (await valuesOf(ctx, await openKey(ctx, `${key.path}\\Ndi`))).text('Service');
  yield {
    kind: 'filter',
    collector: 'network-filters',
    name,
    ...(title && { displayName: title }),
    origin: key.path,
    platform: 'windows',
    attributes: { layer: 'ndis', ...(service && { service }), ...(inf && { inf }) },
  };
}

async function* providerItems(ctx: CollectContext): AsyncGenerator<Item> {
  const key = await openKey(ctx, providers);
  const values = await valuesOf(ctx, key);
  const names = values.names();
  if (names.length > maxProviders) {
    ctx.gap('too-large', providers, `more than ${maxProviders} providers; the others were not read`);
  }
  for (const guid of names.slice(0, maxProviders)) {
    const bytes = values.bytes(guid);
    if (bytes === undefined) continue;
    const said = parseWfpProvider(bytes);
    yield {
      kind: 'filter',
      collector: 'network-filters',
      name: said?.name ?? guid,
      ...(said?.description && { displayName: said.description }),
      origin: `${providers}\\${guid}`,
      platform: 'windows',
      attributes: { layer: 'wfp', guid },
    };
  }
}

async function* earlyDrivers(ctx: CollectContext): AsyncGenerator<Item> {
  const told = (await valuesOf(ctx, await openKey(ctx, earlyLaunch))).text('BackupPath');
  const view = await windowsView(ctx);
  const folder = (told && plainPath(told, ctx.host.live, view).file) || usualBackup;
  const files = (await listDirectory(ctx, folder)).filter(({ type }) => type === 'file');
  if (files.length > maxFiles) {
    ctx.gap('too-large', folder, `more than ${maxFiles} files; the others were not read`);
  }
  for (const { name } of files.slice(0, maxFiles)) {
    const path = `${folder}/${name}`;
    yield {
      kind: 'driver',
      collector: 'network-filters',
      name: name.replace(/\.sys$/i, ''),
      path: path.replaceAll('/', '\\'),
      state: 'installed',
      origin: path,
      platform: 'windows',
      attributes: { earlyLaunchCopy: true },
    };
  }
}
