import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { programPath } from '../parse/program-path.ts';
import { withoutSecrets } from '../parse/without-secrets.ts';
import { readText } from '../reading.ts';
import { openKey, registryOf, scopeOf, usersOf, valuesOf } from '../registry-reading.ts';

const below = 'Microsoft\\Windows\\CurrentVersion';
const lists = ['Run', 'RunOnce'] as const;
const machineRoots = ['HKLM\\SOFTWARE', 'HKLM\\SOFTWARE\\WOW6432Node'];
const setupScript = 'C:/Windows/Setup/Scripts/SetupComplete.cmd';
const maxScriptBytes = 64 * 1024;
const maxLines = 500;
const maxCommandUnits = 300;

/**
 * Programs that Windows starts at logon, and what it will run once: at the next logon, or when its setup ends. The latter
 * carry `staged`, because an installer is often among them.
 * Source: learn.microsoft.com, Run and RunOnce Registry Keys; Add a Custom Script to Windows Setup.
 */
export const startupCommands: Collector = {
  id: 'startup-commands',
  platforms: ['windows'],
  kinds: ['scheduled-task'],
  reads:
    'programs started at logon (Run), and what will run once: RunOnce and the script at the end of setup',
  rights: "elevated (administrator), for other users' programs",
  couldHide: 'residue',
  wants: [
    ...lists.flatMap((list) => machineRoots.map((root) => `${root}\\${below}\\${list}`)),
    ...lists.map((list) => `HKU\\*\\Software\\${below}\\${list}`),
    setupScript,
  ],
  async *collect(ctx) {
    registryOf(ctx);
    for (const root of machineRoots) yield* listed(ctx, root, 'machine');
    for (const user of await usersOf(ctx)) yield* listed(ctx, `HKU\\${user.sid}\\Software`, scopeOf(user));
    yield* setupCommands(ctx);
  },
};

async function* listed(ctx: CollectContext, root: string, scope: string): AsyncGenerator<Item> {
  for (const list of lists) {
    const key = await openKey(ctx, `${root}\\${below}\\${list}`);
    const values = await valuesOf(ctx, key);
    for (const name of values.names()) {
      const command = values.text(name);
      if (command === undefined || key === undefined) continue;
      yield commandItem(ctx, name, command, scope, `${key.path}\\${name}`, list === 'RunOnce');
    }
  }
}

async function* setupCommands(ctx: CollectContext): AsyncGenerator<Item> {
  const lines = (await readText(ctx, setupScript, maxScriptBytes))?.split(/\r?\n/) ?? [];
  if (lines.length > maxLines) {
    ctx.gap('too-large', setupScript, `more than ${maxLines} lines; the others were not read`);
  }
  for (const [index, line] of lines.slice(0, maxLines).entries()) {
    const command = line.trim().replace(/^@/, '');
    if (command === '' || /^(?:rem(?:\s|$)|::|echo(?:\s|\.|$))/i.test(command)) continue;
    yield commandItem(ctx, 'SetupComplete.cmd', command, 'machine', `${setupScript}:${index + 1}`, true);
  }
}

function commandItem(
  ctx: CollectContext,
  name: string,
  command: string,
  scope: string,
  origin: string,
  staged: boolean,
): Item {
  const path = programPath(withoutSecrets(command, 2000), ctx.host.live).shown;
  return {
    kind: 'scheduled-task',
    collector: 'startup-commands',
    name: name === '' ? '(default)' : name.slice(0, maxCommandUnits),
    ...(path && { path }),
    scope,
    origin,
    platform: 'windows',
    attributes: { command: withoutSecrets(command, maxCommandUnits), ...(staged && { staged: true }) },
  };
}
