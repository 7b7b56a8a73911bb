import { setMaxListeners } from 'node:events';
import { ExitCode } from '../errors.ts';

/** A signal that is aborted by the first Ctrl-C (or SIGTERM); a second one ends the program at once. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** Gives the keyboard back. */
  dispose(): void;
}

/** Listens for Ctrl-C, so that what was found so far can still be written. */
export function listenForInterrupt(): Interrupt {
  const controller = new AbortController();
  // Every collector listens; ten of them are no leak.
  setMaxListeners(0, controller.signal);
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(ExitCode.interrupted);
    controller.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    dispose: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
