import { execFileSync } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeNtfs, makeWim } from '../../tests/support/windows-disk.ts';
import { makeWindowsRoot } from '../../tests/support/windows-root.ts';

const gib = 1024 ** 3;
/** Places of a Windows disk's partitions, in sectors: EFI, reserved, Windows, and recovery behind it. */
const windowsAt = 239_616;
const windowsSectors = 124_000_000;

/**
 * A QCOW2 of 60 GB that grows as it is used, with four partitions (GPT) and a Windows of the tests' own on NTFS, which
 * has 30,000 files in one folder and 20,000 folders in another; and one with a Linux on ext4. Nothing is mounted.
 */
export function makeDisks(scratch: string, linuxRoot: string): { windows: string; linux: string } {
  const at = (name: string): string => join(scratch, name);
  const make = (command: string, args: readonly string[], input?: string): void =>
    void execFileSync(command, args, {
      cwd: scratch,
      stdio: ['pipe', 'ignore', 'pipe'],
      ...(input && { input }),
    });
  const root = makeWindowsRoot(join('tests', 'e2e', 'windows', 'hosts', 'fleet-workstation'));
  fill(root.path);
  makeWim(root.path, at('windows.wim'));
  root.remove();
  makeNtfs(at('windows.wim'), at('windows.ntfs'), String(windowsSectors * 512));
  writeFileSync(at('table'), '');
  truncateSync(at('table'), 60 * gib);
  make(
    'sfdisk',
    ['--quiet', at('table')],
    [
      'label: gpt',
      'start=2048, size=204800, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B',
      'start=206848, size=32768, type=E3C9E316-0B5C-4DB8-817D-F92DF00215AE',
      `start=${windowsAt}, size=${windowsSectors}, type=EBD0A0A2-B9E5-4433-87C0-68B6B72699C7`,
      `start=${windowsAt + windowsSectors}, size=1024000, type=DE94BBA4-06D1-4D40-A16A-BFD50179D6AC`,
      '',
    ].join('\n'),
  );
  // Puts the volume into the disk without copying 60 GB of nothing.
  const window = `driver=raw,offset=${windowsAt * 512},size=${windowsSectors * 512},file.driver=file`;
  make('qemu-img', [
    ...['convert', '-n', '--target-is-zero', '-f', 'raw', '--target-image-opts'],
    ...[at('windows.ntfs'), `${window},file.filename=${at('table')}`],
  ]);
  make('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', at('table'), at('windows.qcow2')]);
  make('mkfs.ext4', ['-q', '-d', linuxRoot, at('linux.ext4'), '60G']);
  make('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', at('linux.ext4'), at('linux.qcow2')]);
  return { windows: at('windows.qcow2'), linux: at('linux.qcow2') };
}

function fill(root: string): void {
  const system = join(root, 'Windows', 'System32');
  for (let index = 0; index < 30_000; index++) {
    writeFileSync(join(system, `component-with-a-long-name-${index}.dll`), 'MZ');
  }
  for (let index = 0; index < 20_000; index++) {
    mkdirSync(join(root, 'Windows', 'WinSxS', `amd64_component_31bf3856ad364e35_10.0.22631.${index}_none`), {
      recursive: true,
    });
  }
}
