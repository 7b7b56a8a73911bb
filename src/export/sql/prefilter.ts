import type { Anchor } from '../../match/anchor.ts';
import type { Dialect } from './dialect.ts';
import type { Entry } from './entries.ts';

/** Literals of one field of which every row that fits any entry holds one. */
export interface FieldLiterals {
  readonly field: string;
  readonly exact: readonly string[];
  readonly prefix: readonly string[];
  readonly suffix: readonly string[];
  readonly inside: readonly string[];
}

/**
 * The anchors of all entries, by field. A literal that another one covers is left out: what begins with a word that is looked
 * for anywhere need not be looked for by itself. So the list is short and still complete.
 */
export function literalsOf(entries: readonly Entry[]): FieldLiterals[] {
  const fields = new Map<string, Anchor[]>();
  for (const { anchors } of entries) {
    if (anchors === undefined) continue;
    const list = fields.get(anchors.field) ?? [];
    list.push(...anchors.anchors);
    fields.set(anchors.field, list);
  }
  return [...fields].map(([field, anchors]) => fieldLiterals(field, anchors));
}

function fieldLiterals(field: string, anchors: readonly Anchor[]): FieldLiterals {
  const texts = (...hows: Anchor['how'][]): string[] => [
    ...new Set(anchors.filter(({ how }) => hows.includes(how)).map(({ text }) => text)),
  ];
  const inside = minimal(texts('word', 'inside'), (text, other) => text.includes(other));
  const open = (list: readonly string[]): string[] =>
    list.filter((text) => !inside.some((other) => text.includes(other)));
  const prefix = minimal(open(texts('prefix')), (text, other) => text.startsWith(other));
  const suffix = minimal(open(texts('suffix')), (text, other) => text.endsWith(other));
  const exact = open(texts('exact')).filter(
    (text) =>
      !prefix.some((other) => text.startsWith(other)) && !suffix.some((other) => text.endsWith(other)),
  );
  return { field, exact, prefix, suffix, inside };
}

function minimal(texts: readonly string[], covers: (text: string, other: string) => boolean): string[] {
  const different = [...new Set(texts)];
  return different.filter((text) => !different.some((other) => other !== text && covers(text, other)));
}

/** Whether a row holds one of the literals. `column` gives a field's text in lower case. */
export function literalConditions(
  literals: readonly FieldLiterals[],
  column: (field: string) => string,
  dialect: Dialect,
): string[] {
  return literals.flatMap(({ field, exact, prefix, suffix, inside }) => {
    const text = column(field);
    return [
      ...inside.map((literal) => dialect.contains(text, literal)),
      ...(exact.length > 0 ? [dialect.isOneOf(text, exact)] : []),
      ...prefix.map((literal) => dialect.startsWith(text, literal)),
      ...suffix.map((literal) => dialect.endsWith(text, literal)),
    ];
  });
}
