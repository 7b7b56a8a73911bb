import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure, ratio, row } from './lib/measure.mjs';
import { findPeers } from './lib/peers.mjs';

const query =
  'select * from deb_packages; select * from kernel_modules; select * from processes; select * from startup_items;';
const anyVerdict = [0, 1, 3];

/** A live scan and a scan of a debootstrap root, against osqueryi and trivy-cdxgen on the same machine in the same run. */
export function run({ program, print }) {
  const peers = findPeers();
  const made = process.env.PHASEOUT_BENCH_ROOT ?? makeRoot();
  const scratch = mkdtempSync(join(tmpdir(), 'phaseout-bench-'));
  try {
    const scan = (...args) => [process.execPath, program, 'scan', '--format', 'json', ...args];
    const [live, root, osquery, osqueryStart, trivy, node] = measure(
      [
        { name: 'phaseout scan (this machine, whole, JSON)', argv: scan(), okCodes: anyVerdict },
        {
          name: 'phaseout scan --root (debootstrap root, whole, JSON)',
          argv: scan('--root', made),
          okCodes: anyVerdict,
        },
        { name: 'osqueryi 5.23, four tables of this machine', argv: [peers.osqueryi, '--json', query] },
        { name: 'osqueryi 5.23, start-up alone (select 1)', argv: [peers.osqueryi, '--json', 'select 1'] },
        {
          name: "trivy-cdxgen rootfs (Trivy's package analysers)",
          argv: [
            peers.trivy,
            'rootfs',
            '--cache-dir',
            join(scratch, 'cache'),
            '--output',
            join(scratch, 'out.cdx'),
            made,
          ],
        },
        { name: 'node -e 0 (the floor)', argv: [process.execPath, '-e', '0'] },
      ],
      Number(process.env.PHASEOUT_BENCH_ROUNDS ?? 7),
    );
    print('Whole scans');
    for (const result of [live, root, osquery, osqueryStart, trivy, node]) print(row(result));
    print(ratio('live scan / osqueryi', live.medianMs / osquery.medianMs, 0.2));
    print(ratio('live scan / trivy-cdxgen', live.medianMs / trivy.medianMs, 0.2));
    print(ratio('root scan / osqueryi', root.medianMs / osquery.medianMs, 0.2));
    print(ratio('root scan / trivy-cdxgen', root.medianMs / trivy.medianMs, 0.2));
    if (live.peakMiB !== null) print(ratio('peak memory of the live scan, MiB', live.peakMiB, 120));
    if (root.peakMiB !== null) print(ratio('peak memory of the root scan, MiB', root.peakMiB, 120));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    if (process.env.PHASEOUT_BENCH_ROOT === undefined) rmSync(made, { recursive: true, force: true });
  }
}

/** A debootstrap root of its own; PHASEOUT_BENCH_ROOT names one that is there already. */
function makeRoot() {
  if (!existsSync('/usr/sbin/debootstrap')) {
    throw new Error('this benchmark needs debootstrap and root rights, or PHASEOUT_BENCH_ROOT=DIR');
  }
  const path = mkdtempSync(join(tmpdir(), 'phaseout-bench-root-'));
  const mirror = spawnSync('sh', [
    '-c',
    "grep -hoE 'https?://[^ ]+' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | grep -v security | head -n 1",
  ]);
  const uri = mirror.stdout.toString().trim() || 'http://deb.debian.org/debian';
  const done = spawnSync(
    'debootstrap',
    ['--variant=minbase', '--include=systemd,systemd-sysv', 'bookworm', path, uri],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (done.status !== 0) throw new Error('debootstrap failed');
  return path;
}
