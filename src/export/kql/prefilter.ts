import { type Anchor, chooseAnchors } from '../../match/anchor.ts';
import { compileWhen } from '../../match/compile-when.ts';
import { FieldTable } from '../../match/fields.ts';
import type { Entry } from './entry.ts';
import { kqlString } from './literal.ts';
import type { Table } from './table.ts';

/**
 * A cheap test of the raw columns that every row passes which one of the entries could match, so that a table of events
 * is not shaped row by row; undefined where there is none. It only looks for literals that such a row must hold.
 */
export function prefilterOf(table: Table, entries: readonly Entry[]): string | undefined {
  if (table.raw === undefined) return undefined;
  const literals = new Map<string, Set<string>>();
  for (const { signature } of entries) {
    const when = Object.fromEntries(
      Object.entries(signature.when).filter(([field]) => table.raw?.[field] !== undefined),
    );
    const found = chooseAnchors(compileWhen(when, new FieldTable()));
    if (found === undefined) return undefined;
    for (const anchor of found.anchors) {
      const text = literalOf(anchor, found.field);
      if (text === '' || !/^[\x20-\x7e]+$/.test(text)) return undefined;
      for (const column of table.raw[found.field] ?? []) {
        const known = literals.get(column);
        if (known === undefined) literals.set(column, new Set([text]));
        else known.add(text);
      }
    }
  }
  const tests = [...literals].flatMap(([column, texts]) =>
    shortest([...texts]).map((text) => `${column} contains ${kqlString(text)}`),
  );
  return tests.length === 0 ? undefined : tests.join(' or ');
}

/**
 * A path may be written with either slash and begin otherwise than the rule (`HKLM`), and its name may stand in a column
 * of its own: only its longest name counts.
 */
function literalOf({ text }: Anchor, field: string): string {
  if (field !== 'path') return text;
  return text.split('/').reduce((best, name) => (name.length > best.length ? name : best), '');
}

/** Without the texts that hold another one of them: what contains them contains that one too. */
function shortest(texts: readonly string[]): string[] {
  return texts.filter((text) => !texts.some((other) => other !== text && text.includes(other))).sort();
}
