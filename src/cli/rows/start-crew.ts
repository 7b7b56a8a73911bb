import { programForm } from '../../host/program-form/installed.ts';
import type { RulePack } from '../../model/rule-pack.ts';
import type { RowFormat } from './block.ts';
import { Crew } from './crew.ts';

/** Starts the threads; undefined where the program comes without their script, so that this thread reads everything. */
export function startCrew(
  { products, protections }: Pick<RulePack, 'products' | 'protections'>,
  format: RowFormat,
  threads: number | undefined,
): Crew | undefined {
  const source = workerSource();
  return source === undefined
    ? undefined
    : new Crew(source, { pack: { products, protections }, format }, threads);
}

function workerSource(): string | undefined {
  try {
    return programForm.file('rows-worker.cjs').toString('utf8');
  } catch {
    return undefined; // run from its sources, which are not bundled
  }
}
