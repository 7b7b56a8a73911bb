import { isFields, textAt } from '../../inventory/importers/fields.ts';
import type { Fields } from '../../inventory/importers/importer.ts';
import type { Item } from '../../model/item.ts';
import { itemKinds } from '../../model/vocabulary.ts';

/** Numbers of the texts of a line whose places are kept. */
export const place = { identifier: 0, hostname: 1, computer: 2, time: 3 } as const;

/** What the rows of a list are: what there is, what came, or what went. */
export type ListName = 'snapshot' | 'added' | 'removed';

/** What lines of one skeleton amount to. */
export interface Outcome {
  readonly query: string;
  /** Where the name of the host stands, or -1. */
  readonly host: number;
  /** Where its id beside that stands, or -1. */
  readonly hostId: number;
  readonly hasTime: boolean;
  /** One row, as place of its kind in `itemKinds` (-1 where it is nothing), or lists of rows in their order. */
  readonly rows:
    | { readonly action: ListName; readonly kind: number }
    | { readonly lists: readonly ListName[] };
}

/**
 * The outcome of a line in which nothing is found, where lines of its skeleton have one. `lists`: how many lists of rows the
 * skeleton has; where the line holds another number of them, a key is there twice.
 */
export function outcomeOf(record: Fields, items: readonly Item[], lists: number): Outcome | undefined {
  const rows = rowsOf(record, items);
  if (rows === undefined || ('lists' in rows ? rows.lists.length : 0) !== lists) return undefined;
  const { unixTime } = record;
  return {
    query: textAt(record, 'name') ?? '',
    ...hostPlaces(record),
    hasTime: typeof unixTime === 'string' || typeof unixTime === 'number',
    rows,
  };
}

/** Undefined where the line has rows in more than one way. */
function rowsOf(record: Fields, items: readonly Item[]): Outcome['rows'] | undefined {
  const { action, columns, snapshot, diffResults } = record;
  const [way, ...others] = ['columns', 'snapshot', 'diffResults'].filter((key) => key in record);
  if (others.length > 0) return undefined;
  if (way === 'columns' && isFields(columns)) {
    const [first] = items;
    return {
      action: action === 'snapshot' || action === 'removed' ? action : 'added',
      kind: first === undefined ? -1 : itemKinds.indexOf(first.kind),
    };
  }
  if (way === 'snapshot' && Array.isArray(snapshot)) return { lists: ['snapshot'] };
  if (way !== 'diffResults' || !isFields(diffResults)) return undefined;
  const lists = Object.keys(diffResults).filter((key) => Array.isArray(diffResults[key]));
  return lists.every((key) => key === 'added' || key === 'removed') ? { lists } : undefined;
}

/** Where the name that counts as the host's stands, and its id beside that; see the importer's own choice. */
function hostPlaces(record: Fields): Pick<Outcome, 'host' | 'hostId'> {
  const { decorations } = record;
  const identifier = textAt(record, 'hostIdentifier') === undefined ? -1 : place.identifier;
  if (isFields(decorations)) {
    if (textAt(decorations, 'hostname') !== undefined) return { host: place.hostname, hostId: identifier };
    if (textAt(decorations, 'computer_name') !== undefined)
      return { host: place.computer, hostId: identifier };
  }
  return { host: identifier, hostId: -1 };
}
