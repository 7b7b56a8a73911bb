import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { commandItem, isScript, scriptCommands } from '../command-item.ts';
import { windowsText } from '../parse/windows-text.ts';
import { listDirectory, orGap } from '../reading.ts';
import { openKey, registryOf, subkeysOf, valuesOf } from '../registry-reading.ts';

const collector = 'policy-scripts';
const registryList = 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Group Policy\\Scripts\\Startup';
const local = 'C:/Windows/System32/GroupPolicy/Machine/Scripts';
/** Copies of the policies of the domain. */
const kept = 'C:/Windows/System32/GroupPolicy/DataStore/*/sysvol/*/Policies/*/Machine/Scripts';
const maxIniBytes = 256 * 1024;
const maxFolders = 200;
const maxScripts = 50;
const maxCommands = 500;

/**
 * Scripts that group policy runs at every start of the machine, as the registry and the policies' own files name them,
 * and what the scripts that lie on this disk start. A script that installs something puts it back after its removal, so
 * all carry `staged`. Scripts on a server are named and not read.
 * Source: [MS-GPSCR] 2.2.2 Scripts.ini Syntax; for the registry and the kept copies public listings of such keys and of
 * gpresult.
 */
export const policyScripts: Collector = {
  id: collector,
  platforms: ['windows'],
  kinds: ['scheduled-task'],
  reads: 'scripts that group policy runs when the machine starts, and the programs that they start',
  rights: 'elevated (administrator)',
  couldHide: 'residue',
  wants: [
    registryList,
    ...[local, kept].flatMap((folder) => [
      `${folder}/scripts.ini`,
      `${folder}/psscripts.ini`,
      `${folder}/Startup/*`,
    ]),
  ],
  async *collect(ctx) {
    registryOf(ctx);
    yield* listedScripts(ctx);
    const folders = (await orGap(ctx, undefined, () => ctx.host.files.glob(kept))) ?? [];
    if (folders.length > maxFolders) {
      ctx.gap('too-large', kept, `more than ${maxFolders} policies with scripts; the others were not read`);
    }
    for (const folder of [local, ...folders.slice(0, maxFolders)]) {
      for (const name of ['scripts.ini', 'psscripts.ini']) yield* iniCommands(ctx, `${folder}/${name}`);
      yield* scriptTexts(ctx, `${folder}/Startup`);
    }
  },
};

async function* listedScripts(ctx: CollectContext): AsyncGenerator<Item> {
  for (const policy of await subkeysOf(ctx, await openKey(ctx, registryList))) {
    const title = (await valuesOf(ctx, policy)).text('DisplayName');
    for (const script of await subkeysOf(ctx, policy)) {
      const values = await valuesOf(ctx, script);
      const path = values.text('Script');
      if (path === undefined) continue;
      yield await staged(ctx, path, values.text('Parameters'), script.path, title);
    }
  }
}

/** Numbered pairs below `[Startup]`: `0CmdLine=`, `0Parameters=`. */
async function* iniCommands(ctx: CollectContext, file: string): AsyncGenerator<Item> {
  const bytes = await orGap(ctx, undefined, () => ctx.host.files.read(file, { maxBytes: maxIniBytes }));
  if (bytes === undefined) return;
  let isStartup = false;
  const lines = new Map<string, string>();
  for (const line of windowsText(bytes).split(/\r?\n/)) {
    const section = /^\s*\[\s*(?<name>\w{1,40})\s*\]/.exec(line)?.groups?.['name'];
    if (section !== undefined) isStartup = section.toLowerCase() === 'startup';
    const pair = /^\s*(?<name>\d{1,5}(?:CmdLine|Parameters))\s*=(?<value>.*)$/i.exec(line)?.groups;
    if (isStartup && pair !== undefined)
      lines.set((pair['name'] ?? '').toLowerCase(), (pair['value'] ?? '').trim());
  }
  const commands = [...lines].filter(([name, value]) => name.endsWith('cmdline') && value !== '');
  if (commands.length > maxCommands) {
    ctx.gap('too-large', file, `more than ${maxCommands} scripts; the others were not read`);
  }
  for (const [name, command] of commands.slice(0, maxCommands)) {
    yield await staged(ctx, command, lines.get(name.replace('cmdline', 'parameters')), file, undefined);
  }
}

async function* scriptTexts(ctx: CollectContext, folder: string): AsyncGenerator<Item> {
  const files = (await listDirectory(ctx, folder)).filter(
    ({ type, name }) => type === 'file' && isScript(name),
  );
  if (files.length > maxScripts) {
    ctx.gap('too-large', folder, `more than ${maxScripts} scripts; the others were not read`);
  }
  for (const { name } of files.slice(0, maxScripts))
    yield* scriptCommands(ctx, collector, `${folder}/${name}`);
}

function staged(
  ctx: CollectContext,
  script: string,
  parameters: string | undefined,
  origin: string,
  policy: string | undefined,
): Promise<Item> {
  const name = script.replace(/^.*[\\/]/, '').replace(/^"|"$/g, '');
  const command = [script, parameters].filter(Boolean).join(' ');
  return commandItem(ctx, { collector, name, command, scope: 'machine', origin, staged: true, policy });
}
