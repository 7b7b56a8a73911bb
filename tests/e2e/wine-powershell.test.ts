import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { memoryRegistry } from '../../src/host/registry/memory-registry.ts';
import { describeWith } from '../support/needs.ts';
import { runPowerShell } from '../support/powershell/interpreter.ts';
import { powerShellTree } from '../support/powershell/parse.ts';
import { keyTree, windowsMachine } from '../support/powershell/windows-machine.ts';
import { makeWinePrefix, type WinePrefix } from '../support/wine.ts';

const machine = 'HKEY_LOCAL_MACHINE';
const uninstall = 'Microsoft\\Windows\\CurrentVersion\\Uninstall';
const services = `${machine}\\SYSTEM\\CurrentControlSet\\Services`;
const user = 'S-1-5-21-1111111111-2222222222-3333333333-1001';

/** A workstation with an installed product, an agent of the 32-bit list, a program of one user and leftovers. */
const planted = `
[${machine}\\SOFTWARE\\${uninstall}\\{11111111-2222-3333-4444-555555555555}]
"DisplayName"="Kaspersky Endpoint Security для Windows"
"Publisher"="АО Лаборатория Касперского"
"DisplayVersion"="12.3.0.493"

[${machine}\\SOFTWARE\\WOW6432Node\\${uninstall}\\{22222222-2222-3333-4444-555555555555}]
"DisplayName"="Kaspersky Security Center Network Agent"
"Publisher"="AO Kaspersky Lab"
"DisplayVersion"="14.2.0.26967"

[HKEY_USERS\\${user}\\Software\\${uninstall}\\Kaspersky Password Manager]
"DisplayName"="Kaspersky Password Manager"
"Publisher"="AO Kaspersky Lab"

[${services}\\AVP.KES.21-9]
"Type"=dword:00000010
"Start"=dword:00000002
"ImagePath"="\\"C:\\\\Program Files (x86)\\\\Kaspersky Lab\\\\KES.12.3\\\\avp.exe\\" -r"

[${services}\\klif.KES-21-9]
"Type"=dword:00000002
"Start"=dword:00000000
"ImagePath"="\\\\SystemRoot\\\\System32\\\\drivers\\\\klif.sys"

[${services}\\kltap]
"Type"=dword:00000001
"Start"=dword:00000003

[${machine}\\SOFTWARE\\KasperskyLab\\protected\\KES12\\environment]
"ProductVersion"="12.3.0.493"
`;

describeWith(['wine'], 'the PowerShell script and the registry of Wine', () => {
  let wine: WinePrefix;

  beforeAll(async () => {
    wine = await makeWinePrefix();
  }, 300_000);

  afterAll(() => wine?.close());

  it('finds what scan finds there', async () => {
    await wine.importReg(planted);
    const folder = join(wine.driveC, 'Program Files (x86)', 'Kaspersky Lab', 'KES.12.3');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'avp.exe'), 'MZ');

    const exported = await wine.phaseout(['export', 'powershell', '--dialect', 'plain', '--quiet']);
    expect(exported.code).toBe(0);
    const scan = await wine.phaseout(['scan', '--format', 'json', '--audience', 'none', '--quiet']);
    const { findings } = JSON.parse(scan.stdout) as {
      findings: { product: { id: string }; status: string }[];
    };
    const scanned = findings.map(
      ({ product, status }) => `${product.id} ${status === 'residue' ? status : 'installed'}`,
    );

    const registry = memoryRegistry(await exportRegistry(wine));
    const hives = {
      HKLM: await keyTree(await registry.key('HKLM'), 'HKLM'),
      HKU: await keyTree(await registry.key('HKU'), 'HKU'),
    };
    const tree = await powerShellTree(exported.stdout.replaceAll('\r\n', '\n'));
    const { output, exitCode } = runPowerShell(tree, windowsMachine({ hives, driveC: wine.driveC }));
    const detected = output.flatMap((line) => {
      const found = /^(?<status>installed|residue) \w+: .*\[(?<id>[^\]]+)\]/.exec(line)?.groups;
      return found === undefined ? [] : [`${found['id']} ${found['status']}`];
    });

    expect(exitCode).toBe(1);
    expect(output.at(-1)).toMatch(/^phaseout FOUND 4: .*; 64-bit PowerShell 5 on 64-bit Windows$/);
    expect(detected.sort()).toEqual([
      'kaspersky-password-manager-windows installed',
      'kaspersky-vpn-windows residue',
      'kes-windows installed',
      'network-agent-windows installed',
    ]);
    expect(detected).toEqual(scanned.sort());
  }, 300_000);
});

/** What reg.exe exports of the parts that a script reads, as one text. */
async function exportRegistry({ run, driveC }: WinePrefix): Promise<string> {
  const parts = ['HKLM\\SYSTEM\\CurrentControlSet\\Services', 'HKLM\\SOFTWARE', 'HKU'];
  const texts: string[] = [];
  for (const [index, part] of parts.entries()) {
    const { code, stderr } = await run('reg', ['export', part, `C:\\export-${index}.reg`, '/y']);
    expect(code, `${part}: ${stderr}`).toBe(0);
    const text = readFileSync(join(driveC, `export-${index}.reg`), 'utf16le').replace(/^\ufeff/, '');
    texts.push(index === 0 ? text : text.replace(/^[^\r\n]*/, ''));
  }
  return texts.join('\r\n');
}
