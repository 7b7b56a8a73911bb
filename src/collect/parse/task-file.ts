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

const maxUnits = 1000;
const maxActions = 32;

/**
 * Text of a task file: UTF-16 with a byte order mark as Windows writes it, else UTF-8. Source: learn.microsoft.com, Task
 * Scheduler Schema.
 */
export function taskText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

/** Reads the few elements that matter; undefined where the text is no task. Takes time linear in the text. */
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
  for (const part of actions.split(/<Exec[\s>]/).slice(1, 1 + maxActions)) {
    const end = part.indexOf('</Exec>');
    const exec = end < 0 ? part : part.slice(0, end);
    const command = element(exec, 'Command');
    const args = element(exec, 'Arguments');
    if (command !== undefined) commands.push({ command, ...(args && { arguments: args }) });
  }
  return commands;
}

/** What stands inside the first element of a name. */
function between(xml: string, name: string): string | undefined {
  const open = new RegExp(`<${name}(?:\\s[^<>]{0,500})?>`).exec(xml);
  if (open === null) return undefined;
  const from = open.index + open[0].length;
  const to = xml.indexOf(`</${name}>`, from);
  return to < 0 ? undefined : xml.slice(from, to);
}

function element(xml: string, name: string): string | undefined {
  const text = between(xml, name)?.slice(0, maxUnits).trim();
  return text === undefined || text === ''
    ? undefined
    : text.replace(/&(lt|gt|amp|quot|apos|#\d{1,7});/g, decode);
}

function decode(entity: string, name: string): string {
  if (!name.startsWith('#')) return entities[name] ?? entity;
  const code = Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
