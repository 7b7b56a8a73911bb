import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { disks } from './image/disks.mjs';
import { measure, ratio, row } from './lib/measure.mjs';
import { findPeers } from './lib/peers.mjs';

const anyVerdict = [0, 1, 3];
const quiet = ['--format', 'json', '--quiet'];

/**
 * A container image with gzip layers against `gzip -dc` of the same layers and against trivy-cdxgen, and one synthetic
 * large layer for the peak of memory. PHASEOUT_BENCH_ROOT: an unpacked Debian; PHASEOUT_BENCH_LARGE: size of the large
 * layer in GiB (default 1). Then virtual disks of 60 GB.
 */
export async function run({ program, print }) {
  const root = process.env.PHASEOUT_BENCH_ROOT;
  if (root === undefined || !existsSync(root)) {
    print('Images: skipped; PHASEOUT_BENCH_ROOT=DIR must name an unpacked system, e.g. of debootstrap');
    return;
  }
  const scratch = mkdtempSync(join(tmpdir(), 'phaseout-bench-image-'));
  try {
    const layer = join(scratch, 'layer.tar.gz');
    execFileSync('sh', ['-c', `tar -C "$1" -c . | gzip -6 > "$2"`, 'sh', root, layer], { stdio: 'inherit' });
    const { folder, blobs } = await layout(join(scratch, 'oci'), [layer]);
    const archive = join(scratch, 'image.tar');
    execFileSync('tar', ['-C', folder, '-cf', archive, '.']);
    const peers = findPeers();
    const scan = (path) => [process.execPath, program, 'scan', '--image', path, ...quiet];
    const [unpacked, image, tar, peer] = measure(
      [
        { name: 'gzip -dc of the layer', argv: ['sh', '-c', `gzip -dc ${blobs.join(' ')} > /dev/null`] },
        { name: 'phaseout scan --image (OCI layout, gzip layer)', argv: scan(folder), okCodes: anyVerdict },
        { name: 'phaseout scan --image (the same as a tar)', argv: scan(archive), okCodes: anyVerdict },
        {
          name: 'trivy-cdxgen image --input',
          argv: [
            peers.trivy,
            'image',
            '--cache-dir',
            join(scratch, 'cache'),
            '--input',
            archive,
            '--output',
            join(scratch, 'out.cdx'),
          ],
          okCodes: [0, 1],
        },
      ],
      Number(process.env.PHASEOUT_BENCH_ROUNDS ?? 5),
    );
    print('Container images');
    for (const result of [unpacked, image, tar, peer]) print(row(result));
    print(ratio('image scan / gzip -dc', image.medianMs / unpacked.medianMs, 1.3));
    print(ratio('image scan / trivy-cdxgen', tar.medianMs / peer.medianMs, 1));
    if (image.peakMiB !== null) print(ratio('peak memory of the image scan, MiB', image.peakMiB, 120));
    await large({ scratch, scan, print });
    await disks({ program, print, linuxRoot: root });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** One layer of many small files and one huge one. */
async function large({ scratch, scan, print }) {
  const gib = Number(process.env.PHASEOUT_BENCH_LARGE ?? 1);
  const layer = join(scratch, 'large.tar.gz');
  await pipeline(largeTar(gib), createGzip({ level: 1 }), createWriteStream(layer));
  const size = statSync(layer).size;
  const { folder, blobs } = await layout(join(scratch, 'large'), [layer]);
  const [unpacked, image] = measure(
    [
      {
        name: `gzip -dc of a layer of ${gib} GiB (${Math.round(size / 2 ** 20)} MiB packed)`,
        argv: ['sh', '-c', `gzip -dc ${blobs.join(' ')} > /dev/null`],
      },
      { name: 'phaseout scan --image of it (300,000 files)', argv: scan(folder), okCodes: anyVerdict },
    ],
    1,
  );
  for (const result of [unpacked, image]) print(row(result));
  print(ratio('large image scan / gzip -dc', image.medianMs / unpacked.medianMs, 1.3));
  if (image.peakMiB !== null) print(ratio('peak memory of the large image scan, MiB', image.peakMiB, 200));
}

function* largeTar(gib) {
  yield file('etc/os-release', Buffer.from('ID=debian\n'));
  yield file('var/lib/dpkg/status', Buffer.from('Package: a\nStatus: install ok installed\nVersion: 1\n\n'));
  for (let index = 0; index < 300_000; index += 100) {
    yield Buffer.concat(
      Array.from({ length: 100 }, (_, at) =>
        file(
          `srv/app/node_modules/module-${(index + at) >> 6}/lib/file-${index + at}.js`,
          Buffer.alloc(100, 'x'),
        ),
      ),
    );
  }
  const part = Buffer.alloc(2 ** 20);
  for (let at = 0; at < 2 ** 16; at++) part[at] = Math.imul(at + 1, 0x9e3779b1) >>> 13;
  const parts = Math.round(gib * 1024);
  yield header('srv/data/huge.bin', parts * part.length);
  for (let index = 0; index < parts; index++) yield part;
  yield Buffer.alloc(1024);
}

function file(name, content) {
  return Buffer.concat([
    header(name, content.length),
    content,
    Buffer.alloc((512 - (content.length % 512)) % 512),
  ]);
}

function header(name, size) {
  const block = Buffer.alloc(512);
  block.write(name);
  block.write('0000644\0', 100);
  // Octal has no room for more than 8 GiB; the binary form has.
  if (size < 2 ** 33) block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  else {
    block[124] = 0x80;
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  block.write('14000000000\0        0', 136);
  block.write('ustar\x0000', 257);
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** An OCI layout of packed layers, which are moved into it. */
async function layout(folder, layers) {
  const blobs = join(folder, 'blobs', 'sha256');
  mkdirSync(blobs, { recursive: true });
  const put = (bytes) => {
    const hex = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(join(blobs, hex), bytes);
    return { digest: `sha256:${hex}`, size: bytes.length };
  };
  const described = [];
  const paths = [];
  for (const layer of layers) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(layer)) hash.update(chunk);
    const hex = hash.digest('hex');
    const size = statSync(layer).size;
    renameSync(layer, join(blobs, hex));
    paths.push(join(blobs, hex));
    described.push({
      mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      digest: `sha256:${hex}`,
      size,
    });
  }
  const diff = described.map(() => `sha256:${'0'.repeat(64)}`);
  const config = put(
    Buffer.from(
      JSON.stringify({ os: 'linux', architecture: 'amd64', rootfs: { type: 'layers', diff_ids: diff } }),
    ),
  );
  const manifest = put(
    Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
        layers: described,
      }),
    ),
  );
  writeFileSync(
    join(folder, 'index.json'),
    JSON.stringify({
      schemaVersion: 2,
      manifests: [{ mediaType: 'application/vnd.oci.image.manifest.v1+json', ...manifest }],
    }),
  );
  writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  return { folder, blobs: paths };
}
