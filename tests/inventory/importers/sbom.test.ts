import { describe, expect, it } from 'vitest';
import { faults, importFixture, importText, items } from './imported.ts';

const bom = (...components: object[]): string =>
  JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components }, null, 1);

describe('CycloneDX', () => {
  it('reads what trivy-cdxgen wrote of a real root', async () => {
    const read = await importFixture('cyclonedx/trivy-cdxgen.json');
    expect(read.format).toBe('cyclonedx');
    expect(faults(read)).toEqual([]);
    expect(items(read)).toHaveLength(6);
    expect(items(read)).toContainEqual({
      kind: 'software',
      collector: 'dpkg',
      name: 'kesl',
      version: '12.3.0-1162',
      publisher: 'AO Kaspersky Lab <support@kaspersky.example>',
      state: 'installed',
      platform: 'linux',
      ref: 'pkg:deb/debian/kesl@12.3.0-1162?arch=amd64&distro=debian-12.15',
      attributes: { packageType: 'deb', architecture: 'amd64' },
    });
  });

  const cases: readonly (readonly [string, object, object])[] = [
    [
      'an npm package is named by its package URL',
      { type: 'library', name: 'kesl', version: '1.0.0', purl: 'pkg:npm/kesl@1.0.0' },
      {
        kind: 'software',
        name: 'pkg:npm/kesl',
        displayName: 'kesl',
        version: '1.0.0',
        attributes: { packageType: 'npm' },
      },
    ],
    [
      'a scoped one keeps its scope',
      { type: 'library', group: '@a', name: 'kesl', purl: 'pkg:npm/%40a/kesl@1' },
      { name: 'pkg:npm/@a/kesl', displayName: 'kesl', version: '1' },
    ],
    [
      'a library without a package URL is one of some language',
      { type: 'library', name: 'kesl', version: '1' },
      { name: 'pkg:library/kesl', displayName: 'kesl' },
    ],
    [
      'an rpm with an epoch',
      {
        type: 'library',
        name: 'kesl',
        version: '12.3.0-1162',
        purl: 'pkg:rpm/redhat/kesl@12.3.0-1162?arch=x86_64&epoch=2',
      },
      {
        name: 'kesl',
        collector: 'rpm',
        version: '2:12.3.0-1162',
        attributes: { packageType: 'rpm', architecture: 'x86_64' },
      },
    ],
    [
      'a Windows program without a package URL',
      { type: 'application', name: 'Kaspersky Free', version: '21', publisher: 'Kaspersky' },
      { kind: 'software', name: 'Kaspersky Free', publisher: 'Kaspersky' },
    ],
    [
      'a driver',
      { type: 'device-driver', name: 'klif', version: '1' },
      { kind: 'driver', name: 'klif', version: '1' },
    ],
    [
      'a file',
      { type: 'file', name: '/opt/kaspersky/kesl' },
      { kind: 'marker', name: 'kesl', path: '/opt/kaspersky/kesl' },
    ],
    [
      'what phaseout wrote itself',
      {
        type: 'application',
        name: 'Kaspersky Service',
        properties: [
          { name: 'phaseout:kind', value: 'service' },
          { name: 'phaseout:name', value: 'AVP' },
          { name: 'phaseout:state', value: 'running' },
          { name: 'phaseout:host', value: 'ws' },
        ],
      },
      { kind: 'service', name: 'AVP', displayName: 'Kaspersky Service', state: 'running', host: 'ws' },
    ],
  ];
  it.each(cases)('%s', async (_name, component, item) => {
    expect(items(await importText(bom(component)))).toMatchObject([item]);
  });

  it('reads components inside components, and locates a broken one', async () => {
    const read = await importText(
      bom({ type: 'application', name: 'a', components: [{ type: 'application', name: 'b' }, 7, {}] }),
    );
    expect(items(read)).toMatchObject([{ name: 'a' }, { name: 'b' }]);
    expect(faults(read)).toEqual([
      'components[0].components[1]: expected an object',
      'components[0].components[2]: a package without a name',
    ]);
  });
});

describe('SPDX', () => {
  it('reads packages, and not the folder that the document is about', async () => {
    const read = await importFixture('constructed/spdx-2.3.json');
    expect(read.format).toBe('spdx');
    expect(items(read)).toEqual([
      {
        kind: 'software',
        collector: 'dpkg',
        name: 'kesl',
        version: '12.3.0-1162',
        publisher: 'AO Kaspersky Lab (support@kaspersky.example)',
        state: 'installed',
        platform: 'linux',
        ref: 'SPDXRef-Package-deb-kesl-1',
        attributes: { packageType: 'deb', architecture: 'amd64' },
      },
      {
        kind: 'software',
        name: 'pkg:pypi/kesl',
        displayName: 'kesl',
        version: '0.1',
        state: 'installed',
        ref: 'SPDXRef-Package-python-kesl-2',
        attributes: { packageType: 'pypi' },
      },
    ]);
    expect(faults(read)).toEqual(['packages[3]: a package without a name']);
  });
});

it('reads SPDX that the real npm wrote', async () => {
  const read = await importFixture('spdx/npm-sbom.spdx.json');
  expect(read.format).toBe('spdx');
  expect(faults(read)).toEqual([]);
  expect(items(read)).toMatchObject([
    { name: 'pkg:npm/scanned-host' },
    { kind: 'software', name: 'pkg:npm/fzstd', displayName: 'fzstd', version: '0.1.1' },
    { kind: 'software', name: 'pkg:npm/yaml', displayName: 'yaml', version: '2.9.1' },
  ]);
});

describe('Syft', () => {
  it('reads artifacts by their package URL or type; an app of macOS by its bundle', async () => {
    const read = await importFixture('constructed/syft.json');
    expect(read.format).toBe('syft');
    expect(items(read)).toEqual([
      {
        kind: 'software',
        collector: 'rpm',
        name: 'kesl',
        version: '12.3.0-1162',
        publisher: 'AO Kaspersky Lab',
        state: 'installed',
        platform: 'linux',
        ref: '1a',
        attributes: { packageType: 'rpm', architecture: 'x86_64' },
      },
      {
        kind: 'software',
        name: 'pkg:gem/kesl',
        displayName: 'kesl',
        version: '1',
        state: 'installed',
        ref: '2b',
        attributes: { packageType: 'gem' },
      },
      {
        kind: 'software',
        name: 'com.kaspersky.kav',
        version: '24.0',
        path: '/Applications/Kaspersky.app',
        state: 'installed',
        platform: 'macos',
      },
    ]);
    expect(faults(read)).toEqual(['artifacts[3]: expected an object']);
  });
});

describe('lists of packages', () => {
  it('reads dpkg -l of a real system', async () => {
    const read = await importFixture('dpkg/dpkg-l.txt');
    expect(read.format).toBe('dpkg-l');
    expect(faults(read)).toEqual([]);
    expect(items(read)).toHaveLength(105);
    const named = (name: string): object[] =>
      items(read).filter((item) => 'name' in item && item.name === name);
    const common = { kind: 'software', collector: 'dpkg', platform: 'linux' };
    expect(named('kesl')).toEqual([
      {
        ...common,
        name: 'kesl',
        version: '12.3.0-1162',
        state: 'installed',
        attributes: { architecture: 'amd64' },
      },
    ]);
    expect(named('kav4fs')).toMatchObject([{ version: '8.0.4-312', state: 'config-files' }]);
    expect(named('libc6')).toMatchObject([{ version: '2.36-9+deb12u14' }]);
    expect(read.rows.filter(({ type }) => type === 'limit')).toEqual([]);
  });

  it('says of dpkg -l that names may have been cut, and which line is none', async () => {
    const head = '||/ Name  Version Architecture Description\n+++-=======-=======-====-====\n';
    const rows = [
      'ii  package 1.0 all x',
      'ii  another 1.0 all x',
      'ii  thirdly 1.0 all x',
      'what',
      'un  not <none> <none> (no)',
    ];
    const read = await importText(`${head}${rows.join('\r\n')}\r\n`);
    expect(items(read)).toHaveLength(3);
    expect(faults(read)).toEqual(['6: not a line of dpkg -l']);
    expect(read.rows.filter(({ type }) => type === 'limit')).toHaveLength(1);
  });

  it('reads rpm -qa of a real database', async () => {
    const read = await importFixture('rpm/rpm-qa.txt');
    expect(read.format).toBe('rpm-qa');
    expect(faults(read)).toEqual([]);
    expect(items(read)).toContainEqual({
      kind: 'software',
      collector: 'rpm',
      name: 'kesl',
      version: '12.3.0-1162',
      state: 'installed',
      platform: 'linux',
      attributes: { architecture: 'noarch' },
    });
    expect(items(read)).toHaveLength(4);
  });

  it('passes over keys in rpm -qa and locates what is no package', async () => {
    const read = await importText(
      'bash-5.1.8-6.el9.x86_64\ngpg-pubkey-fd431d51-4ae0493b\nwarning: x\nkesl-12.3.0-1162.x86_64\n',
    );
    expect(items(read)).toMatchObject([{ name: 'bash' }, { name: 'kesl', version: '12.3.0-1162' }]);
    expect(faults(read)).toEqual(['3: not of the form name-version-release.architecture']);
  });
});
