import type { Item } from '../../model/item.ts';
import type { ItemState } from '../../model/vocabulary.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { runningUnits } from '../parse/running-units.ts';
import { execProgram, parseUnitFile, templateOf, type UnitKeys } from '../parse/unit-file.ts';
import { listUnits, type UnitEntry, type UnitTree, unitDirectories } from '../parse/unit-tree.ts';
import { isAbsent, pidFileAlive } from '../presence.ts';
import { readText } from '../reading.ts';

const maxUnitBytes = 64 * 1024;
const noKeys: UnitKeys = new Map();

/** How a unit comes to start; the words of systemctl(1), "is-enabled". */
type Enabled = 'enabled' | 'disabled' | 'static' | 'masked';

/**
 * Services of systemd, from the unit files and links themselves. Enabled is what links say (the [Install] section only
 * tells `disabled` from `static`); running is what control groups say.
 */
export const systemdUnits: Collector = {
  id: 'systemd-units',
  platforms: ['linux'],
  kinds: ['service'],
  reads: 'services of systemd from unit files, links and, live, control groups; systemctl is never called',
  rights: 'none',
  couldHide: 'active',
  wants: unitDirectories.flatMap((directory) => [
    `${directory}/*.service`,
    `${directory}/*.wants/*`,
    `${directory}/*.requires/*`,
    `${directory}/*.service.d/*.conf`,
  ]),
  async *collect(ctx) {
    const tree = await listUnits(ctx);
    const links = linksOf(tree);
    const running = await runningUnits(ctx);
    for (const unit of tree.units.values()) yield await unitItem(ctx, unit, tree, links, running);
    yield* danglingLinks(tree);
  },
};

/** What links say of units, by unit name. */
interface Links {
  readonly enabled: ReadonlySet<string>;
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  readonly instances: ReadonlyMap<string, readonly string[]>;
}

function linksOf(tree: UnitTree): Links {
  const enabled = new Set<string>();
  const aliases = new Map<string, string[]>();
  const instances = new Map<string, string[]>();
  for (const name of tree.wanted.keys()) {
    enabled.add(name);
    const template = templateOf(name);
    if (template === undefined || tree.units.has(name)) continue;
    enabled.add(template);
    append(instances, template, name);
  }
  for (const { alias, unit, enables } of tree.aliases) {
    // An alias that is wanted starts its unit just as well.
    if (enables || tree.wanted.has(alias)) enabled.add(unit);
    append(aliases, unit, alias);
  }
  return { enabled, aliases, instances };
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

async function unitItem(
  ctx: CollectContext,
  unit: UnitEntry,
  tree: UnitTree,
  links: Links,
  running: ReadonlySet<string> | undefined,
): Promise<Item> {
  const { name } = unit;
  const text = unit.target === '/dev/null' ? '' : await readText(ctx, unit.path, maxUnitBytes);
  const keys = text ? parseUnitFile(text) : noKeys;
  const enabled = enabledState(text, links.enabled.has(name), keys);
  const program = execProgram(keys.get('Service.ExecStart')?.[0] ?? '');
  const isPath = program?.startsWith('/') === true;
  const description = keys.get('Unit.Description')?.[0];
  const aliases = links.aliases.get(name)?.join(' ');
  const instances = links.instances.get(name)?.join(' ');
  const dropIns = tree.dropIns.get(name)?.join(' ');
  const state = (await isRunning(ctx, name, keys, running))
    ? 'running'
    : restState(enabled, running !== undefined);
  const linkedTo = unit.target === '/dev/null' ? undefined : unit.target;
  const missing = isPath && !program.includes('%') && (await isAbsent(ctx, program));
  const dangling = linkedTo !== undefined && text === undefined && (await isAbsent(ctx, unit.path));
  return {
    kind: 'service',
    collector: 'systemd-units',
    name,
    ...(description && { displayName: description.slice(0, 300) }),
    ...(isPath && { path: program }),
    ...(state && { state }),
    origin: unit.path,
    platform: 'linux',
    attributes: {
      ...(enabled && { enabled }),
      ...(program && !isPath && { program }),
      ...(missing && { programMissing: true }),
      ...(linkedTo && { linkedTo }),
      ...(dangling && { danglingLink: true }),
      ...(aliases && { aliases: aliases.slice(0, 1000) }),
      ...(instances && { instances: instances.slice(0, 1000) }),
      ...(dropIns && { dropIns: dropIns.slice(0, 1000) }),
    },
  };
}

/** Undefined where only the unit file could tell, and it cannot be read. */
function enabledState(text: string | undefined, linked: boolean, keys: UnitKeys): Enabled | undefined {
  if (text === '') return 'masked';
  if (linked) return 'enabled';
  if (text === undefined) return undefined;
  return [...keys.keys()].some((key) => key.startsWith('Install.')) ? 'disabled' : 'static';
}

/** State of a service without a process: on a booted system it is stopped, elsewhere only its start is known. */
function restState(enabled: Enabled | undefined, booted: boolean): ItemState | undefined {
  return booted && enabled !== 'masked' ? 'stopped' : enabled;
}

async function isRunning(
  ctx: CollectContext,
  name: string,
  keys: UnitKeys,
  running: ReadonlySet<string> | undefined,
): Promise<boolean> {
  if (!ctx.host.live) return false;
  if (running?.has(name)) return true;
  if (name.endsWith('@.service') && running !== undefined) {
    for (const unit of running) if (templateOf(unit) === name) return true;
  }
  const pidFile = keys.get('Service.PIDFile')?.[0];
  return pidFile === undefined
    ? false
    : pidFileAlive(ctx, pidFile.startsWith('/') ? pidFile : `/run/${pidFile}`);
}

/** Links that start a unit which is nowhere: what a removed service leaves behind. */
function* danglingLinks(tree: UnitTree): Generator<Item> {
  const known = new Set([...tree.units.keys(), ...tree.aliases.map(({ alias }) => alias)]);
  for (const [name, path] of tree.wanted) {
    if (known.has(name) || known.has(templateOf(name) ?? name)) continue;
    yield {
      kind: 'service',
      collector: 'systemd-units',
      name,
      state: 'disabled',
      origin: path,
      platform: 'linux',
      attributes: { enabled: 'disabled', danglingLink: true },
    };
  }
  for (const { alias, unit } of tree.aliases) {
    if (known.has(unit) || known.has(templateOf(unit) ?? unit)) continue;
    yield {
      kind: 'service',
      collector: 'systemd-units',
      name: unit,
      state: 'disabled',
      origin: alias,
      platform: 'linux',
      attributes: { enabled: 'disabled', danglingLink: true },
    };
  }
}
