import type { Dialect } from './dialect.ts';
import type { Entry } from './entries.ts';
import type { FoldResidue } from './fold-residue.ts';

/** Columns of the table `inventory`, with the field of the native inventory that each holds. */
export const inventoryColumns = [
  { name: 'host', field: 'host' },
  { name: 'kind', field: 'kind' },
  { name: 'collector', field: 'collector' },
  { name: 'name', field: 'name' },
  { name: 'display_name', field: 'displayName' },
  { name: 'version', field: 'version' },
  { name: 'publisher', field: 'publisher' },
  { name: 'signer', field: 'signer' },
  { name: 'path', field: 'path' },
  { name: 'installed_at', field: 'installedAt' },
  { name: 'state', field: 'state' },
  { name: 'scope', field: 'scope' },
  { name: 'origin', field: 'origin' },
  { name: 'platform', field: 'platform' },
  { name: 'ref', field: 'ref' },
  { name: 'attributes', field: 'attributes' },
] as const;

/** Which forms of a field the conditions look at. */
interface Forms {
  readonly column: string;
  folded: boolean;
  words: boolean;
  version: boolean;
}

/** Names and expressions of the columns that conditions look at: a field raw, folded, as words, as a sortable version. */
export class FieldColumns {
  readonly #dialect: Dialect;
  readonly #forms = new Map<string, Forms>();

  constructor(dialect: Dialect, entries: readonly Entry[]) {
    this.#dialect = dialect;
    for (const { all, not, anchors } of entries) {
      if (anchors !== undefined) this.#use(anchors.field).folded = true;
      for (const { field, check } of [...all, ...not].flat()) {
        const forms = this.#use(field);
        if (check.how === 'range') forms.version = true;
        if (check.how === 'any' || check.how === 'boolean') forms.folded = true;
        if (check.how === 'any' && check.patterns.some(({ how }) => how === 'word')) forms.words = true;
      }
    }
  }

  /** The field as the inventory has it. */
  raw(field: string): string {
    return this.#use(field).column;
  }
  folded(field: string): string {
    return `${this.#use(field).column}_f`;
  }
  words(field: string): string {
    return `${this.#use(field).column}_w`;
  }
  version(field: string): string {
    return `${this.#use(field).column}_v`;
  }

  /** Fields that conditions look at, in order of first use. */
  get fields(): readonly string[] {
    return [...this.#forms.keys()];
  }

  /** Of the table `inventory`: the text of a field, where it stands. */
  source(field: string): string {
    if (field === 'path') {
      return `COALESCE(CASE WHEN ${this.#dialect.mayHaveAttribute('usualPath')} THEN ${this.#dialect.attribute('usualPath')} END, path)`;
    }
    const key = attributeKey(field);
    if (key === undefined) return this.raw(field);
    return `CASE WHEN ${this.#dialect.mayHaveAttribute(key)} THEN ${this.#dialect.attribute(key)} END`;
  }

  /** Columns of the first step: what is not a column of `inventory` already. */
  get taken(): string[] {
    return this.fields
      .filter((field) => field === 'path' || attributeKey(field) !== undefined)
      .map((field) => `${this.source(field)} AS ${this.raw(field)}`);
  }

  /** Columns of the second step: folded texts and version keys; never NULL. */
  foldedColumns(residue: FoldResidue): string[] {
    return [...this.#forms].flatMap(([field, { column, folded, version }]) => [
      ...(folded ? [`COALESCE(${this.#fold(field, residue)}, '') AS ${column}_f`] : []),
      ...(version ? [`COALESCE(${this.#dialect.versionKey(column)}, '') AS ${column}_v`] : []),
    ]);
  }

  /** Columns of the third step: words. */
  get wordColumns(): string[] {
    return [...this.#forms].flatMap(([, { column, words }]) =>
      words ? [`${this.#dialect.words(`${column}_f`)} AS ${column}_w`] : [],
    );
  }

  #fold(field: string, residue: FoldResidue): string {
    const { column } = this.#use(field);
    const dialect = this.#dialect;
    const isPlace = field === 'path' || field === 'origin';
    const text = isPlace ? dialect.slashes(column) : column;
    return `CASE WHEN ${dialect.isNotAscii(column)} THEN ${dialect.fold(text, residue)} ELSE ${dialect.lower(text)} END`;
  }

  #use(field: string): Forms {
    const known = this.#forms.get(field);
    if (known !== undefined) return known;
    const made: Forms = { column: this.#name(field), folded: false, words: false, version: false };
    this.#forms.set(field, made);
    return made;
  }

  #name(field: string): string {
    const core = inventoryColumns.find((column) => column.field === field);
    if (field === 'path') return 'rule_path';
    if (core !== undefined) return core.name;
    const base = `a_${(attributeKey(field) ?? field).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll('.', '_')}`;
    const taken = new Set([...this.#forms.values()].map(({ column }) => column));
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base}_${number}`;
    return name;
  }
}

/** The key of an attribute; undefined for a field of the row itself. */
export function attributeKey(field: string): string | undefined {
  return field.startsWith('attributes.') ? field.slice('attributes.'.length) : undefined;
}
