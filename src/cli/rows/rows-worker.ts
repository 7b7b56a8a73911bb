import { parentPort, workerData } from 'node:worker_threads';
import { compileMatcher } from '../../match/matcher.ts';
import { BlockReader } from './block-reader.ts';
import type { WorkerReply, WorkerRequest, WorkerStart } from './worker-protocol.ts';

// The source of a thread that reads blocks (see crew.ts). Bundled into one script, which imports nothing but Node's own.
const { pack, format } = workerData as WorkerStart;
const reader = new BlockReader(compileMatcher(pack), format);
reader.useFilter();

parentPort?.on('message', (block: WorkerRequest) => {
  const reply: WorkerReply = { summary: reader.read(block), bytes: block.bytes };
  parentPort?.postMessage(reply, [block.bytes.buffer]);
});
