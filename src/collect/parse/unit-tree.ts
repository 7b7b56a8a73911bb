import { baseName, linkTarget, parentOf } from '../../host/paths.ts';
import type { CollectContext } from '../collector.ts';
import { listDirectory, orGap } from '../reading.ts';

const maxUnits = 10_000;
/** More drop-ins of one unit than these say nothing new. */
const maxDropIns = 100;

/**
 * Where system units are looked for, the first hit wins (systemd.unit(5), "UNIT FILE LOAD PATH"). What lies below /run
 * is made at run time and counts only on a live host. /lib is a link to /usr/lib on merged systems.
 */
export const unitDirectories: readonly string[] = [
  '/etc/systemd/system.control',
  '/run/systemd/system.control',
  '/run/systemd/transient',
  '/run/systemd/generator.early',
  '/etc/systemd/system',
  '/etc/systemd/system.attached',
  '/run/systemd/system',
  '/run/systemd/system.attached',
  '/run/systemd/generator',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
  '/run/systemd/generator.late',
];

/** A service's unit file, or a link in its place. */
export interface UnitEntry {
  readonly name: string;
  readonly path: string;
  /** Where a link leads, as a path; undefined for a file. */
  readonly target?: string;
}

/** Everything that the directories say of services, before any unit file is read. */
export interface UnitTree {
  /** Services by name, in search order. */
  readonly units: ReadonlyMap<string, UnitEntry>;
  /** Links with another name than the unit they lead to: alias to unit. `enables` where an administrator made it. */
  readonly aliases: readonly { readonly alias: string; readonly unit: string; readonly enables: boolean }[];
  /** Links in `*.wants` and `*.requires`, by unit name. */
  readonly wanted: ReadonlyMap<string, string>;
  /** Names of drop-in files by unit. */
  readonly dropIns: ReadonlyMap<string, readonly string[]>;
}

/** Lists the search path for services. Every failure is a gap, and the other directories are still listed. */
export async function listUnits(ctx: CollectContext): Promise<UnitTree> {
  const units = new Map<string, UnitEntry>();
  const aliases: { alias: string; unit: string; enables: boolean }[] = [];
  const wanted = new Map<string, string>();
  const dropIns = new Map<string, string[]>();
  const lib = await orGap(ctx, undefined, () => ctx.host.files.readLink('/lib'));
  const merged = lib !== undefined && linkTarget('/lib', lib) === '/usr/lib';
  for (const directory of unitDirectories) {
    if (directory.startsWith('/run/') && !ctx.host.live) continue;
    if (merged && directory.startsWith('/lib/')) continue;
    for (const { name, type } of await listDirectory(ctx, directory)) {
      const path = `${directory}/${name}`;
      if (type === 'directory' || (type === 'symlink' && /\.(wants|requires|d)$/.test(name))) {
        if (name.endsWith('.wants') || name.endsWith('.requires')) await addWanted(ctx, path, wanted);
        else if (name.endsWith('.service.d')) await addDropIns(ctx, path, dropIns);
        continue;
      }
      if (!name.endsWith('.service')) continue;
      if (units.size + aliases.length >= maxUnits) {
        ctx.gap('too-large', directory, `more than ${maxUnits} services; the others were not read`);
        return { units, aliases, wanted, dropIns };
      }
      const text =
        type === 'symlink' ? await orGap(ctx, undefined, () => ctx.host.files.readLink(path)) : undefined;
      const target = text === undefined ? undefined : linkTarget(path, text);
      if (target !== undefined && isAlias(name, target)) {
        aliases.push({
          alias: name,
          unit: baseName(target),
          enables: !/^\/(usr\/(local\/)?)?lib\//.test(directory),
        });
      } else if (!units.has(name)) units.set(name, { name, path, ...(target !== undefined && { target }) });
    }
  }
  return { units, aliases, wanted, dropIns };
}

/**
 * A link to another service's unit file gives that unit a second name. Only in the search path: a file elsewhere is
 * known by the link's name alone (systemctl(1), "link").
 */
function isAlias(name: string, target: string): boolean {
  const unit = baseName(target);
  return unit.endsWith('.service') && unit !== name && unitDirectories.includes(parentOf(target));
}

async function addWanted(ctx: CollectContext, directory: string, wanted: Map<string, string>): Promise<void> {
  for (const { name } of await listDirectory(ctx, directory)) {
    if (!name.endsWith('.service') || wanted.has(name)) continue;
    if (wanted.size >= maxUnits) {
      ctx.gap(
        'too-large',
        directory,
        `more than ${maxUnits} links that start services; the others were not read`,
      );
      return;
    }
    wanted.set(name, `${directory}/${name}`);
  }
}

async function addDropIns(
  ctx: CollectContext,
  directory: string,
  dropIns: Map<string, string[]>,
): Promise<void> {
  const unit = baseName(directory).slice(0, -'.d'.length);
  const names = dropIns.get(unit) ?? [];
  for (const { name } of await listDirectory(ctx, directory)) {
    if (name.endsWith('.conf') && names.length < maxDropIns) names.push(name);
  }
  if (names.length > 0) dropIns.set(unit, names);
}
