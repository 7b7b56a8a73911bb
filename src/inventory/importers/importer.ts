import type { Item } from '../../model/item.ts';
import type { ItemKind } from '../../model/vocabulary.ts';

/** Any JSON object of a foreign inventory. */
export type Fields = Readonly<Record<string, unknown>>;

/** An item before the reader adds where it was read. `at` is a line number, or a path in the document (`components[3]`). */
export type Draft = Omit<Item, 'origin' | 'collector'> &
  Pick<NamedHost, 'hostId'> & { readonly at: string; readonly collector?: string };

/** A host as a row names it. */
export interface NamedHost {
  readonly host?: string | undefined;
  /** What its sender knows it by beside its name: two of one name with two ids are two hosts. */
  readonly hostId?: string | undefined;
}

/** Who was asked what. */
export interface Asked extends NamedHost {
  readonly query?: string | undefined;
}

/** What one row of a foreign inventory amounts to. */
export type ImportedRow =
  | { readonly type: 'item'; readonly draft: Draft }
  /**
   * A row that cannot be used, with what was expected. `isResult`: it says as it should that there is nothing to read, so a
   * file that holds nothing else is not broken.
   */
  | { readonly type: 'fault'; readonly at: string; readonly message: string; readonly isResult?: true }
  /** The whole answer to one question at one time; a later answer to the same question takes its place. */
  | {
      readonly type: 'snapshot';
      readonly asked: Asked;
      /** Seconds since 1970, 0 where not stated. */
      readonly time: number;
      readonly drafts: readonly Draft[];
    }
  /** A row that came (`isThere`) or went at a time. */
  | {
      readonly type: 'change';
      readonly asked: Asked;
      /** Which row of the answer. */
      readonly key: string;
      readonly time: number;
      readonly draft: Draft;
      readonly isThere: boolean;
    }
  /**
   * What the file as a whole cannot tell; a gap, once a file however often it is said. `isCut`: it says itself that it is
   * not whole, so `--strict` stops.
   */
  | { readonly type: 'limit'; readonly message: string; readonly isCut?: true }
  /** What is worth saying of the file and hides nothing. */
  | { readonly type: 'remark'; readonly message: string };

/** One line of a text format; `number` counts from 1. */
export interface TextLine {
  readonly number: number;
  readonly text: string;
}

/** Fields of an item that a column of a table may hold. */
export const mappedFields = [
  'name',
  'displayName',
  'version',
  'publisher',
  'host',
  'path',
  'kind',
  'state',
  'installedAt',
  'scope',
  'ref',
  'platform',
  'productCode',
] as const;
/** One of {@link mappedFields}. */
export type MappedField = (typeof mappedFields)[number];

/** One record of a table: the value of a field by the name of the item's field; missing and empty cells are undefined. */
export type TableRow = (field: MappedField | (string & {})) => string | undefined;

/**
 * A table with headings (CSV). Headings are compared without case, spaces and punctuation, so `Display Name` and
 * `displayname` are the same.
 */
export interface TableFormat {
  /** Headings that only this export has together; all must be there for the file to be recognised. */
  readonly marks: readonly string[];
  /** Headings that a field may stand under, best first. The first list must hold the name. */
  readonly columns: Readonly<{ name: readonly string[] } & Record<string, readonly string[]>>;
  /** The user named the columns, so each of them must be there. */
  readonly needsAll?: true;
  /** Headings are translated by the sender, so columns are taken by place where the headings are not known. */
  readonly order?: readonly string[];
  /** Finishes a row; what it does not set is taken from the columns. A fault is a sentence; undefined says it is not there. */
  readonly finish?: (draft: Draft, row: TableRow) => Draft | string | undefined;
  /** A program prints it, which ends the last line; a table that a console exports may lack that end. */
  readonly isPrinted?: true;
  /** Its rows are of many hosts, so that it is a gap where no column says of which. */
  readonly isOfMany?: true;
  /** Said once a file. */
  readonly remark?: string;
}

/** How one format is recognised and read. Pure: rows in, items out. */
export interface Importer {
  /** Short word for `--from`. */
  readonly id: string;
  /** What it is, for the table in README.md. */
  readonly reads: string;
  /** `real`: tested with output of the real program. `constructed`: built from documentation, not verified on a real export. */
  readonly sample: 'real' | 'constructed';
  /** What of it was real, where not all was. */
  readonly sampleNote?: string;
  /** Rows without a host are of nobody knows which hosts. Else those of one file are of one host. */
  readonly namesNoHost?: true;
  /** The kinds that such an inventory can show at most. */
  readonly kinds: readonly ItemKind[];
  /** One JSON value that is the whole file. */
  readonly document?: {
    readonly recognises: (document: unknown) => boolean;
    readonly rows: (document: unknown, part: string | undefined) => Iterable<ImportedRow>;
  };
  /** One JSON object a line. */
  readonly records?: {
    readonly recognises: (record: Fields) => boolean;
    readonly rows: (record: Fields, at: string, part: string | undefined) => Iterable<ImportedRow>;
  };
  readonly table?: TableFormat;
  /** Lines of text; `head` holds the first lines. */
  readonly text?: {
    readonly recognises: (head: readonly string[]) => boolean;
    readonly rows: (lines: AsyncIterable<TextLine>) => AsyncIterable<ImportedRow>;
  };
}
