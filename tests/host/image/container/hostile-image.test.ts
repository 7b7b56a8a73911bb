import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openImage } from '../../../../src/host/image/open-image.ts';
import type { OpenedImage } from '../../../../src/host/image/opened-image.ts';
import {
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
  folder = mkdtempSync(join(tmpdir(), 'phaseout-hostile-image-'));
});

afterAll(async () => {
  for (const image of opened) await image.close();
  rmSync(folder, { recursive: true, force: true });
});

const clean = writeTar({ 'etc/os-release': 'ID=debian\n', 'var/lib/dpkg/status': 'Package: a\n' });
const evil = writeTar({ 'etc/os-release': 'ID=debian\n', 'var/lib/dpkg/status': 'Package: kesl\n' });

/** An OCI layout in a folder. A manifest's layers are bytes, which become blobs, or descriptors as they stand. */
class Layout {
  readonly path = join(folder, `layout-${made++}`);
  readonly #entries: unknown[] = [];

  constructor() {
    mkdirSync(join(this.path, 'blobs/sha256'), { recursive: true });
    writeFileSync(join(this.path, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  }

  blob(content: Buffer | object): { digest: string; size: number } {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content));
    const hex = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(this.path, 'blobs/sha256', hex), bytes);
    return { digest: `sha256:${hex}`, size: bytes.length };
  }

  image(
    layers: readonly (Buffer | object)[],
    entry: object = {},
    config: object = { os: 'linux', architecture: 'arm64' },
  ): this {
    const manifest = this.blob({
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...this.blob(config) },
      layers: layers.map((layer) => (Buffer.isBuffer(layer) ? this.blob(layer) : layer)),
    });
    this.#entries.push({ ...manifest, ...entry });
    return this;
  }

  async open(platform?: string): Promise<OpenedImage> {
    writeFileSync(join(this.path, 'index.json'), JSON.stringify({ manifests: this.#entries }));
    const image = await openImage(this.path, {
      wants: ['/etc/os-release', '/var/lib/dpkg/status'],
      platform,
    });
    opened.push(image);
    return image;
  }
}

async function packages(image: OpenedImage): Promise<string[]> {
  const texts: string[] = [];
  for (const { host } of image.systems) {
    texts.push(
      (await host.files.read('/var/lib/dpkg/status', { maxBytes: 1000 }))?.toString().trim() ?? 'none',
    );
  }
  return texts;
}

describe('names in a manifest', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  for (const [what, layer] of [
    ['that no file can have, because it is too long', { digest: 'x'.repeat(400) }],
    ['with a zero in it', { digest: 'a\0b' }],
    ['that lead out of the layout', { digest: '../../outside' }],
    ['that are none', { digest: 5 }],
    ['of a link to itself', { digest }],
  ] as const) {
    it(`${what}: a gap`, async () => {
      const layout = new Layout().image([clean, layer]);
      symlinkSync('a'.repeat(64), join(layout.path, 'blobs/sha256', 'a'.repeat(64)));
      const image = await layout.open();
      expect(image.gaps().map(({ reason }) => reason)).toEqual(['missing-source']);
      expect(await packages(image)).toEqual(['Package: a']);
    });
  }

  it('a link that leads out of the layout is not followed', async () => {
    const layout = new Layout();
    const outside = join(folder, 'outside');
    writeFileSync(outside, evil);
    symlinkSync(outside, join(layout.path, 'blobs/sha256', 'a'.repeat(64)));
    const image = await layout.image([clean, { digest }]).open();
    expect(image.gaps().map(({ reason }) => reason)).toEqual(['missing-source']);
    expect(await packages(image)).toEqual(['Package: a']);
  });
});

describe('no image of an index goes unseen', () => {
  it('one that repeats the configuration of another with other layers', async () => {
    const image = await new Layout().image([clean]).image([clean, evil]).open();
    expect(await packages(image)).toEqual(['Package: a', 'Package: kesl']);
    expect(new Set(image.systems.map(({ name }) => name)).size).toBe(2);
  });

  it('one whose platform is called unknown; attestations are left out', async () => {
    const platform = { os: 'unknown', architecture: 'unknown' };
    const image = await new Layout()
      .image([clean])
      .image([evil], { platform }, {})
      .image([clean, evil, clean], {
        platform,
        annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
      })
      .image([{ mediaType: 'application/vnd.in-toto+json', digest: 'sha256:0' }], { platform })
      .open();
    expect(await packages(image)).toEqual(['Package: a', 'Package: kesl']);
    expect(image.notLookedAt.join()).toContain('an artifact of type application/vnd.in-toto+json');
    expect(image.gaps()).toEqual([]);
  });

  it('a manifest that is none', async () => {
    const layout = new Layout().image([clean]);
    const image = await layout.image([], layout.blob(Buffer.from('[]'))).open();
    expect(image.gaps().map(({ message }) => message)).toEqual([expect.stringMatching(/ is no manifest$/)]);
  });

  it('an index that is none', async () => {
    const layout = new Layout();
    writeFileSync(join(layout.path, 'index.json'), '{"manifests":[');
    const image = await openImage(layout.path, { wants: [] });
    opened.push(image);
    expect(image.systems).toEqual([]);
    expect(image.gaps().map(({ message }) => message)).toEqual(['index.json is no JSON']);
  });
});

describe('the platform that is asked for', () => {
  for (const [asked, count] of [
    ['linux', 1],
    ['linux/arm64', 1],
    ['linux/arm64/v8', 1],
    ['linux/aarch64', 1],
  ] as const) {
    it(`${asked} is found, however it is spelled`, async () => {
      expect((await new Layout().image([clean]).open(asked)).systems).toHaveLength(count);
    });
  }

  it('another is not', async () => {
    await expect(new Layout().image([clean]).open('linux/arm64/v9')).rejects.toThrow('holds no image');
    await expect(new Layout().image([clean]).open('linux/arm')).rejects.toThrow('holds no image');
  });
});

describe('an interruption', () => {
  it.each([
    ['of a packed root', (tar: Buffer) => gzipSync(tar)],
    ['of a packed docker save', (tar: Buffer) => gzipSync(writeTar(oldDockerFiles({ layers: [tar] })))],
    ['of a layout', (tar: Buffer) => writeTar(ociFiles([{ layers: [tar] }]))],
  ])('%s is no damage', async (_name, pack) => {
    const path = join(folder, `interrupted-${made++}`);
    const big = Buffer.alloc(8 * 1024 * 1024);
    writeFileSync(
      path,
      pack(writeTar({ 'etc/os-release': 'ID=debian\n', 'srv/a': big, 'srv/b': big, 'srv/c': big })),
    );
    const stop = new AbortController();
    const options = { wants: [], signal: stop.signal, onProgress: () => stop.abort() };
    const image = await openImage(path, options).catch((error: unknown) => String(error));
    expect(stop.signal.aborted).toBe(true);
    if (typeof image === 'string') throw new Error(image);
    opened.push(image);
    expect(image.gaps()).toEqual([]);
  });
});

describe('entries that cost time', () => {
  it('a directory that is made opaque ten thousand times', async () => {
    const lower = writeTar(Array.from({ length: 10_000 }, (_, number) => [`srv/${number}`, ''] as const));
    const marks = writeTar(Array.from({ length: 10_000 }, () => ['srv/.wh..wh..opq', ''] as const));
    const started = performance.now();
    const image = await new Layout().image([clean, lower, marks]).open();
    expect(await image.systems[0]?.host.files.list('/srv')).toEqual([]);
    expect(performance.now() - started).toBeLessThan(4000);
  });

  it('links that put entries ever deeper: what lies too deep is a gap', async () => {
    const down = 'd/'.repeat(200);
    const links = Array.from({ length: 20 }, (_, number): [string, TarSpec][] => [
      [`${number === 0 ? '' : `l${number - 1}/`}${down}x`, ''],
      [`l${number}`, { link: `${number === 0 ? '' : `l${number - 1}/`}${down}` }],
    ]).flat();
    const image = await new Layout().image([clean, writeTar(links)]).open();
    expect(new Set(image.gaps().map(({ message }) => message))).toEqual(
      new Set(['links on the way to it lead in a circle, or too deep']),
    );
    expect(await packages(image)).toEqual(['Package: a']);
  });
});

describe('names that look like whiteouts', () => {
  it('below one that only looks like bookkeeping of aufs files are files', async () => {
    const image = await new Layout()
      .image([
        writeTar({ 'etc/os-release': 'ID=debian\n', 'var/lib': { link: '/opt/.wh..wh.x' } }),
        writeTar({ 'opt/.wh..wh.x/dpkg/status': 'Package: kesl\n' }),
      ])
      .open();
    expect(await packages(image)).toEqual(['Package: kesl']);
  });
});

describe('extended headers of tar that programs read differently', () => {
  const status = 'Package: kesl\n';
  const data = Buffer.concat([Buffer.from(status), Buffer.alloc(512 - status.length)]);

  it('an empty value takes a field back', async () => {
    const layer = Buffer.concat([
      paxHeader({ size: '', path: '' }),
      tarHeader('var/lib/dpkg/status', '0', status.length),
      data,
    ]);
    expect(await packages(await new Layout().image([clean, layer]).open())).toEqual(['Package: kesl']);
  });

  it.each(['0x10', '1e3', ' 14', '+14', '-1'])('a size of "%s" is damage', async (size) => {
    const layer = Buffer.concat([
      paxHeader({ size }),
      tarHeader('var/lib/dpkg/status', '0', status.length),
      data,
    ]);
    const image = await new Layout().image([clean, layer]).open();
    expect(image.gaps().map(({ message }) => message)).toEqual([
      expect.stringContaining('an extended header in it is damaged'),
    ]);
  });
});
