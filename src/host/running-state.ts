import type { Gap } from '../model/gap.ts';

/** Whether a service has a process, or a driver is in the kernel; one that is about to start or to stop runs. */
export type ServiceState = 'running' | 'stopped';

/** What ran when the host was asked, and what could not be learnt about it. */
export interface RunningState {
  /** Services and drivers by the name of their key, in lower case; one that is not here is of unknown state. */
  readonly services: ReadonlyMap<string, ServiceState>;
  readonly serviceGaps: readonly Gap[];
}

/** One program that ran, as far as it is told: never its path. */
export interface RunningProgram {
  /** As it was shown: in lower case, and of a long one the first letters and dots. */
  readonly name: string;
  readonly pid: number;
  /** True where `name` is not the whole name. */
  readonly isCut?: boolean;
}

/** The programs that ran when the host was asked. */
export interface RunningPrograms {
  readonly programs: readonly RunningProgram[];
  readonly gaps: readonly Gap[];
  /** Why this system has no such list at all; no gap. */
  readonly absent?: string;
}
