import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleScript } from '../../scripts/lib/bundle.mjs';
import { measure, ratio, row } from '../lib/measure.mjs';

const programs = ['qemu-img', 'mkntfs', 'wimlib-imagex', 'sfdisk', 'mkfs.ext4', 'strace'];

/**
 * Virtual disks of 60 GB: time, peak of memory, and the bytes that are read of the file, counted by strace.
 * `linuxRoot` is an unpacked system.
 */
export async function disks({ program, print, linuxRoot }) {
  const missing = programs.filter((name) => spawnSync('which', [name]).status !== 0);
  if (missing.length > 0) {
    print(`Virtual disks: skipped; missing: ${missing.join(', ')}`);
    return;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'phaseout-bench-disk-'));
  try {
    const { makeDisks } = await import(pathToFileURL(await bundleScript('bench/image/make-disks.ts')).href);
    const made = makeDisks(scratch, linuxRoot);
    print('Virtual disks of 60 GB (QCOW2)');
    for (const [name, path] of Object.entries(made)) {
      const argv = [process.execPath, program, 'scan', '--image', path, '--format', 'json', '--quiet'];
      const [result] = measure(
        [{ name: `phaseout scan --image ${name}.qcow2`, argv, okCodes: [name === 'windows' ? 1 : 0] }],
        Number(process.env.PHASEOUT_BENCH_ROUNDS ?? 5),
      );
      print(row(result));
      const { size } = statSync(path);
      const { bytes, calls } = bytesRead(argv, path, scratch);
      const mib = (count) => (count / 2 ** 20).toFixed(1);
      print(`  ${mib(bytes)} MiB of the ${mib(size)} MiB in the file were read, in ${calls} reads`);
      if (result.peakMiB !== null) print(ratio(`peak memory, ${name}.qcow2, MiB`, result.peakMiB, 120));
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function bytesRead(argv, path, scratch) {
  const trace = join(scratch, 'trace');
  try {
    execFileSync('strace', ['-f', '-qq', '-o', trace, '-e', 'trace=read,pread64', '-P', path, ...argv], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (error) {
    if (error.status !== 1) throw error;
  }
  const counts = [...readFileSync(trace, 'utf8').matchAll(/ = (\d+)$/gm)].map((match) => Number(match[1]));
  return { bytes: counts.reduce((sum, count) => sum + count, 0), calls: counts.length };
}
