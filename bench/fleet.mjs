import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFleet } from './fleet/make-fleet.mjs';
import { measure } from './lib/measure.mjs';

const mib = 1024 * 1024;

/**
 * `phaseout fleet` on simulated fleets of 10,000, 100,000 and 1,000,000 endpoints (PHASEOUT_BENCH_FLEET names others,
 * e.g. `10000,100000`): the view in the terminal, every host as JSON, and a history (`--db`) that is new, and shown alone.
 * Prints wall time, peak memory, and how both grow from one size to the next. A million endpoints are 6 GB in the temporary folder.
 */
export function run({ program, print }) {
  const sizes = (process.env.PHASEOUT_BENCH_FLEET ?? '10000,100000,1000000').split(',').map(Number);
  const scratch = mkdtempSync(join(tmpdir(), 'phaseout-bench-'));
  const file = join(scratch, 'reports.ndjson');
  const rounds = Number(process.env.PHASEOUT_BENCH_ROUNDS ?? 1);
  const before = new Map();
  print('Fleets (reports as NDJSON, a third of the endpoints with two)');
  try {
    for (const hosts of sizes) {
      const { reports, bytes } = makeFleet({ program, file, hosts, now: Date.now() });
      print(`  ${hosts} endpoints, ${reports} reports, ${(bytes / mib).toFixed(0)} MiB`);
      const history = join(scratch, `${hosts}.duckdb`);
      for (const [name, output, words] of [
        ['view in the terminal', 'table=/dev/null', [file]],
        ['every host as JSON', 'json=/dev/null', [file]],
        ['into a new history', 'table=/dev/null', ['--db', history, file]],
        ['the history alone', 'table=/dev/null', ['--db', history]],
      ]) {
        const argv = [process.execPath, program, 'fleet', ...words, '--quiet', '--output', output];
        // A history is new once.
        const isOnce = name === 'into a new history';
        const warm = hosts < 1_000_000 && !isOnce;
        const [result] = measure([{ name, argv, okCodes: [1] }], isOnce ? 1 : rounds, { warm });
        const { medianMs, peakMiB } = result;
        const last = before.get(name);
        const growth =
          last === undefined
            ? ''
            : `   for ${hosts / last.hosts} times the endpoints: time x ${(medianMs / last.medianMs).toFixed(1)}, memory x ${(peakMiB / last.peakMiB).toFixed(2)}`;
        print(
          `    ${name.padEnd(22)} ${(medianMs / 1000).toFixed(1).padStart(7)} s  ${((1000 * medianMs) / reports).toFixed(0).padStart(4)} us a report  peak ${peakMiB?.toFixed(0) ?? '?'} MiB${growth}`,
        );
        before.set(name, { hosts, medianMs, peakMiB });
      }
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
