import type { Anchor, FieldAnchors } from './anchor.ts';
import type { FieldReader, FieldTable } from './fields.ts';
import { BackwardIndex, ForwardIndex, InsideIndex, type LiteralIndex } from './literal-index.ts';
import { type Candidates, PostingsBuilder } from './postings.ts';
import { eachWord } from './words.ts';

/** Equality and prefix share one index: both are looked up from the beginning of the field. */
type Builders = Readonly<Record<'start' | 'suffix' | 'word' | 'inside', PostingsBuilder>>;

/** Collects the anchors of all entries of one kind of item. */
export class KindIndexBuilder {
  readonly #fields = new Map<string, Builders>();
  readonly #anchored: FieldAnchors[] = [];
  readonly #always: number[] = [];

  /** Adds an entry under its anchors; without anchors it becomes a candidate for every item of the kind. */
  add(entry: number, found: FieldAnchors | undefined): void {
    if (found === undefined) {
      this.#always.push(entry);
      return;
    }
    this.#anchored.push(found);
    let builders = this.#fields.get(found.field);
    if (builders === undefined) {
      builders = newBuilders();
      this.#fields.set(found.field, builders);
    }
    for (const { how, text } of found.anchors as readonly Anchor[]) {
      if (how === 'exact' || how === 'prefix') builders.start.add(text, entry, how === 'exact');
      else builders[how].add(text, entry, how === 'word');
    }
  }

  build(fields: FieldTable): KindIndex {
    const indexes = [...this.#fields].map(
      ([field, builders]) => new FieldIndex(fields.number(field), builders),
    );
    return new KindIndex(indexes, this.#always, this.#anchored);
  }
}

/** All entries that an item of one kind can match, found by literals of its fields. */
export class KindIndex {
  readonly #fields: readonly FieldIndex[];
  readonly #always: readonly number[];
  /** Every literal that leads to an entry. An item without any of them is a candidate for the unanchored alone. */
  readonly anchored: readonly FieldAnchors[];

  constructor(
    fields: readonly FieldIndex[],
    always: readonly number[],
    anchored: readonly FieldAnchors[] = [],
  ) {
    this.#fields = fields;
    this.#always = always;
    this.anchored = anchored;
  }

  /** Adds the entries whose anchor stands in the reader's item. Folds only fields that have an index. */
  find(reader: FieldReader, found: Candidates): void {
    for (const entry of this.#always) found.add(entry);
    for (const index of this.#fields) index.find(reader, found);
  }

  /** Entries that no literal leads to. */
  get unanchored(): number {
    return this.#always.length;
  }

  get parts(): readonly LiteralIndex[] {
    return this.#fields.flatMap((index) => index.parts);
  }
}

/** The indexes of one field; each is there only if some anchor needs it. */
class FieldIndex {
  readonly #field: number;
  readonly #start: ForwardIndex | undefined;
  readonly #suffix: BackwardIndex | undefined;
  readonly #word: ForwardIndex | undefined;
  readonly #inside: InsideIndex | undefined;

  constructor(field: number, builders: Builders) {
    this.#field = field;
    this.#start = builders.start.isEmpty ? undefined : new ForwardIndex(builders.start);
    this.#suffix = builders.suffix.isEmpty ? undefined : new BackwardIndex(builders.suffix);
    this.#word = builders.word.isEmpty ? undefined : new ForwardIndex(builders.word);
    this.#inside = builders.inside.isEmpty ? undefined : new InsideIndex(builders.inside);
  }

  find(reader: FieldReader, found: Candidates): void {
    const text = reader.text(this.#field);
    if (text === '') return;
    this.#start?.find(text, 0, text.length, found);
    this.#suffix?.find(text, found);
    this.#inside?.find(text, found);
    const words = this.#word;
    if (words !== undefined) eachWord(text, (start, end) => words.find(text, start, end, found));
  }

  get parts(): readonly LiteralIndex[] {
    const parts = [this.#start, this.#suffix, this.#word, this.#inside];
    return parts.filter((part) => part !== undefined);
  }
}

function newBuilders(): Builders {
  return {
    start: new PostingsBuilder(),
    suffix: new PostingsBuilder(),
    word: new PostingsBuilder(),
    inside: new PostingsBuilder(),
  };
}
