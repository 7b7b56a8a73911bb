import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { commandItem, isScript, scriptCommands } from '../command-item.ts';
import { plainPath } from '../parse/program-path.ts';
import { windowsText } from '../parse/windows-text.ts';
import { each, element } from '../parse/xml.ts';
import { listDirectory, orGap } from '../reading.ts';
import { openKey, registryOf, valuesOf } from '../registry-reading.ts';
import { windowsView } from '../windows-view.ts';

const collector = 'setup-commands';
const scripts = 'C:/Windows/Setup/Scripts';
const setupKey = 'HKLM\\SYSTEM\\Setup';
const answerFiles = [
  'C:/Windows/Panther/Unattend/unattend.xml',
  'C:/Windows/Panther/Unattend/autounattend.xml',
  'C:/Windows/Panther/unattend.xml',
  'C:/Windows/Panther/autounattend.xml',
  'C:/Windows/System32/Sysprep/unattend.xml',
  'C:/Windows/System32/Sysprep/Panther/unattend.xml',
  'C:/unattend.xml',
  'C:/autounattend.xml',
];
const maxScripts = 50;
const maxAnswerBytes = 1024 * 1024;
const maxCommands = 500;

/** Commands of an answer file: the element that holds each, and the element with the command line in it. */
const commandElements = [
  ['RunSynchronousCommand', 'Path'],
  ['RunAsynchronousCommand', 'Path'],
  ['SynchronousCommand', 'CommandLine'],
  ['AsynchronousCommand', 'CommandLine'],
] as const;

/**
 * What runs when Windows is set up or first started: the scripts of setup, commands of answer files (also of the copy
 * that setup keeps, which a prepared image runs again), and the command that stands in for the logon. All carry `staged`.
 * Source: learn.microsoft.com, "Add a custom script to Windows Setup", "Windows Setup Automation Overview" and the
 * unattend reference (FirstLogonCommands, RunSynchronous); Microsoft KB 939857 and social.technet.microsoft.com for
 * `CmdLine` and `SetupType`.
 */
export const setupCommands: Collector = {
  id: collector,
  platforms: ['windows'],
  kinds: ['scheduled-task'],
  reads:
    'what runs when Windows is set up or first started: setup scripts, commands of answer files, the setup command',
  rights: 'elevated (administrator), for answer files',
  couldHide: 'residue',
  wants: [`${scripts}/*`, ...answerFiles, setupKey],
  async *collect(ctx) {
    registryOf(ctx);
    const files = (await listDirectory(ctx, scripts)).filter(
      ({ type, name }) => type === 'file' && isScript(name),
    );
    if (files.length > maxScripts) {
      ctx.gap('too-large', scripts, `more than ${maxScripts} scripts; the others were not read`);
    }
    for (const { name } of files.slice(0, maxScripts))
      yield* scriptCommands(ctx, collector, `${scripts}/${name}`);
    const setup = await valuesOf(ctx, await openKey(ctx, setupKey));
    const view = await windowsView(ctx);
    const pointer = plainPath(setup.text('UnattendFile') ?? '', ctx.host.live, view).file;
    const known = answerFiles.map((file) => file.toLowerCase());
    const more = pointer === undefined || known.includes(pointer.toLowerCase()) ? [] : [pointer];
    for (const file of [...answerFiles, ...more]) yield* answers(ctx, file);
    const command = setup.text('CmdLine');
    if (command === undefined || setup.number('SetupType') === 0) return;
    yield await staged(ctx, 'CmdLine', command, `${setupKey}\\CmdLine`);
  },
};

async function* answers(ctx: CollectContext, file: string): AsyncGenerator<Item> {
  const bytes = await orGap(ctx, undefined, () => ctx.host.files.read(file, { maxBytes: maxAnswerBytes }));
  if (bytes === undefined) return;
  const text = windowsText(bytes);
  if (!/<unattend[\s>]/.test(text)) {
    ctx.gap('malformed-source', file, 'the file is no answer file');
    return;
  }
  for (const [holder, line] of commandElements) {
    const commands = each(text, holder, maxCommands + 1);
    if (commands.length > maxCommands) {
      ctx.gap('too-large', file, `more than ${maxCommands} commands; the others were not read`);
    }
    for (const part of commands.slice(0, maxCommands)) {
      const command = element(part, line);
      if (command !== undefined) yield await staged(ctx, holder, command, file);
    }
  }
}

function staged(ctx: CollectContext, name: string, command: string, origin: string): Promise<Item> {
  return commandItem(ctx, { collector, name, command, scope: 'machine', origin, staged: true });
}
