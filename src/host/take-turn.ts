import { setImmediate } from 'node:timers/promises';

const turnMs = 15;
let lastTurn = performance.now();

/**
 * Lets the event loop turn when more than 15 ms have passed since it last did, so that time limits and Ctrl-C work
 * although files are read synchronously.
 */
export async function takeTurn(): Promise<void> {
  if (performance.now() - lastTurn < turnMs) return;
  await setImmediate();
  lastTurn = performance.now();
}
