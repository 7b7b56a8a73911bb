import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

/** One entry to be written: content of a file, or another kind of entry. */
export type TarSpec =
  | string
  | Buffer
  | { readonly dir: true }
  | { readonly link: string }
  | { readonly hard: string }
  | { readonly device: true }
  | { readonly content: string | Buffer; readonly size?: number };

/** A tar archive in ustar form, entries in the order given; an array allows names twice. Ends with two zero blocks. */
export function writeTar(
  entries: Readonly<Record<string, TarSpec>> | readonly (readonly [string, TarSpec])[],
): Buffer {
  const list = Array.isArray(entries) ? entries : Object.entries(entries);
  return Buffer.concat([
    ...list.flatMap(([name, spec]: readonly [string, TarSpec]) => entryBlocks(name, spec)),
    Buffer.alloc(1024),
  ]);
}

function entryBlocks(name: string, spec: TarSpec): Buffer[] {
  const plain = typeof spec === 'string' || Buffer.isBuffer(spec) ? { content: spec } : spec;
  const content = 'content' in plain ? Buffer.from(plain.content) : Buffer.alloc(0);
  const flag =
    'dir' in plain ? '5' : 'link' in plain ? '2' : 'hard' in plain ? '1' : 'device' in plain ? '3' : '0';
  const target = 'link' in plain ? plain.link : 'hard' in plain ? plain.hard : '';
  const size = 'content' in plain ? (plain.size ?? content.length) : 0;
  const long = Buffer.byteLength(name) > 100 ? [...longName(name)] : [];
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return [...long, tarHeader(name, flag, size, target), content, padding];
}

function longName(name: string): Buffer[] {
  const bytes = Buffer.from(`${name}\0`);
  return [
    tarHeader('././@LongLink', 'L', bytes.length),
    bytes,
    Buffer.alloc((512 - (bytes.length % 512)) % 512),
  ];
}

/** One header block with its checksum. */
export function tarHeader(name: string, flag: string, size: number, target = ''): Buffer {
  const block = Buffer.alloc(512);
  block.write(name.slice(0, 100), 0);
  block.write('0000644\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('14000000000\0', 136);
  block.write('        ', 148);
  block.write(flag, 156);
  block.write(target.slice(0, 100), 157);
  block.write('ustar\x0000', 257);
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** A pax extended header that says `fields` of the next entry. */
export function paxHeader(fields: Readonly<Record<string, string>>): Buffer {
  const bytes = Buffer.concat(
    Object.entries(fields).map(([key, value]) => {
      const rest = Buffer.byteLength(` ${key}=${value}\n`);
      let length = rest + String(rest).length;
      if (String(length).length !== String(rest).length) length = rest + String(length).length;
      return Buffer.from(`${length} ${key}=${value}\n`);
    }),
  );
  return Buffer.concat([
    tarHeader('pax', 'x', bytes.length),
    bytes,
    Buffer.alloc((512 - (bytes.length % 512)) % 512),
  ]);
}

/** What a container image is made of. */
export interface ImageSpec {
  readonly ref?: string;
  readonly os?: string;
  readonly architecture?: string;
  /** Layers as tars, from the lowest up. */
  readonly layers: readonly Buffer[];
}

const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Files of an OCI layout with one or several images. Source: opencontainers/image-spec, image-layout.md. */
export function ociFiles(
  images: readonly ImageSpec[],
  pack: (tar: Buffer) => Buffer = (tar) => gzipSync(tar),
): Record<string, Buffer> {
  const files: Record<string, Buffer> = { 'oci-layout': Buffer.from('{"imageLayoutVersion":"1.0.0"}') };
  const blob = (bytes: Buffer): { digest: string; size: number } => {
    files[`blobs/sha256/${sha(bytes)}`] = bytes;
    return { digest: `sha256:${sha(bytes)}`, size: bytes.length };
  };
  const manifests = images.map(({ ref, os = 'linux', architecture = 'amd64', layers }) => {
    const config = blob(
      Buffer.from(
        JSON.stringify({
          os,
          architecture,
          rootfs: { type: 'layers', diff_ids: layers.map((tar) => `sha256:${sha(tar)}`) },
        }),
      ),
    );
    const manifest = blob(
      Buffer.from(
        JSON.stringify({
          schemaVersion: 2,
          config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
          layers: layers.map((tar) => ({
            mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
            ...blob(pack(tar)),
          })),
        }),
      ),
    );
    return {
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      ...manifest,
      platform: { os, architecture },
      ...(ref && { annotations: { 'org.opencontainers.image.ref.name': ref } }),
    };
  });
  files['index.json'] = Buffer.from(JSON.stringify({ schemaVersion: 2, manifests }));
  return files;
}

/** Files of what `docker save` wrote up to version 24: a folder a layer. Source: moby/docker-image-spec, spec.md. */
export function oldDockerFiles({
  ref,
  os = 'linux',
  architecture = 'amd64',
  layers,
}: ImageSpec): Record<string, Buffer> {
  const files: Record<string, Buffer> = {};
  const paths = layers.map((tar, index) => {
    const path = `${sha(Buffer.concat([tar, Buffer.from([index])]))}/layer.tar`;
    files[path] = tar;
    return path;
  });
  const config = Buffer.from(
    JSON.stringify({
      os,
      architecture,
      rootfs: { type: 'layers', diff_ids: layers.map((tar) => `sha256:${sha(tar)}`) },
    }),
  );
  files[`${sha(config)}.json`] = config;
  files['manifest.json'] = Buffer.from(
    JSON.stringify([
      { Config: `${sha(config)}.json`, RepoTags: ref === undefined ? null : [ref], Layers: paths },
    ]),
  );
  return files;
}
