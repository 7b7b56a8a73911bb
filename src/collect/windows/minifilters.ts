import type { Item } from '../../model/item.ts';
import type { Collector } from '../collector.ts';
import { openKey, registryOf, subkeysOf, valuesOf } from '../registry-reading.ts';

const servicesKey = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';

/**
 * File system minifilters: one item for each instance that a driver registers, with its altitude, by which Microsoft
 * lists every maker's filter. Newer drivers keep the instances below `Parameters`.
 * Source: windows-driver-docs, "Allocated filter altitudes" and the registry entries of minifilters.
 */
export const minifilters: Collector = {
  id: 'minifilters',
  platforms: ['windows'],
  kinds: ['filter'],
  reads: 'file system filters (minifilter instances) with their altitudes',
  rights: 'elevated (administrator), for protected service keys',
  couldHide: 'residue',
  wants: [`${servicesKey}\\*\\Instances`, `${servicesKey}\\*\\Parameters\\Instances`],
  async *collect(ctx) {
    registryOf(ctx);
    const list = await openKey(ctx, servicesKey);
    if (list === undefined)
      ctx.gap('missing-source', servicesKey, 'the list of services and drivers is not there');
    for (const service of await subkeysOf(ctx, list)) {
      for (const place of ['Instances', 'Parameters\\Instances']) {
        const instances = await openKey(ctx, `${service.path}\\${place}`);
        if (instances === undefined) continue;
        const preferred = (await valuesOf(ctx, instances)).text('DefaultInstance')?.toLowerCase();
        for (const instance of await subkeysOf(ctx, instances)) {
          const values = await valuesOf(ctx, instance);
          const altitude = values.text('Altitude');
          const flags = values.number('Flags');
          const item: Item = {
            kind: 'filter',
            collector: 'minifilters',
            name: service.name,
            displayName: instance.name,
            origin: instance.path,
            platform: 'windows',
            attributes: {
              instance: instance.name,
              ...(altitude !== undefined && { altitude }),
              ...(flags !== undefined && { flags }),
              ...(instance.name.toLowerCase() === preferred && { default: true }),
            },
          };
          yield item;
        }
      }
    }
  },
};
