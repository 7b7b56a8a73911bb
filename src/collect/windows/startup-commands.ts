import type { RegistryKey } from '../../host/registry/registry.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { commandItem } from '../command-item.ts';
import { openKey, registryOf, scopeOf, subkeysOf, usersOf, valuesOf } from '../registry-reading.ts';

const below = 'Microsoft\\Windows\\CurrentVersion';
const lists = ['Run', 'RunOnce'] as const;
const machineRoots = ['HKLM\\SOFTWARE', 'HKLM\\SOFTWARE\\WOW6432Node'];
const setupList = 'RunOnce\\Setup';
/** Commands stand in numbered sections, libraries in the key `Depend` of a section. */
const sectionList = 'RunOnceEx';

/**
 * Programs that Windows starts at logon, and what it will run once at the next logon. The latter carry `staged`, because
 * an installer is often among them.
 * Source: learn.microsoft.com, Run and RunOnce Registry Keys; libyal/winreg-kb docs/sources/system-keys/Run-and-RunOnce.md
 * for `RunOnceEx` and `RunOnce\Setup`.
 */
export const startupCommands: Collector = {
  id: 'startup-commands',
  platforms: ['windows'],
  kinds: ['scheduled-task'],
  reads: 'programs started at logon (Run), and what will run once (RunOnce, RunOnceEx)',
  rights: "elevated (administrator), for other users' programs",
  couldHide: 'residue',
  wants: [
    ...[...lists, setupList, sectionList].flatMap((list) =>
      machineRoots.map((root) => `${root}\\${below}\\${list}`),
    ),
    ...lists.map((list) => `HKU\\*\\Software\\${below}\\${list}`),
  ],
  async *collect(ctx) {
    registryOf(ctx);
    for (const root of machineRoots) {
      yield* listed(ctx, root, 'machine');
      yield* commandsOf(ctx, await openKey(ctx, `${root}\\${below}\\${setupList}`), 'machine', true);
      for (const section of await subkeysOf(ctx, await openKey(ctx, `${root}\\${below}\\${sectionList}`))) {
        yield* commandsOf(ctx, section, 'machine', true);
        yield* commandsOf(ctx, await openKey(ctx, `${section.path}\\Depend`), 'machine', true);
      }
    }
    for (const user of await usersOf(ctx)) yield* listed(ctx, `HKU\\${user.sid}\\Software`, scopeOf(user));
  },
};

async function* listed(ctx: CollectContext, root: string, scope: string): AsyncGenerator<Item> {
  for (const list of lists) {
    yield* commandsOf(ctx, await openKey(ctx, `${root}\\${below}\\${list}`), scope, list === 'RunOnce');
  }
}

async function* commandsOf(
  ctx: CollectContext,
  key: RegistryKey | undefined,
  scope: string,
  staged: boolean,
): AsyncGenerator<Item> {
  const values = await valuesOf(ctx, key);
  for (const name of values.names()) {
    const command = values.text(name);
    if (command === undefined || key === undefined) continue;
    yield await commandItem(ctx, {
      collector: 'startup-commands',
      name,
      command: command.replace(/^\|\|/, ''),
      scope,
      origin: `${key.path}\\${name}`,
      staged,
    });
  }
}
