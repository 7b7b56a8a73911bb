import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { measure, ratio, row } from '../lib/measure.mjs';

/** Debian packages that hold the peers. */
const peers = { hivexml: 'libhivex-bin', reglookup: 'reglookup' };

/**
 * Reading what a scan needs, and every key, out of a hive of more than 150 MB of live keys, against hivexml and
 * reglookup on the same file in the same run, each as a whole process. Peak memory also on a hive a tenth of the size.
 */
export async function run({ print }) {
  for (const [program, debian] of Object.entries(peers)) {
    if (spawnSync(program, ['-h']).error) throw new Error(`${program} is missing: apt-get install ${debian}`);
  }
  const scratch = mkdtempSync(join(tmpdir(), 'phaseout-hive-'));
  try {
    const program = await bundle(scratch);
    const [large, small] = [join(scratch, 'LARGE'), join(scratch, 'SMALL')];
    execFileSync(process.execPath, [program, 'make', large]);
    execFileSync(process.execPath, [program, 'make', small, '17400']);
    print(`Registry hive, ${megabytes(large)} MB of live keys (the small one: ${megabytes(small)} MB)`);
    const own = (...argv) => [process.execPath, program, ...argv];
    const [scan, walk, hivexml, reglookup, node, smallScan, smallWalk] = measure(
      [
        { name: 'what a scan needs (Uninstall, Services)', argv: own('scan', large) },
        { name: 'every key and value', argv: own('walk', large) },
        { name: 'hivexml', argv: ['hivexml', large] },
        { name: 'reglookup', argv: ['reglookup', large] },
        { name: 'node -e 0 (the floor)', argv: [process.execPath, '-e', '0'] },
        { name: 'what a scan needs, small hive', argv: own('scan', small) },
        { name: 'every key and value, small hive', argv: own('walk', small) },
      ],
      Number(process.env.PHASEOUT_BENCH_ROUNDS ?? 5),
    );
    for (const result of [scan, walk, hivexml, reglookup, node, smallScan, smallWalk]) print(row(result));
    print(ratio('scan / hivexml', scan.medianMs / hivexml.medianMs, 0.2));
    print(ratio("scan less Node's start / hivexml", (scan.medianMs - node.medianMs) / hivexml.medianMs, 0.1));
    print(ratio('every key / reglookup', walk.medianMs / reglookup.medianMs, 1));
    if (scan.peakMiB !== null) {
      print(ratio('peak memory of a scan, large / small hive', scan.peakMiB / smallScan.peakMiB, 1.1));
      print(ratio('peak memory over Node alone, scan, MiB', scan.peakMiB - node.peakMiB, 40));
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function bundle(scratch) {
  const outfile = join(scratch, 'read-hive.mjs');
  await build({
    absWorkingDir: join(import.meta.dirname, '..', '..'),
    entryPoints: ['bench/hive/read-hive.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  return outfile;
}

function megabytes(file) {
  return Math.round(statSync(file).size / 1e6);
}
