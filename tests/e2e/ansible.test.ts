import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FleetView } from '../../src/fleet/view.ts';
import type { Report } from '../../src/model/report.ts';
import { type AnsibleFolder, installCollection } from '../support/ansible-collection.ts';
import {
  buildPackage,
  copyRoot,
  type DebianRoot,
  installPackages,
  makeDebianRoot,
} from '../support/debian-root.ts';
import { describeWith } from '../support/needs.ts';
import {
  type HostNetwork,
  makeSshKey,
  type NetworkHost,
  prepareHost,
  startHosts,
} from '../support/network-hosts.ts';
import { programPath, type Run, runCommand } from '../support/phaseout.ts';
import { vendorPackages } from '../support/vendor-packages.ts';

/** A run takes ten seconds on an idle machine. */
const timeout = 120_000;

describeWith(
  [
    'root',
    'ansible-playbook',
    'ansible-galaxy',
    'chroot',
    'debootstrap',
    'dpkg-deb',
    'ip',
    'mount',
    'nsenter',
    'ssh',
    'ssh-keygen',
    'unshare',
  ],
  'an exported Ansible collection, on three hosts',
  () => {
    let folder: string;
    let ansible: AnsibleFolder;
    let roots: readonly DebianRoot[] = [];
    let network: HostNetwork;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'phaseout-ansible-'));
      ansible = await installCollection(folder);
      // Runs while debootstrap does.
      const packaged = runCommand(process.execPath, [
        'scripts/package.mjs',
        '--target',
        'linux-x64',
        '--npm',
        '--output',
        join(folder, 'release'),
      ]);
      const clean = makeDebianRoot(['openssh-server', 'python3', 'sudo']);
      roots = [clean];
      const found = copyRoot(clean);
      roots = [clean, found];
      const [kesl] = vendorPackages();
      if (kesl) installPackages(found, [buildPackage(kesl, folder)]);
      copyFileSync(process.execPath, join(clean.path, 'usr/local/bin/node'));
      const { code, stderr } = await packaged;
      if (code !== 0) throw new Error(stderr);
      const key = makeSshKey(folder);
      const hosts: readonly NetworkHost[] = [
        { name: 'web-1', root: clean },
        { name: 'web-2', root: found, start: '/opt/kaspersky/kesl/libexec/wdserver 1000 &' },
      ];
      const keys = hosts.map((host) => prepareHost(host, readFileSync(`${key}.pub`, 'utf8')));
      network = await startHosts(hosts);
      writeFileSync(
        join(folder, 'known_hosts'),
        keys.map((line, index) => `${network.addresses[index]} ${line}\n`).join(''),
      );
      writeFileSync(join(folder, 'inventory.json'), JSON.stringify(inventory(key, network)));
    }, 600_000);

    afterAll(async () => {
      await network?.stop();
      for (const root of roots) root.remove();
      if (folder) rmSync(folder, { recursive: true, force: true });
    });

    function play(settings: Readonly<Record<string, unknown>> = {}, ...options: string[]): Promise<Run> {
      const extra = {
        phaseout_program_dir: join(folder, 'release'),
        phaseout_controller: [join(folder, 'release', 'phaseout-linux-x64')],
        ...settings,
      };
      const words = ['phaseout.fleet.scan', '-i', 'inventory.json', '-e', JSON.stringify(extra), ...options];
      return ansible.run('ansible-playbook', words, network.through);
    }

    it(
      'a check run says what it would do and changes nothing',
      async () => {
        const before = await contents(roots);
        const run = await play({}, '--check');
        expect(run.code, run.stdout).toBe(0);
        expect(run.stdout).toContain(`would copy ${folder}/release/phaseout-linux-x64 (SHA-256 `);
        expect(run.stdout).toContain(
          'would run: /var/lib/phaseout-ansible/phaseout-linux-x64 scan --output json=/var/lib/phaseout-ansible/report.json --timeout 120 --tag inventory=web-1',
        );
        expect(run.stdout).toContain(`would fetch the report to ${folder}/phaseout/reports/web-2.json`);
        expect(run.stdout).toContain('would remove /var/lib/phaseout-ansible');
        expect(run.stdout).toMatch(/web-3: not reached: .*No route to host/);
        expect(recap(run)).toEqual({
          'web-1': '0 changed, 0 failed',
          'web-2': '0 changed, 0 failed',
          'web-3': '0 changed, 0 failed',
        });
        expect(existsSync(join(folder, 'phaseout'))).toBe(false);
        expect(await contents(roots)).toEqual(before);
      },
      timeout,
    );

    it(
      'a run fetches a report from each host that it reaches, and says which it does not',
      async () => {
        const before = await contents(roots);
        const run = await play({ phaseout_batch: 1 });
        expect(run.code, run.stdout).toBe(0);
        expect(readdirSync(join(folder, 'phaseout', 'reports')).sort()).toEqual(['web-1.json', 'web-2.json']);
        expect(gist(folder, 'web-1.json')).toEqual({ hostname: 'web-1', exitCode: 0, findings: [] });
        expect(gist(folder, 'web-2.json')).toEqual({
          hostname: 'web-2',
          exitCode: 1,
          findings: ['kesl active'],
        });
        expect(run.stdout).toMatch(/web-3: not reached: .*No route to host/);
        expect(readFileSync(join(folder, 'phaseout', 'expected.csv'), 'utf8')).toMatch(
          /^host,why\n"web-1",""\n"web-2",""\n"web-3","not reached: [^\n]*No route to host"\n$/,
        );
        const fleet = fleetOf(folder);
        expect(fleet.totals.byState).toMatchObject({ affected: 1, clean: 1 });
        expect(fleet.hosts.map(({ host, state, status }) => [host, state, status])).toEqual([
          ['web-2', 'affected', 'active'],
          ['web-1', 'clean', undefined],
        ]);
        expect(fleet.expected).toEqual({
          hosts: 3,
          missed: 1,
          neverSeen: 1,
          list: [
            {
              host: 'web-3',
              client: '',
              site: '',
              why: expect.stringMatching(/^not reached: .*No route to host$/),
              seen: false,
            },
          ],
        });
        expect(run.stdout).toContain('KASPERSKY ON 1 OF 2 HOSTS');
        expect(run.stdout).toContain('1 of 3 expected hosts without a report:');
        expect(readFileSync(join(folder, 'phaseout', 'fleet.html'), 'utf8')).toContain(
          '<title>KASPERSKY ON 1 OF 2 HOSTS; not known for 1</title>',
        );
        expect(await contents(roots)).toEqual(before);
      },
      timeout,
    );

    it(
      'docs/ansible.md, typed word for word by somebody new',
      async () => {
        const typed = join(folder, 'typed');
        mkdirSync(join(typed, 'bin'), { recursive: true });
        const program = `#!/bin/sh\nexec '${process.execPath}' '${programPath()}' "$@"\n`;
        writeFileSync(join(typed, 'bin', 'phaseout'), program, { mode: 0o755 });
        copyFileSync(join(folder, 'inventory.json'), join(typed, 'inventory'));
        const ssh = readFileSync(join(folder, 'ansible.cfg'), 'utf8').replace(/^collections_path.*\n/m, '');
        writeFileSync(join(typed, 'ansible.cfg'), ssh);
        writeFileSync(
          join(typed, 'settings.yml'),
          toldBlock('yaml').replaceAll('/srv/phaseout/release', join(folder, 'release')),
        );
        const env = { HOME: typed, LC_ALL: 'C.UTF-8', PATH: `${join(typed, 'bin')}:${process.env['PATH']}` };
        const type = (): Promise<Run> =>
          runCommand('sh', ['-e', '-c', toldBlock('sh')], { cwd: typed, env, through: network.through });
        const run = await type();
        expect(run.code, run.stdout + run.stderr).toBe(0);
        expect(run.stdout).toContain(`would copy ${folder}/release/phaseout-linux-x64 (SHA-256 `);
        expect(run.stdout).toContain('KASPERSKY ON 1 OF 2 HOSTS');
        expect(readdirSync(join(typed, 'phaseout')).sort()).toEqual([
          'expected.csv',
          'fleet.html',
          'fleet.json',
          'reports',
        ]);
        expect(readdirSync(join(typed, 'phaseout', 'reports')).sort()).toEqual(['web-1.json', 'web-2.json']);
        const again = await type();
        expect(again.code, again.stdout + again.stderr).toBe(0);
      },
      3 * timeout,
    );

    it(
      'hosts fail for what was asked to fail them, after all were scanned; a kept program stays',
      async () => {
        const run = await play({
          phaseout_keep: true,
          phaseout_fail_on_findings: true,
          phaseout_fail_on_missed: true,
        });
        expect(run.code, run.stdout).toBe(2);
        expect(recap(run)).toEqual({
          'web-1': '2 changed, 0 failed',
          'web-2': '2 changed, 1 failed',
          'web-3': '0 changed, 1 failed',
        });
        expect(run.stdout).toContain(`phaseout found something: ${folder}/phaseout/reports/web-2.json`);
        expect(roots.map((root) => readdirSync(join(root.path, 'var/lib/phaseout-ansible')))).toEqual([
          ['phaseout-linux-x64'],
          ['phaseout-linux-x64'],
        ]);
      },
      timeout,
    );

    it(
      'a second run changes nothing',
      async () => {
        const before = await contents(roots);
        const run = await play({ phaseout_keep: true });
        expect(run.code, run.stdout).toBe(0);
        expect(recap(run)).toEqual({
          'web-1': '0 changed, 0 failed',
          'web-2': '0 changed, 0 failed',
          'web-3': '0 changed, 0 failed',
        });
        expect(await contents(roots)).toEqual(before);
      },
      timeout,
    );

    it(
      'the npm package and rules of one’s own; what was kept is removed; every report is kept',
      async () => {
        writeFileSync(join(folder, 'own.yaml'), ownRule);
        await installCollection(folder, ['--rules', join(folder, 'own.yaml')]);
        const run = await play(
          {
            phaseout_ship: 'npm',
            phaseout_npm_package: npmPackage(folder),
            phaseout_node: '/usr/local/bin/node',
            phaseout_history: true,
          },
          '--limit',
          'web-1',
        );
        expect(run.code, run.stdout).toBe(0);
        const reports = readdirSync(join(folder, 'phaseout', 'reports', 'web-1'));
        expect(reports).toEqual([expect.stringMatching(/^\d{8}T\d{6}Z\.json$/)]);
        expect(gist(folder, `web-1/${reports[0]}`)).toEqual({
          hostname: 'web-1',
          exitCode: 1,
          findings: ['banned-shell installed'],
        });
        expect(existsSync(join(roots[0]?.path ?? '', 'var/lib/phaseout-ansible'))).toBe(false);
        expect(readFileSync(join(folder, 'phaseout', 'expected.csv'), 'utf8')).toBe('host,why\n"web-1",""\n');
      },
      timeout,
    );

    it(
      'a program that is not what its checksum says touches no host',
      async () => {
        const run = await play({ phaseout_sha256: { 'linux-x64': '0'.repeat(64) } });
        expect(run.code, run.stdout).toBe(2);
        expect(run.stdout).toMatch(/phaseout-linux-x64 has SHA-256 [0-9a-f]{64}, but 0{64} is in/);
        expect(run.stdout).not.toContain('Reach the host');
      },
      timeout,
    );

    it(
      'a program that fails is named with what it says, and what it says is not run',
      async () => {
        const evil = `#!/bin/sh\necho '{{ lookup("pipe", "touch ${folder}/pwned") }} "x", {% raw' >&2\nexit 2\n`;
        for (const root of roots) {
          writeFileSync(join(root.path, 'usr/local/bin/evil'), evil, { mode: 0o755 });
        }
        const run = await play(
          { phaseout_ship: 'none', phaseout_command: ['/usr/local/bin/evil'] },
          '--limit',
          'web-2',
        );
        expect(run.code, run.stdout).toBe(0);
        expect(readFileSync(join(folder, 'phaseout', 'expected.csv'), 'utf8')).toMatch(
          /^host,why\n"web-2","failed: Run phaseout scan: non-zero return code \{\{ lookup\(""pipe"", .* ""x"", \{% raw"\n$/,
        );
        expect(existsSync(join(folder, 'pwned'))).toBe(false);
      },
      timeout,
    );
  },
);

/** The first block of a language in docs/ansible.md. */
function toldBlock(language: string): string {
  const docs = readFileSync(new URL('../../docs/ansible.md', import.meta.url), 'utf8');
  return docs.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? '';
}

function inventory(key: string, { addresses, nobody }: HostNetwork): unknown {
  const [first, second] = addresses;
  return {
    all: {
      vars: {
        ansible_connection: 'ssh',
        ansible_user: 'ops',
        ansible_ssh_private_key_file: key,
        ansible_python_interpreter: '/usr/bin/python3',
      },
      hosts: {
        'web-1': { ansible_host: first },
        'web-2': { ansible_host: second },
        'web-3': { ansible_host: nobody },
      },
    },
  };
}

/** A product of a house’s own ban list, which every Debian has. */
const ownRule = `product: banned-shell
name: A shell that this house does not want
vendor: somebody
class: endpoint-protection
platforms: [linux]
capabilities: [signature-updates]
signatures:
  - id: package
    kind: software
    when: { name: { equals: dash } }
    proves: installed
    source: a test
migration: { summary: Remove it., source: a test, hazards: [], steps: [{ text: Remove it. }] }
`;

function npmPackage(folder: string): string {
  const name = readdirSync(join(folder, 'release')).find((entry) => entry.endsWith('.tgz'));
  return join(folder, 'release', name ?? '');
}

function fleetOf(folder: string): FleetView {
  return JSON.parse(readFileSync(join(folder, 'phaseout', 'fleet.json'), 'utf8')) as FleetView;
}

/** What Ansible counted for each host. */
function recap({ stdout }: Run): Readonly<Record<string, string>> {
  const rows = stdout.matchAll(
    /^(?<host>\S+)\s+: ok=\d+\s+changed=(?<changed>\d+)\s+unreachable=0\s+failed=(?<failed>\d+)/gm,
  );
  return Object.fromEntries(
    [...rows].map(({ groups }) => [
      groups?.['host'],
      `${groups?.['changed']} changed, ${groups?.['failed']} failed`,
    ]),
  );
}

/** What an admin would read out of a fetched report. */
function gist(folder: string, host: string): unknown {
  const report = JSON.parse(readFileSync(join(folder, 'phaseout', 'reports', host), 'utf8')) as Report;
  return {
    hostname: report.target.hostname,
    exitCode: report.summary.exitCode,
    findings: report.findings.map(({ product, status }) => `${product.id} ${status}`),
  };
}

/** Every folder of the hosts, and every file with its size and time of change, but for what a login itself writes. */
async function contents(roots: readonly DebianRoot[]): Promise<readonly string[]> {
  const script =
    'find . -xdev -path ./proc -prune -o -path ./run -prune -o -path ./tmp -prune -o -path ./var/log -prune -o -path ./home/ops/.ansible -prune -o -type d -printf "%p\\n" -o -printf "%p %s %T@\\n" | sort';
  const runs = await Promise.all(roots.map((root) => runCommand('sh', ['-c', script], { cwd: root.path })));
  return runs.map(({ stdout }) => stdout);
}
