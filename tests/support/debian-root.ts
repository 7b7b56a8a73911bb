import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A Debian system in a folder of its own, made by debootstrap with systemd. Remove it with `remove`. */
export interface DebianRoot {
  readonly path: string;
  remove(): void;
}

/** Text or bytes of a file, or where a link points. */
export type FileContent = string | Buffer | { readonly link: string };

/** A package to be built by `dpkg-deb`: its control fields, its files (path to text, or `{ link }`), and which files are programs. */
export interface DebianPackage {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly maintainer: string;
  readonly description: string;
  readonly files: Readonly<Record<string, FileContent>>;
  readonly programs?: readonly string[];
  readonly conffiles?: readonly string[];
}

/**
 * Makes a small Debian root (about half a minute, downloads from this machine's own mirror), with more packages where
 * some are named. Needs root.
 */
export function makeDebianRoot(packages: readonly string[] = []): DebianRoot {
  const path = mkdtempSync(join(tmpdir(), 'phaseout-debian-'));
  execFileSync(
    'debootstrap',
    [
      '--variant=minbase',
      `--include=${['systemd', 'systemd-sysv', 'libstdc++6', ...packages].join(',')}`,
      'bookworm',
      path,
      debianMirror(),
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A second root with the same content; hard work is left to `cp -a --reflink=auto`. */
export function copyRoot(root: DebianRoot): DebianRoot {
  const path = mkdtempSync(join(tmpdir(), 'phaseout-debian-'));
  execFileSync('cp', ['-a', '--reflink=auto', `${root.path}/.`, path]);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Builds a real `.deb` with `dpkg-deb` and returns its path. */
export function buildPackage(definition: DebianPackage, folder: string): string {
  const tree = mkdtempSync(join(tmpdir(), 'phaseout-deb-'));
  const control = [
    `Package: ${definition.name}`,
    `Version: ${definition.version}`,
    `Architecture: ${definition.architecture}`,
    `Maintainer: ${definition.maintainer}`,
    `Description: ${definition.description}`,
    ' Harmless content for a test; not the vendor’s software.',
    '',
  ].join('\n');
  writeTree(tree, { 'DEBIAN/control': control, ...definition.files });
  if (definition.conffiles) writeTree(tree, { 'DEBIAN/conffiles': `${definition.conffiles.join('\n')}\n` });
  for (const program of definition.programs ?? []) chmodSync(join(tree, program), 0o755);
  const file = join(folder, `${definition.name}_${definition.version}_${definition.architecture}.deb`);
  execFileSync('dpkg-deb', ['--root-owner-group', '--build', tree, file], { stdio: 'ignore' });
  rmSync(tree, { recursive: true, force: true });
  return file;
}

/** Installs packages into a root with the root's own dpkg. */
export function installPackages(root: DebianRoot, files: readonly string[]): void {
  for (const file of files) {
    const inside = join(root.path, 'tmp', file.split('/').at(-1) ?? '');
    execFileSync('cp', [file, inside]);
    inRoot(root, ['dpkg', '-i', `/tmp/${file.split('/').at(-1)}`]);
    rmSync(inside);
  }
}

/** Runs a command inside the root (chroot) and returns what it printed. */
export function inRoot(root: DebianRoot, command: readonly string[]): string {
  return execFileSync('chroot', [root.path, ...command], {
    encoding: 'utf8',
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** Writes files below a folder; parents are made. */
export function writeTree(folder: string, files: Readonly<Record<string, FileContent>>): void {
  for (const [path, content] of Object.entries(files)) {
    const full = join(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    if (typeof content === 'string' || Buffer.isBuffer(content)) writeFileSync(full, content);
    else symlinkSync(content.link, full);
  }
}

/** The mirror from which this machine itself installs Debian packages, so that a test needs no setting of its own. */
function debianMirror(): string {
  const folder = '/etc/apt/sources.list.d';
  const texts = ['/etc/apt/sources.list', ...listFiles(folder)].map((file) => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return ''; // a list that is not there
    }
  });
  for (const text of texts) {
    const uri =
      /^URIs:\s*(?<uri>https?:\S+)/m.exec(text)?.groups?.['uri'] ??
      /^deb\s+(?:\[[^\]]*\]\s+)?(?<uri>https?:\S+)/m.exec(text)?.groups?.['uri'];
    if (uri !== undefined && !uri.includes('security')) return uri;
  }
  return 'http://deb.debian.org/debian';
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return []; // the folder is not there
  }
}
