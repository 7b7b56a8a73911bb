import { MessageChannel } from 'node:worker_threads';

const { port1: nowhere } = new MessageChannel();
nowhere.close();

/**
 * Frees the memory of a chunk at once, where it ends the buffer of `bufferBytes` that was made for it; what it held is
 * gone. Left to the garbage collector, which sees only the small objects that stand for them, some 60 MiB of read
 * chunks pile up. A buffer that is handed over to a closed port belongs to nobody any more (HTML, message ports).
 */
export function release(chunk: Buffer, bufferBytes: number): void {
  const { buffer, byteOffset, length } = chunk;
  const isWhole = buffer.byteLength === bufferBytes && byteOffset + length === bufferBytes;
  if (isWhole && buffer instanceof ArrayBuffer) nowhere.postMessage(undefined, [buffer]);
}
