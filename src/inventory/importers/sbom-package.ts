import { entryOf, present } from './fields.ts';
import type { Draft } from './importer.ts';
import { parsePurl } from './purl.ts';

/**
 * Package types of operating systems, with the collector of ours that reads the same source, because rules tell packages
 * of one manager from those of another by it, and the platform where the type has only one.
 */
const systemTypes: Readonly<Record<string, { readonly collector?: string; readonly platform?: 'linux' }>> = {
  deb: { collector: 'dpkg', platform: 'linux' },
  rpm: { collector: 'rpm', platform: 'linux' },
  apk: { collector: 'apk', platform: 'linux' },
  alpm: { collector: 'pacman', platform: 'linux' },
  ebuild: { collector: 'portage', platform: 'linux' },
  nix: { collector: 'nix', platform: 'linux' },
  brew: { collector: 'homebrew' },
  snap: { collector: 'snap', platform: 'linux' },
  flatpak: { collector: 'flatpak', platform: 'linux' },
  generic: {},
};

/** What a bill of materials says of one package. */
export interface SbomPackage {
  readonly at: string;
  readonly ref?: string | undefined;
  readonly name: string | undefined;
  readonly version?: string | undefined;
  readonly publisher?: string | undefined;
  readonly path?: string | undefined;
  readonly purl?: string | undefined;
  /** The tool's own word for the type of package, where there is no package URL. */
  readonly type?: string | undefined;
  readonly architecture?: string | undefined;
}

/**
 * The item of a package, or what is missing. A package of a language (npm, PyPI …) is named by its package URL
 * (`pkg:npm/kesl`): it is another thing than a package of the system of the same name, and no rule may take it for that.
 */
export function sbomItem(found: SbomPackage): Draft | string {
  const purl = parsePurl(found.purl);
  const type = purl?.type ?? found.type?.toLowerCase();
  const name = found.name ?? purl?.name;
  if (name === undefined) return 'a package without a name';
  const system = type === undefined ? {} : entryOf(systemTypes, type);
  const architecture = found.architecture ?? purl?.qualifiers['arch'];
  const version = found.version ?? purl?.version;
  const epoch = purl?.qualifiers['epoch'];
  return {
    kind: 'software',
    name:
      system === undefined
        ? `pkg:${type}/${purl?.namespace ? `${purl.namespace}/` : ''}${purl?.name ?? name}`
        : name,
    at: found.at,
    state: 'installed',
    ...present({
      collector: system?.collector,
      displayName: system === undefined ? name : undefined,
      version:
        type === 'rpm' &&
        epoch !== undefined &&
        epoch !== '0' &&
        version !== undefined &&
        !version.includes(':')
          ? `${epoch}:${version}`
          : version,
      publisher: found.publisher,
      path: system === undefined ? undefined : found.path,
      ref: found.ref,
      platform: system?.platform,
    }),
    attributes: present({ packageType: type, architecture }),
  };
}

/** Type words of package managers that are not written like their package URL types. */
export const typeWords: Readonly<Record<string, string>> = {
  dpkg: 'deb',
  debian: 'deb',
  pacman: 'alpm',
  portage: 'ebuild',
  homebrew: 'brew',
};
