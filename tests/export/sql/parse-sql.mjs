// Parses queries with @polyglot-sql/sdk: reads [{ dialect, query }] as JSON, writes what the parser says of each (empty: it
// takes it). A program of its own, because the parser needs a deeper stack than a test has.
import { readFileSync } from 'node:fs';
import { init, parse } from '@polyglot-sql/sdk';

await init();
const answers = JSON.parse(readFileSync(0, 'utf8')).map(({ dialect, query }) => {
  const { success, error } = parse(query, dialect);
  return success ? '' : String(error || 'refused');
});
process.stdout.write(JSON.stringify(answers));
