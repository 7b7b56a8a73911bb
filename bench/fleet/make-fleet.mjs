import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';

const day = 86_400_000;

/** What a Windows scan looks with; the last line of a native inventory states it. */
const collectors = [
  'uninstall-keys',
  'services',
  'running-programs',
  'minifilters',
  'security-center',
  'certificates',
  'windows-markers',
  'browser-extensions',
  'scheduled-tasks',
  'appx-packages',
  'system-drivers',
  'startup-commands',
  'setup-commands',
  'policy-scripts',
  'protection-state',
  'network-filters',
  'cached-installers',
  'software-assignments',
  'deployment-caches',
  'other-windows',
  'packages',
  'host',
];

const products = {
  clean: [],
  kes: [
    {
      kind: 'software',
      name: 'Kaspersky Endpoint Security for Windows',
      version: '12.3.0.493',
      publisher: 'AO Kaspersky Lab',
    },
    { kind: 'service', name: 'AVP.KES.21.15', state: 'running' },
    { kind: 'service', name: 'klnagent', state: 'running' },
    { kind: 'driver', name: 'klif', state: 'loaded' },
  ],
  residue: [{ kind: 'driver', name: 'klif', state: 'installed' }],
};

/**
 * Writes a fleet of `hosts` endpoints as NDJSON, a report a line, and says how many reports and bytes that is. Reports
 * are real ones of this program (`match` of a native inventory), with other names, ids and times. Always the same for the
 * same number: 90 % clean, 6 % with a product, 2 % cleared, 1 % with a gap, 1 % not seen for long; 30 % report twice.
 */
export function makeFleet({ program, file, hosts, now }) {
  const templates = Object.fromEntries(
    Object.entries(products).flatMap(([name, rows]) => [
      [name, template(program, rows, false)],
      [`${name}-gap`, template(program, rows, true)],
    ]),
  );
  const handle = openSync(file, 'w');
  let reports = 0;
  let bytes = 0;
  let waiting = [];
  const put = (name, host, daysAgo) => {
    const at = new Date(now - daysAgo * day - ((host * 7919) % day)).toISOString();
    const id = `machine:${((host * 2654435761) >>> 0).toString(16).padStart(8, '0')}${host.toString(16).padStart(24, '0')}`;
    const hardware = `${(host + 1e9).toString(16).padStart(8, '0')}-6a1c-4d2e-9b3f-${host.toString(16).padStart(12, '0')}`;
    waiting.push(
      templates[name]
        .replaceAll('HOST-0', `WS-${host}`)
        .replace('machine:0', id)
        .replace('hardware-0', hardware)
        .replace('CLIENT-0', `Client ${host % 50}`)
        .replace('SITE-0', `Site ${host % 4}`)
        .replace('TIME-0', at),
    );
    reports++;
    if (waiting.length >= 500) flush();
  };
  const flush = () => {
    const piece = Buffer.from(waiting.map((line) => `${line}\n`).join(''));
    bytes += piece.length;
    writeSync(handle, piece);
    waiting = [];
  };
  for (let host = 0; host < hosts; host++) {
    const draw = mixed(host) % 100;
    const twice = mixed(host + 0x5bd1e995) % 10 < 3;
    if (draw < 90) {
      if (twice) put('clean', host, 9);
      put('clean', host, 1);
    } else if (draw < 96) {
      if (twice) put('kes', host, 20);
      put(draw % 2 === 0 ? 'kes' : 'residue', host, 1);
    } else if (draw < 98) {
      put('kes', host, 5 + (host % 60));
      put('clean', host, 1);
    } else if (draw < 99) put('clean-gap', host, 2);
    else put(twice ? 'kes' : 'clean', host, 45);
  }
  flush();
  closeSync(handle);
  return { reports, bytes };
}

/** A number that has nothing to do with its neighbours', so that a client has hosts of every kind. */
function mixed(value) {
  let hash = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function template(program, rows, gap) {
  const target = {
    type: 'host',
    platform: 'windows',
    os: 'Windows 11 Pro 26100',
    hostname: 'HOST-0',
    id: 'machine:0',
    hardwareId: 'hardware-0',
    client: 'CLIENT-0',
    site: 'SITE-0',
  };
  const header = {
    schema: 'phaseout/inventory@1',
    tool: { name: 'phaseout', version: '0.1.0' },
    scannedAt: '2026-01-01T00:00:00Z',
    target,
  };
  const items = rows.map((row) => ({ collector: 'services', origin: 'HKLM', platform: 'windows', ...row }));
  const broken = {
    reason: 'permission-denied',
    source: 'C:\\Users\\jdoe\\NTUSER.DAT',
    message: 'no right to read it',
    couldHide: 'installed',
  };
  const coverage = collectors.map((collector, index) => ({
    collector,
    status: gap && index === 0 ? 'gap' : 'ok',
    items: index === 0 ? items.length : 0,
    gaps: gap && index === 0 ? [broken] : [],
  }));
  const input = [header, ...items, { coverage, complete: true }].map((each) => `${JSON.stringify(each)}\n`);
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [program, 'match', '-', '--format', 'json', '--as-of', '2026-11-01'],
    { input: input.join(''), maxBuffer: 1e8 },
  );
  if (![0, 1, 3].includes(status)) throw new Error(`no template: ${stderr}`);
  const report = JSON.parse(stdout.toString());
  return JSON.stringify({ ...report, scannedAt: 'TIME-0' });
}

if (process.argv[1]?.endsWith('make-fleet.mjs')) {
  const [, , program, file, hosts] = process.argv;
  const made = makeFleet({ program, file, hosts: Number(hosts), now: Date.now() });
  process.stdout.write(`${JSON.stringify(made)}\n`);
}
