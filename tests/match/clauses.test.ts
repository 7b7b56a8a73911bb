import { describe, expect, test } from 'vitest';
import type { Item } from '../../src/model/item.ts';
import type { Clause, Signature } from '../../src/model/signature.ts';
import { evidenceOf, item, match, packOf, product, protection, signature, verdicts } from './make-pack.ts';

const watchdog: Item = {
  kind: 'process',
  collector: 'c',
  name: 'wdserver',
  origin: '/proc/1',
  state: 'running',
};
const launcher: Item = {
  kind: 'marker',
  collector: 'c',
  name: 'kesl_launcher.sh',
  path: '/opt/kaspersky/kesl/libexec/kesl_launcher.sh',
  origin: '/opt/kaspersky/kesl/libexec/kesl_launcher.sh',
};
const launcherThere: Clause = { host: { kind: 'marker', when: { path: { suffix: '/kesl_launcher.sh' } } } };

function found(given: Partial<Signature>, items: readonly Item[]): string[] {
  const only = signature({ id: 's', kind: 'process', when: { name: 'wdserver' }, ...given });
  return evidenceOf(match(packOf([product({ product: 'p', signatures: [only] })]), items));
}

describe('beside', () => {
  test('another item of the same host', () => {
    expect(found({ beside: [launcherThere] }, [watchdog, launcher])).toEqual(['p: p/s']);
    expect(found({ beside: [launcherThere] }, [watchdog])).toEqual([]);
  });

  test('whatever comes first', () => {
    expect(found({ beside: [launcherThere] }, [launcher, watchdog])).toEqual(['p: p/s']);
  });

  test('not an item of another host', () => {
    const items = [
      { ...watchdog, host: 'one' },
      { ...launcher, host: 'two' },
    ];
    expect(found({ beside: [launcherThere] }, items)).toEqual([]);
  });

  test('not of another kind', () => {
    expect(found({ beside: [launcherThere] }, [watchdog, { ...launcher, kind: 'software' }])).toEqual([]);
  });

  test('of any kind where the clause names none', () => {
    const beside = [{ host: { when: { path: { suffix: '/kesl_launcher.sh' } } } }];
    expect(found({ beside }, [watchdog, { ...launcher, kind: 'software' }])).toEqual(['p: p/s']);
  });

  test('never the row itself', () => {
    const beside = [{ host: { when: { name: 'wdserver' } } }];
    expect(found({ beside }, [watchdog])).toEqual([]);
    expect(found({ beside }, [watchdog, watchdog])).toEqual([]);
    expect(found({ beside }, [watchdog, { ...watchdog, origin: '/proc/2' }])).toEqual([]);
    expect(found({ beside }, [watchdog, { ...watchdog, path: '/usr/bin/wdserver' }])).toEqual([
      'p: p/s, p/s',
    ]);
  });

  test('the same item', () => {
    const beside = [{ same: { path: { prefix: '/opt/kaspersky/' } } }];
    expect(found({ beside }, [{ ...watchdog, path: '/opt/kaspersky/kesl/wdserver' }])).toEqual(['p: p/s']);
    expect(found({ beside }, [{ ...watchdog, path: '/usr/bin/wdserver' }])).toEqual([]);
  });

  test('all clauses must hold', () => {
    const beside = [launcherThere, { same: { path: { exists: true } } }];
    expect(found({ beside }, [watchdog, launcher])).toEqual([]);
    expect(found({ beside }, [{ ...watchdog, path: '/x' }, launcher])).toEqual(['p: p/s']);
  });

  test('a service clause fits a row told as a driver', () => {
    const beside = [{ host: { kind: 'service' as const, when: { name: 'kesl' } } }];
    const row: Item = { kind: 'driver', collector: 'c', name: 'kesl', origin: 'o' };
    expect(found({ beside }, [watchdog, row])).toEqual(['p: p/s']);
  });
});

describe('unless', () => {
  test('guards against a look-alike by the item itself', () => {
    const when = { name: { word: 'kaspersky' } };
    const unless = [{ same: { publisher: { word: 'ansible' } } }, { same: { name: { suffix: '-doc' } } }];
    const names = (rows: readonly Item[]) => found({ kind: 'software', when, unless }, rows);
    expect(names([item({ name: 'kaspersky-agent', publisher: 'AO Kaspersky Lab' })])).toEqual(['p: p/s']);
    expect(names([item({ name: 'ansible-role-kaspersky', publisher: 'Ansible Galaxy' })])).toEqual([]);
    expect(names([item({ name: 'kaspersky-doc' })])).toEqual([]);
  });

  test('guards by another item of the host', () => {
    const unless = [{ host: { kind: 'software' as const, when: { name: 'icewarp' } } }];
    expect(found({ unless }, [watchdog])).toEqual(['p: p/s']);
    expect(found({ unless }, [watchdog, item({ name: 'icewarp' })])).toEqual([]);
    expect(found({ unless }, [item({ name: 'icewarp' }), watchdog])).toEqual([]);
  });

  test('one clause that holds is enough', () => {
    const unless = [{ same: { path: '/nowhere' } }, launcherThere];
    expect(found({ unless }, [watchdog, launcher])).toEqual([]);
  });
});

describe('platform', () => {
  const row = item({ name: 'kesl' });
  const pack = packOf([
    product({
      product: 'p',
      platforms: ['linux', 'macos'],
      signatures: [
        signature({ id: 'any', when: { name: 'kesl' } }),
        signature({ id: 'mac', when: { name: 'kesl' }, platforms: ['macos'] }),
      ],
    }),
  ]);

  test('of the session, where the item names none', () => {
    expect(evidenceOf(match(pack, [row], { platform: 'linux' }))).toEqual(['p: p/any']);
    expect(evidenceOf(match(pack, [row], { platform: 'windows' }))).toEqual([]);
  });

  test('of the item before that of the session', () => {
    expect(evidenceOf(match(pack, [{ ...row, platform: 'macos' }], { platform: 'windows' }))).toEqual([
      'p: p/any, p/mac',
    ]);
  });
});

test('an unknown platform fits all', async () => {
  const { compileMatcher } = await import('../../src/match/matcher.ts');
  const only = signature({ id: 's', when: { name: 'kesl' }, platforms: ['macos'] });
  const session = compileMatcher(packOf([product({ product: 'p', signatures: [only] })])).session({
    live: true,
  });
  session.add(item({ name: 'kesl' }));
  expect(evidenceOf(session.finish())).toEqual(['p: p/s']);
});

describe('note', () => {
  const note = { kind: 'successor' as const, text: 'A successor of another vendor.' };
  const pack = packOf([
    product({
      product: 'successor',
      name: 'Successor',
      signatures: [
        signature({ id: 'a', when: { name: 'successor' }, proves: 'note', note }),
        signature({ id: 'b', kind: 'service', when: { name: 'successor' }, proves: 'note', note }),
        signature({
          id: 'c',
          when: { name: 'successor-setup' },
          proves: 'note',
          note: { kind: 'staged', text: 'Will be installed.' },
        }),
      ],
    }),
  ]);
  const service: Item = { kind: 'service', collector: 'c', name: 'successor', origin: 'o' };

  test('never makes a finding; one per product, host, kind and text', () => {
    const result = match(pack, [service, item({ name: 'successor-setup' }), item({ name: 'successor' })], {
      host: 'ws',
    });
    expect(result.findings).toEqual([]);
    expect(result.notes).toEqual([
      {
        kind: 'successor',
        product: 'successor',
        text: 'A successor of another vendor.',
        host: 'ws',
        evidence: [
          { signature: 'successor/b', item: service },
          { signature: 'successor/a', item: item({ name: 'successor' }) },
        ],
      },
      {
        kind: 'staged',
        product: 'successor',
        text: 'Will be installed.',
        host: 'ws',
        evidence: [{ signature: 'successor/c', item: item({ name: 'successor-setup' }) }],
      },
    ]);
  });
});

describe('protection', () => {
  const pack = packOf(
    [product({ product: 'p', signatures: [signature({ id: 's', when: { name: 'kesl' } })] })],
    [
      protection({
        protection: 'other-av',
        signatures: [
          signature({ id: 'package', when: { name: 'other-av' } }),
          signature({ id: 'unit', kind: 'service', when: { name: 'other-av' } }),
          signature({ id: 'folder', kind: 'marker', when: { name: 'other-av' }, proves: 'presence' }),
        ],
      }),
    ],
  );
  const unit: Item = { kind: 'service', collector: 'c', name: 'other-av', origin: 'o' };
  const folder: Item = { kind: 'marker', collector: 'c', name: 'other-av', origin: 'o' };
  const hits = (items: readonly Item[], live = true) =>
    match(pack, items, { live }).protections.map(({ protection: { protection: id }, running }) => [
      id,
      running,
    ]);

  test('is never a finding', () => {
    expect(verdicts(match(pack, [item({ name: 'other-av' })]))).toEqual([]);
  });

  test('installed and running', () => {
    expect(hits([item({ name: 'other-av' }), { ...unit, state: 'running' }])).toEqual([['other-av', true]]);
    expect(hits([item({ name: 'other-av' }), { ...unit, state: 'stopped' }])).toEqual([['other-av', false]]);
  });

  test('offline: enabled at start', () => {
    expect(hits([{ ...unit, state: 'enabled' }], false)).toEqual([['other-av', true]]);
    expect(hits([{ ...unit, state: 'enabled' }], true)).toEqual([['other-av', false]]);
  });

  test('leftovers protect nobody', () => {
    expect(hits([folder])).toEqual([]);
    expect(hits([item({ name: 'other-av', state: 'config-files' })])).toEqual([]);
  });

  test('keeps host and evidence', () => {
    const row = item({ name: 'other-av', host: 'ws-2' });
    expect(match(pack, [row]).protections).toMatchObject([
      { host: 'ws-2', running: false, evidence: [{ signature: 'other-av/package', item: row }] },
    ]);
  });
});
