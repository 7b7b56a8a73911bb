import { describe, expect, it } from 'vitest';
import { faults, importFixture, importText, items } from './imported.ts';

/** Name, format, document, items, faults. Shapes are those of the documentation; no real export was seen. */
const documents: readonly (readonly [string, string, unknown, readonly object[], readonly string[]])[] = [
  [
    'Fleet, one host',
    'fleet',
    {
      host: {
        hostname: 'ws-1',
        software: [
          {
            id: 3,
            name: 'Kaspersky Free',
            version: '21',
            source: 'programs',
            vendor: 'Kaspersky',
            installed_paths: ['C:\\Program Files\\K\\'],
          },
          {
            id: 4,
            name: 'kesl',
            version: '12.3.0',
            release: '1162',
            source: 'rpm_packages',
            vendor: 'AO Kaspersky Lab',
          },
          { id: 5, name: 'kesl', version: '1', source: 'python_packages' },
          {
            id: 6,
            name: 'Kaspersky Protection',
            version: '20',
            source: 'chrome_extensions',
            extension_id: 'ahkjpbeeocnddjkakilopmfdlnjdpcdm',
            browser: 'edge',
          },
          {
            id: 7,
            name: 'Kaspersky.app',
            version: '24',
            source: 'apps',
            bundle_identifier: 'com.kaspersky.kav',
          },
          7,
        ],
      },
    },
    [
      {
        kind: 'software',
        name: 'Kaspersky Free',
        version: '21',
        host: 'ws-1',
        ref: '3',
        state: 'installed',
        publisher: 'Kaspersky',
        path: 'C:\\Program Files\\K\\',
        platform: 'windows',
      },
      {
        kind: 'software',
        collector: 'rpm',
        name: 'kesl',
        version: '12.3.0-1162',
        host: 'ws-1',
        ref: '4',
        state: 'installed',
        publisher: 'AO Kaspersky Lab',
        platform: 'linux',
      },
      {
        kind: 'software',
        name: 'pkg:python_packages/kesl',
        displayName: 'kesl',
        version: '1',
        host: 'ws-1',
        ref: '5',
        attributes: { packageType: 'python_packages' },
      },
      {
        kind: 'browser-extension',
        name: 'ahkjpbeeocnddjkakilopmfdlnjdpcdm',
        displayName: 'Kaspersky Protection',
        version: '20',
        host: 'ws-1',
        ref: '6',
        attributes: { browser: 'edge' },
      },
      {
        kind: 'software',
        name: 'com.kaspersky.kav',
        displayName: 'Kaspersky.app',
        version: '24',
        host: 'ws-1',
        ref: '7',
        state: 'installed',
        platform: 'macos',
      },
    ],
    ['host.software[5]: expected an object'],
  ],
  [
    'Fleet, titles without hosts, each version',
    'fleet',
    {
      software_titles: [
        {
          id: 1,
          name: 'Kaspersky Free',
          source: 'programs',
          versions: [
            { id: 1, version: '20' },
            { id: 2, version: '21' },
          ],
        },
      ],
    },
    [
      {
        kind: 'software',
        name: 'Kaspersky Free',
        version: '20',
        ref: '1',
        state: 'installed',
        platform: 'windows',
      },
      {
        kind: 'software',
        name: 'Kaspersky Free',
        version: '21',
        ref: '1',
        state: 'installed',
        platform: 'windows',
      },
    ],
    [],
  ],
  [
    'Wazuh 4, answer of its API',
    'wazuh',
    {
      data: {
        affected_items: [
          {
            scan: { id: 0, time: '2026-11-22T00:00:00Z' },
            format: 'deb',
            name: 'kesl',
            version: '12.3.0-1162',
            vendor: 'AO Kaspersky Lab',
            architecture: 'amd64',
            agent_id: '004',
          },
          {
            scan: { id: 0 },
            format: 'win',
            name: 'Kaspersky Free',
            version: '21',
            vendor: 'Kaspersky',
            location: 'C:\\K',
            agent_id: '005',
          },
          { scan: { id: 0 }, format: 'pypi', name: 'kesl', version: '1', agent_id: '004' },
          { scan: { id: 0 }, format: 'deb' },
        ],
        total_affected_items: 4,
      },
    },
    [
      {
        kind: 'software',
        collector: 'dpkg',
        name: 'kesl',
        version: '12.3.0-1162',
        publisher: 'AO Kaspersky Lab',
        platform: 'linux',
        state: 'installed',
        host: '004',
        attributes: { packageType: 'deb', architecture: 'amd64' },
      },
      {
        kind: 'software',
        name: 'Kaspersky Free',
        version: '21',
        publisher: 'Kaspersky',
        path: 'C:\\K',
        platform: 'windows',
        state: 'installed',
        host: '005',
      },
      {
        kind: 'software',
        name: 'pkg:pypi/kesl',
        displayName: 'kesl',
        version: '1',
        state: 'installed',
        host: '004',
        attributes: { packageType: 'pypi' },
      },
    ],
    ['[3]: a row without a name'],
  ],
  [
    'GLPI',
    'glpi',
    {
      action: 'inventory',
      deviceid: 'ws-1-2026',
      content: {
        hardware: { name: 'ws-1' },
        softwares: [
          {
            name: 'Kaspersky Free',
            version: '21',
            publisher: 'Kaspersky',
            from: 'registry',
            guid: '{7EC66A9F-0A49-4DC0-A9E8-460333EA8013}',
            install_date: '2024-01-31',
            folder: 'C:\\K',
          },
          { name: 'kesl', version: '12.3.0-1162', from: 'deb', arch: 'amd64' },
          {},
        ],
        antivirus: [{ name: 'Kaspersky', company: 'Kaspersky', enabled: true, version: '21' }],
      },
    },
    [
      {
        kind: 'software',
        name: 'Kaspersky Free',
        version: '21',
        publisher: 'Kaspersky',
        host: 'ws-1',
        path: 'C:\\K',
        installedAt: '2024-01-31',
        platform: 'windows',
        state: 'installed',
        attributes: { productCode: '{7EC66A9F-0A49-4DC0-A9E8-460333EA8013}' },
      },
      {
        kind: 'software',
        collector: 'dpkg',
        name: 'kesl',
        version: '12.3.0-1162',
        host: 'ws-1',
        platform: 'linux',
        state: 'installed',
        attributes: { architecture: 'amd64' },
      },
      {
        kind: 'security-provider',
        name: 'Kaspersky',
        version: '21',
        publisher: 'Kaspersky',
        host: 'ws-1',
        state: 'enabled',
        attributes: { category: 'antivirus' },
      },
    ],
    ['content.softwares[2]: a row without a name'],
  ],
  [
    'Ansible, several hosts',
    'ansible',
    {
      'web-1': {
        ansible_facts: {
          packages: {
            kesl: [
              {
                name: 'kesl',
                version: '12.3.0',
                release: '1162',
                epoch: null,
                arch: 'x86_64',
                source: 'rpm',
              },
            ],
          },
          services: {
            'kesl.service': { name: 'kesl.service', state: 'running', status: 'enabled', source: 'systemd' },
            'gone.service': {
              name: 'gone.service',
              state: 'stopped',
              status: 'not-found',
              source: 'systemd',
            },
          },
        },
      },
      'web-2': {
        ansible_facts: { packages: { bash: [{ name: 'bash', version: '5.2', source: 'apt' }, 'x'] } },
      },
    },
    [
      {
        kind: 'software',
        collector: 'rpm',
        name: 'kesl',
        version: '12.3.0-1162',
        host: 'web-1',
        platform: 'linux',
        state: 'installed',
        attributes: { architecture: 'x86_64' },
      },
      {
        kind: 'service',
        name: 'kesl.service',
        host: 'web-1',
        state: 'running',
        platform: 'linux',
        attributes: { enabled: 'enabled' },
      },
      {
        kind: 'software',
        collector: 'dpkg',
        name: 'bash',
        version: '5.2',
        host: 'web-2',
        platform: 'linux',
        state: 'installed',
        attributes: {},
      },
    ],
    ['web-2.ansible_facts.packages.bash[1]: expected an object'],
  ],
];

it('reads services that the real Ansible found among init scripts', async () => {
  const read = await importFixture('ansible/service-facts');
  expect(read.format).toBe('ansible');
  expect(faults(read)).toEqual([]);
  expect(items(read)).toHaveLength(6);
  expect(items(read)).toContainEqual(
    expect.objectContaining({ kind: 'service', name: 'ssh', state: 'stopped' }),
  );
});

describe('documents', () => {
  it.each(documents)('%s', async (_name, format, document, expected, broken) => {
    for (const text of [JSON.stringify(document), JSON.stringify(document, null, 2)]) {
      const read = await importText(text);
      expect(read.format).toBe(format);
      expect(items(read)).toEqual(expected);
      expect(faults(read)).toEqual(broken);
    }
  });

  it('reads facts of Ansible one host a line', async () => {
    const line = (host: string): string =>
      JSON.stringify({
        ansible_facts: {
          ansible_hostname: host,
          packages: { kesl: [{ name: 'kesl', version: '1', source: 'apt' }] },
        },
      });
    const read = await importText(`${line('a')}\n${line('b')}\n`);
    expect(read.format).toBe('ansible');
    expect(items(read)).toMatchObject([
      { name: 'kesl', host: 'a' },
      { name: 'kesl', host: 'b' },
    ]);
  });

  it.each([
    ['a document of no known format', '{\n "a": 1 }', 'refused: is no inventory that this version can read'],
    ['an empty list', '[]', 'refused: is a list without a row'],
    [
      'a list of other rows',
      '[{"colour":"red","size":3}]',
      'refused: has headings of no format that is known (colour, size)',
    ],
    ['an answer without a row', '{"Results":[],"Schema":[]}', 'refused: is a list without a row'],
    ['lines of other objects', '{"a":1}\n{"a":2}\n', 'refused: has headings of no format that is known (a)'],
    ['an empty object', '{}', 'refused: is no inventory that this version can read'],
    ['CycloneDX as XML', '<?xml version="1.0"?>\n<bom/>\n', 'refused: is XML, which is not read'],
    [
      'a workbook',
      'PK\u0003\u0004\u0014',
      'refused: is a ZIP archive or a workbook of Excel, which is not read',
    ],
    ['SPDX 2 as text', 'SPDXVersion: SPDX-2.3\n', 'refused: is SPDX as tags and values, which is not read'],
    [
      'SPDX 3',
      '{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[]}',
      'refused: is SPDX 3, which is not read',
    ],
    ['our own inventory as one document', '{\n"schema":"phaseout/inventory@1","items":[]}', 'native'],
    ['a list of our own items', '[{"kind":"software","name":"kesl"}]', 'native'],
    ['our own lines', '{"kind":"software","name":"kesl"}\n{"kind":"software","name":"b"}\n', 'native'],
  ])('tells %s', async (_name, text, format) => {
    expect((await importText(text)).format).toBe(format);
  });

  it.each([
    ['text', 'dpkg -l\n', 'cyclonedx', 'is text, but cyclonedx was said: CycloneDX JSON'],
    [
      'lines of JSON',
      '{"kind":"x"}\n{"kind":"y"}\n',
      'dpkg-l',
      'is one JSON object a line, but dpkg-l was said: text of `dpkg -l`',
    ],
    ['another table', 'a,b\n1,2\n', 'pdq', 'does not fit pdq: no column "Application Name" (it has a, b)'],
  ])('does not read %s as what --from says', async (_name, text, from, message) => {
    expect((await importText(text, { from })).format).toBe(`refused: ${message}`);
  });
});
