import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A Linux root with nothing in it but what was put there. */
export interface BareRoot {
  readonly path: string;
  /** Puts a file or folder of this machine into the root, under the same path. */
  copy(path: string): void;
  /** Every file of the root, as paths inside it. */
  files(): readonly string[];
  remove(): void;
}

/**
 * A root with `program` as `/phaseout`, the shared libraries that its loader finds for it on this machine, an empty
 * /tmp and the name of a system: no shell, no Node.js, no /proc.
 */
export function makeBareRoot(program: string): BareRoot {
  const path = mkdtempSync(join(tmpdir(), 'phaseout-bare-'));
  const copy = (from: string, to = from): void => {
    mkdirSync(dirname(join(path, to)), { recursive: true });
    execFileSync('cp', ['-a', from, join(path, to)]);
  };
  copy(program, '/phaseout');
  for (const library of librariesOf(program)) {
    mkdirSync(dirname(join(path, library)), { recursive: true });
    cpSync(library, join(path, library), { dereference: true });
  }
  mkdirSync(join(path, 'tmp'), { recursive: true });
  mkdirSync(join(path, 'etc'), { recursive: true });
  writeFileSync(join(path, 'etc/os-release'), 'ID=debian\nPRETTY_NAME="Bare Linux"\n');
  return {
    path,
    copy: (from) => copy(from),
    files: () =>
      readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => join(entry.parentPath, entry.name).slice(path.length)),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Paths that `ldd` names: `name => path (address)` and the loader itself. */
function librariesOf(program: string): string[] {
  const listed = execFileSync('ldd', [program], { encoding: 'utf8' });
  return [...listed.matchAll(/(?<path>\/\S+) \(0x/g)].map(({ groups }) => groups?.['path'] ?? '');
}
