import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { moduleInfo, moduleOfFile } from '../parse/module-file.ts';
import { listDirectory, orGap, readText } from '../reading.ts';

const maxListBytes = 4 * 1024 * 1024;
const maxConfigBytes = 64 * 1024;
const maxModuleFiles = 2_000;
const maxDepth = 6;
const loadLists = [
  '/etc/modules-load.d',
  '/run/modules-load.d',
  '/usr/local/lib/modules-load.d',
  '/usr/lib/modules-load.d',
];

/**
 * Kernel modules that say something: loaded ones, files outside the kernel's own tree (extra, updates, dkms …), modules
 * that are loaded at boot, and sources of DKMS. The thousands of files that come with a kernel are left out.
 */
export const kernelModules: Collector = {
  id: 'kernel-modules',
  platforms: ['linux'],
  kinds: ['driver'],
  reads:
    "loaded modules, module files outside the kernel's own tree, modules loaded at boot and DKMS sources",
  rights: 'none',
  couldHide: 'residue',
  wants: [
    '/proc/modules',
    '/lib/modules/*/**/*.ko*',
    '/usr/lib/modules/*/**/*.ko*',
    '/etc/modules',
    ...loadLists.map((directory) => `${directory}/*.conf`),
    '/var/lib/dkms/*/*',
    '/usr/src/*/dkms.conf',
  ],
  async *collect(ctx) {
    const loaded = await loadedModules(ctx);
    const release = ctx.host.live ? await runningRelease(ctx) : undefined;
    const withFile = new Set<string>();
    for await (const file of moduleFiles(ctx)) {
      // The file of a loaded module and its line in /proc/modules are one driver.
      const taint = file.release === release ? loaded.get(file.name) : undefined;
      if (taint !== undefined) withFile.add(file.name);
      yield await fileItem(ctx, file, taint);
    }
    for (const [name, taint] of loaded) if (!withFile.has(name)) yield loadedItem(name, taint);
    yield* bootModules(ctx);
    yield* dkmsSources(ctx);
  },
};

interface ModuleFile {
  readonly name: string;
  readonly path: string;
  readonly release: string;
}

/** Loaded modules with their taint letters (proc_modules(5)). No such file: a kernel without modules, which is normal. */
async function loadedModules(ctx: CollectContext): Promise<ReadonlyMap<string, string>> {
  const modules = new Map<string, string>();
  if (!ctx.host.live) return modules;
  for (const line of ((await readText(ctx, '/proc/modules', maxListBytes)) ?? '').split('\n')) {
    const name = line.split(' ', 1)[0];
    if (name) modules.set(name, /\((?<taint>[A-Z+-]+)\)\s*$/.exec(line)?.groups?.['taint'] ?? '');
  }
  return modules;
}

/** The running kernel's release. Where /proc does not even tell that, its silence on modules is no answer either. */
async function runningRelease(ctx: CollectContext): Promise<string | undefined> {
  const release = await readText(ctx, '/proc/sys/kernel/osrelease', 256);
  if (
    release === undefined &&
    (await orGap(ctx, undefined, () => ctx.host.files.stat('/proc/modules'))) === undefined
  ) {
    ctx.gap(
      'missing-source',
      '/proc/modules',
      'this /proc does not show loaded modules; mount the whole of /proc',
    );
  }
  return release?.trim();
}

/** Module files of every installed kernel, but for the subtree `kernel` that comes with it. */
async function* moduleFiles(ctx: CollectContext): AsyncGenerator<ModuleFile> {
  let left = maxModuleFiles;
  const root =
    (await ctx.host.files.stat('/lib/modules')) === undefined ? '/usr/lib/modules' : '/lib/modules';

  async function* walk(directory: string, release: string, depth: number): AsyncGenerator<ModuleFile> {
    for (const entry of await listDirectory(ctx, directory)) {
      const path = `${directory}/${entry.name}`;
      const isTop = depth === 0;
      const name = moduleOfFile(entry.name);
      // depmod follows links to directories; deeper ones are left, because they may lead in circles.
      if (entry.type === 'directory' || (isTop && entry.type === 'symlink' && name === undefined)) {
        if (isTop && ['kernel', 'build', 'source', 'vdso'].includes(entry.name)) continue;
        if (depth < maxDepth) yield* walk(path, release, depth + 1);
        else ctx.gap('too-large', path, `${path} lies too deep; what is in it was not read`);
        continue;
      }
      if (name === undefined) continue;
      if (left-- <= 0) {
        if (left === -1)
          ctx.gap(
            'too-large',
            directory,
            `more than ${maxModuleFiles} module files; the others were not read`,
          );
        return;
      }
      yield { name, path, release };
    }
  }

  for (const { name: release, type } of await listDirectory(ctx, root)) {
    if (type === 'directory' || type === 'symlink') yield* walk(`${root}/${release}`, release, 0);
  }
}

async function fileItem(ctx: CollectContext, file: ModuleFile, taint: string | undefined): Promise<Item> {
  const info = await moduleInfo(ctx, file.path);
  const publisher = info.get('author');
  const description = info.get('description');
  const version = info.get('version');
  const signer = info.get('signer');
  return {
    kind: 'driver',
    collector: 'kernel-modules',
    name: file.name,
    ...(description && { displayName: description }),
    ...(version && { version }),
    ...(publisher && { publisher }),
    ...(signer && { signer }),
    path: file.path,
    state: taint === undefined ? 'installed' : 'loaded',
    origin: file.path,
    platform: 'linux',
    attributes: { kernel: file.release, ...(taint && { taint }) },
  };
}

function loadedItem(name: string, taint: string): Item {
  return {
    kind: 'driver',
    collector: 'kernel-modules',
    name,
    state: 'loaded',
    origin: `/proc/modules#${name}`,
    platform: 'linux',
    ...(taint && { attributes: { taint } }),
  };
}

/** Modules that are loaded at boot: modules-load.d(5), and Debian's /etc/modules. */
async function* bootModules(ctx: CollectContext): AsyncGenerator<Item> {
  const files = ['/etc/modules'];
  for (const directory of loadLists) {
    if (directory.startsWith('/run/') && !ctx.host.live) continue;
    for (const { name } of await listDirectory(ctx, directory)) {
      if (name.endsWith('.conf')) files.push(`${directory}/${name}`);
    }
  }
  const seen = new Set<string>();
  for (const path of files) {
    for (const line of ((await readText(ctx, path, maxConfigBytes)) ?? '').split('\n')) {
      // Parameters may follow the name in /etc/modules.
      const name = /^\s*(?<name>[^\s#;]+)/.exec(line)?.groups?.['name']?.replaceAll('-', '_');
      if (name === undefined || seen.has(name)) continue;
      if (seen.size >= maxModuleFiles) {
        ctx.gap(
          'too-large',
          path,
          `more than ${maxModuleFiles} modules to load at boot; the others were not read`,
        );
        return;
      }
      seen.add(name);
      yield {
        kind: 'driver',
        collector: 'kernel-modules',
        name,
        state: 'enabled',
        origin: path,
        platform: 'linux',
      };
    }
  }
}

/** Sources that DKMS builds modules from: its state tree, and source folders that were never added to it (dkms(8)). */
async function* dkmsSources(ctx: CollectContext): AsyncGenerator<Item> {
  const seen = new Set<string>();
  for (const module of await listDirectory(ctx, '/var/lib/dkms')) {
    if (module.type !== 'directory') continue;
    for (const version of await listDirectory(ctx, `/var/lib/dkms/${module.name}`)) {
      // Beside the versions lie links `kernel-<release>-<arch>` to what is installed.
      if (version.type !== 'directory' || version.name.startsWith('.')) continue;
      seen.add(`${module.name}-${version.name}`);
      yield dkmsItem(module.name, version.name, `/var/lib/dkms/${module.name}/${version.name}`);
    }
  }
  for (const source of await listDirectory(ctx, '/usr/src')) {
    if (source.type !== 'directory' || seen.has(source.name)) continue;
    const path = `/usr/src/${source.name}/dkms.conf`;
    const text = await readText(ctx, path, maxConfigBytes);
    if (text === undefined) continue;
    const name = dkmsValue(text, 'PACKAGE_NAME') ?? source.name.replace(/-[^-]*$/, '');
    yield dkmsItem(name, dkmsValue(text, 'PACKAGE_VERSION'), path);
  }
}

function dkmsItem(name: string, version: string | undefined, origin: string): Item {
  return {
    kind: 'driver',
    collector: 'kernel-modules',
    name,
    ...(version && { version }),
    state: 'installed',
    origin,
    platform: 'linux',
    attributes: { dkms: true },
  };
}

/** dkms.conf is a shell script; only plain assignments are read, and macros such as `#MODULE_VERSION#` are no value. */
function dkmsValue(text: string, key: string): string | undefined {
  const value = new RegExp(`^\\s*${key}=["']?(?<value>[^"'\\s]{1,200})`, 'm').exec(text)?.groups?.['value'];
  return value === undefined || /[#$`]/.test(value) ? undefined : value;
}
