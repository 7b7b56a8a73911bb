import { openFleetStore } from '../../src/fleet-store/store.ts';
import { simulated } from './observations.ts';

/**
 * A process of its own that adds reports of the simulated fleet in small batches:
 * FILE FIRST COUNT BATCH WAIT_MS [HOLD_MS | reopen]. Prints `open`, then how many were new; exit code 2 with the message
 * on an error. SIGUSR2 ends the holding. With `reopen` the file is closed, and so made whole without its log, after each batch.
 */
const [file = '', first, count, batch, waitMs, last = '0'] = process.argv.slice(2);
const released = new Promise((resolve) => process.once('SIGUSR2', resolve));
try {
  let store = await open();
  console.log('open');
  let added = 0;
  const end = Number(first) + Number(count);
  for (let from = Number(first); from < end; from += Number(batch)) {
    const size = Math.min(Number(batch), end - from);
    const result = await store.add(Array.from({ length: size }, (_, index) => simulated(from + index)));
    added += result.added;
    if (last !== 'reopen') continue;
    await store.close();
    store = await open();
  }
  if (last !== 'reopen') {
    const held = new Promise((resolve) => setTimeout(resolve, Number(last)));
    await Promise.race([held, released]);
  }
  await store.close();
  console.log(`added ${added}`);
  // The rest of the time that it was to hold the file for.
  process.exit();
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

function open(): ReturnType<typeof openFleetStore> {
  return openFleetStore(file, {
    access: 'write',
    by: 'phaseout test',
    waitMs: Number(waitMs),
    onWait: (holder) => console.log(`waiting for ${holder}`),
  });
}
