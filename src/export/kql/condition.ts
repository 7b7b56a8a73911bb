import type { Pattern } from '../../match/pattern.ts';
import { readTest } from '../../match/pattern.ts';
import type { When } from '../../model/signature.ts';
import type { Portal, Table } from './table.ts';

/** A test as text, or why there is none. `never`: the table has no such field, so the test never holds. */
export type Condition =
  | { readonly text: string }
  | { readonly always: true }
  | { readonly never: string }
  | { readonly lacks: string };

/**
 * Compiles the tests of a `when` for one table. A field that the table does not have is an absent field, as for any
 * inventory: it passes `exists: false` and nothing else.
 */
export function conditionOf(
  when: When,
  table: Table,
  { operators, slash }: Portal,
  negated = false,
): Condition {
  const parts: string[] = [];
  for (const [field, test] of Object.entries(when)) {
    const column = table.columns[field];
    const check = readTest(field, test);
    if (check.how === 'exists' && column === undefined) {
      if (check.exists) return { never: `${field} is not shown by ${table.id}` };
      continue;
    }
    if (column === undefined) return { never: `${field} is not shown by ${table.id}` };
    if (check.how === 'exists') {
      parts.push(operators.exists(column, negated ? !check.exists : check.exists));
      continue;
    }
    if (check.how !== 'any') return { lacks: `a test of ${field} by ${check.how} has no counterpart` };
    const takesPath = field === 'path' ? table.takesPath : undefined;
    const taken = check.patterns.filter(({ text }) => takesPath === undefined || takesPath(text));
    if (taken.length === 0) return { never: `no such path is shown by ${table.id}` };
    const patterns = taken
      .flatMap((pattern) => widened(pattern, field, table))
      .map((pattern) => (field === 'path' ? slashed(pattern, slash) : pattern));
    const text = operators.any(column, patterns, negated);
    if (text === undefined) return { lacks: `a glob over ${field} has no counterpart` };
    parts.push(text);
  }
  const [only] = parts;
  if (only === undefined) return { always: true };
  if (parts.length === 1) return { text: only };
  return { text: `(${parts.join(negated ? ' or ' : ' and ')})` };
}

/** Rows of an events table name what lies in a folder or key; a store of certificates is compared by contained text. */
function widened(pattern: Pattern, field: string, table: Table): Pattern[] {
  if (table.contained && pattern.how === 'exact') return [{ how: 'glob', text: `*${pattern.text}*` }];
  if (!table.below || field !== 'path') return [pattern];
  if (pattern.how === 'exact') return [pattern, { how: 'prefix', text: `${pattern.text}/` }];
  if (pattern.how === 'glob' && !pattern.text.endsWith('*'))
    return [pattern, { how: 'glob', text: `${pattern.text}/*` }];
  return [pattern];
}

/** Folding made every separator a slash; a column that was not folded has backslashes. */
function slashed(pattern: Pattern, slash: '/' | '\\'): Pattern {
  if (slash === '/' || pattern.how === 'word') return pattern;
  return { how: pattern.how, text: pattern.text.replaceAll('/', '\\') };
}
