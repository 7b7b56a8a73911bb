import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ExitCode, UsageError } from '../../errors.ts';
import { type Engine, engines } from '../../export/engines.ts';
import type { Exported, NotExpressed } from '../../export/exported.ts';
import { notExpressedLines } from '../../export/not-expressed.ts';
import { didYouMean } from '../../model/nearest.ts';
import { visible } from '../../model/visible.ts';
import { writeFolder } from '../export/write-folder.ts';
import { writeStdout, writeWhole } from '../output.ts';
import { oneOf, parsePlatform } from '../parse-options.ts';
import { loadRules, type RuleOptions } from '../rule-options.ts';
import { tool } from '../version.ts';

/** Options of `phaseout export` as commander gives them. */
export interface ExportCommandOptions extends RuleOptions {
  readonly dialect?: string;
  /** A string here; commands that may repeat it collect a list. */
  readonly output?: string | readonly string[];
  readonly platform?: string;
  readonly listNotExpressed?: boolean;
  readonly quiet?: boolean;
}

/**
 * `phaseout export ENGINE`: the rule pack in the words of an engine that a fleet already runs. One file goes to standard
 * output or to `--output FILE`, several to a folder of their own, `--output DIR`. What the engine cannot express is listed
 * on standard error, and in the files.
 */
export async function exportCommand(args: readonly string[], options: ExportCommandOptions): Promise<number> {
  const engine = engineOf(args[0] ?? '');
  const dialect = dialectOf(engine, options.dialect);
  const platform = options.platform === undefined ? undefined : parsePlatform(options.platform);
  const output = typeof options.output === 'string' ? options.output : options.output?.[0];
  if (output === '') throw new UsageError('--output: the name is empty');
  const pack = await loadRules(options);
  const exporter = await engine.load();
  const exported = exporter(pack, {
    version: tool.version,
    ...(dialect !== undefined && { dialect }),
    ...(platform !== undefined && { platform }),
  });
  if (options.listNotExpressed) {
    await listNotExpressed(engine, exported.notExpressed, options.quiet === true);
    return ExitCode.clean;
  }
  await deliver(engine, dialect, exported, output);
  tellNotExpressed(engine, exported.notExpressed, options.quiet === true);
  return ExitCode.clean;
}

function engineOf(word: string): Engine {
  const ids = engines.map(({ id }) => id);
  const engine = engines.find(({ id }) => id === word);
  if (engine === undefined) {
    throw new UsageError(`export: unknown engine "${visible(word)}"`, { hint: didYouMean(word, ids) });
  }
  return engine;
}

function dialectOf({ id, dialects }: Engine, word: string | undefined): string | undefined {
  if (word !== undefined && dialects.length === 0) {
    throw new UsageError(`export ${id} has no dialects`, { hint: 'leave --dialect out' });
  }
  return word === undefined ? dialects[0] : oneOf('--dialect', word, dialects);
}

async function deliver(
  engine: Engine,
  dialect: string | undefined,
  { files }: Exported,
  output: string | undefined,
): Promise<void> {
  const [only] = files;
  if (only === undefined) {
    throw new UsageError(`export ${engine.id}: nothing of these rules can be expressed`, {
      hint: '--list-not-expressed says why',
    });
  }
  const isStdout = output === undefined || output === '-';
  if (engine.makes === 'folder') {
    if (!isStdout) return writeFolder(output, { engine: engine.id, dialect }, files);
    throw new UsageError(`export ${engine.id} writes ${files.length} files`, {
      hint: `name a folder: --output DIR (it gets ${files.map(({ name }) => name).join(', ')})`,
    });
  }
  if (isStdout) return void (await writeStdout(only.text));
  if (await isFolder(output)) {
    throw new UsageError(`export ${engine.id} writes one file, and ${visible(output)} is a folder`, {
      hint: `name the file: --output ${visible(join(output, only.name))}`,
    });
  }
  return writeWhole(output, only.text, { executable: only.executable === true });
}

/** A folder that is there, or a name that ends like one. */
async function isFolder(path: string): Promise<boolean> {
  if (/[\\/]$/.test(path)) return true;
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false, // the writing says what is wrong with it
  );
}

/** A signature a line on standard output; that there is none is said beside it, so that no list is an empty list. */
async function listNotExpressed(
  engine: Engine,
  list: readonly NotExpressed[],
  quiet: boolean,
): Promise<void> {
  if (list.length === 0 && !quiet)
    process.stderr.write(
      `phaseout: nothing is missing: ${engine.id} expresses every signature of the rules\n`,
    );
  await writeStdout(list.map(({ signature, why }) => `${visible(signature)}\t${visible(why)}\n`).join(''));
}

function tellNotExpressed(engine: Engine, list: readonly NotExpressed[], quiet: boolean): void {
  if (list.length === 0) return;
  const signatures = new Set(list.map(({ signature }) => signature)).size;
  process.stderr.write(
    `phaseout: not expressed for ${engine.id}, in whole or in part: ${signatures} ${signatures === 1 ? 'signature' : 'signatures'}\n`,
  );
  if (quiet) return;
  for (const line of notExpressedLines(list)) process.stderr.write(`  ${visible(line)}\n`);
}
