import { baseName } from '../../host/paths.ts';
import type { Item } from '../../model/item.ts';
import type { Collector } from '../collector.ts';
import {
  aptLines,
  aptPreferences,
  aptStanzas,
  type PackageSource,
  repoSections,
} from '../parse/package-source.ts';
import { listDirectory, readText } from '../reading.ts';

const collector = 'package-sources';
const maxFileBytes = 1024 * 1024;
const maxFiles = 1_000;

/** Whose configuration a file is. */
type Manager = 'apt' | 'dnf' | 'zypper';
type Parse = (text: string) => readonly PackageSource[];

const single: readonly (readonly [Manager, string, Parse])[] = [
  ['apt', '/etc/apt/sources.list', aptLines],
  ['apt', '/etc/apt/preferences', aptPreferences],
  ['dnf', '/etc/yum.conf', repoSections],
  ['dnf', '/etc/dnf/dnf.conf', repoSections],
];
const folders: readonly (readonly [Manager, string, RegExp, Parse])[] = [
  ['apt', '/etc/apt/sources.list.d', /\.list$/, aptLines],
  ['apt', '/etc/apt/sources.list.d', /\.sources$/, aptStanzas],
  ['apt', '/etc/apt/preferences.d', /^[\w-]+(?:\.pref)?$/, aptPreferences],
  ['dnf', '/etc/yum.repos.d', /\.repo$/, repoSections],
  ['dnf', '/etc/distro.repos.d', /\.repo$/, repoSections],
  ['zypper', '/etc/zypp/repos.d', /\.repo$/, repoSections],
];

/**
 * Where this system takes its packages from, and preferences for packages of one source. A row is a marker, with
 * `staged` where the source is on: something may be installed from there, nothing says that it was. User names and
 * passwords in addresses are left out.
 * Source: sources.list(5), apt_preferences(5), dnf.conf(5), zypper(8).
 */
export const packageSources: Collector = {
  id: collector,
  platforms: ['linux'],
  kinds: ['marker'],
  reads: 'package sources and preferences of apt, yum, dnf and zypper',
  rights: 'none, unless a source holds a password',
  couldHide: 'residue',
  wants: [...single.map(([, path]) => path), ...new Set(folders.map(([, folder]) => `${folder}/*`))],
  async *collect(ctx) {
    for (const [manager, file, parse] of single) {
      const text = await readText(ctx, file, maxFileBytes);
      for (const source of parse(text ?? '')) yield sourceItem(manager, file, source);
    }
    for (const [manager, folder, wanted, parse] of folders) {
      const files = (await listDirectory(ctx, folder)).filter(
        ({ name, type }) => type !== 'directory' && wanted.test(name),
      );
      if (files.length > maxFiles) {
        ctx.gap('too-large', folder, `more than ${maxFiles} files; the others were not read`);
      }
      for (const { name } of files.slice(0, maxFiles)) {
        const file = `${folder}/${name}`;
        const text = await readText(ctx, file, maxFileBytes);
        for (const source of parse(text ?? '')) yield sourceItem(manager, file, source);
      }
    }
  },
};

function sourceItem(manager: Manager, file: string, source: PackageSource): Item {
  return {
    kind: 'marker',
    collector,
    name: baseName(file),
    ...(source.name && { displayName: source.name.slice(0, 300) }),
    path: file,
    state: source.enabled ? 'enabled' : 'disabled',
    origin: `${file}:${source.line}`,
    platform: 'linux',
    attributes: {
      packageSource: manager,
      location: source.location,
      ...(source.packages && { packages: source.packages.slice(0, 300) }),
      ...(source.enabled && { staged: true }),
    },
  };
}
