import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { listDirectory, orGap, readText } from '../reading.ts';

const systemInstallation = '/var/lib/flatpak';
const userInstallation = '.local/share/flatpak';
const maxMetadataBytes = 64 * 1024;
const maxMetainfoBytes = 1024 * 1024;
const couldHide = 'installed';

/** Flatpak applications of the system and of each user in /home and /root (flatpak-installation(5)). */
export const flatpak: Collector = {
  id: 'flatpak',
  platforms: ['linux'],
  kinds: ['software'],
  reads: 'Flatpak applications of the system and of every user in /home and /root',
  rights: "root, for other users' applications",
  couldHide,
  wants: [systemInstallation, `/home/*/${userInstallation}`, `/root/${userInstallation}`].flatMap(
    (installation) => [
      `${installation}/app/*/current/active/metadata`,
      `${installation}/app/*/current/active/export/share/metainfo/*.xml`,
    ],
  ),
  async *collect(ctx) {
    yield* applications(ctx, systemInstallation, undefined);
    yield* applications(ctx, `/root/${userInstallation}`, 'root');
    for (const { name, type } of await listDirectory(ctx, '/home')) {
      if (type === 'directory' || type === 'symlink') {
        yield* applications(ctx, `/home/${name}/${userInstallation}`, name);
      }
    }
  },
};

async function* applications(
  ctx: CollectContext,
  installation: string,
  user: string | undefined,
): AsyncGenerator<Item> {
  for (const { name: id, type } of await listDirectory(ctx, `${installation}/app`)) {
    if (type === 'directory') yield await applicationItem(ctx, `${installation}/app/${id}`, id, user);
  }
}

async function applicationItem(
  ctx: CollectContext,
  path: string,
  id: string,
  user: string | undefined,
): Promise<Item> {
  const active = `${path}/current/active`;
  const metadata = (await readText(ctx, `${active}/metadata`, maxMetadataBytes)) ?? '';
  const metainfo = (await metainfoText(ctx, active, id)) ?? '';
  const branch = (await orGap(ctx, couldHide, () => ctx.host.files.readLink(`${path}/current`)))?.split('/');
  const runtime = /^runtime=(?<value>\S{1,200})/m.exec(metadata)?.groups?.['value'];
  const version = /<release\s[^>]{0,500}?version="(?<value>[^"<]{1,100})"/.exec(metainfo)?.groups?.['value'];
  const title = elementText(metainfo, 'name');
  const developer =
    elementText(metainfo, 'developer_name') ?? elementText(developerElement(metainfo), 'name');
  return {
    kind: 'software',
    collector: 'flatpak',
    name: id,
    ...(title && { displayName: title }),
    ...(version && { version }),
    ...(developer && { publisher: developer }),
    state: 'installed',
    ...(user !== undefined && { scope: user }),
    origin: path,
    platform: 'linux',
    attributes: {
      ...(branch?.[0] && { architecture: branch[0] }),
      ...(branch?.[1] && { branch: branch[1] }),
      ...(runtime && { runtime }),
    },
  };
}

/** AppStream data of an application, under the newer or the older name of file and folder. */
async function metainfoText(ctx: CollectContext, active: string, id: string): Promise<string | undefined> {
  for (const file of [
    `metainfo/${id}.metainfo.xml`,
    `metainfo/${id}.appdata.xml`,
    `appdata/${id}.appdata.xml`,
  ]) {
    const text = await readText(ctx, `${active}/export/share/${file}`, maxMetainfoBytes, 'residue');
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Text of the first element without attributes, so that translations (`xml:lang`) are passed over. */
function elementText(xml: string, element: string): string | undefined {
  const text = new RegExp(`<${element}>(?<text>[^<]{1,200})</${element}>`)
    .exec(xml)
    ?.groups?.['text']?.trim();
  return text?.replace(/&(amp|lt|gt|quot|apos);/g, (entity) => entities[entity] ?? entity);
}

function developerElement(xml: string): string {
  const start = xml.indexOf('<developer');
  const end = start === -1 ? -1 : xml.indexOf('</developer>', start);
  return end === -1 ? '' : xml.slice(start, end);
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};
