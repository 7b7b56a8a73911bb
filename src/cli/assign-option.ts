import type { JudgeOptions } from '../judge.ts';
import type { AssignOptions } from './read-assignment.ts';

/**
 * The options of a judgement with the file of `--assign`: then no audience is for everybody. What reads the file is
 * loaded only where one is named. Throws what {@link readAssignment} throws.
 */
export async function withAssignment(judging: JudgeOptions, options: AssignOptions): Promise<JudgeOptions> {
  if (options.assign === undefined) return judging;
  const { readAssignment } = await import('./read-assignment.ts');
  const assignment = await readAssignment(options, judging.pack);
  return { ...judging, assignment, audiences: [], audienceAssumed: false };
}
