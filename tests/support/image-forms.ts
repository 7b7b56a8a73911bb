import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Programs that {@link makeImageForms} needs. */
export const imageFormNeeds = ['root', 'umoci', 'skopeo', 'mksquashfs', 'mkfs.ext4', 'qemu-img'] as const;

/** A Linux root as a `docker save` archive, as a squashfs, and as ext4 in QCOW2, made by real tools in `folder`. */
export function makeImageForms(root: string, folder: string, size = '64M'): readonly string[] {
  const make = (command: string, ...args: readonly string[]): void =>
    void execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  make('umoci', 'init', '--layout', 'oci');
  make('umoci', 'new', '--image', 'oci:v1');
  make('umoci', 'insert', '--image', 'oci:v1', root, '/');
  make('umoci', 'config', '--image', 'oci:v1', '--os', 'linux', '--architecture', 'amd64');
  make('skopeo', 'copy', '--insecure-policy', '-q', 'oci:oci:v1', 'docker-archive:docker.tar:app:1');
  make('mksquashfs', root, 'root.squashfs', '-quiet', '-no-progress');
  make('mkfs.ext4', '-q', '-d', root, 'root.ext4', size);
  make('qemu-img', 'convert', '-O', 'qcow2', 'root.ext4', 'root.qcow2');
  return ['docker.tar', 'root.squashfs', 'root.qcow2'].map((name) => join(folder, name));
}
