import type { ItemState } from '../../model/vocabulary.ts';
import { present } from './fields.ts';
import type { ImportedRow, Importer } from './importer.ts';

/** Second letter of a line of `dpkg -l`: the status of the package. Source: dpkg-query(1), `-l`. */
const dpkgStates: Readonly<Record<string, ItemState | undefined>> = {
  i: 'installed',
  t: 'installed',
  w: 'installed',
  W: 'installed',
  u: 'half-installed',
  U: 'half-installed',
  f: 'half-installed',
  F: 'half-installed',
  h: 'half-installed',
  H: 'half-installed',
  c: 'config-files',
};
/** Names that fill the column to its end: so many make it likely that the terminal cut them. */
const manyAtTheEdge = 3;

/** Text of `dpkg -l`. The headings are translated, so the line under them tells where columns begin. */
export const dpkgList: Importer = {
  id: 'dpkg-l',
  reads: 'text of `dpkg -l`',
  sample: 'real',
  kinds: ['software'],
  text: {
    recognises: (head) => head.some((line) => /^\+\+\+-=+-=+/.test(line)),
    async *rows(lines) {
      let width = 0;
      let atEdge = 0;
      for await (const { number, text } of lines) {
        const rule = /^\+\+\+-(?<name>=+)-/.exec(text)?.groups?.['name'];
        if (rule !== undefined) width = rule.length;
        if (width === 0 || rule !== undefined || text.trim() === '') continue;
        const at = String(number);
        const found =
          /^[uihrp](?<state>[ncHUFWtifhuw])[ R]? +(?<name>\S+) +(?<version>\S+)(?: +(?<arch>[a-z][a-z0-9-]*))?(?: |$)/.exec(
            text,
          )?.groups;
        const { state = '', name, version, arch } = found ?? {};
        if (name === undefined) {
          yield { type: 'fault', at, message: 'not a line of dpkg -l' };
          continue;
        }
        if (state === 'n') continue;
        if (name.length >= width && ++atEdge === manyAtTheEdge)
          yield {
            type: 'limit',
            message:
              'names fill their column to its end and may have been cut by the terminal; dpkg -l | cat writes them whole',
          };
        yield {
          type: 'item',
          draft: {
            kind: 'software',
            collector: 'dpkg',
            name: name.replace(/:[a-z0-9-]+$/, ''),
            at,
            platform: 'linux',
            ...present({
              version: version === '<none>' ? undefined : version,
              state: dpkgStates[state],
              attributes: present({ architecture: arch }),
            }),
          },
        };
      }
    },
  },
};

const rpmLine =
  /^(?<name>[A-Za-z0-9_][\w.+-]*)-(?<version>[^-\s]+)-(?<release>[^-\s]+?)\.(?<arch>noarch|x86_64|aarch64|i[3-6]86|ppc64le|ppc64|s390x|s390|armv7hl|riscv64|loongarch64|src)$/;
const keyLine = /^gpg-pubkey-[0-9a-f]+-[0-9a-f]+(?:\.\(none\))?$/;

/** Text of `rpm -qa`: `name-version-release.architecture`, a package a line. */
export const rpmList: Importer = {
  id: 'rpm-qa',
  reads: 'text of `rpm -qa`',
  sample: 'real',
  kinds: ['software'],
  text: {
    recognises: (head) => {
      const lines = head.filter((line) => line.trim() !== '');
      const matching = lines.filter((line) => rpmLine.test(line.trim()) || keyLine.test(line.trim()));
      return lines.length > 0 && matching.length > 0 && matching.length * 2 >= lines.length;
    },
    async *rows(lines) {
      for await (const { number, text } of lines) {
        const line = text.trim();
        // Keys that packages were signed with are filed like packages.
        if (line === '' || keyLine.test(line)) continue;
        yield rpmRow(line, String(number));
      }
    },
  },
};

function rpmRow(line: string, at: string): ImportedRow {
  const { name, version, release, arch } = rpmLine.exec(line)?.groups ?? {};
  if (name === undefined)
    return { type: 'fault', at, message: 'not of the form name-version-release.architecture' };
  return {
    type: 'item',
    draft: {
      kind: 'software',
      collector: 'rpm',
      name,
      version: `${version}-${release}`,
      at,
      state: 'installed',
      platform: 'linux',
      attributes: present({ architecture: arch }),
    },
  };
}
