import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openImage } from '../../../../src/host/image/open-image.ts';
import type { ImageSystem, OpenedImage, OpenImageOptions } from '../../../../src/host/image/opened-image.ts';
import {
  type ImageSpec,
  ociFiles,
  oldDockerFiles,
  paxHeader,
  type TarSpec,
  tarHeader,
  writeTar,
} from '../../../support/tar-writer.ts';

let folder: string;
let made = 0;
const opened: OpenedImage[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-container-'));
});

afterAll(async () => {
  for (const image of opened) await image.close();
  rmSync(folder, { recursive: true, force: true });
});

const wants = ['/etc/os-release', '/var/lib/dpkg/status', '/opt/kaspersky'];

async function open(content: Buffer, options: Partial<OpenImageOptions> = {}): Promise<OpenedImage> {
  const path = join(folder, `image-${made++}`);
  writeFileSync(path, content);
  const image = await openImage(path, { wants, ...options });
  opened.push(image);
  return image;
}

/** An image that is built of layers, as the tar of an OCI layout. */
function layered(...layers: Buffer[]): Promise<OpenedImage> {
  return open(writeTar(ociFiles([{ layers }])));
}

const base: Record<string, TarSpec> = {
  'etc/os-release': 'ID=debian\n',
  'var/lib/dpkg/status': 'Package: a\n',
  'opt/kaspersky/bin/klnagent': 'program',
  'srv/data/one': '1',
  'srv/data/two': '2',
};

function only(image: OpenedImage): ImageSystem {
  const [system] = image.systems;
  if (system === undefined || image.systems.length !== 1) throw new Error('expected one system');
  return system;
}

async function text(image: OpenedImage, path: string): Promise<string | undefined> {
  return (await only(image).host.files.read(path, { maxBytes: 1e6 }))?.toString();
}

async function names(image: OpenedImage, path: string): Promise<string[]> {
  return (await only(image).host.files.list(path)).map(({ name }) => name);
}

describe('layers are merged as a runtime would', () => {
  it('a later layer wins; what it does not have stays', async () => {
    const image = await layered(writeTar(base), writeTar({ 'srv/data/one': 'new', './srv/data/three': '3' }));
    expect(await text(image, '/srv/data/one')).toBe('new');
    expect(await names(image, '/srv/data')).toEqual(['one', 'three', 'two']);
    expect(image.gaps()).toEqual([]);
  });

  it('a whiteout deletes a file or a directory of lower layers', async () => {
    const image = await layered(writeTar(base), writeTar({ 'srv/data/.wh.one': '', '.wh.opt': '' }));
    expect(await names(image, '/srv/data')).toEqual(['two']);
    expect(await names(image, '/')).toEqual(['etc', 'srv', 'var']);
  });

  it('a whiteout leaves alone what its own layer puts there, whatever the order', async () => {
    for (const layer of [
      { 'srv/data/.wh.one': '', 'srv/data/one': 'again' },
      { 'srv/data/one': 'again', 'srv/data/.wh.one': '' },
    ]) {
      expect(await text(await layered(writeTar(base), writeTar(layer)), '/srv/data/one')).toBe('again');
    }
  });

  it('an opaque directory hides everything lower in it, whatever the order', async () => {
    for (const layer of [
      { 'srv/data/.wh..wh..opq': '', 'srv/data/mine': 'm' },
      { 'srv/data/mine': 'm', 'srv/data/.wh..wh..opq': '' },
    ]) {
      const image = await layered(writeTar(base), writeTar(layer));
      expect(await names(image, '/srv/data')).toEqual(['mine']);
    }
  });

  it('a file takes the place of a directory, a directory that of a file', async () => {
    const image = await layered(
      writeTar(base),
      writeTar({ srv: 'file' }),
      writeTar({ 'opt/kaspersky/bin/klnagent/x': 'x' }),
    );
    expect(await text(image, '/srv')).toBe('file');
    expect(await names(image, '/opt/kaspersky/bin/klnagent')).toEqual(['x']);
  });

  it('hard links share content, also across layers; links on the way to an entry are followed', async () => {
    const image = await layered(
      writeTar({ ...base, lib: { link: 'usr/lib' }, 'usr/lib/a': 'A' }),
      writeTar({
        'lib/b': 'B',
        'etc/os-release-copy': { hard: 'etc/os-release' },
        'far/link': { hard: './srv/data/two' },
      }),
    );
    expect(await names(image, '/usr/lib')).toEqual(['a', 'b']);
    expect(await text(image, '/etc/os-release-copy')).toBe('ID=debian\n');
    expect(await text(image, '/far/link')).toBe('2');
  });

  it('bookkeeping of aufs is no file, a whiteout of nothing is a gap', async () => {
    const image = await layered(
      writeTar({ ...base, '.wh..wh.plnk/1': 'x', '.wh..wh.aufs': '', 'etc/.wh.': '' }),
    );
    expect(await names(image, '/')).toEqual(['etc', 'opt', 'srv', 'var']);
    expect(image.gaps().map(({ message }) => message)).toEqual(['a whiteout that names nothing']);
  });

  it('in a plain root filesystem such names are files', async () => {
    const image = await open(writeTar({ ...base, 'srv/data/.wh.one': 'w' }));
    expect(await names(image, '/srv/data')).toEqual(['.wh.one', 'one', 'two']);
  });
});

describe('what lower layers held', () => {
  it('is a state of its own where something wanted is deleted or replaced, and only then', async () => {
    const image = await layered(
      writeTar(base),
      writeTar({ 'var/lib/dpkg/status': 'Package: b\n' }),
      writeTar({ 'srv/data/.wh.one': '' }),
      writeTar({ '.wh.opt': '' }),
      writeTar({ 'var/lib/dpkg/status': 'Package: b\n' }),
    );
    const { lower = [] } = only(image);
    expect(lower.map(({ layer, changed }) => [layer.replace(/ \(.*/, ''), changed])).toEqual([
      ['layer 1 of 5', ['/var/lib/dpkg/status']],
      ['layer 3 of 5', ['/opt/kaspersky']],
    ]);
    const [first, second] = lower;
    expect((await first?.host.files.read('/var/lib/dpkg/status', { maxBytes: 99 }))?.toString()).toBe(
      'Package: a\n',
    );
    expect(await second?.host.files.lstat('/opt/kaspersky/bin/klnagent')).toBeDefined();
    expect(await only(image).host.files.lstat('/opt/kaspersky')).toBeUndefined();
  });
});

describe('forms of one image', () => {
  const spec: ImageSpec = {
    ref: 'example.org/app:1',
    layers: [writeTar(base), writeTar({ 'srv/data/.wh.one': '', 'srv/data/three': '3' })],
  };
  const forms: readonly (readonly [string, () => Buffer])[] = [
    ['OCI, gzip layers', () => writeTar(ociFiles([spec]))],
    ['OCI, plain layers', () => writeTar(ociFiles([spec], (tar) => tar))],
    ['OCI, packed as a whole', () => gzipSync(writeTar(ociFiles([spec])))],
    ['docker save, old', () => writeTar(oldDockerFiles(spec))],
    ['docker save, old, packed as a whole', () => gzipSync(writeTar(oldDockerFiles(spec)))],
    ['docker save, manifest last', () => writeTar(Object.entries(oldDockerFiles(spec)).reverse())],
  ];
  it.each(forms)('%s', async (_name, form) => {
    const image = await open(form());
    expect(image.gaps()).toEqual([]);
    expect(only(image).name).toBe('example.org/app:1 linux/amd64');
    expect(await names(image, '/srv/data')).toEqual(['three', 'two']);
    expect(await text(image, '/etc/os-release')).toBe('ID=debian\n');
    expect(await text(image, '/srv/data/two')).toBe('2');
  });

  it('an OCI layout in a directory', async () => {
    const path = join(folder, 'layout');
    for (const [name, bytes] of Object.entries(ociFiles([spec]))) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), bytes);
    }
    const image = await openImage(path, { wants });
    opened.push(image);
    expect(await names(image, '/srv/data')).toEqual(['three', 'two']);
  });

  it('several images: all of them, or those of a platform', async () => {
    const content = writeTar(
      ociFiles([
        { ref: 'app', layers: [writeTar(base)] },
        { ref: 'app', architecture: 'arm64', layers: [writeTar({ ...base, arm: 'x' })] },
      ]),
    );
    const both = await open(content);
    expect(both.systems.map(({ name }) => name)).toEqual(['app linux/amd64', 'app linux/arm64']);
    const same = await open(
      writeTar(
        ociFiles([
          { ref: 'app', layers: [writeTar(base)] },
          { ref: 'app', layers: [writeTar({ ...base, other: 'x' })] },
        ]),
      ),
    );
    // Their configurations differ in the digests of their layers.
    expect(same.systems.map(({ name }) => name)).toEqual(['app linux/amd64', 'app linux/amd64 (2)']);
    const one = await open(content, { platform: 'linux/arm64' });
    expect(one.systems.map(({ name }) => name)).toEqual(['app linux/arm64']);
    expect(one.notLookedAt).toEqual(['app linux/amd64 (--platform)']);
    await expect(open(content, { platform: 'windows' })).rejects.toThrow(/holds no image for windows/);
  });
});

describe('what is wrong with an image is a gap', () => {
  const spec: ImageSpec = { layers: [writeTar(base), writeTar({ 'srv/x': 'x' })] };

  it('a blob whose content is not what its digest says', async () => {
    const files = ociFiles([spec], (tar) => tar);
    const blob = Object.keys(files).find((name) => files[name]?.includes('srv/x')) ?? '';
    files[blob] = Buffer.concat([writeTar({ 'srv/y': 'y' })]);
    const image = await open(writeTar(files));
    expect(image.gaps().map(({ message }) => message)).toEqual([
      expect.stringMatching(/^layer 2 of 2 \(sha256:[0-9a-f]{12}\): its content does not have the digest/),
    ]);
    expect(await names(image, '/srv')).toEqual(['data', 'y']);
  });

  it('a layer that is missing', async () => {
    const files = ociFiles([spec]);
    delete files[Object.keys(files).find((name) => files[name]?.[0] === 0x1f) ?? ''];
    const image = await open(writeTar(files));
    expect(image.gaps().map(({ reason, source }) => [reason, source.replace(/ \(.*/, '')])).toEqual([
      ['missing-source', 'layer 1 of 2'],
    ]);
  });

  it('a layer that is cut off, or that is no tar', async () => {
    const whole = gzipSync(writeTar({ ...base, big: Buffer.alloc(100_000, 'ab') }));
    const image = await open(writeTar(ociFiles([spec], () => whole.subarray(0, whole.length - 20))));
    expect(image.gaps()[0]?.message).toMatch(/is damaged: gzip says/);
    const noise = await open(writeTar(ociFiles([spec], () => Buffer.alloc(4096, 'noise'))));
    expect(noise.gaps()[0]?.message).toMatch(/is damaged at byte 0: a header in it is damaged/);
  });

  it('names that lead out, hard links to nothing, devices that are no files', async () => {
    const image = await layered(
      writeTar({
        ...base,
        '../../etc/passwd': 'out',
        'srv/../../x': 'out',
        '/etc/absolute': 'inside',
        'etc/out': { hard: '../../../etc/passwd' },
        'etc/gone': { hard: 'etc/nothing' },
        'etc/shadow-link': { link: '../../../../../../etc/os-release' },
        'etc/null': { device: true },
      }),
    );
    expect(image.gaps().map(({ source, message }) => `${source.replace(/^.*?: /, '')}: ${message}`)).toEqual([
      '../../etc/passwd: it leads out of the image; not read',
      'srv/../../x: it leads out of the image; not read',
      '../../../etc/passwd: it leads out of the image; not read',
      '/etc/gone: a hard link to etc/nothing, which is not there',
    ]);
    expect(await names(image, '/etc')).toEqual(['absolute', 'null', 'os-release', 'shadow-link']);
    expect(await text(image, '/etc/shadow-link')).toBe('ID=debian\n');
    await expect(text(image, '/etc/null')).rejects.toThrow(/a device, pipe or socket/);
  });

  it('links in a circle', async () => {
    const image = await layered(writeTar({ ...base, a: { link: 'b' }, b: { link: 'a' }, 'a/file': 'x' }));
    expect(image.gaps().map(({ message }) => message)).toEqual([
      'links on the way to it lead in a circle, or too deep',
    ]);
    await expect(text(image, '/a')).rejects.toThrow(/in a circle/);
  });

  it('a size that is not true ends the layer', async () => {
    const image = await layered(
      writeTar([...Object.entries(base), ['etc/lying', { content: 'short', size: 5_000_000_000 }]]),
    );
    expect(image.gaps().map(({ message }) => message)).toEqual([
      expect.stringMatching(/it ends in the middle of an entry/),
    ]);
    expect(await text(image, '/etc/os-release')).toBe('ID=debian\n');
  });
});

describe('tar forms', () => {
  it('long names, pax fields, and sparse files with their map in front or in the header', async () => {
    const long = `srv/${'long/'.repeat(40)}name`;
    const image = await open(
      Buffer.concat([
        writeTar({ ...base, [long]: 'deep' }).subarray(0, -1024),
        paxHeader({ path: 'srv/by-pax', size: '3' }),
        tarHeader('ignored', '0', 999).fill(tarHeader('ignored', '0', 0), 0),
        Buffer.concat([Buffer.from('pax'), Buffer.alloc(509)]),
        paxHeader({
          'GNU.sparse.name': 'srv/sparse-01',
          'GNU.sparse.realsize': '8',
          'GNU.sparse.map': '0,2,6,2',
        }),
        tarHeader('x', '0', 4),
        Buffer.concat([Buffer.from('abcd'), Buffer.alloc(508)]),
        paxHeader({
          'GNU.sparse.major': '1',
          'GNU.sparse.minor': '0',
          'GNU.sparse.name': 'srv/sparse-10',
          'GNU.sparse.realsize': '8',
        }),
        tarHeader('x', '0', 516),
        Buffer.concat([Buffer.from('1\n4\n4\n'), Buffer.alloc(506), Buffer.from('wxyz'), Buffer.alloc(508)]),
        Buffer.alloc(1024),
      ]),
    );
    expect(image.gaps()).toEqual([]);
    expect(await text(image, `/${long}`)).toBe('deep');
    expect(await text(image, '/srv/by-pax')).toBe('pax');
    expect(await text(image, '/srv/sparse-01')).toBe('ab\0\0\0\0cd');
    expect(await text(image, '/srv/sparse-10')).toBe('\0\0\0\0wxyz');
  });
});

describe('what is no image', () => {
  it.each([
    ['text', Buffer.from('hello\n'.repeat(1000)), /is no image that this version knows/],
    ['packed text', gzipSync(Buffer.from('hello\n'.repeat(1000))), /holds no tar archive/],
    [
      'a tar without a system',
      writeTar({ 'notes/a.txt': 'a' }),
      /no Linux, Windows or macOS system was recognised/,
    ],
    ['an empty file', Buffer.alloc(0), /is empty/],
  ])('%s is refused by name', async (_name, content, message) => {
    await expect(open(content)).rejects.toThrow(message);
  });
});
