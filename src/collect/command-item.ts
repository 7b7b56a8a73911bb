import type { Item } from '../model/item.ts';
import type { CollectContext } from './collector.ts';
import { programPath } from './parse/program-path.ts';
import { windowsText } from './parse/windows-text.ts';
import { withoutSecrets } from './parse/without-secrets.ts';
import { orGap } from './reading.ts';
import { windowsView } from './windows-view.ts';

const maxCommandUnits = 300;
const maxScriptBytes = 64 * 1024;
const maxCommands = 500;

/** A command that a Windows will run. */
export interface WindowsCommand {
  readonly collector: string;
  readonly name: string;
  readonly command: string;
  readonly scope: string;
  readonly origin: string;
  /** True where it runs once, or to install something. */
  readonly staged: boolean;
  /** The policy that orders it. */
  readonly policy?: string | undefined;
}

/** A command as an item; options that may carry a password are left out. */
export async function commandItem(ctx: CollectContext, what: WindowsCommand): Promise<Item> {
  const view = await windowsView(ctx);
  const path = programPath(withoutSecrets(what.command, 2000), ctx.host.live, view).shown;
  return {
    kind: 'scheduled-task',
    collector: what.collector,
    name: what.name === '' ? '(default)' : what.name.slice(0, maxCommandUnits),
    ...(path && { path }),
    scope: what.scope,
    origin: what.origin,
    platform: 'windows',
    attributes: {
      command: withoutSecrets(what.command, maxCommandUnits),
      ...(what.policy && { policy: what.policy.slice(0, maxCommandUnits) }),
      ...(what.staged && { staged: true }),
    },
  };
}

/** Lines that are no command, and what a command that starts a program or an installer has in it. */
const noCommand = /^(?:rem(?:\s|$)|::|:\w|echo(?:\s|\.|$)|#|'|\/\/)/i;
const startsProgram =
  /\.(?:exe|msi|msp|mst|msixbundle|msix|appxbundle|appx|cmd|bat|ps1|vbs|js|wsf)(?![\w.])|(?<![\w.])(?:msiexec|winget|choco|start-process|powershell|pwsh|cscript|wscript)(?![\w.])/i;

/** Commands of a script that start a program, in its order, at most 500; each says its line. What is beyond is a gap. */
export async function* scriptCommands(
  ctx: CollectContext,
  collector: string,
  file: string,
): AsyncGenerator<Item> {
  const bytes = await orGap(ctx, undefined, () => ctx.host.files.read(file, { maxBytes: maxScriptBytes }));
  if (bytes === undefined) return;
  let count = 0;
  for (const [index, line] of windowsText(bytes).split(/\r?\n/).entries()) {
    const command = line.trim().replace(/^@/, '');
    if (noCommand.test(command) || !startsProgram.test(command)) continue;
    if (++count > maxCommands) {
      ctx.gap('too-large', file, `more than ${maxCommands} commands; the others were not read`);
      return;
    }
    const name = file.slice(file.lastIndexOf('/') + 1);
    yield await commandItem(ctx, {
      collector,
      name,
      command,
      scope: 'machine',
      origin: `${file}:${index + 1}`,
      staged: true,
    });
  }
}

/** Whether a file's name is that of a script that {@link scriptCommands} can read. */
export function isScript(name: string): boolean {
  return /\.(?:cmd|bat|ps1|vbs)$/i.test(name);
}
