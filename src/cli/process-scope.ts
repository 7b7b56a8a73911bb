import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

let known: string | undefined;

/**
 * 8 hex digits that only processes share which can ask for each other by their numbers: those of one machine, of Linux also
 * of one start and one PID namespace. Containers may share a folder, and a number that runs in one is none in the other.
 * Where Linux does not tell (no /proc), chance: then nobody shares it.
 */
export function processScope(): string {
  known ??= scopeOf(process.platform);
  return known;
}

function scopeOf(platform: NodeJS.Platform): string {
  try {
    const parts = platform === 'linux' ? linuxParts() : [];
    return createHash('sha256')
      .update([hostname(), ...parts].join('\0'))
      .digest('hex')
      .slice(0, 8);
  } catch {
    return randomBytes(4).toString('hex');
  }
}

function linuxParts(): string[] {
  return [readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(), readlinkSync('/proc/self/ns/pid')];
}
