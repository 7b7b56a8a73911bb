import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { programPath } from '../parse/program-path.ts';
import { parseTaskActions } from '../parse/task-actions.ts';
import { parseTask } from '../parse/task-file.ts';
import { windowsText } from '../parse/windows-text.ts';
import { withoutSecrets } from '../parse/without-secrets.ts';
import { isAbsent } from '../presence.ts';
import { listDirectory, orGap } from '../reading.ts';
import { openKey, registryOf, subkeysOf, valuesOf } from '../registry-reading.ts';
import { windowsView } from '../windows-view.ts';

const folder = 'C:/Windows/System32/Tasks';
const cache = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Schedule\\TaskCache\\Tasks';
const maxTaskBytes = 1024 * 1024;
const maxTasks = 10_000;
const maxDepth = 12;
const maxArgumentUnits = 300;

/**
 * Scheduled tasks from their files (XML), and from the registry those of which no file was read: a second view on what
 * Windows itself knows. `name` is the task's path as Windows shows it, `path` its first program; `attributes.fileMissing`
 * says that a task of the registry has no file.
 * Source: learn.microsoft.com, Task Scheduler Schema; libyal/winreg-kb docs/sources/system-keys/Task-scheduler.md.
 */
export const scheduledTasks: Collector = {
  id: 'scheduled-tasks',
  platforms: ['windows'],
  kinds: ['scheduled-task'],
  reads:
    'scheduled tasks with author, program and whether they are enabled; from the registry where a file is missing',
  rights: "elevated (administrator), for most tasks' files",
  couldHide: 'residue',
  wants: [`${folder}/**`, cache],
  async *collect(ctx) {
    registryOf(ctx);
    const seen = new Set<string>();
    let count = 0;
    for await (const file of filesBelow(ctx, folder, maxDepth)) {
      if (++count > maxTasks) {
        ctx.gap('too-large', folder, `more than ${maxTasks} tasks; the others were not read`);
        return;
      }
      const bytes = await orGap(ctx, undefined, () => ctx.host.files.read(file, { maxBytes: maxTaskBytes }));
      if (bytes === undefined) continue;
      seen.add(nameOf(file).toLowerCase());
      yield await taskItem(ctx, file, bytes);
    }
    yield* cachedTasks(ctx, seen);
  },
};

function nameOf(file: string): string {
  return file.slice(folder.length).replaceAll('/', '\\');
}

/** Tasks of the registry of which no file was read. */
async function* cachedTasks(ctx: CollectContext, seen: ReadonlySet<string>): AsyncGenerator<Item> {
  const keys = await subkeysOf(ctx, await openKey(ctx, cache));
  const view = await windowsView(ctx);
  if (keys.length > maxTasks) {
    ctx.gap('too-large', cache, `more than ${maxTasks} tasks; the others were not read`);
  }
  for (const key of keys.slice(0, maxTasks)) {
    const values = await valuesOf(ctx, key);
    const name = values.text('Path');
    if (name === undefined || seen.has(name.toLowerCase())) continue;
    const action = parseTaskActions(values.bytes('Actions') ?? Buffer.alloc(0));
    const path = programPath(action?.command ?? '', ctx.host.live, view).shown;
    const author = values.text('Author');
    const description = values.text('Description');
    const isMissing =
      /^\\[^/:*?"<>|]+$/.test(name) && (await isAbsent(ctx, `${folder}${name.replaceAll('\\', '/')}`));
    yield {
      kind: 'scheduled-task',
      collector: 'scheduled-tasks',
      name: name.slice(0, maxArgumentUnits),
      ...(author && { publisher: author.slice(0, maxArgumentUnits) }),
      ...(path && { path }),
      origin: key.path,
      platform: 'windows',
      attributes: {
        ...(action?.arguments && { arguments: withoutSecrets(action.arguments, maxArgumentUnits) }),
        ...(description && { description: description.slice(0, maxArgumentUnits) }),
        ...(isMissing && { fileMissing: true }),
      },
    };
  }
}

async function* filesBelow(ctx: CollectContext, directory: string, depth: number): AsyncGenerator<string> {
  for (const { name, type } of await listDirectory(ctx, directory)) {
    const path = `${directory}/${name}`;
    if (type === 'file') yield path;
    else if (type !== 'directory') continue;
    else if (depth > 0) yield* filesBelow(ctx, path, depth - 1);
    else ctx.gap('too-large', path, `more than ${maxDepth} folders inside each other; not searched`);
  }
}

async function taskItem(ctx: CollectContext, file: string, bytes: Buffer): Promise<Item> {
  const task = parseTask(windowsText(bytes));
  if (task === undefined) ctx.gap('malformed-source', file, 'the file is no scheduled task');
  const action = task?.commands[0];
  const path = programPath(action?.command ?? '', ctx.host.live, await windowsView(ctx)).shown;
  const more = (task?.commands ?? []).slice(1).map(({ command }) => command);
  return {
    kind: 'scheduled-task',
    collector: 'scheduled-tasks',
    name: nameOf(file),
    ...(task?.author && { publisher: task.author }),
    ...(path && { path }),
    ...(task && { state: task.isEnabled ? 'enabled' : 'disabled' }),
    origin: file,
    platform: 'windows',
    attributes: {
      ...(action?.arguments && { arguments: withoutSecrets(action.arguments, maxArgumentUnits) }),
      ...(more.length > 0 && { morePrograms: more.join('; ').slice(0, maxArgumentUnits) }),
      ...(task?.description && { description: task.description.slice(0, maxArgumentUnits) }),
      ...(task?.isHidden && { hidden: true }),
    },
  };
}
