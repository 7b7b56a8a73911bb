import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  ofEndedProcess,
  removeLeftovers,
  temporaryName,
  untouchedForADay,
} from '../../src/fleet-store/leftovers.ts';

const now = new Date('2026-11-22T12:00:00Z');
/** No process has this number: Linux counts to 4,194,304 at most, and Windows in steps of four. */
const ended = 99_999_999;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-leftovers-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, hoursAgo = 0): string {
  const path = join(folder, name);
  writeFileSync(path, '');
  const time = new Date(now.getTime() - hoursAgo * 3_600_000);
  utimesSync(path, time, time);
  return path;
}

it.each([
  [
    'a process that ended, folders too, and nothing of one that runs or of another scope',
    undefined,
    ['there'],
  ],
  ['such a process, and what nobody of another scope touched for a day', now, []],
])('removes what belongs to %s', (_, day, old) => {
  put(`here-${ended}-1`);
  put(`here-${process.pid}-1`, 25);
  put(`there-${ended}-young`, 23);
  put(`there-${ended}-old`, 25);
  put(`${ended}-1`, 25);
  mkdirSync(join(folder, `here-${ended}-2`));
  put(`here-${ended}-2/part`);
  removeLeftovers(folder, ofEndedProcess(/^(?<scope>\w+)-(?<pid>\d+)-/, 'here', day));
  expect(readdirSync(folder).sort()).toEqual(
    [
      `here-${process.pid}-1`,
      `there-${ended}-young`,
      `${ended}-1`,
      ...old.map((scope) => `${scope}-${ended}-old`),
    ].sort(),
  );
});

it('removes what was not touched for a day under a temporary name of this target', () => {
  const target = join(folder, 'fleet.duckdb');
  const name = (end = ''): string => `${basename(temporaryName(target))}${end}`;
  for (const end of ['', '.wal', '.tmp']) put(name(end), 25);
  const kept = [
    put(name(), 23),
    put(basename(temporaryName(join(folder, 'other.duckdb'))), 25),
    put(name('.bak'), 25),
    put('.phaseout.fleet.duckdb', 25),
    put('fleet.duckdb', 25),
  ];
  removeLeftovers(folder, untouchedForADay(target, now));
  expect(readdirSync(folder).sort()).toEqual(kept.map((path) => basename(path)).sort());
});

it('passes over a folder that is not there', () => {
  expect(() => removeLeftovers(join(folder, 'none'), () => true)).not.toThrow();
});

it.runIf(process.platform === 'linux')('passes over what it may not remove', () => {
  expect(() => removeLeftovers('/proc/self', (name) => name === 'attr')).not.toThrow();
});
