import type { ItemState } from '../../model/vocabulary.ts';
import { entryOf, present } from './fields.ts';
import type { Importer } from './importer.ts';
import { windowsProgram } from './windows-place.ts';

const starts: Readonly<Record<string, string>> = {
  boot: 'boot',
  system: 'system',
  auto: 'auto',
  manual: 'manual',
  disabled: 'disabled',
};

/**
 * `driverquery /v /fo csv` of Windows. Headings and words are translated, so columns are taken by place where the headings
 * are not English; then neither state nor start is known. Source: three public parsers, one with a captured heading.
 */
export const driverquery: Importer = {
  id: 'driverquery',
  reads: '`driverquery /v /fo csv`',
  sample: 'constructed',
  kinds: ['driver'],
  table: {
    marks: ['Module Name', 'Display Name', 'Driver Type', 'Link Date'],
    columns: {
      name: ['Module Name'],
      displayName: ['Display Name'],
      start: ['Start Mode'],
      running: ['State'],
      path: ['Path'],
    },
    order: [
      'name',
      'displayName',
      'description',
      'type',
      'start',
      'running',
      'status',
      'stop',
      'pause',
      'paged',
      'code',
      'bss',
      'linked',
      'path',
      'init',
    ],
    isPrinted: true,
    finish: (draft, cell) => {
      const start = entryOf(starts, cell('start')?.toLowerCase());
      const path = windowsProgram(cell('path'));
      const { displayName, name } = draft;
      return {
        kind: 'driver',
        name,
        at: draft.at,
        platform: 'windows',
        ...present({
          displayName: displayName === name ? undefined : displayName,
          path,
          state: stateOf(cell('running'), start),
        }),
        attributes: present({ start }),
      };
    },
  },
};

function stateOf(word: string | undefined, start: string | undefined): ItemState {
  if (/^running$/i.test(word ?? '')) return 'loaded';
  if (start === 'disabled') return 'disabled';
  return start === undefined ? 'installed' : start === 'manual' ? 'static' : 'enabled';
}
