import type { Gap } from '../model/gap.ts';

/** Whether a service has a process, or a driver is in the kernel; one that is about to start or to stop runs. */
export type ServiceState = 'running' | 'stopped';

/** What ran when the host was asked, and what could not be learnt about it. */
export interface RunningState {
  /** Services and drivers by the name of their key, in lower case; one that is not here is of unknown state. */
  readonly services: ReadonlyMap<string, ServiceState>;
  readonly serviceGaps: readonly Gap[];
}
