import { describe, expect, it } from 'vitest';
import { faults, importText, items } from './imported.ts';

/** Name, format, text, items. Headings are those of the vendors' documentation; no real export was seen. */
const exports: readonly (readonly [string, string, string, readonly object[]])[] = [
  [
    'Intune AppInvRawData',
    'intune',
    'ApplicationKey,ApplicationName,ApplicationPublisher,ApplicationShortVersion,ApplicationVersion,DeviceId,DeviceName,EmailAddress,OSDescription,OSVersion,Platform,UserId,UserName\n' +
      '00a1,Kaspersky Endpoint Security for Windows,AO Kaspersky Lab,12.3,12.3.0.493,d-1,WS-0412,a@example.org,Windows,10.0.26100,Windows,u-1,A\n',
    [
      {
        kind: 'software',
        name: 'Kaspersky Endpoint Security for Windows',
        version: '12.3.0.493',
        publisher: 'AO Kaspersky Lab',
        host: 'WS-0412',
        hostId: 'd-1',
        ref: '00a1',
        platform: 'windows',
        state: 'installed',
      },
    ],
  ],
  [
    'Intune AppInvAggregate: counts, and none where nobody has it',
    'intune-counts',
    'ApplicationId,ApplicationKey,ApplicationName,ApplicationPublisher,ApplicationShortVersion,ApplicationVersion,DeviceCount,Platform\n' +
      'x,k1,Kaspersky Endpoint Security for Windows,AO Kaspersky Lab,12,12.3.0.493,17,Windows\nx,k2,Gone,Nobody,1,1,0,Windows\n',
    [
      {
        kind: 'software',
        name: 'Kaspersky Endpoint Security for Windows',
        version: '12.3.0.493',
        publisher: 'AO Kaspersky Lab',
        ref: 'k1',
        platform: 'windows',
        state: 'installed',
        attributes: { devices: '17' },
      },
    ],
  ],
  [
    'Defender DeviceTvmSoftwareInventory, names normalised',
    'defender',
    'DeviceId,DeviceName,OSPlatform,OSVersion,OSArchitecture,SoftwareVendor,SoftwareName,SoftwareVersion,EndOfSupportStatus,EndOfSupportDate,ProductCodeCpe\n' +
      'd,ws.example.org,Windows11,10.0,x64,kaspersky,endpoint_security,12.3.0.493,,,\n',
    [
      {
        kind: 'software',
        name: 'kaspersky endpoint security',
        version: '12.3.0.493',
        publisher: 'kaspersky',
        host: 'ws.example.org',
        hostId: 'd',
        platform: 'windows',
        state: 'installed',
        attributes: { softwareName: 'endpoint_security' },
      },
    ],
  ],
  [
    'Configuration Manager, add/remove programs, semicolons and quotes',
    'configmgr',
    '"Name0";"DisplayName0";"Publisher0";"Version0";"InstallDate0";"ProdID0"\r\n' +
      '"WS-1";"Kaspersky Security Center ""Agent""; x";"AO Kaspersky Lab";"15.1";"20240131";"{7EC66A9F-0A49-4DC0-A9E8-460333EA8013}"\r\n',
    [
      {
        kind: 'software',
        name: 'Kaspersky Security Center "Agent"; x',
        version: '15.1',
        publisher: 'AO Kaspersky Lab',
        host: 'WS-1',
        installedAt: '2024-01-31',
        platform: 'windows',
        state: 'installed',
        attributes: { productCode: '{7EC66A9F-0A49-4DC0-A9E8-460333EA8013}' },
      },
    ],
  ],
  [
    'Configuration Manager, Asset Intelligence',
    'configmgr-products',
    'Netbios_Name0,ProductName0,ProductVersion0,Publisher0,ProductCode0\nWS-1,Kaspersky Free,21,Kaspersky,\n',
    [
      {
        kind: 'software',
        name: 'Kaspersky Free',
        version: '21',
        publisher: 'Kaspersky',
        host: 'WS-1',
        platform: 'windows',
        state: 'installed',
      },
    ],
  ],
  [
    'Lansweeper, columns of its tables',
    'lansweeper',
    'AssetID,AssetName,softwareName,softwareVersion,SoftwarePublisher\n7,WS-1,Kaspersky Free,21,Kaspersky\n',
    [
      {
        kind: 'software',
        name: 'Kaspersky Free',
        version: '21',
        publisher: 'Kaspersky',
        host: 'WS-1',
        ref: '7',
        state: 'installed',
      },
    ],
  ],
  [
    'Lansweeper, aliases',
    'lansweeper-report',
    'AssetName\tSoftware\tVersion\tPublisher\nWS-1\tKaspersky Free\t21\tKaspersky\n',
    [
      {
        kind: 'software',
        name: 'Kaspersky Free',
        version: '21',
        publisher: 'Kaspersky',
        host: 'WS-1',
        state: 'installed',
      },
    ],
  ],
  [
    'PDQ Inventory',
    'pdq',
    'Computer Name,Application Name,Application Version\nWS-1,Kaspersky Free,21\n',
    [
      {
        kind: 'software',
        name: 'Kaspersky Free',
        version: '21',
        host: 'WS-1',
        platform: 'windows',
        state: 'installed',
      },
    ],
  ],
  [
    'NinjaOne, answer of its API',
    'ninjaone',
    JSON.stringify({
      cursor: {},
      results: [
        {
          name: 'Kaspersky Free',
          version: '21',
          publisher: 'Kaspersky',
          location: 'C:\\K',
          installDate: '2024-01-31',
          productCode: '',
          size: 1,
          deviceId: 5,
        },
      ],
    }),
    [
      {
        kind: 'software',
        name: 'Kaspersky Free',
        version: '21',
        publisher: 'Kaspersky',
        host: '5',
        path: 'C:\\K',
        installedAt: '2024-01-31',
        state: 'installed',
      },
    ],
  ],
  [
    'Datto RMM with the device beside the answer',
    'datto',
    JSON.stringify([{ deviceUid: 'u-1', name: 'Kaspersky Free', version: '21' }]),
    [{ kind: 'software', name: 'Kaspersky Free', version: '21', host: 'u-1', state: 'installed' }],
  ],
  [
    'Get-Package, JSON; a module of PowerShell is another thing',
    'get-package',
    JSON.stringify([
      { Name: 'Kaspersky Free', Version: '21', Source: '', ProviderName: 'Programs' },
      { Name: 'kesl', Version: '1', Source: 'C:\\x', ProviderName: 'PowerShellGet' },
    ]),
    [
      {
        kind: 'software',
        name: 'Kaspersky Free',
        version: '21',
        platform: 'windows',
        state: 'installed',
        attributes: { provider: 'programs' },
      },
      {
        kind: 'software',
        name: 'pkg:powershellget/kesl',
        displayName: 'kesl',
        version: '1',
        attributes: { packageType: 'powershellget' },
      },
    ],
  ],
  [
    'wmic product, UTF-16 without its blank first line',
    'wmic',
    '\r\nNode,IdentifyingNumber,InstallDate,Name,Vendor,Version\r\nWS-1,{7EC66A9F-0A49-4DC0-A9E8-460333EA8013},20240131,Kaspersky Free,Kaspersky,21\r\n',
    [
      {
        kind: 'software',
        name: 'Kaspersky Free',
        version: '21',
        publisher: 'Kaspersky',
        host: 'WS-1',
        installedAt: '2024-01-31',
        platform: 'windows',
        state: 'installed',
        attributes: { productCode: '{7EC66A9F-0A49-4DC0-A9E8-460333EA8013}' },
      },
    ],
  ],
  [
    'driverquery /v',
    'driverquery',
    '"Module Name","Display Name","Description","Driver Type","Start Mode","State","Status","Accept Stop","Accept Pause","Paged Pool(bytes)","Code(bytes)","BSS(bytes)","Link Date","Path","Init(bytes)"\r\n' +
      '"klif","Kaspersky Lab Driver","Kaspersky Lab Driver","File System ","System","Running","OK","FALSE","FALSE","4,096","8,192","0","01/02/2024 03:04:05","C:\\Windows\\system32\\DRIVERS\\klif.sys","4,096"\r\n',
    [
      {
        kind: 'driver',
        name: 'klif',
        displayName: 'Kaspersky Lab Driver',
        path: 'C:\\Windows\\system32\\DRIVERS\\klif.sys',
        state: 'loaded',
        platform: 'windows',
        attributes: { start: 'system' },
      },
    ],
  ],
  [
    'winget list, German, wide letters, a progress sign before the headings',
    'winget',
    `   - \r   \\ \r${'Name'.padEnd(16)}${'ID'.padEnd(55)}${'Version'.padEnd(9)}Quelle\n${'-'.repeat(86)}\n` +
      // Two letters that take two columns each.
      `${'Kaspersky 無料'.padEnd(14)}${String.raw`ARP\Machine\X86\{7EC66A9F-0A49-4DC0-A9E8-460333EA8013}`.padEnd(55)}${'21.3'.padEnd(9)}\n`,
    [
      {
        kind: 'software',
        name: 'Kaspersky 無料',
        state: 'installed',
        platform: 'windows',
        ref: 'ARP\\Machine\\X86\\{7EC66A9F-0A49-4DC0-A9E8-460333EA8013}',
        version: '21.3',
        attributes: { productCode: '{7EC66A9F-0A49-4DC0-A9E8-460333EA8013}' },
      },
    ],
  ],
];

describe('tables and lists', () => {
  it.each(exports)('%s', async (_name, format, text, expected) => {
    const read = await importText(text);
    expect(read.format).toBe(format);
    expect(faults(read)).toEqual([]);
    expect(items(read)).toEqual(expected);
  });

  it.each([
    ['a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16 with a mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without a mark', (text: string) => Buffer.from(text, 'utf16le')],
    ['the encoding of western Windows', (text: string) => Buffer.from(text, 'latin1')],
    ['the line that Excel wants', (text: string) => Buffer.from(`sep=;\r\n${text.replaceAll(',', ';')}`)],
    ['the type line of PowerShell', (text: string) => Buffer.from(`#TYPE Selected.System.Object\r\n${text}`)],
    ['tabs', (text: string) => Buffer.from(text.replaceAll(',', '\t'))],
  ])('reads a table with %s', async (_name, encode) => {
    const read = await importText(
      encode('Computer Name,Application Name,Application Version\r\nBüro-1,Kaspersky Free,21\r\n'),
    );
    expect(items(read)).toMatchObject([{ name: 'Kaspersky Free', version: '21', host: 'Büro-1' }]);
  });

  it('takes the columns of driverquery by place where Windows speaks another language', async () => {
    const german =
      '"Modulname","Anzeigename","Beschreibung","Treibertyp","Startmodus","Status","Status","Beenden annehmen","Anhalten annehmen","Ausgelagerter Pool (Bytes)","Code(Bytes)","BSS(Bytes)","Linkdatum","Pfad","Init(Bytes)"\r\n' +
      '"klif","Treiber","Treiber","Dateisystem","System","Wird ausgeführt","OK","FALSE","FALSE","0","0","0","","C:\\Windows\\system32\\DRIVERS\\klif.sys","0"\r\n';
    expect((await importText(german)).format).toMatch(
      /^refused: has headings of no format that is known \(Modulname, /,
    );
    expect(items(await importText(german, { from: 'driverquery' }))).toEqual([
      {
        kind: 'driver',
        name: 'klif',
        displayName: 'Treiber',
        path: 'C:\\Windows\\system32\\DRIVERS\\klif.sys',
        state: 'enabled',
        platform: 'windows',
        attributes: { start: 'system' },
      },
    ]);
  });

  it('says which headings there are where none is known, and reads them by --map', async () => {
    const text =
      'Rechner,Titel,Ausgabe,Art\nWS-1,Kaspersky Free,21,software\nWS-1,klif,,driver\nWS-1,,,\nWS-1,x,,toaster\n';
    expect((await importText(text)).format).toBe(
      'refused: has headings of no format that is known (Rechner, Titel, Ausgabe, Art)',
    );
    const read = await importText(text, {
      map: { name: 'Titel', host: 'rechner', version: 'AUSGABE', kind: 'Art' },
    });
    expect(items(read)).toEqual([
      { kind: 'software', name: 'Kaspersky Free', host: 'WS-1', version: '21' },
      { kind: 'driver', name: 'klif', host: 'WS-1' },
    ]);
    expect(faults(read)).toEqual([
      '4: a row without a name',
      expect.stringMatching(/^5: unknown kind "toaster"; one of software, service/),
    ]);
    expect((await importText(text, { map: { name: 'Name' } })).format).toBe(
      'refused: does not fit table: no column "Name" (it has Rechner, Titel, Ausgabe, Art)',
    );
    expect((await importText(text, { from: 'pdq' })).format).toBe(
      'refused: does not fit pdq: no column "Application Name" (it has Rechner, Titel, Ausgabe, Art)',
    );
  });

  const head = 'Computer Name,Application Name,Application Version\n';

  it('locates records that do not fit, and reads on', async () => {
    const read = await importText(
      `${head}WS-1,"two\nlines",1\nWS-1,a,b,c,d\n(3 rows affected)\nWS-2,Kaspersky Free,21\n`,
    );
    expect(items(read)).toMatchObject([{ name: 'two\nlines' }, { name: 'Kaspersky Free', host: 'WS-2' }]);
    expect(faults(read)).toEqual([
      '4: 5 cells under 3 headings',
      '5: the row is cut short: 1 cell under 3 headings; it is read as far as it goes',
    ]);
  });

  it('reads a row that is cut short as far as it goes, and says so', async () => {
    const read = await importText(`${head}WS-1,Editor,1\nWS-2,Kaspersky Free\nWS-3,\nWS-4,Editor,,\n`);
    expect(items(read)).toMatchObject([
      { name: 'Editor', host: 'WS-1' },
      { name: 'Kaspersky Free', host: 'WS-2' },
      { name: 'Editor', host: 'WS-4' },
    ]);
    expect(faults(read)).toEqual([
      '3: the row is cut short: 2 cells under 3 headings; it is read as far as it goes',
      '4: the row is cut short: 2 cells under 3 headings; it is read as far as it goes',
    ]);
  });

  it('passes over rows of empty cells, and takes a mark behind the last heading for no column', async () => {
    const read = await importText(`${head.trim()},\n\nWS-1,Kaspersky Free,21\n,,,\n  \nWS-2,Editor,1,\n`);
    expect(items(read)).toMatchObject([{ host: 'WS-1' }, { host: 'WS-2' }]);
    expect(faults(read)).toEqual([]);
  });

  it('says which heading stands twice: a fault where one of them is read, a remark where none is', async () => {
    const read = await importText(
      '\nComputer Name,Application Name,Application Version,Note,Application  name,note\nWS-1,Editor,1,,Kaspersky Free,\n',
    );
    expect(items(read)).toMatchObject([{ name: 'Editor' }]);
    expect(faults(read)).toEqual([
      '2: the heading "Application Name" stands over columns 2 and 5; column 2 is read',
    ]);
    expect(read.rows.filter(({ type }) => type === 'remark')).toEqual([
      {
        type: 'remark',
        message: 'line 2: the heading "Note" stands over columns 4 and 6; none of them is read',
      },
    ]);
  });

  it('says on which line a quotation mark opens that is never closed, and reads the rest', async () => {
    const read = await importText(`${head}WS-1,Kaspersky Free,21\r\nWS-2,"open,1\r\nWS-3,x,1\r\n`);
    expect(items(read)).toMatchObject([
      { name: 'Kaspersky Free' },
      { name: 'open', host: 'WS-2' },
      { name: 'x', host: 'WS-3' },
    ]);
    expect(faults(read)).toEqual(['3: a quotation mark opens a cell here and is never closed']);
  });

  it('keeps its bound where the open quote is followed by much', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => `WS-${index},Program ${index},${index}\n`).join(
      '',
    );
    const read = await importText(`${head}${rows}WS,"${'0123456789\n'.repeat(100_000)}`);
    expect(items(read)).toHaveLength(3000);
    expect(faults(read)[0]).toBe('3002: a quotation mark opens a cell here and is never closed');
    // Each line behind it is a row that is cut short.
    expect(faults(read)).toHaveLength(100_000);
  });

  it.each([
    ['one column alone', 'Titel\nKaspersky Free\n', { name: 'Titel' }],
    [
      'titles of several cells above',
      'Report;June\nfor;all\nTitel;Ver\nKaspersky Free;1\n',
      { name: 'titel' },
    ],
  ])('reads by --map a table with %s', async (_name, text, map) => {
    const read = await importText(text, { map });
    expect(items(read)).toEqual([{ kind: 'software', name: 'Kaspersky Free' }]);
    expect(faults(read)).toEqual([]);
  });

  it.each([
    ['a table', 'Titel,Ver\nKaspersky Free,1\n', 'Titel, Ver'],
    ['a list of objects', '[{"Titel":"x"},{"Titel":"Kaspersky Free","Ver":1}]', 'Titel, Ver'],
    ['objects in lines', '{"Titel":"x"}\n{"Titel":"Kaspersky Free","Ver":1}\n', 'Titel, Ver'],
  ])('names the columns that %s has where --map names another', async (_name, text, has) => {
    const map = { name: 'Titel', version: 'Ver' };
    expect(items(await importText(text, { map })).at(-1)).toMatchObject({
      name: 'Kaspersky Free',
      version: '1',
    });
    expect((await importText(text, { map: { ...map, host: 'Rechner' } })).format).toBe(
      `refused: does not fit table: no column "Rechner" (it has ${has})`,
    );
  });
});
