import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWith } from '../support/needs.ts';
import { phaseout, type Run } from '../support/phaseout.ts';
import { ociFiles, writeTar } from '../support/tar-writer.ts';

const status =
  'Package: bash\nStatus: install ok installed\nArchitecture: amd64\nVersion: 5.2\nMaintainer: x\n';
const root = writeTar({ 'etc/os-release': 'ID=debian\n', 'var/lib/dpkg/status': status });

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-bad-image-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function directory(name: string, files: Readonly<Record<string, string | Buffer>> = {}): string {
  const path = join(folder, name);
  for (const [inside, content] of Object.entries(files)) {
    mkdirSync(join(path, inside, '..'), { recursive: true });
    writeFileSync(join(path, inside), content);
  }
  mkdirSync(path, { recursive: true });
  return path;
}

describe('an image that cannot be used: exit code 2 and a sentence that helps', () => {
  const cases: readonly (readonly [name: string, args: () => readonly string[], says: readonly RegExp[]])[] =
    [
      ['a missing one', () => [join(folder, 'nowhere')], [/no file or directory.*nowhere/, /QCOW2/]],
      ['one below a file', () => [join(file('f', 'x'), 'image.tar')], [/no file or directory/]],
      ['a name that is too long', () => [join(folder, 'x'.repeat(300))], [/ENAMETOOLONG/]],
      ['no name', () => [''], [/names nothing/]],
      ['standard input', () => ['-'], [/standard input/, /docker save -o/]],
      ['an empty file', () => [file('empty', '')], [/is empty/]],
      ['a document', () => [file('a.pdf', '%PDF-1.7\n')], [/a\.pdf is no image/, /QCOW2/]],
      ['text', () => [file('t.txt', 'hello\n'.repeat(500))], [/t\.txt is no image/]],
      ['packed text', () => [file('t.gz', gzipSync('hello\n'))], [/t\.gz is packed, but holds no tar/]],
      ['a folder that is no layout', () => [directory('plain')], [/index\.json/, /--root/]],
      [
        'two of them',
        () => [file('one.tar', root), '--image', file('two.tar', root)],
        [/given twice/, /one\.tar.*two\.tar/],
      ],
      ['one beside a root', () => [file('one.tar', root), '--root', '/'], [/exclude each other/]],
      [
        'an architecture that it has not',
        () => [file('oci.tar', writeTar(ociFiles([{ layers: [root] }]))), '--platform', 'linux/s390x'],
        [/holds no image for linux\/s390x/, /linux\/amd64/],
      ],
      ['an unknown platform', () => [file('one.tar', root), '--platform', 'amiga'], [/amiga/, /linux/]],
    ];
  it.each(cases)('%s', async (_name, args, says) => {
    const run = await phaseout(['scan', '--image', ...args()]);
    for (const text of says) expect(run.stderr).toMatch(text);
    expect(run.stderr).not.toContain('bug');
    expect(run.stdout).toBe('');
    expect(run.code).toBe(2);
  });
});

describe('damage in an image: what is left is looked at, exit code 3', () => {
  it.each([
    ['a tar that is cut off', () => file('cut.tar', root.subarray(0, 1100))],
    ['a packed tar that is cut off', () => file('cut.tar.gz', gzipSync(root).subarray(0, 200))],
  ])('%s', async (_name, make) => {
    const run = await phaseout(['scan', '--image', make()]);
    expect(run.stdout).toContain('(image)');
    expect(run.code).toBe(3);
  });
});

describeWith(['root', 'setpriv'], 'without the right to read', () => {
  const nobody = { through: ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] };
  const scan = (path: string): Promise<Run> => phaseout(['scan', '--image', path], nobody);

  it('a file, a folder, what lies in a closed folder', async () => {
    chmodSync(folder, 0o755);
    const image = file('secret.tar', root);
    chmodSync(image, 0o600);
    const closed = directory('closed', { 'image.tar': root });
    chmodSync(closed, 0o700);
    for (const path of [image, closed, join(closed, 'image.tar')]) {
      const run = await scan(path);
      expect({ path, ...run }).toMatchObject({ stderr: expect.stringMatching(/EACCES/) });
      expect(run.stderr).not.toContain('bug');
      expect(run.code).toBe(2);
    }
  });

  it('an index is a gap', async () => {
    const layout = directory('closed-index', ociFiles([{ layers: [root] }]));
    chmodSync(join(layout, 'index.json'), 0);
    const run = await scan(layout);
    expect(run.stdout).toMatch(/index\.json cannot be read\s+\(EACCES\)/);
    expect(run.code).toBe(3);
  });

  it('one layer of several is a gap', async () => {
    const files = ociFiles([{ layers: [root, writeTar({ 'srv/a': 'a' })] }], (tar) => tar);
    const layout = directory('closed-layer', files);
    const layers = Object.entries(files).filter(([, bytes]) =>
      bytes.subarray(257, 262).equals(Buffer.from('ustar')),
    );
    const last = layers.at(-1)?.[0] ?? '';
    chmodSync(join(layout, last), 0);
    const run = await scan(layout);
    expect(run.stdout).toMatch(/EACCES/);
    expect(run.code).toBe(3);
  });
});
