import type { ItemState } from '../../../model/vocabulary.ts';
import { dateOf, present, textAt } from '../fields.ts';
import type { Fields } from '../importer.ts';
import { named, type OsqueryTable } from './osquery-table.ts';

/** Rows of `deb_packages`. */
export const debPackages: OsqueryTable = {
  kinds: ['software'],
  marks: ['maintainer', 'admindir', 'revision', 'priority', 'section'],
  item: (row) => {
    const status = textAt(row, 'status');
    const word = status?.split(/\s+/).at(-1);
    if (word === 'not-installed') return undefined;
    return named(row, 'name', {
      kind: 'software',
      collector: 'dpkg',
      publisher: textAt(row, 'maintainer'),
      state:
        word === 'config-files'
          ? 'config-files'
          : /^half|^unpacked/.test(word ?? '')
            ? 'half-installed'
            : 'installed',
      platform: 'linux',
      attributes: present({ architecture: textAt(row, 'arch'), dpkgStatus: status }),
    });
  },
};

/** Rows of `rpm_packages`. */
export const rpmPackages: OsqueryTable = {
  kinds: ['software'],
  marks: ['release', 'epoch', 'sha1', 'package_group', 'install_time', 'vendor'],
  item: (row) => {
    const version = textAt(row, 'version');
    const release = textAt(row, 'release');
    const epoch = textAt(row, 'epoch');
    return named(row, 'name', {
      kind: 'software',
      collector: 'rpm',
      version:
        version === undefined
          ? undefined
          : `${epoch && epoch !== '0' ? `${epoch}:` : ''}${version}${release ? `-${release}` : ''}`,
      publisher: textAt(row, 'vendor'),
      installedAt: dateOf(textAt(row, 'install_time')),
      state: 'installed',
      platform: 'linux',
      attributes: present({ architecture: textAt(row, 'arch') }),
    });
  },
};

/** Rows of `systemd_units`. */
export const systemdUnits: OsqueryTable = {
  kinds: ['service'],
  marks: ['active_state', 'sub_state', 'load_state', 'fragment_path', 'unit_file_state'],
  item: (row) => {
    // A unit that others only mention has no file and is none.
    if (textAt(row, 'load_state') === 'not-found') return undefined;
    return named(row, 'id', {
      kind: 'service',
      state: unitState(row),
      platform: 'linux',
      attributes: present({ unitFile: textAt(row, 'fragment_path') }),
    });
  },
};

/** Rows of `kernel_modules`. */
export const kernelModules: OsqueryTable = {
  kinds: ['driver'],
  marks: ['used_by', 'address'],
  item: (row) => named(row, 'name', { kind: 'driver', state: 'loaded', platform: 'linux' }),
};

function unitState(row: Fields): ItemState {
  if (textAt(row, 'load_state') === 'masked') return 'masked';
  const active = textAt(row, 'active_state');
  if (active === 'failed') return 'failed';
  if (active === 'active' && textAt(row, 'sub_state') === 'running') return 'running';
  const file = textAt(row, 'unit_file_state');
  if (file === 'disabled' || file === 'masked') return file;
  if (active !== undefined) return 'stopped';
  return file?.startsWith('enabled') ? 'enabled' : 'static';
}
