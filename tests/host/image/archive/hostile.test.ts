import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostError } from '../../../../src/host/host.ts';
import { Archive } from '../../../../src/host/image/archive/archive.ts';
import { bytesPiece } from '../../../../src/host/image/archive/piece.ts';
import { SevenZip } from '../../../../src/host/image/archive/seven-zip.ts';
import { openArchiveImage } from '../../../../src/host/image/archive-image.ts';
import type { OpenedImage } from '../../../../src/host/image/opened-image.ts';
import { describeWith } from '../../../support/needs.ts';
import { fc } from '../../../support/property.ts';
import { itemsOf, make, makeLinuxRoot, makeWorkplace, type Workplace, wants } from './small-systems.ts';

let place: Workplace;
const at = (name: string) => join(place.path, name);

beforeAll(() => {
  place = makeWorkplace();
  makeLinuxRoot(at('linux'));
});
afterAll(() => place?.remove());

async function withImage<T>(name: string, use: (image: OpenedImage) => Promise<T>): Promise<T> {
  const image = await openArchiveImage(at(name), { wants });
  if (image === undefined) throw new Error(`${name} was not recognised`);
  try {
    return await use(image);
  } finally {
    await image.close();
  }
}

/** One entry of a cpio archive in the new ASCII form (cpio(5)). */
function entry(name: string, text: string, mode = 0o100644): Buffer {
  const bytes = Buffer.from(`${name}\0`);
  const fields = [1, mode, 0, 0, 1, 0, text.length, 0, 0, 0, 0, bytes.length, 0];
  const head = Buffer.from(`070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`);
  return Buffer.concat([padded(Buffer.concat([head, bytes])), padded(Buffer.from(text))]);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

const trailer = entry('TRAILER!!!', '', 0);

describe('hostile names', () => {
  it('stay inside, or are left out with a gap; of two entries of one name the later counts', async () => {
    const entries = [
      entry('etc/os-release', 'ID=debian\n'),
      entry('../../outside', 'no'),
      entry('/absolute', 'yes'),
      entry('a/../../b', 'no'),
      entry('./dot/./file', 'yes'),
      entry('twice', 'first'),
      entry('twice', 'second, longer'),
      entry('line\nPath = etc/shadow', 'x'),
      entry('quote"name', 'x'),
      entry('file', 'x'),
      entry('file/below', 'yes'),
      entry('*', 'star'),
      entry('@list', 'at'),
      entry('-so', 'dash'),
      entry('null', 'x', 0o20644),
      entry('to-host', '/etc/passwd', 0o120777),
      entry(`${'deep/'.repeat(200)}end`, 'x'),
    ];
    writeFileSync(at('names.cpio'), Buffer.concat([...entries, trailer]));
    await withImage('names.cpio', async (image) => {
      const [system] = image.systems;
      if (system === undefined) throw new Error('no system');
      const { files } = system.host;
      const read = async (path: string) => {
        try {
          return (await files.read(path, { maxBytes: 1000 }))?.toString();
        } catch (error) {
          return error instanceof HostError ? error.reason : error;
        }
      };
      expect(await read('/outside')).toBeUndefined();
      expect(await read('/b')).toBeUndefined();
      expect(await read('/absolute')).toBe('yes');
      expect(await read('/dot/file')).toBe('yes');
      expect(await read('/twice')).toBe('second, longer');
      expect(await read('/etc/shadow')).toBeUndefined();
      expect(await read('/file/below')).toBe('yes');
      expect(await read('/quote"name')).toBe('malformed-source');
      expect(await read('/*')).toBe('star');
      expect(await read('/@list')).toBe('at');
      expect(await read('/-so')).toBe('dash');
      expect(await read('/null')).toBe('malformed-source');
      expect(await read('/to-host')).toBeUndefined();
      expect(image.gaps().map(({ message }) => message)).toEqual([
        'names.cpio: entries whose names lead out of it, or too deep, were left out',
        'names.cpio: some names are in it twice; the later one of each was read',
      ]);
    });
  });
});

describe('the module', () => {
  it('has imports for files of its own file system, clock and memory, and nothing else', async () => {
    const wasm = readFileSync(join(import.meta.dirname, '../../../../node_modules/7z-wasm/7zz.wasm'));
    const module = await WebAssembly.compile(wasm);
    expect(
      WebAssembly.Module.imports(module)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      '__cxa_throw',
      '__syscall_chmod',
      '__syscall_fchownat',
      '__syscall_fstat64',
      '__syscall_ftruncate64',
      '__syscall_getcwd',
      '__syscall_getdents64',
      '__syscall_ioctl',
      '__syscall_lstat64',
      '__syscall_mkdirat',
      '__syscall_newfstatat',
      '__syscall_openat',
      '__syscall_readlinkat',
      '__syscall_renameat',
      '__syscall_rmdir',
      '__syscall_stat64',
      '__syscall_symlinkat',
      '__syscall_unlinkat',
      '__syscall_utimensat',
      '_abort_js',
      '_gmtime_js',
      '_localtime_js',
      '_mktime_js',
      '_tzset_js',
      'clock_time_get',
      'emscripten_date_now',
      'emscripten_get_heap_max',
      'emscripten_resize_heap',
      'environ_get',
      'environ_sizes_get',
      'exit',
      'fd_close',
      'fd_fdstat_get',
      'fd_read',
      'fd_seek',
      'fd_write',
    ]);
  });

  it('does not see files of this machine, and cannot write what it is shown', async () => {
    const zip = new SevenZip('x');
    const run = (args: readonly string[]) =>
      zip.run({
        args,
        shown: [bytesPiece(Buffer.concat([entry('a', 'b'), trailer])).show('image.cpio')],
        maxOutBytes: 1000_000,
        output: 'keep',
        timeoutMs: 60_000,
      });
    try {
      writeFileSync(at('on-host.cpio'), Buffer.concat([entry('a', 'b'), trailer]));
      const refused = { reason: 'crashed' };
      await expect(run(['l', at('on-host.cpio')])).rejects.toMatchObject(refused);
      await expect(run(['d', '-y', '-tzip', '/in/image.cpio', 'a'])).rejects.toMatchObject(refused);
      const own = await run(['l', '/in/image.cpio']);
      expect(own.code).toBe(0);
    } finally {
      await zip.close();
    }
  });

  it('is ended when it takes too long, and started again for the next question', async () => {
    const zip = new SevenZip('slow');
    // A benchmark of 7-Zip, which runs for minutes, stands for an image that keeps it busy.
    const busy = { args: ['b', '-mmt1', '50'], shown: [], maxOutBytes: 1e6, output: 'keep' } as const;
    try {
      const began = performance.now();
      await expect(zip.run({ ...busy, timeoutMs: 500 })).rejects.toMatchObject({
        reason: 'timeout',
        path: 'slow',
      });
      expect(performance.now() - began).toBeLessThan(5_000);
      const after = await zip.run({ ...busy, args: ['i'], timeoutMs: 60_000 });
      expect(after.code).toBe(0);
    } finally {
      await zip.close();
    }
  });
});

describeWith(['mksquashfs', 'wimlib-imagex', 'xorriso'], 'damage', () => {
  const quiet = ['-quiet', '-no-progress', '-noappend'];

  it.each([
    ['squashfs', 'mksquashfs', ['linux', 'whole.squashfs', '-nopad', ...quiet]],
    ['wim', 'wimlib-imagex', ['capture', 'linux', 'whole.wim', '--quiet']],
    ['iso', 'xorriso', ['-as', 'mkisofs', '-quiet', '-R', '-no-pad', '-o', 'whole.iso', 'linux']],
  ])(
    'never makes a %s that is cut off look whole',
    async (kind, program, args) => {
      make(program, args, place.path);
      const whole = readFileSync(at(`whole.${kind}`));
      for (const share of [0.5, 0.7, 0.95]) {
        const name = `cut-${share}.${kind}`;
        writeFileSync(at(name), whole.subarray(0, Math.floor(whole.length * share)));
        const { found, gaps } = await outcome(name);
        expect({ name, complained: gaps > 0 || found.some((line) => line.includes(' GAP ')) }).toEqual({
          name,
          complained: true,
        });
      }
    },
    60_000,
  );

  it('ends in gaps and never in anything else, whatever bits are flipped', async () => {
    make('mksquashfs', ['linux', 'flip.squashfs', ...quiet], place.path);
    make('wimlib-imagex', ['capture', 'linux', 'flip.wim', '--quiet'], place.path);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('flip.squashfs', 'flip.wim'),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
          minLength: 1,
          maxLength: 6,
        }),
        async (name, flips) => {
          const bytes = Buffer.from(readFileSync(at(name)));
          for (const [where, value] of flips) {
            const last = bytes.length - 1;
            bytes[8 + Math.floor(where * (last - 8))] = value;
          }
          const flipped = `damaged-${name}`;
          writeFileSync(at(flipped), bytes);
          const { found, gaps, systems } = await outcome(flipped);
          rmSync(at(flipped));
          expect(systems > 0 || gaps > 0 || found.length === 0).toBe(true);
        },
      ),
      { numRuns: 24 },
    );
  }, 120_000);

  it('a file of 1 GB of zeros is neither unpacked nor in the way', async () => {
    make('sh', ['-c', 'cp -r linux bomb && truncate -s 1G bomb/etc/os-release.d'], place.path);
    make('sh', ['-c', 'truncate -s 300M bomb/var/lib/dpkg/available'], place.path);
    make('mksquashfs', ['bomb', 'bomb.squashfs', ...quiet], place.path);
    await withImage('bomb.squashfs', async ({ systems: [system] }) => {
      if (system === undefined) throw new Error('no system');
      await expect(
        system.host.files.open('/var/lib/dpkg/available'),
        'larger than what is unpacked',
      ).rejects.toMatchObject({ reason: 'too-large' });
      await expect(system.host.files.open('/etc/os-release.d')).rejects.toMatchObject({
        reason: 'too-large',
      });
      const items = await itemsOf(system.host);
      expect(items.some((line) => line.includes('klnagent64'))).toBe(true);
    });
  }, 120_000);

  it('content that is longer than was listed does not fill memory', async () => {
    const archive = new Archive('x', 'cpio', [
      bytesPiece(Buffer.concat([entry('a', 'b'.repeat(3_000)), trailer])).show('image.cpio'),
    ]);
    try {
      const { files, faults } = await archive.extract(['a', 'missing']);
      expect(files.get('a')?.length).toBe(3_000);
      expect(faults.get('missing')?.reason).toBe('malformed-source');
    } finally {
      await archive.close();
    }
  });

  async function outcome(name: string) {
    return withImage(name, async (image) => {
      const found: string[] = [];
      for (const { host } of image.systems) found.push(...(await itemsOf(host)));
      return { systems: image.systems.length, gaps: image.gaps().length, found };
    });
  }
});
