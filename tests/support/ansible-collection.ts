import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { phaseout, type Run, runCommand } from './phaseout.ts';

/** A folder where Ansible works, with the exported collection installed, and nothing of the tester's own settings. */
export interface AnsibleFolder {
  readonly path: string;
  /** The exported collection as it was written. */
  readonly collection: string;
  run(command: string, args: readonly string[], through?: readonly string[]): Promise<Run>;
}

/**
 * Exports the collection with the installed program, builds it and installs it with ansible-galaxy, without a network.
 * `options` go to the export; what was installed there before is replaced.
 */
export async function installCollection(
  path: string,
  options: readonly string[] = [],
): Promise<AnsibleFolder> {
  const collection = join(path, 'collection');
  const settings = [
    '[defaults]',
    `collections_path = ${join(path, 'collections')}:/usr/share/ansible/collections`,
    'timeout = 5',
    'nocows = True',
    '[ssh_connection]',
    'pipelining = True',
    `ssh_args = -o UserKnownHostsFile=${join(path, 'known_hosts')} -o StrictHostKeyChecking=yes -o ControlMaster=auto -o ControlPersist=20s`,
    '',
  ];
  mkdirSync(join(path, 'home'), { recursive: true });
  writeFileSync(join(path, 'ansible.cfg'), settings.join('\n'));
  const folder: AnsibleFolder = {
    path,
    collection,
    run: (command, args, through) =>
      runCommand(command, args, {
        cwd: path,
        env: {
          HOME: join(path, 'home'),
          ANSIBLE_CONFIG: join(path, 'ansible.cfg'),
          PWD: path,
          LC_ALL: 'C.UTF-8',
        },
        ...(through && { through }),
      }),
  };
  await sure(phaseout(['export', 'ansible', '--output', collection, ...options]));
  await sure(
    folder.run('ansible-galaxy', ['collection', 'build', collection, '--output-path', path, '--force']),
  );
  await sure(
    folder.run('ansible-galaxy', [
      'collection',
      'install',
      join(path, archiveIn(path)),
      '--no-deps',
      '--force',
      '--collections-path',
      join(path, 'collections'),
    ]),
  );
  return folder;
}

async function sure(started: Promise<Run>): Promise<void> {
  const { code, stdout, stderr } = await started;
  if (code !== 0) throw new Error(`ended with ${code}:\n${stdout}\n${stderr}`);
}

function archiveIn(path: string): string {
  const name = readdirSync(path).find((entry) => /^phaseout-fleet-.*\.tar\.gz$/.test(entry));
  if (name === undefined) throw new Error('ansible-galaxy collection build made no archive');
  return name;
}
