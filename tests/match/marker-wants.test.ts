import { expect, test } from 'vitest';
import { markerWants } from '../../src/match/marker-wants.ts';
import { packOf, product, protection, signature } from './make-pack.ts';

const source = 'https://example.test/facts';
const pack = packOf(
  [
    product({
      product: 'kesl',
      signatures: [
        signature({ id: 'equal', kind: 'marker', when: { path: '/opt/kaspersky/kesl' } }),
        signature({
          id: 'list',
          kind: ['marker', 'software'],
          when: { path: { oneOf: ['/run/bl4control', '/home/*/KVRT20??_Data'] }, name: { exists: true } },
        }),
        signature({ id: 'glob', kind: 'marker', when: { path: { glob: ['/var/log/Kaspersky/*'] } } }),
        signature({ id: 'prefix', kind: 'marker', when: { path: { prefix: '/etc/opt/kaspersky/' } } }),
        signature({ id: 'nowhere', kind: 'marker', when: { path: { suffix: '/kesl' } } }),
        signature({ id: 'word', kind: 'marker', when: { path: { word: 'kesl' } } }),
        signature({ id: 'no-place', kind: 'marker', when: { path: { glob: '*/kesl' } } }),
        signature({ id: 'no-path', kind: 'marker', when: { name: 'kesl' } }),
        signature({ id: 'no-marker', kind: 'process', when: { path: '/opt/kaspersky/kesl/bin/kesl' } }),
        signature({
          id: 'beside',
          kind: 'process',
          when: { name: 'wdserver' },
          beside: [
            { host: { kind: 'marker', when: { path: '/opt/kaspersky/kesl/libexec/kesl_launcher.sh' } } },
          ],
          unless: [
            { host: { when: { path: '/opt/other' } } },
            { host: { kind: 'software', when: { path: '/opt/software' } } },
            { same: { path: '/opt/same' } },
          ],
        }),
        signature({ id: 'mac', kind: 'marker', platforms: ['macos'], when: { path: '/Library/Kaspersky' } }),
      ],
      reads: [
        { id: 'version', file: '/var/opt/kaspersky/kesl/version', meaning: 'version', source },
        {
          id: 'databases',
          file: '/var/opt/kaspersky/kesl/u1313g.xml',
          line: { prefix: 'date=' },
          meaning: 'date of the databases',
          source,
        },
        { id: 'key', registry: 'HKLM\\SOFTWARE\\KasperskyLab', value: 'x', meaning: 'x', source },
      ],
    }),
    product({
      product: 'kes',
      platforms: ['windows'],
      signatures: [
        signature({ id: 'folder', kind: 'marker', when: { path: 'C:\\ProgramData\\Kaspersky Lab' } }),
        signature({ id: 'variable', kind: 'marker', when: { path: '%ProgramFiles(x86)%/Kaspersky Lab' } }),
        signature({
          id: 'key',
          kind: 'marker',
          when: { path: { equals: ['HKLM\\SOFTWARE\\KasperskyLab'] } },
        }),
        signature({ id: 'relative', kind: 'marker', when: { path: 'Kaspersky Lab\\x' } }),
      ],
      reads: [{ id: 'ini', file: '/ProgramData/x.ini', meaning: 'x', source }],
    }),
  ],
  [
    protection({
      protection: 'clamav',
      signatures: [
        signature({ id: 'folder', kind: 'marker', when: { path: '/etc/clamav' } }),
        signature({ id: 'again', kind: 'marker', when: { path: '/opt/kaspersky/kesl' } }),
      ],
    }),
  ],
);

test('paths and reads of one platform, as written, sorted, each once', () => {
  expect(markerWants(pack, 'linux')).toEqual({
    paths: [
      '/etc/clamav',
      '/etc/opt/kaspersky/*',
      '/home/*/KVRT20??_Data',
      '/opt/kaspersky/kesl',
      '/opt/kaspersky/kesl/libexec/kesl_launcher.sh',
      '/opt/other',
      '/run/bl4control',
      '/var/log/Kaspersky/*',
    ],
    reads: [
      { id: 'kesl/databases', file: '/var/opt/kaspersky/kesl/u1313g.xml', linePrefix: 'date=' },
      { id: 'kesl/version', file: '/var/opt/kaspersky/kesl/version' },
    ],
  });
});

test('drive letters, variables and registry hives are absolute on Windows', () => {
  expect(markerWants(pack, 'windows')).toEqual({
    paths: [
      '%ProgramFiles(x86)%/Kaspersky Lab',
      'C:\\ProgramData\\Kaspersky Lab',
      'HKLM\\SOFTWARE\\KasperskyLab',
    ],
    reads: [{ id: 'kes/ini', file: '/ProgramData/x.ini' }],
  });
});

test('a signature’s own platforms go before those of its product', () => {
  expect(markerWants(pack, 'macos')).toEqual({ paths: ['/Library/Kaspersky'], reads: [] });
});

test('registry values of one platform, sorted by id', () => {
  const reads = [
    { id: 'z', registry: 'HKLM\\SOFTWARE\\Example', value: 'Date', meaning: 'x', source },
    { id: 'a', registry: 'HKLM\\SOFTWARE\\KES*', value: 'Build', meaning: 'x', source },
    { id: 'file', file: '/x', meaning: 'x', source },
  ];
  const wants = markerWants(
    packOf([product({ product: 'kes', platforms: ['windows'], signatures: [], reads })]),
    'windows',
  );
  expect(wants).toEqual({
    paths: [],
    reads: [{ id: 'kes/file', file: '/x' }],
    registryReads: [
      { id: 'kes/a', key: 'HKLM\\SOFTWARE\\KES*', value: 'Build' },
      { id: 'kes/z', key: 'HKLM\\SOFTWARE\\Example', value: 'Date' },
    ],
  });
});

test('a pack without markers wants nothing', () => {
  expect(markerWants(packOf([]), 'linux')).toEqual({ paths: [], reads: [] });
});
