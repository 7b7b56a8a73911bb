import { gunzipSync } from 'node:zlib';
import type { CollectContext } from '../collector.ts';
import { orGap } from '../reading.ts';
import { readModInfo } from './elf-modinfo.ts';

const maxFileBytes = 32 * 1024 * 1024;
const maxPlainBytes = 64 * 1024 * 1024;
const moduleName = /^(?<name>.+)\.ko(?<packing>\.gz|\.xz|\.zst)?$/;

/** Name of the module in a file, or undefined where the file is none: base name, `-` written `_` (modules.dep(5)). */
export function moduleOfFile(fileName: string): string | undefined {
  return moduleName.exec(fileName)?.groups?.['name']?.replaceAll('-', '_');
}

/**
 * What a module file says of itself. Packed with xz or zstd it says nothing here; what cannot be unpacked or is no
 * module is a gap.
 */
export async function moduleInfo(ctx: CollectContext, path: string): Promise<ReadonlyMap<string, string>> {
  const none: ReadonlyMap<string, string> = new Map();
  const packing = moduleName.exec(path)?.groups?.['packing'];
  if (packing === '.xz' || packing === '.zst') return none;
  const file = await orGap(ctx, undefined, () => ctx.host.files.read(path, { maxBytes: maxFileBytes }));
  if (file === undefined) return none;
  const plain = packing === '.gz' ? gunzip(file) : file;
  const info = plain === undefined ? undefined : readModInfo(plain);
  if (info === undefined) ctx.gap('malformed-source', path, `${path} is no kernel module that can be read`);
  return info ?? none;
}

function gunzip(file: Buffer): Buffer | undefined {
  try {
    return gunzipSync(file, { maxOutputLength: maxPlainBytes });
  } catch {
    // Damaged, or larger than any module: the caller records it.
    return undefined;
  }
}
