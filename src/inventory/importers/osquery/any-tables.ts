import { present, textAt } from '../fields.ts';
import { made, named, type OsqueryTable } from './osquery-table.ts';

/** Rows of `chrome_extensions`. */
export const chromeExtensions: OsqueryTable = {
  kinds: ['browser-extension'],
  marks: ['browser_type', 'profile_path', 'from_webstore', 'referenced_identifier'],
  item: (row) => {
    const name = textAt(row, 'identifier', 'referenced_identifier') ?? textAt(row, 'name');
    if (name === undefined) return 'a row without an identifier';
    return made({
      kind: 'browser-extension',
      name,
      displayName: textAt(row, 'name'),
      version: textAt(row, 'version'),
      path: textAt(row, 'path'),
      scope: textAt(row, 'uid'),
      attributes: present({ browser: textAt(row, 'browser_type'), profile: textAt(row, 'profile') }),
    });
  },
};

/** Rows of `firefox_addons`. */
export const firefoxAddons: OsqueryTable = {
  kinds: ['browser-extension'],
  marks: ['creator', 'visible', 'autoupdate', 'active'],
  item: (row) => {
    const name = textAt(row, 'identifier') ?? textAt(row, 'name');
    if (name === undefined) return 'a row without an identifier';
    return made({
      kind: 'browser-extension',
      name,
      displayName: textAt(row, 'name'),
      version: textAt(row, 'version'),
      publisher: textAt(row, 'creator'),
      path: textAt(row, 'path'),
      scope: textAt(row, 'uid'),
      attributes: { browser: 'firefox' },
    });
  },
};

/** Rows of `certificates`. */
export const certificates: OsqueryTable = {
  kinds: ['certificate'],
  marks: ['common_name', 'subject', 'not_valid_after', 'self_signed'],
  item: (row) =>
    named(row, 'common_name', {
      kind: 'certificate',
      path: textAt(row, 'path'),
      attributes: present({
        subject: textAt(row, 'subject')?.slice(0, 300),
        issuer: textAt(row, 'issuer')?.slice(0, 300),
        store: textAt(row, 'store'),
      }),
    }),
};

/** Rows of `processes`. */
export const processes: OsqueryTable = {
  kinds: ['process'],
  marks: ['cmdline', 'parent', 'resident_size', 'pgroup'],
  item: (row) => named(row, 'name', { kind: 'process', path: textAt(row, 'path'), state: 'running' }),
};
