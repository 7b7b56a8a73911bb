import type { Item } from '../../model/item.ts';
import type { Collector } from '../collector.ts';
import { programPath } from '../parse/program-path.ts';
import { openKey, registryOf, subkeysOf, valuesOf } from '../registry-reading.ts';
import { windowsView } from '../windows-view.ts';

const providerKey = 'HKLM\\SOFTWARE\\Microsoft\\Security Center\\Provider';
const categories = { Av: 'antivirus', Fw: 'firewall', As: 'antispyware' } as const;

/**
 * What registered itself as protection with Windows Security Center. Entries outlive their product, so an item proves
 * a presence, never an installation; servers have none.
 * Source: facts section 3 (value names high, meaning of the bits of STATE medium confidence: public parsers).
 */
export const securityCenter: Collector = {
  id: 'security-center',
  platforms: ['windows'],
  kinds: ['security-provider'],
  reads:
    'products registered with Windows Security Center as antivirus, firewall or antispyware, and their last state',
  rights: 'none',
  couldHide: 'residue',
  wants: [providerKey],
  async *collect(ctx) {
    registryOf(ctx);
    const view = await windowsView(ctx);
    // The key above comes first, so that a running Windows exports it once.
    if ((await openKey(ctx, providerKey)) === undefined) return;
    for (const [short, category] of Object.entries(categories)) {
      for (const key of await subkeysOf(ctx, await openKey(ctx, `${providerKey}\\${short}`))) {
        const values = await valuesOf(ctx, key);
        const program = values.text('PRODUCTEXE');
        const path = programPath(program ?? '', ctx.host.live, view).shown;
        const state = values.number('STATE');
        const item: Item = {
          kind: 'security-provider',
          collector: 'security-center',
          name: values.text('DISPLAYNAME') ?? key.name,
          ...(path && { path }),
          ...(state !== undefined && { state: (state & 0xf000) === 0x1000 ? 'enabled' : 'disabled' }),
          origin: key.path,
          platform: 'windows',
          attributes: {
            category,
            guid: key.name.slice(0, 100),
            ...(state !== undefined && { productState: state, ...decodeState(state) }),
          },
        };
        yield item;
      }
    }
  },
};

/** The second hexadecimal digit pair of the state is the product's mode, the last one the age of its databases. */
function decodeState(state: number): Readonly<Record<string, string | boolean>> {
  const modes: Readonly<Record<number, string>> = { 0: 'off', 1: 'on', 2: 'snoozed', 3: 'expired' };
  const mode = modes[(state >> 12) & 0xf];
  return {
    ...(mode !== undefined && { mode }),
    upToDate: (state & 0x10) === 0,
    ...((state & 0x100) !== 0 && { microsoft: true }),
  };
}
