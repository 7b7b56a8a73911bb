import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A package to be built by `rpmbuild`: harmless content, one small file for each of `files`. */
export interface RpmPackage {
  readonly name: string;
  readonly version: string;
  readonly release: string;
  readonly epoch?: number;
  readonly files?: readonly string[];
}

/** What `rpm -qa` is asked for a package: name, version, architecture, publisher, seconds of its installation. */
const queryFormat = '%{NAME}\t%{EVR}\t%{ARCH}\t%|VENDOR?{%{VENDOR}}:{%{PACKAGER}}|\t%{INSTALLTIME}\\n';

/** Builds packages as sub-packages of one, all with the same vendor, in a folder below `folder`, and gives their paths. */
export function buildRpms(packages: readonly RpmPackage[], vendor: string, folder: string): string[] {
  const top = mkdtempSync(join(folder, 'rpmbuild-'));
  const all = packages.flatMap(({ files = [] }) => files);
  const spec = [
    'Name: set\nVersion: 1\nRelease: 1\nSummary: a set\nLicense: none\nBuildArch: noarch',
    `Vendor: ${vendor}\n%description\nHarmless content for a test.`,
    ...packages.map(({ name, version, release, epoch }) =>
      [
        `%package -n ${name}`,
        `Version: ${version}\nRelease: ${release}`,
        ...(epoch === undefined ? [] : [`Epoch: ${epoch}`]),
        `Summary: ${name}\n%description -n ${name}\nHarmless content for a test.`,
      ].join('\n'),
    ),
    '%install',
    ...all.map((file) => `mkdir -p %{buildroot}$(dirname ${file}); echo x > %{buildroot}${file}`),
    ...packages.map(({ name, files = [] }) => [`%files -n ${name}`, ...files].join('\n')),
    '',
  ].join('\n');
  writeFileSync(join(top, 'set.spec'), spec);
  const out = join(top, 'out');
  execFileSync(
    'rpmbuild',
    ['-bb', '--quiet', '--define', `_topdir ${top}`, '--define', `_rpmdir ${out}`, join(top, 'set.spec')],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  return readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.rpm'))
    .map((name) => join(out, name));
}

/** Makes an SQLite database in a folder with real rpm, holding the packages as if they were installed. */
export function installRpms(files: readonly string[], database: string): void {
  mkdirSync(database, { recursive: true });
  runRpm(database, ['--initdb']);
  runRpm(database, ['-i', '--justdb', '--nodeps', '--ignorearch', '--ignoreos', ...files]);
}

/** Takes packages out of a database again. */
export function eraseRpms(names: readonly string[], database: string): void {
  runRpm(database, ['-e', '--justdb', '--nodeps', ...names]);
}

/** What real rpm lists, one package a line, sorted; `backend` is `sqlite` or `bdb_ro`. */
export function listRpms(database: string, backend = 'sqlite'): string[] {
  const listed = runRpm(database, ['-qa', '--define', `_db_backend ${backend}`, '--qf', queryFormat]);
  return listed.trim().split('\n').sort();
}

/** Files the headers of an SQLite database in a Berkeley DB hash, with `db5.3_load`. */
export function convertToBerkeleyDb(
  from: string,
  to: string,
  { bigEndian = false, pageBytes = 4096 } = {},
): void {
  mkdirSync(to, { recursive: true });
  const query = 'SELECT hnum || "," || hex(blob) FROM Packages';
  const rows = execFileSync('sqlite3', [join(from, 'rpmdb.sqlite'), query], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const number = (value: number): string => {
    const bytes = Buffer.alloc(4);
    if (bigEndian) bytes.writeUInt32BE(value);
    else bytes.writeUInt32LE(value);
    return bytes.toString('hex');
  };
  const headers = rows
    .trim()
    .split('\n')
    .map((row) => row.split(','));
  const pairs = headers.map(([key, hex]) => ` ${number(Number(key))}\n ${hex?.toLowerCase()}`);
  const settings = `db_pagesize=${pageBytes}\ndb_lorder=${bigEndian ? 4321 : 1234}`;
  const counter = ` ${number(0)}\n ${number(headers.length)}`;
  execFileSync('db5.3_load', [join(to, 'Packages')], {
    input: [
      'VERSION=3\nformat=bytevalue\ntype=hash',
      settings,
      'HEADER=END',
      counter,
      ...pairs,
      'DATA=END\n',
    ].join('\n'),
  });
}

/** rpm over one database; its own configuration and the machine's database stay out of it. */
function runRpm(database: string, args: readonly string[]): string {
  return execFileSync('rpm', ['--dbpath', database, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 26,
  });
}

/** A folder for all this, and what removes it. */
export function rpmFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'phaseout-rpm-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
