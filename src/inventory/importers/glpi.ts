import { checkedRow, rowsUnder } from './checked-rows.ts';
import { dateOf, entryOf, isFields, present, productCodeOf, textAt } from './fields.ts';
import type { Draft, Fields, Importer } from './importer.ts';
import { platformOf, unknownPlatform } from './platform-words.ts';
import { windowsFile } from './windows-place.ts';

/**
 * Inventories of GLPI Agent (and FusionInventory) in JSON. Source: glpi-project/inventory_format inventory.schema.json
 * (commit d03ff5f0). The agent lists services of no system, and drivers neither.
 */
export const glpi: Importer = {
  id: 'glpi',
  reads: 'GLPI inventory, JSON',
  sample: 'constructed',
  kinds: ['software', 'security-provider'],
  document: {
    recognises: (document) => {
      const content = isFields(document) ? document['content'] : undefined;
      return (
        isFields(content) && (Array.isArray(content['softwares']) || Array.isArray(content['antivirus']))
      );
    },
    *rows(document) {
      const content = isFields(document) && isFields(document['content']) ? document['content'] : {};
      const host = hostOf(content) ?? (isFields(document) ? textAt(document, 'deviceid') : undefined);
      const system = systemWords(content);
      const platform = system.map(platformOf).find((each) => each !== undefined);
      if (platform === undefined) yield* unknownPlatform(system[0]);
      yield* rowsUnder(content, 'softwares', 'content.softwares', (entry, at) =>
        checkedRow(entry, at, ['name', 'version', 'publisher'], (row) =>
          withSystem(softwareItem(row, at, host), platform),
        ),
      );
      if (content['softwares'] === undefined) yield { type: 'limit', message: noSoftware };
      yield* rowsUnder(content, 'antivirus', 'content.antivirus', (entry, at) =>
        checkedRow(entry, at, ['name', 'version', 'company'], (row) =>
          withSystem(antivirusItem(row, at, host), platform),
        ),
      );
    },
  },
};

const noSoftware = 'it has no "softwares": an inventory in part, or the agent was told to leave them out';

function hostOf(content: Fields): string | undefined {
  const { hardware } = content;
  return isFields(hardware) ? textAt(hardware, 'name') : undefined;
}

/** What the agent says of the system, best first. */
function systemWords({ operatingsystem: system }: Fields): readonly string[] {
  if (!isFields(system)) return [];
  return ['name', 'full_name', 'kernel_name'].flatMap((key) => textAt(system, key) ?? []);
}

/** What a host says of its own system counts more than where a row was read. */
function withSystem(made: Draft | string, platform: Draft['platform']): Draft | string {
  return typeof made === 'string' || platform === undefined ? made : { ...made, platform };
}

/** `from` says which source of the agent gave the row. */
const sources: Readonly<Record<string, Pick<Draft, 'platform' | 'collector'>>> = {
  registry: { platform: 'windows' },
  uwp: { platform: 'windows' },
  deb: { platform: 'linux', collector: 'dpkg' },
  dpkg: { platform: 'linux', collector: 'dpkg' },
  rpm: { platform: 'linux', collector: 'rpm' },
  pacman: { platform: 'linux', collector: 'pacman' },
  gentoo: { platform: 'linux', collector: 'portage' },
  snap: { platform: 'linux', collector: 'snap' },
  flatpak: { platform: 'linux', collector: 'flatpak' },
  macosx: { platform: 'macos' },
};

function softwareItem(row: Fields, at: string, host: string | undefined): Draft | string {
  const name = textAt(row, 'name', 'guid');
  if (name === undefined) return 'a row without a name';
  const source = entryOf(sources, textAt(row, 'from')?.toLowerCase()) ?? {};
  const productCode = productCodeOf(textAt(row, 'guid'));
  const folder = textAt(row, 'folder');
  return {
    kind: 'software',
    name,
    at,
    state: 'installed',
    ...source,
    ...present({
      version: textAt(row, 'version'),
      publisher: textAt(row, 'publisher'),
      host,
      path: source.platform === 'windows' ? windowsFile(folder) : folder,
      scope: textAt(row, 'username'),
      installedAt: dateOf(textAt(row, 'install_date')),
    }),
    attributes: present({ productCode, architecture: textAt(row, 'arch') }),
  };
}

function antivirusItem(row: Fields, at: string, host: string | undefined): Draft | string {
  const name = textAt(row, 'name');
  if (name === undefined) return 'a row without a name';
  const enabled = row['enabled'] === true || textAt(row, 'enabled') === '1';
  return {
    kind: 'security-provider',
    name,
    at,
    state: enabled ? 'enabled' : 'disabled',
    ...present({ version: textAt(row, 'version'), publisher: textAt(row, 'company'), host }),
    attributes: { category: 'antivirus' },
  };
}
