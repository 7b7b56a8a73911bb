import type { ItemKind, Platform } from '../../model/vocabulary.ts';
import type { Portal, Table } from './table.ts';

/** The tables of a portal that show items of some kinds (without `kinds`: of any) on a platform. */
export function findTables(
  portal: Portal,
  kinds: readonly ItemKind[] | undefined,
  platform: Platform,
): Table[] {
  return portal.tables.filter(
    (table) =>
      table.platforms.includes(platform) &&
      (kinds === undefined || table.kinds.some((kind) => kinds.includes(kind))),
  );
}

/** Why items of a kind are not seen where no table shows them. */
export function whyUnseen({ name, blind }: Portal, kind: ItemKind): string {
  return blind?.[kind] ?? `${name} shows no ${kindWords[kind]} of such systems`;
}

const kindWords: Readonly<Record<ItemKind, string>> = {
  software: 'installed software',
  service: 'services',
  driver: 'drivers',
  process: 'processes',
  filter: 'minifilters and network filters',
  'security-provider': 'entries of the Security Center',
  'scheduled-task': 'scheduled tasks',
  'browser-extension': 'browser extensions',
  certificate: 'certificates',
  marker: 'folders, files and registry keys',
};
