import { programForm } from '../../host/program-form/installed.ts';
import type { RulePack } from '../../model/rule-pack.ts';
import type { RowFormat } from './block.ts';
import { Crew } from './crew.ts';

/**
 * Starts the threads; undefined where the program comes without their script, so that this thread reads everything. That is
 * normal for its sources; of a program that was built it is a fault, which `onWarning` is told.
 */
export function startCrew(
  { products, protections }: Pick<RulePack, 'products' | 'protections'>,
  format: RowFormat,
  threads: number | undefined,
  onWarning: (message: string) => void,
): Crew | undefined {
  const source = workerSource(onWarning);
  return source === undefined
    ? undefined
    : new Crew(source, { pack: { products, protections }, format }, threads);
}

function workerSource(onWarning: (message: string) => void): string | undefined {
  try {
    return programForm.file('rows-worker.cjs').toString('utf8');
  } catch (error) {
    if (programForm.isBuilt) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'damaged';
      onWarning(
        `one thread reads everything, because rows-worker.cjs of the program cannot be read (${code}); install phaseout again`,
      );
    }
    return undefined;
  }
}
