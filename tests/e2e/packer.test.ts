import {
  chmodSync,
  cpSync,
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
import { writeTree } from '../support/debian-root.ts';
import { describeWith } from '../support/needs.ts';
import { npmSettings } from '../support/npm-settings.ts';
import { programPath, type Run, runCommand } from '../support/phaseout.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-packer-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Packer, asking nobody whether it is the newest. */
function packer(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  return runCommand('packer', args, { cwd, env: { CHECKPOINT_DISABLE: '1', ...env } });
}

describeWith(['packer'], 'the examples for Packer', () => {
  it.each([
    ['output-disk', ['iso_url=https://example.org/a.iso', 'iso_checksum=sha256:00']],
    ['in-guest', ['linux_ami=ami-1', 'windows_ami=ami-2', 'region=us-east-1']],
  ])('%s is accepted by Packer', async (name, variables) => {
    const copy = join(folder, name);
    cpSync(join('docs/packer', name), copy, { recursive: true });
    // The Packer of Debian is older than plugins that are asked for by name.
    rmSync(join(copy, 'plugins.pkr.hcl'));
    for (const bundle of ['bundle-linux.tar.gz', 'bundle-windows.tar.gz'])
      writeFileSync(join(folder, bundle), '');
    const values = variables.flatMap((value) => ['-var', value]);
    const run = await packer(['validate', ...values, copy], folder);
    expect([run.code, run.stderr]).toEqual([0, '']);
  });

  it.each([
    ['0', true],
    ['1', false],
    ['3', false],
  ])('a scan of the disk that ends with %s: the build passes %s', async (code, passes) => {
    const work = mkdtempSync(join(folder, 'output-'));
    cpSync('docs/packer/output-disk/scan.sh', join(work, 'scan.sh'));
    const example = readFileSync('docs/packer/output-disk/build.pkr.hcl', 'utf8');
    // The build of the example as it stands, over a source that makes a file in place of a machine.
    const build = example
      .slice(example.indexOf('build {'))
      .replaceAll('source.qemu.golden', 'source.file.disk');
    writeFileSync(
      join(work, 'build.pkr.hcl'),
      `variable "audience" {\n  type = string\n}\nsource "file" "disk" {\n  content = "x"\n  target = "output/disk.qcow2"\n}\n${build}`,
    );
    const said = join(work, 'said.json');
    const program = join(work, 'phaseout');
    writeFileSync(
      program,
      `#!${process.execPath}\nrequire('fs').writeFileSync(${JSON.stringify(said)}, JSON.stringify(process.argv.slice(2)));\nprocess.exit(${code});\n`,
    );
    chmodSync(program, 0o755);
    const args = ['build', '-var', 'audience=us-person,$(touch pwned)', '.'];
    const run = await packer(args, work, { PHASEOUT: program });
    expect(run.code).toBe(passes ? 0 : 1);
    if (!passes) expect(run.stdout).toContain(`Script exited with non-zero exit status: ${code}`);
    expect(JSON.parse(readFileSync(said, 'utf8'))).toEqual([
      'scan',
      '--image=output/disk.qcow2',
      '--output=json=phaseout.json',
      '--audience=us-person,$(touch pwned)',
    ]);
    expect(readdirSync(work)).not.toContain('pwned');
    expect(readdirSync(join(work, 'output'))).toEqual(passes ? ['disk.qcow2'] : []);
  });
});

describeWith(['mke2fs', 'qemu-img'], 'the post-processor over a disk', () => {
  it.each([
    ['kesl', 1],
    ['hello', 0],
  ])('with %s: exit code %i', async (name, code) => {
    const root = mkdtempSync(join(folder, 'root-'));
    const beside = mkdtempSync(join(folder, 'beside-'));
    writeTree(root, {
      'etc/os-release': 'ID=debian\n',
      'var/lib/dpkg/status': `Package: ${name}\nStatus: install ok installed\nVersion: 12\nMaintainer: Kaspersky Lab\n`,
    });
    const [raw, disk, report] = ['disk.raw', 'a disk.qcow2', 'report.json'].map((file) => join(beside, file));
    await runCommand('mke2fs', ['-q', '-t', 'ext4', '-d', root, raw ?? '', '16M']);
    await runCommand('qemu-img', ['convert', '-O', 'qcow2', raw ?? '', disk ?? '']);
    const program = join(beside, 'phaseout');
    writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${programPath()}" "$@"\n`, {
      mode: 0o755,
    });
    const run = await runCommand('sh', ['docs/packer/output-disk/scan.sh'], {
      env: { PHASEOUT: program, PHASEOUT_IMAGE: disk ?? '', PHASEOUT_REPORT: report ?? '' },
    });
    expect([run.code, run.stderr]).toEqual([code, '']);
    expect(JSON.parse(readFileSync(report ?? '', 'utf8')).summary.exitCode).toBe(code);
  });
});

describeWith(['root', 'unshare', 'mount', 'tar'], 'the steps in a guest', () => {
  let bundle: string;

  beforeAll(async () => {
    bundle = join(folder, 'bundle.tar.gz');
    const run = await runCommand(process.execPath, ['ci/make-bundle.mjs', bundle], { env: npmSettings() });
    expect([run.code, run.stdout]).toEqual([0, '']);
  });

  /** This machine as the guest, with an /opt of its own in which `plant` has put something. */
  function guest(script: string, plant: string, tmp: string): Promise<Run> {
    return runCommand(
      'unshare',
      ['-m', 'sh', '-c', `mount -t tmpfs none /opt && ${plant} && exec sh "$0"`, script],
      {
        cwd: '/',
        env: { PHASEOUT_TMP: tmp, PHASEOUT_AUDIENCE: 'us-person', PATH: process.env['PATH'] ?? '' },
      },
    );
  }

  it.each([
    ['a guest with a product', 'mkdir -p /opt/kaspersky/kesl/bin', [1]],
    ['a guest without one', 'true', [0, 3]],
  ])('%s', async (_, plant, codes) => {
    const tmp = mkdtempSync(join(folder, 'guest tmp-'));
    cpSync(bundle, join(tmp, 'phaseout-bundle.tar.gz'));
    const scan = await guest(join(process.cwd(), 'docs/packer/in-guest/scan.sh'), plant, tmp);
    expect([scan.code, scan.stderr]).toEqual([0, '']);
    // The bundle is gone, and what it was unpacked into.
    expect(readdirSync(tmp).sort()).toEqual(['phaseout-exit-code', 'phaseout-report.json']);
    const report = JSON.parse(readFileSync(join(tmp, 'phaseout-report.json'), 'utf8'));
    expect(codes).toContain(report.summary.exitCode);
    expect(report.audienceAssumed).toBe(false);

    const finish = await guest(join(process.cwd(), 'docs/packer/in-guest/finish.sh'), 'true', tmp);
    expect(finish.code).toBe(report.summary.exitCode);
    expect(readdirSync(tmp)).toEqual([]);
  });

  it('a bundle that is damaged ends the first step, and leaves nothing', async () => {
    const tmp = mkdtempSync(join(folder, 'damaged-'));
    writeFileSync(join(tmp, 'phaseout-bundle.tar.gz'), 'no archive');
    const scan = await guest(join(process.cwd(), 'docs/packer/in-guest/scan.sh'), 'true', tmp);
    expect(scan.code).not.toBe(0);
    expect(readdirSync(tmp)).toEqual([]);
  });

  it('a scan that could not start is told by its exit code', async () => {
    const tmp = mkdtempSync(join(folder, 'unusable-'));
    const inside = join(tmp, 'inside');
    mkdirSync(join(inside, 'bin'), { recursive: true });
    cpSync(programPath(), join(inside, 'bin/phaseout.js'));
    writeFileSync(join(inside, 'node'), '#!/bin/sh\nexit 2\n', { mode: 0o755 });
    await runCommand('tar', ['-czf', join(tmp, 'phaseout-bundle.tar.gz'), '-C', inside, '.']);
    rmSync(inside, { recursive: true });
    const scan = await guest(join(process.cwd(), 'docs/packer/in-guest/scan.sh'), 'true', tmp);
    expect(scan.code).toBe(0);
    expect(readFileSync(join(tmp, 'phaseout-report.json'), 'utf8')).toBe('');
    const finish = await guest(join(process.cwd(), 'docs/packer/in-guest/finish.sh'), 'true', tmp);
    expect(finish.code).toBe(2);
  });
});
