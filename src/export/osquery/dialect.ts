import type { Dialect } from '../sql/dialect.ts';
import { sqlite } from '../sql/dialects/sqlite.ts';

/** SQLite as osquery has it: one statement, which may write nowhere. */
export const osquerySqlite: Dialect = { ...sqlite, id: 'osquery', title: 'osquery', stages: [] };
