import { LineCounter, parseAllDocuments } from 'yaml';
import type { z } from 'zod';
import type { RuleFault } from '../errors.ts';
import { nearest } from '../model/nearest.ts';
import type { Locate, Position } from './document.ts';
import { explain } from './explain.ts';
import { limits } from './limits.ts';
import { prescan } from './prescan.ts';
import { oneOf } from './schema-words.ts';
import { syntaxFault } from './syntax.ts';
import { offsetAt, readTree, type Tree } from './tree.ts';
import { dotted, either, quote } from './words.ts';

/** The kinds of document that a file may hold, by the key that each is named by. */
export type Schemas = Readonly<Record<string, z.ZodType>>;

/** One document that fits its schema. `value` is what the schema of `kind` made of it. */
export interface ParsedDocument {
  readonly kind: string;
  readonly value: unknown;
  readonly file: string;
  readonly locate: Locate;
}

/** What a file holds. `broken` names documents with faults, as far as they could be read. */
export interface ParsedDocuments {
  readonly documents: readonly ParsedDocument[];
  readonly broken: readonly { readonly file: string; readonly kind?: string; readonly id?: string }[];
  readonly faults: readonly RuleFault[];
}

/**
 * Reads YAML 1.2: one or several documents, each a mapping with exactly one of the keys of `schemas`.
 * Returns every document without a fault and every fault with its place, in the order of the text;
 * never throws, whatever the text. Nothing is expanded: anchors, aliases, tags and merge keys are refused.
 * `file` is the name that faults show.
 */
export function parseDocuments(text: string, file: string, schemas: Schemas): ParsedDocuments {
  return new DocumentParser(text.startsWith('\ufeff') ? text.slice(1) : text, file, schemas).parse();
}

interface PlacedFault extends RuleFault {
  readonly offset: number;
}

type FaultText = Pick<RuleFault, 'found' | 'expected'>;

class DocumentParser {
  readonly #text: string;
  readonly #file: string;
  readonly #lines = new LineCounter();
  readonly #faults: PlacedFault[] = [];
  readonly #schemas: Schemas;
  readonly #kinds: readonly string[];
  readonly #documents: ParsedDocument[] = [];
  readonly #broken: ParsedDocuments['broken'][number][] = [];

  constructor(text: string, file: string, schemas: Schemas) {
    this.#text = text;
    this.#file = file;
    this.#schemas = schemas;
    this.#kinds = Object.keys(schemas);
    this.#lines.addNewLine(0);
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
      this.#lines.addNewLine(at + 1);
  }

  parse(): ParsedDocuments {
    this.#parseText();
    this.#faults.sort((a, b) => a.offset - b.offset);
    return { documents: this.#documents, broken: this.#broken, faults: this.#firstFaults() };
  }

  #parseText(): void {
    // The bound is in bytes; text that long in UTF-16 units is longer still in bytes.
    if (this.#text.length > limits.fileBytes) {
      this.#refuse(tooLarge(this.#text.length));
      return;
    }
    const scan = prescan(this.#text);
    for (const fault of scan.faults) this.#fault(fault.offset, '', fault);
    if (scan.stop) {
      this.#broken.push({ file: this.#file });
      return;
    }
    // Keys are compared in tree.ts: the library compares each with each.
    const documents = parseAllDocuments(this.#text, {
      version: '1.2',
      schema: 'core',
      merge: false,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    if ('empty' in documents) {
      this.#syntax(documents.errors);
      const empty = {
        found: 'an empty file',
        expected: `a document that starts with ${kindWords(this.#kinds)}`,
      };
      if (this.#faults.length === 0) this.#refuse(empty);
      else this.#broken.push({ file: this.#file });
      return;
    }
    for (const document of documents) {
      const [start, , end] = document.range;
      const inside = (offset: number): boolean => offset >= start && offset <= end;
      if (scan.broken.some(inside)) this.#broken.push({ file: this.#file });
      else if (document.errors.length > 0 && this.#syntax(document.errors)) continue;
      else
        this.#document(
          document.contents,
          start,
          scan.faults.some(({ offset }) => inside(offset)),
        );
    }
  }

  /** Tells the first complaint of each line, the others follow from it. False where all were told before. */
  #syntax(errors: Parameters<typeof syntaxFault>[0][]): boolean {
    const lines = new Set<number>();
    for (const error of errors) {
      const fault = syntaxFault(error, this.#text);
      if (!fault) continue;
      const { line } = this.#position(fault.offset);
      if (!lines.has(line)) this.#fault(fault.offset, '', fault);
      lines.add(line);
    }
    if (lines.size > 0) this.#broken.push({ file: this.#file });
    return lines.size > 0;
  }

  /** `isBroken`: something in this document was refused when the tokens were read. */
  #document(contents: Parameters<typeof readTree>[0], start: number, isBroken: boolean): void {
    const before = this.#faults.length;
    const { tree, faults } = readTree(contents, start, (offset) => this.#position(offset).line);
    for (const fault of faults) this.#fault(fault.offset, dotted(fault.path), fault);
    const kind = this.#kindOf(tree);
    const document = kind && this.#content(kind, tree);
    if (kind && document && !isBroken && this.#faults.length === before) {
      const locate: Locate = (path, at = 'value') => this.#position(offsetAt(tree, path, at));
      this.#documents.push({ kind, value: document.value, file: this.#file, locate });
      return;
    }
    const id = kind && tree.children?.get(kind)?.value;
    this.#broken.push({ file: this.#file, ...(kind && { kind }), ...(typeof id === 'string' && { id }) });
  }

  #kindOf(tree: Tree): string | undefined {
    if (!tree.children || Array.isArray(tree.value)) {
      const found =
        tree.source === '' ? 'an empty document' : Array.isArray(tree.value) ? 'a list' : 'a bare value';
      if (!tree.refused)
        this.#fault(tree.offset, '', { found, expected: `a mapping with ${kindWords(this.#kinds)}` });
      return undefined;
    }
    const present = this.#kinds.filter((kind) => tree.children?.has(kind));
    const [first, ...others] = present.sort(
      (a, b) => offsetAt(tree, [a], 'key') - offsetAt(tree, [b], 'key'),
    );
    if (first === undefined) {
      this.#fault(tree.offset, '', noKind([...tree.children.keys()].map(String), this.#kinds));
      return undefined;
    }
    for (const other of others) {
      this.#fault(offsetAt(tree, [other], 'key'), other, {
        found: `the key "${other}" in a document that is a ${first} already`,
        expected: 'one thing a document, divided by a line with ---',
      });
    }
    return others.length === 0 ? first : undefined;
  }

  #content(kind: string, tree: Tree): { readonly value: unknown } | undefined {
    const schema = this.#schemas[kind];
    if (schema === undefined) return undefined;
    const result = schema.safeParse(tree.value);
    if (result.success) return { value: result.data };
    for (const fault of explain(result.error.issues, schema, tree)) {
      this.#fault(offsetAt(tree, fault.path, fault.at), dotted(fault.path), fault);
    }
    return undefined;
  }

  #refuse(fault: FaultText): void {
    this.#broken.push({ file: this.#file });
    this.#fault(0, '', fault);
  }

  #fault(offset: number, path: string, { found, expected }: FaultText): void {
    this.#faults.push({ offset, file: this.#file, ...this.#position(offset), path, found, expected });
  }

  #position(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { line, column: col };
  }

  #firstFaults(): RuleFault[] {
    const faults = this.#faults.map(({ offset: _, ...fault }): RuleFault => fault);
    const rest = faults.length - limits.faults;
    const last = faults[limits.faults - 1];
    if (rest <= 0 || !last) return faults;
    const more = {
      ...last,
      path: '',
      found: `${rest} more faults after this line`,
      expected: 'a file with fewer',
    };
    return [...faults.slice(0, limits.faults), more];
  }
}

function kindWords(kinds: readonly string[]): string {
  return oneOf(kinds.map((kind) => `${kind}:`));
}

function tooLarge(length: number): FaultText {
  return { found: `a file of ${length} characters`, expected: `at most ${limits.fileBytes}` };
}

function noKind(keys: readonly string[], kinds: readonly string[]): FaultText {
  for (const key of keys) {
    const near = nearest(key, kinds);
    if (near.length > 0) {
      return {
        found: `a document whose nearest key is ${quote(key)}`,
        expected: `${either(near)} as its first key`,
      };
    }
  }
  const shown = keys.slice(0, 3).map(quote).join(', ');
  return {
    found: keys.length === 0 ? 'an empty mapping' : `a document with the keys ${shown}`,
    expected: `exactly one of ${kinds.join(', ')} among its keys`,
  };
}
