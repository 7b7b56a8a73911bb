import { describe, expect, it } from 'vitest';
import { lockHolder } from '../../src/fleet-store/connect.ts';

describe('who holds the lock, by the words of DuckDB', () => {
  it.each([
    [
      'Linux',
      'IO Error: Could not set lock on file "/tmp/a.db": Conflicting lock is held in /usr/bin/node (PID 7850). See also https://duckdb.org/docs/stable/connect/concurrency',
      '/usr/bin/node (PID 7850)',
    ],
    [
      'macOS',
      'IO Error: Could not set lock on file "/tmp/some.db": Conflicting lock is held in /opt/homebrew/bin/duckdb (PID 44251) by user hannes. See also …',
      '/opt/homebrew/bin/duckdb (PID 44251)',
    ],
    [
      'Windows',
      'IO Error: Cannot open file "a.db": The process cannot access the file because it is being used by another process.\r\n\r\n\nFile is already open in \nD:\\a\\bin\\ruby.exe (PID 7812)',
      'D:\\a\\bin\\ruby.exe (PID 7812)',
    ],
    [
      'Windows in Chinese',
      'IO Error: Cannot open file "E:\\DBX.duckdb": 另一个程序正在使用此文件，进程无法访问。 File is already open in D:\\Program Files (x86)\\DBX\\dbx.exe (PID 3528)',
      'D:\\Program Files (x86)\\DBX\\dbx.exe (PID 3528)',
    ],
    [
      'another user',
      'IO Error: Could not set lock on file "/tmp/a.db": Resource temporarily unavailable',
      'another process',
    ],
    ['no lock', 'IO Error: Cannot open file "/x/a.db": Permission denied', undefined],
    ['no database', 'IO Error: The file "a" exists, but it is not a valid DuckDB database file!', undefined],
  ])('%s', (_system, message, holder) => {
    expect(lockHolder(message)).toBe(holder);
  });
});
