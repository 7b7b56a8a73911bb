import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');

/** Bundles the writer into the cache folder, from where it finds DuckDB; the path of the script. */
export async function bundleWriter(name: string): Promise<string> {
  const outfile = join(root, 'node_modules', '.cache', 'phaseout', `fleet-writer-${name}-${process.pid}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: ['tests/fleet-store/writer.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
  });
  return outfile;
}

/** A started writer. */
export interface Writer {
  readonly child: ChildProcess;
  /** Everything that it printed so far. */
  printed(): string;
  /** Its exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Resolves when it has printed this line, or has ended. */
  until(line: string): Promise<void>;
}

/** Starts a writer with the words that it takes. */
export function startWriter(script: string, words: readonly (string | number)[]): Writer {
  const child = spawn(process.execPath, [script, ...words.map(String)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const waiting: { line: string; resolve: () => void }[] = [];
  const heard = (chunk: Buffer): void => {
    text += chunk.toString('utf8');
    for (const { line, resolve } of waiting) if (text.includes(line)) resolve();
  };
  child.stdout.on('data', heard);
  child.stderr.on('data', heard);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    child,
    printed: () => text,
    ended,
    until: (line) =>
      text.includes(line)
        ? Promise.resolve()
        : Promise.race([
            new Promise<void>((resolve) => waiting.push({ line, resolve })),
            ended.then(() => undefined),
          ]),
  };
}
