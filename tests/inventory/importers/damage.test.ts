import { describe, expect, it } from 'vitest';
import { faults, importText, items } from './imported.ts';

const text = (value: unknown): string => JSON.stringify(value);
const osqueryLog = (row: object): string =>
  `${text({ name: 'deb_packages', hostIdentifier: 'h', unixTime: 5, ...row })}\n`;
const deb = {
  name: 'libc6',
  version: '1',
  revision: '',
  maintainer: 'x',
  section: 'libs',
  status: 'install ok installed',
};

/** Name, text, names of the items that are read all the same, faults. */
const damaged: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  [
    'CycloneDX',
    text({
      bomFormat: 'CycloneDX',
      components: [
        { type: 'application', name: 'kesl', version: { major: 1 } },
        { type: 'application', name: ['x'] },
        { type: 'application', name: 'a', components: { name: 'b' } },
      ],
    }),
    ['kesl', 'a'],
    [
      'components[0]: "version" must be a text',
      'components[1]: a package without a name',
      'components[2].components: expected a list',
    ],
  ],
  [
    'CycloneDX, no list at all',
    text({ bomFormat: 'CycloneDX', components: { a: 1 } }),
    [],
    ['components: expected a list'],
  ],
  [
    'SPDX',
    text({ spdxVersion: 'SPDX-2.3', packages: [{ name: 'kesl', versionInfo: true }, null] }),
    ['kesl'],
    ['packages[0]: "versionInfo" must be a text', 'packages[1]: expected an object'],
  ],
  [
    'Syft',
    text({ descriptor: {}, artifacts: [{ name: 'kesl', type: 'deb', version: [] }] }),
    ['kesl'],
    ['artifacts[0]: "version" must be a text'],
  ],
  [
    'GLPI',
    text({
      content: {
        hardware: { name: 'h' },
        softwares: { name: 'kesl' },
        antivirus: [{ name: 'X', company: {} }],
      },
    }),
    ['X'],
    ['content.softwares: expected a list', 'content.antivirus[0]: "company" must be a text'],
  ],
  [
    'Fleet',
    text({
      hosts: [
        { hostname: 'a', software: [] },
        { hostname: 'b', software: [{ id: 1, name: 'kesl', source: 'deb_packages', version: {} }] },
        { hostname: 'c', software: 'none' },
        { hostname: 'd' },
        'e',
      ],
    }),
    ['kesl'],
    [
      'hosts[0]: "software" of a is empty; the API gives it with populate_software=true, once the host has reported it',
      'hosts[1].software[0]: "version" must be a text',
      'hosts[2].software: expected a list',
      'hosts[3]: d has no "software"; the API gives it with populate_software=true, once the host has reported it',
      'hosts[4]: expected an object',
    ],
  ],
  [
    'Wazuh',
    text({ data: { affected_items: [{ scan: {}, format: 'deb', name: 'kesl', vendor: ['x'] }, 7] } }),
    ['kesl'],
    ['[0]: "vendor" must be a text', '[1]: expected an object'],
  ],
  [
    'Ansible',
    text({
      ansible_facts: {
        packages: {
          a: [{ name: 'a', source: 'apt' }],
          kesl: 'x',
          b: [{ name: 'b', version: {}, source: 'apt' }],
        },
        services: 'none',
      },
    }),
    ['a', 'b'],
    [
      'ansible_facts.packages.kesl: expected a list',
      'ansible_facts.packages.b[0]: "version" must be a text',
      'ansible_facts.services: expected an object',
    ],
  ],
  [
    'a table in JSON',
    text([
      { DeviceName: 'a', SoftwareVendor: 'm', SoftwareName: 'f' },
      { DeviceName: {}, SoftwareVendor: 'kaspersky', SoftwareName: 'free' },
      { DeviceName: 'c', SoftwareVendor: 'x', SoftwareName: { a: 1 } },
    ]),
    ['m f', 'kaspersky free'],
    ['[1]: "DeviceName" must be a text', '[2]: "SoftwareName" must be a text'],
  ],
  [
    'osquery, rows of a table',
    text([deb, { ...deb, name: ['kesl'] }, { ...deb, version: {} }]),
    ['libc6'],
    ['[1]: "name" must be a text', '[2]: "version" must be a text'],
  ],
  [
    'osquery, batches of differences',
    osqueryLog({ diffResults: { added: 'x', removed: '' } }) +
      osqueryLog({ diffResults: { added: [7], removed: [] } }),
    [],
    ['1: "diffResults.added" must be a list', '2: expected an object'],
  ],
  [
    'osquery, the first line cut at its beginning',
    `${osqueryLog({ snapshot: [deb] }).slice(30)}${osqueryLog({ snapshot: [deb] })}${osqueryLog({ snapshot: [deb] })}`,
    ['libc6', 'libc6'],
    ['1: not JSON at column 1: expected a value, found "e"'],
  ],
  [
    'osquery, a word of the collector on the first line',
    `{"message":"begin"}\n${osqueryLog({ snapshot: [deb] })}`,
    ['libc6'],
    ['1: no result of osquery: "snapshot", "columns" or "diffResults" is missing'],
  ],
];

/** Name, text, format, what is said of the file as a whole. */
const inPart: readonly (readonly [string, string, string, string])[] = [
  [
    'OData',
    text({
      '@odata.nextLink': 'https://x',
      value: [{ ApplicationName: 'E', DeviceName: 'w', ApplicationVersion: '1' }],
    }),
    'intune',
    '@odata.nextLink',
  ],
  [
    'NinjaOne',
    text({
      cursor: { name: 'c' },
      results: [{ name: 'E', version: '1', publisher: '', deviceId: 1, productCode: '' }],
    }),
    'ninjaone',
    'cursor',
  ],
  [
    'Fleet',
    text({
      meta: { has_next_results: true },
      hostname: 'h',
      software: [{ id: 1, name: 'E', source: 'programs' }],
    }),
    'fleet',
    'meta.has_next_results',
  ],
];

describe('damaged documents', () => {
  it.each(damaged)(
    '%s: what is of the wrong type is located, and the rest is read',
    async (_name, content, names, expected) => {
      const read = await importText(content);
      expect(faults(read)).toEqual(expected);
      expect(items(read).map((item) => (item as { name: string }).name)).toEqual(names);
    },
  );
});

describe('answers in part', () => {
  it.each(inPart)('%s: a page of several is a gap', async (_name, content, format, sign) => {
    const read = await importText(content);
    expect(read.format).toBe(format);
    expect(read.rows.filter(({ type }) => type === 'limit')).toEqual([
      {
        type: 'limit',
        message: `it may be one page of several ("${sign}"); fetch all pages, and put their rows into one list`,
        isCut: true,
      },
    ]);
    expect(items(read)).toHaveLength(1);
  });

  it('counts the rows of Wazuh against what it says that there are', async () => {
    const page = (total: number): string =>
      text({
        data: { affected_items: [{ scan: {}, format: 'deb', name: 'kesl' }], total_affected_items: total },
      });
    expect((await importText(page(1))).rows.map(({ type }) => type)).toEqual(['item']);
    expect((await importText(page(4000))).rows[0]).toEqual({
      type: 'limit',
      message: 'it holds 1 of 4000 rows; fetch all pages, and put their rows into one list',
      isCut: true,
    });
  });

  it('a GLPI inventory without software says nothing of software', async () => {
    const read = await importText(text({ content: { hardware: { name: 'h' }, antivirus: [{ name: 'X' }] } }));
    expect(read.rows[0]).toMatchObject({
      type: 'limit',
      message: expect.stringMatching(/has no "softwares"/),
    });
  });
});

describe('a text that was cut within its last line', () => {
  const rule = '+++-====-====-====-====';
  it.each([
    ['what a program prints', `${rule}\nii  kesl 1 amd64 x\nii  libc6 1 am`, 'limit'],
    ['an export of a console', 'Computer Name,Application Name\nWS-1,Kaspersky Free\nWS-2,Kasp', 'remark'],
  ])('%s', async (_name, content, type) => {
    const said = (await importText(content)).rows.at(-1);
    expect(said).toEqual({ type, message: 'the last line has no end: was it cut off there?' });
    expect((await importText(`${content}\r\n`)).rows.at(-1)?.type).toBe('item');
  });
});
