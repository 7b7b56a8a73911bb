// Parses queries with @polyglot-sql/sdk: reads [{ dialect, query }] as JSON, writes what the parser says of each (empty: it
// takes it); with `to`, the statements in that dialect instead. A program of its own, because the parser needs a deeper
// stack than a test has.
import { readFileSync } from 'node:fs';
import { init, parse, transpile } from '@polyglot-sql/sdk';

await init();
const answers = JSON.parse(readFileSync(0, 'utf8')).map(({ dialect, query, to }) => {
  const { success, error, sql } = to === undefined ? parse(query, dialect) : transpile(query, dialect, to);
  if (success) return to === undefined ? '' : sql;
  return String(error || 'refused');
});
process.stdout.write(JSON.stringify(answers));
