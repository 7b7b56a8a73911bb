import { UsageError } from '../errors.ts';
import { type MappedField, mappedFields } from '../inventory/importers/importer.ts';
import { formatIds } from '../inventory/importers/index.ts';
import type { FormatChoice } from '../inventory/recognise.ts';
import { didYouMean } from '../model/nearest.ts';

/** `--from` and `--map` as the reader takes them. Throws UsageError for a format or field that is not known. */
export function formatChoice(options: {
  readonly from?: string;
  readonly map?: readonly string[];
}): FormatChoice {
  const { from, map = [] } = options;
  const id = from?.split(':')[0];
  if (id !== undefined && !formatIds.includes(id)) {
    throw new UsageError(`--from: unknown format "${id}"`, { hint: didYouMean(id, formatIds) });
  }
  if (map.length === 0) return { from, map: undefined };
  if (from !== undefined)
    throw new UsageError('--from and --map exclude each other', {
      hint: '--map is for tables of no known format',
    });
  const fields: Partial<Record<MappedField, string>> = {};
  for (const pair of map.flatMap((text) => text.split(','))) {
    const [, key, column] = /^\s*([A-Za-z]+)=(.+?)\s*$/.exec(pair) ?? [];
    const field = mappedFields.find((each) => each.toLowerCase() === key?.toLowerCase());
    if (field === undefined || column === undefined) {
      throw new UsageError(`--map: "${pair}" is not of the form FIELD=COLUMN`, {
        hint: `fields: ${mappedFields.join(', ')}`,
      });
    }
    if (fields[field] !== undefined) {
      throw new UsageError(`--map names ${field} twice: ${field}=${fields[field]} and ${field}=${column}`, {
        hint: 'a field is read from one column; match files of other headings in runs of their own',
      });
    }
    fields[field] = column;
  }
  if (fields.name === undefined) {
    throw new UsageError('--map does not say where the name stands', { hint: 'add name=COLUMN' });
  }
  return { from, map: fields };
}
