import { openFleetStore } from '../../src/fleet-store/store.ts';
import { simulated } from './observations.ts';

/**
 * A process of its own that adds reports of the simulated fleet in small batches:
 * FILE FIRST COUNT BATCH WAIT_MS [HOLD_MS]. Prints `open`, then how many were new; exit code 2 with the message on an error.
 */
const [file = '', first, count, batch, waitMs, holdMs = '0'] = process.argv.slice(2);
try {
  const store = await openFleetStore(file, {
    access: 'write',
    by: 'phaseout test',
    waitMs: Number(waitMs),
    onWait: (holder) => console.log(`waiting for ${holder}`),
  });
  console.log('open');
  let added = 0;
  const end = Number(first) + Number(count);
  for (let from = Number(first); from < end; from += Number(batch)) {
    const size = Math.min(Number(batch), end - from);
    const result = await store.add(Array.from({ length: size }, (_, index) => simulated(from + index)));
    added += result.added;
  }
  await new Promise((resolve) => setTimeout(resolve, Number(holdMs)));
  await store.close();
  console.log(`added ${added}`);
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
