import { between, each, element } from './xml.ts';

/** What a scheduled task runs, as far as an inventory needs it. */
export interface TaskFacts {
  readonly author?: string;
  readonly description?: string;
  /** Command of each `Exec` action, with its arguments. */
  readonly commands: readonly { readonly command: string; readonly arguments?: string }[];
  /** False where the task itself, or its settings, are switched off. */
  readonly isEnabled: boolean;
  readonly isHidden: boolean;
}

const maxActions = 32;

/**
 * Reads the few elements that matter; undefined where the text is no task. Takes time linear in the text.
 * Source: learn.microsoft.com, Task Scheduler Schema.
 */
export function parseTask(xml: string): TaskFacts | undefined {
  const task = /<Task[\s>]/.exec(xml);
  if (task === null) return undefined;
  const registration = between(xml, 'RegistrationInfo') ?? '';
  const settings = between(xml, 'Settings') ?? '';
  const author = element(registration, 'Author');
  const description = element(registration, 'Description');
  return {
    ...(author && { author }),
    ...(description && { description }),
    commands: commandsOf(between(xml, 'Actions') ?? ''),
    isEnabled: element(settings, 'Enabled')?.toLowerCase() !== 'false',
    isHidden: element(settings, 'Hidden')?.toLowerCase() === 'true',
  };
}

function commandsOf(actions: string): { command: string; arguments?: string }[] {
  const commands = [];
  for (const exec of each(actions, 'Exec', maxActions)) {
    const command = element(exec, 'Command');
    const args = element(exec, 'Arguments');
    if (command !== undefined) commands.push({ command, ...(args && { arguments: args }) });
  }
  return commands;
}
