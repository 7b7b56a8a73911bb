import { createHash } from 'node:crypto';
import type { Observation } from '../../src/fleet/observation.ts';

/** An observation that uses every key, with names as hostile as a report may hold. */
export const full: Observation = {
  v: 1,
  digest: '0123456789abcdef0123456789abcdef',
  at: Date.parse('2026-11-20T10:15:30.123Z'),
  type: 'host',
  hostname: "WS-1'; DROP TABLE observation; --\u0000\u202e",
  id: '4c4c4544-0042-3510',
  hardwareId: 'HW "1"',
  place: '/mnt/a "b"#c',
  platform: 'windows',
  os: 'Windows 11 Pro 26100',
  role: 'workstation',
  client: '=HYPERLINK("http://example.invalid")',
  site: 'Köln 😀',
  tags: ['image=golden-11', '', 'a,b;c'],
  image: 'golden-11',
  audiences: ['us-person', 'de-advice'],
  whole: false,
  interrupted: true,
  looked: ['linux/dpkg', 'windows/services'],
  gaps: 3,
  couldHide: 'active',
  someGaps: [
    {
      collector: 'windows/services',
      reason: 'permission-denied',
      source: 'HKLM\\SYSTEM\\"x"',
      message: '-1+1|cmd',
      couldHide: 'active',
    },
  ],
  products: [
    {
      id: 'kes-windows',
      name: 'Kaspersky Endpoint Security for Windows',
      vendor: 'AO Kaspersky Lab',
      class: 'endpoint-protection',
      platforms: ['windows'],
      capabilities: ['signature-updates', 'vendor-cloud'],
      status: 'active',
      basis: 'running',
      confidence: 'confirmed',
      version: '12.3.0.493',
      installedAt: '2023-01-02',
      acceptedUntil: '2026-12-31',
      stops: ['protection', 'encryption'],
    },
    {
      id: 'kaspersky-vpn',
      name: '__proto__',
      vendor: '',
      class: 'vpn',
      platforms: [],
      capabilities: [],
      status: 'residue',
      confidence: 'probable',
    },
  ],
  servers: ['ksc.example.invalid:13000'],
  readiness: 'verify',
  encryption: 'component-installed',
  rebootPending: false,
  packs: [{ id: 'builtin', version: '1', date: '2026-11-20', sha256: 'ab' }],
};

/** An observation without any key that may be absent. */
export const bare: Observation = {
  v: 1,
  digest: 'ffffffffffffffffffffffffffffffff',
  at: null,
  type: 'inventory',
  whole: true,
  interrupted: false,
  looked: [],
  gaps: 0,
  someGaps: [],
  products: [],
  servers: [],
  readiness: 'unknown',
  encryption: 'not-installed',
  packs: [],
};

/** The `n`th report of a simulated fleet: always the same; every fifth host has a product. */
export function simulated(n: number): Observation {
  const host = Math.floor(n / 2);
  return {
    ...bare,
    digest: createHash('sha256').update(`report ${n}`).digest('hex').slice(0, 32),
    at: Date.UTC(2026, 0, 1) + n * 60_000,
    type: 'host',
    hostname: `ws-${host}`,
    id: `installation-${host}`,
    hardwareId: `hardware-${host}`,
    platform: 'windows',
    os: 'Windows 11 Pro 26100',
    client: `client ${host % 100}`,
    site: `site ${host % 1000}`,
    looked: ['windows/services', 'windows/uninstall-keys', 'windows/drivers'],
    products: host % 5 === 0 && n % 2 === 0 ? full.products.slice(0, 1) : [],
    packs: full.packs,
  };
}
