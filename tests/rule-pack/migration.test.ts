import { describe, expect, test } from 'vitest';
import type { Product } from '../../src/model/product.ts';
import type { Capability } from '../../src/model/vocabulary.ts';
import { builtInPack } from './built-in-pack.ts';

const pack = builtInPack();
const windows = pack.products.filter(
  ({ platforms, class: kind, signatures }) =>
    platforms.includes('windows') &&
    kind !== 'component' &&
    kind !== 'successor' &&
    signatures.some(({ proves }) => proves !== 'note'),
);

/** Dangers that follow from what a product does; any of the list. */
const dangerOf: Readonly<Partial<Record<Capability, readonly string[]>>> = {
  'disk-encryption': ['disk-encryption-windows'],
  'file-encryption': ['file-encryption-windows'],
  'uninstall-password': ['uninstall-password'],
  'self-defence': ['self-defence'],
  vpn: ['vpn-kill-switch'],
  'password-vault': ['password-vault'],
  'reinstalls-products': ['agent-reinstalls'],
  'root-certificate': ['root-certificate-copies'],
  'integrates-engine': ['embedded-by-vendor', 'traffic-stops'],
};

function lacks(product: Product): string[] {
  return product.capabilities
    .filter((capability) => {
      const dangers = dangerOf[capability];
      if (capability === 'integrates-engine' && product.class !== 'integration') return false;
      return dangers !== undefined && !dangers.some((hazard) => product.migration.hazards.includes(hazard));
    })
    .map((capability) => `${product.product}: ${capability}`);
}

describe('what a product of Windows does names the danger of taking it away', () => {
  test('capability by capability', () => {
    expect(windows.flatMap(lacks)).toEqual([]);
  });

  const guards = /^(endpoint|consumer|server|embedded|industrial|virtualisation)-protection$/;
  test.each(
    windows
      .filter(({ class: kind }) => guards.test(kind))
      .map((product) => [product.product, product] as const),
  )('%s guards a host: protection afterwards, and a restart', (_id, { migration }) => {
    expect(
      migration.hazards.filter((hazard) => /^(server-)?protection(-afterwards)?-windows$/.test(hazard)),
    ).not.toEqual([]);
    expect(migration.hazards).toContain('restart-windows');
    expect(migration.replaceWith.length).toBeGreaterThan(0);
    expect([...migration.steps].map(({ text }) => text).join(' ')).toMatch(/restart/i);
  });

  test('a management server keeps its keys and its database, and goes last; an agent after every product', () => {
    const of = (id: string): Product['migration'] | undefined =>
      pack.products.find(({ product }) => product === id)?.migration;
    expect(of('ksc-windows')?.priority).toBe('last');
    expect(of('ksc-windows')?.hazards).toEqual(
      expect.arrayContaining(['server-keys', 'bitlocker-keys', 'server-data', 'server-last']),
    );
    expect(of('network-agent-windows')?.priority).toBe('last');
    expect(of('kaspersky-password-manager-windows')?.priority).toBe('first');
    expect(of('kaspersky-vpn-windows')?.priority).toBe('first');
  });
});

describe('commands that remove without questions', () => {
  const silent = windows.flatMap(({ product, migration }) =>
    migration.steps
      .filter(({ removes, command }) => removes === true && command !== undefined)
      .map((step) => ({ product, ...step })),
  );

  test('stand where a source shows one', () => {
    expect(silent.map(({ product, command }) => `${product}: ${command}`).sort()).toEqual([
      'endpoint-agent-windows: msiexec.exe /x {ProductCode} /quiet /norestart',
      'kaspersky-home-windows: msiexec.exe /x {ProductCode} /qn /norestart REMOVE=ALL',
      'kes-windows: msiexec.exe /x {ProductCode} KLLOGIN=<user> KLPASSWD=<password> REBOOT=ReallySuppress /qn',
      'kess-windows: msiexec.exe /X {ProductCode} /qn /norestart',
      'ksws: msiexec.exe /X {ProductCode} /qn /norestart',
      'network-agent-windows: msiexec.exe /x {ProductCode} KLUNINSTPASSWD=<hex> /qn',
      'scan-engine-windows: kavhttpd -d',
    ]);
  });

  test('each with its source, none with a password in it', () => {
    expect(silent.filter(({ source }) => source === undefined)).toEqual([]);
    for (const { command = '' } of silent) {
      for (const [, value] of command.matchAll(/(?:PASSWD|LOGIN)=(\S+)/g)) expect(value).toMatch(/^<\w+>$/);
    }
  });

  test('never advises what Microsoft calls unsupported, nor to switch off protection of the system', () => {
    const texts = pack.products.flatMap(({ migration }) =>
      [...migration.steps, ...migration.residue].map(({ text, command = '' }) => `${text} ${command}`),
    );
    const wrong =
      /\b(wscsvc|SecurityHealthService|WinDefend|WdFilter|WdNisSvc)\b|csrutil|--force-depends|\/force\b/i;
    expect(texts.filter((text) => wrong.test(text))).toEqual([]);
  });
});

describe('kinds of replacement', () => {
  test.each(pack.alternatives.map((alternative) => [alternative.alternative, alternative] as const))(
    '%s: several examples in alphabetical order, so that none is a favourite',
    (_id, { examples, text }) => {
      expect(examples.length).toBeGreaterThanOrEqual(2);
      const folded = examples.map((example) => example.toLowerCase());
      expect(folded).toEqual([...folded].sort());
      expect(text).not.toMatch(/\b(best|recommended|leading|favou?rite|top-rated)\b/i);
    },
  );

  test.each([
    'endpoint-protection-windows',
    'consumer-protection-windows',
    'on-demand-scanner-windows',
    'vpn',
    'parental-control',
  ])('%s names what Windows itself brings', (id) => {
    const { examples = [] } = pack.alternatives.find(({ alternative }) => alternative === id) ?? {};
    expect(examples.join('; ')).toMatch(/Microsoft|Windows/);
  });
});
