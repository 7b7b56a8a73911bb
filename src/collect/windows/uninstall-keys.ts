import type { RegistryKey } from '../../host/registry/registry.ts';
import type { Item } from '../../model/item.ts';
import { pathVariables } from '../../model/windows-path.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { installDay } from '../parse/install-date.ts';
import { withoutSecrets } from '../parse/without-secrets.ts';
import {
  openKey,
  type RegistryValues,
  registryOf,
  scopeOf,
  subkeysOf,
  usersOf,
  valuesOf,
} from '../registry-reading.ts';
import { windowsView } from '../windows-view.ts';

const below = 'Microsoft\\Windows\\CurrentVersion\\Uninstall';
const machine64 = `HKLM\\SOFTWARE\\${below}`;
const machine32 = `HKLM\\SOFTWARE\\WOW6432Node\\${below}`;
const maxCommandUnits = 300;

/**
 * What Windows lists as installed programs: of the machine in both views, and of every user. Entries that Windows hides,
 * and updates of a program, are items too, marked as such.
 * Source: learn.microsoft.com, Uninstall registry key; osquery programs.cpp.
 */
export const uninstallKeys: Collector = {
  id: 'uninstall-keys',
  platforms: ['windows'],
  kinds: ['software'],
  reads: 'installed programs of the machine (64- and 32-bit) and of every user, hidden ones and updates too',
  rights: "elevated (administrator), for other users' programs",
  couldHide: 'installed',
  wants: [machine64, machine32, `HKU\\*\\Software\\${below}`],
  async *collect(ctx) {
    registryOf(ctx);
    const native = await openKey(ctx, machine64);
    if (native === undefined) {
      ctx.gap('missing-source', machine64, 'the list of installed programs is not there');
    }
    yield* programs(ctx, native, 'machine', await nativeView(ctx));
    yield* programs(ctx, await openKey(ctx, machine32), 'machine', 32);
    for (const user of await usersOf(ctx)) {
      const key = await openKey(ctx, `HKU\\${user.sid}\\Software\\${below}`);
      yield* programs(ctx, key, scopeOf(user), undefined);
    }
  },
};

/** Bits of the programs that the plain key lists: 32 on a 32-bit Windows, which has no second list. */
async function nativeView(ctx: CollectContext): Promise<32 | 64> {
  const { PROCESSOR_ARCHITECTURE, PROCESSOR_ARCHITEW6432 } = pathVariables(await windowsView(ctx));
  // A 32-bit process on a 64-bit Windows is told the latter.
  return (PROCESSOR_ARCHITEW6432 ?? PROCESSOR_ARCHITECTURE)?.toLowerCase() === 'x86' ? 32 : 64;
}

async function* programs(
  ctx: CollectContext,
  list: RegistryKey | undefined,
  scope: string,
  view: number | undefined,
): AsyncGenerator<Item> {
  for (const key of await subkeysOf(ctx, list)) {
    yield programItem(key, await valuesOf(ctx, key), scope, view);
  }
}

function programItem(
  key: RegistryKey,
  values: RegistryValues,
  scope: string,
  view: number | undefined,
): Item {
  const version = values.text('DisplayVersion');
  const publisher = values.text('Publisher');
  const path = values.text('InstallLocation')?.replace(/^"(?<inside>[^"]*)"$/, '$<inside>');
  const installedAt = installDay(values.text('InstallDate'));
  const productCode = /^(?:InstallWIX_)?(?<code>\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\})$/i.exec(
    key.name,
  )?.groups?.['code'];
  const uninstall = values.text('UninstallString');
  const parent = values.text('ParentKeyName');
  const releaseType = values.text('ReleaseType');
  return {
    kind: 'software',
    collector: 'uninstall-keys',
    name: values.text('DisplayName') ?? key.name,
    ...(version && { version }),
    ...(publisher && { publisher }),
    ...(path && { path }),
    ...(installedAt && { installedAt }),
    state: 'installed',
    scope,
    origin: key.path,
    platform: 'windows',
    attributes: {
      ...(view !== undefined && { view }),
      ...(productCode && { productCode: productCode.toUpperCase() }),
      ...(values.number('WindowsInstaller') === 1 && { msi: true }),
      ...(values.number('SystemComponent') === 1 && { systemComponent: true }),
      ...((parent || isUpdate(releaseType)) && { update: true }),
      ...(parent && { parent }),
      ...(uninstall && { uninstall: withoutSecrets(uninstall, maxCommandUnits) }),
    },
  };
}

/** Release types of updates, as Windows writes them: Update, Hotfix, Security Update, Update Rollup, Service Pack. */
function isUpdate(releaseType: string | undefined): boolean {
  return /^(?:(?:security )?update(?: rollup)?|hotfix|service pack)$/i.test(releaseType ?? '');
}
