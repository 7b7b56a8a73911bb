import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DebianRoot, inRoot } from './debian-root.ts';

/** A host to be started: a system of its own (with openssh-server), and what runs on it besides sshd. */
export interface NetworkHost {
  readonly name: string;
  readonly root: DebianRoot;
  /** Shell commands that end or go to the background. */
  readonly start?: string;
}

/** Hosts on a network that nothing else is on. */
export interface HostNetwork {
  /** Address of each host, in their order; one more was given to nobody. */
  readonly addresses: readonly string[];
  readonly nobody: string;
  /** What runs a command on the controller of this network: `['nsenter', …]`. */
  readonly through: readonly string[];
  stop(): Promise<void>;
}

/**
 * Makes a system ready for {@link startHosts}: an identity of its own, host keys made here, and an account `ops` that
 * logs in with `publicKey` and becomes root with sudo. Returns its line for `known_hosts` without the address.
 */
export function prepareHost({ name, root }: NetworkHost, publicKey: string): string {
  // A temporary folder is its maker's alone; as the top of a system everybody has to pass it.
  chmodSync(root.path, 0o755);
  const key = join(root.path, 'etc/ssh/ssh_host_ed25519_key');
  inRoot(root, [
    'sh',
    '-c',
    'rm -f /etc/ssh/ssh_host_*; ssh-keygen -q -t ed25519 -N "" -f /etc/ssh/ssh_host_ed25519_key',
  ]);
  inRoot(root, ['useradd', '--create-home', '--shell', '/bin/bash', '--password', '*', 'ops']);
  writeFileSync(join(root.path, 'etc/sudoers.d/ops'), 'ops ALL=(ALL) NOPASSWD: ALL\n');
  mkdirSync(join(root.path, 'home/ops/.ssh'), { mode: 0o700 });
  writeFileSync(join(root.path, 'home/ops/.ssh/authorized_keys'), publicKey);
  inRoot(root, ['chown', '--recursive', 'ops:ops', '/home/ops']);
  writeFileSync(join(root.path, 'etc/hosts'), `127.0.0.1 localhost ${name}\n`);
  writeFileSync(
    join(root.path, 'etc/machine-id'),
    `${readFileSync('/proc/sys/kernel/random/uuid', 'utf8').replaceAll('-', '').trim()}\n`,
  );
  mkdirSync(join(root.path, 'run/sshd'), { recursive: true });
  mkdirSync(join(root.path, 'dev/pts'), { recursive: true });
  return readFileSync(`${key}.pub`, 'utf8').trim().split(' ').slice(0, 2).join(' ');
}

/**
 * Starts each host with a real sshd in network, process, mount and host-name namespaces of its own, all on one bridge in
 * a network namespace that serves as the controller's. Everything ends with the process that holds it; the machine's
 * own network is not touched. Needs root.
 */
export async function startHosts(hosts: readonly NetworkHost[]): Promise<HostNetwork> {
  const addresses = hosts.map((_, index) => `10.77.0.${11 + index}`);
  const script = [controller, ...hosts.map(hostScript), 'echo ready', 'wait'].join('\n');
  const holder = spawn(
    'unshare',
    ['--net', '--mount', '--pid', '--fork', '--kill-child', 'sh', '-ec', script],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  await ready(holder, hosts.length);
  return {
    addresses,
    nobody: `10.77.0.${11 + hosts.length}`,
    through: ['nsenter', '--net', '--target', String(holder.pid)],
    async stop() {
      if (holder.exitCode !== null || holder.signalCode !== null) return;
      const ended = once(holder, 'exit');
      holder.kill('SIGKILL');
      await ended;
    },
  };
}

const controller = `mount -t proc proc /proc
ip link set lo up
ip link add hosts type bridge
ip addr add 10.77.0.1/24 dev hosts
ip link set hosts up`;

/** Words that hold no quote of any kind. */
function hostScript({ name, root, start = 'true' }: NetworkHost, index: number): string {
  return `NAME='${name}' ROOT='${root.path}' START='${start}' ADDRESS=10.77.0.${11 + index} unshare --net sh -ec '
until ip link show eth0 >/dev/null 2>&1; do sleep 0.05; done
ip link set lo up; ip addr add $ADDRESS/24 dev eth0; ip link set eth0 up
exec unshare --mount --uts --pid --fork --kill-child sh -ec "
  mount -t proc proc $ROOT/proc
  mount -t devpts -o newinstance,ptmxmode=0666 devpts $ROOT/dev/pts
  hostname $NAME
  exec chroot $ROOT /bin/sh -c \\"$START
exec /usr/sbin/sshd -D -e -o UsePAM=no\\"
"' &
host=$!
until [ "$(readlink /proc/$host/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done
ip link add veth${index} type veth peer name peer${index}
ip link set veth${index} master hosts up
ip link set peer${index} netns $host name eth0`;
}

/** Waits until every sshd listens; what was said instead is the error. */
async function ready(holder: ChildProcess, hosts: number): Promise<void> {
  let said = '';
  const listening = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
      if (said.includes('ready') && said.split('listening on 0.0.0.0').length > hosts) resolve();
    };
    holder.stdout?.on('data', read);
    holder.stderr?.on('data', read);
    holder.on('exit', () => reject(new Error(`the hosts did not start:\n${said}`)));
  });
  const timer = setTimeout(() => holder.kill('SIGKILL'), 60_000);
  await listening;
  clearTimeout(timer);
}

/** A key pair of its own; returns the path of the private key, `.pub` lies beside it. */
export function makeSshKey(folder: string): string {
  const key = join(folder, 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  return key;
}
