import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { programPath } from '../parse/program-path.ts';
import { parseTask } from '../parse/task-file.ts';
import { windowsText } from '../parse/windows-text.ts';
import { withoutSecrets } from '../parse/without-secrets.ts';
import { listDirectory, orGap } from '../reading.ts';

const folder = 'C:/Windows/System32/Tasks';
const maxTaskBytes = 1024 * 1024;
const maxTasks = 10_000;
const maxDepth = 12;
const maxArgumentUnits = 300;

/**
 * Scheduled tasks from their files (XML). `name` is the task's path as Windows shows it, `path` its first program.
 * Source: learn.microsoft.com, Task Scheduler Schema.
 */
export const scheduledTasks: Collector = {
  id: 'scheduled-tasks',
  platforms: ['windows'],
  kinds: ['scheduled-task'],
  reads: 'scheduled tasks with author, program and whether they are enabled',
  rights: "elevated (administrator), for most tasks' files",
  couldHide: 'residue',
  wants: [`${folder}/**`],
  async *collect(ctx) {
    let count = 0;
    for await (const file of filesBelow(ctx, folder, maxDepth)) {
      if (++count > maxTasks) {
        ctx.gap('too-large', folder, `more than ${maxTasks} tasks; the others were not read`);
        return;
      }
      const bytes = await orGap(ctx, undefined, () => ctx.host.files.read(file, { maxBytes: maxTaskBytes }));
      if (bytes === undefined) continue;
      yield taskItem(ctx, file, bytes);
    }
  },
};

async function* filesBelow(ctx: CollectContext, directory: string, depth: number): AsyncGenerator<string> {
  for (const { name, type } of await listDirectory(ctx, directory)) {
    const path = `${directory}/${name}`;
    if (type === 'file') yield path;
    else if (type !== 'directory') continue;
    else if (depth > 0) yield* filesBelow(ctx, path, depth - 1);
    else ctx.gap('too-large', path, `more than ${maxDepth} folders inside each other; not searched`);
  }
}

function taskItem(ctx: CollectContext, file: string, bytes: Buffer): Item {
  const name = file.slice(folder.length).replaceAll('/', '\\');
  const task = parseTask(windowsText(bytes));
  if (task === undefined) ctx.gap('malformed-source', file, 'the file is no scheduled task');
  const action = task?.commands[0];
  const path = programPath(action?.command ?? '', ctx.host.live).shown;
  const more = (task?.commands ?? []).slice(1).map(({ command }) => command);
  return {
    kind: 'scheduled-task',
    collector: 'scheduled-tasks',
    name,
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
