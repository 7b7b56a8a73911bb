import { Worker } from 'node:worker_threads';
import { HostError } from '../../host.ts';
import { programForm } from '../../program-form/installed.ts';
import { sevenZipWorker } from './seven-zip-worker.ts';
import type { RunReply, RunRequest, WorkerMessage, WorkerStart } from './worker-protocol.ts';

/** Memory of the WebAssembly instance. Solid WIMs need 64 MiB for their window, large listings a few hundred bytes a name. */
export const maxHeapBytes = 512 * 1024 * 1024;

/** Threads that may end badly before an image is given up. */
const maxDeaths = 3;

/** How long a run may take: a minute, and a second for every 4 MiB it has to read at worst. */
export function timeLimit(imageBytes: number): number {
  return 60_000 + Math.ceil(imageBytes / (4 * 1024 * 1024)) * 1000;
}

/** One run as its caller gives it; `onPart` gets the output of a run whose output is streamed, and may throw to end it. */
export interface Run extends RunRequest {
  readonly timeoutMs: number;
  readonly onPart?: (part: Uint8Array) => void;
}

/**
 * 7-Zip as WebAssembly in a thread of its own, one run after the other. The thread starts with the first run. A run that
 * takes too long, traps or is refused by `onPart` ends its thread; the next one gets a new thread.
 * Failures are HostErrors `timeout`, `crashed` or what `onPart` threw; they name `path`.
 */
export class SevenZip {
  readonly #path: string;
  #worker: Worker | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #deaths = 0;
  #closed = false;

  constructor(path: string) {
    this.#path = path;
  }

  run(run: Run): Promise<RunReply> {
    const mine = this.#turn.then(() => this.#run(run));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#end();
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  async #run({ timeoutMs, onPart, ...request }: Run): Promise<RunReply> {
    if (this.#closed) throw this.#error('crashed', 'was closed before it was read to the end');
    if (this.#deaths >= maxDeaths) {
      throw this.#error('crashed', `made 7-Zip fail ${maxDeaths} times; nothing more was tried`);
    }
    this.#worker ??= startWorker();
    const worker = this.#worker;
    worker.ref();
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<RunReply>((resolve, reject) => {
        const crashed = (what: string) => reject(this.#error('crashed', `ended 7-Zip (${what})`));
        timer = setTimeout(
          () => reject(this.#error('timeout', `was not read within ${Math.ceil(timeoutMs / 1000)} seconds`)),
          timeoutMs,
        );
        worker.removeAllListeners();
        worker.on('error', (error) => crashed(error.message));
        worker.on('exit', (code) => crashed(`exit code ${code}`));
        worker.on('message', (message: WorkerMessage) => {
          try {
            if ('part' in message) onPart?.(message.part);
            else if ('crash' in message) crashed(message.crash.slice(0, 200));
            else resolve(message.reply);
          } catch (error) {
            reject(error);
          }
        });
        worker.postMessage(request);
      });
    } catch (error) {
      this.#deaths++;
      worker.removeAllListeners();
      await this.#end();
      throw error;
    } finally {
      clearTimeout(timer);
      worker.unref();
    }
  }

  #error(reason: 'crashed' | 'timeout', what: string): HostError {
    return new HostError(reason, this.#path, `${this.#path} ${what}`);
  }
}

function startWorker(): Worker {
  const start: WorkerStart = {
    glue: programForm.file('7zz.umd.js').toString('utf8'),
    wasm: programForm.file('7zz.wasm'),
    maxHeapBytes,
  };
  return new Worker(source, {
    eval: true,
    workerData: start,
    env: {},
    // What 7-Zip or its glue would write there is taken from it before.
    stdout: true,
    stderr: true,
    stdin: true,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
}

// The thread is text, as the process for slow disks is: a bundle has no file of its own that could be started.
const source = `
const { parentPort, workerData } = require('node:worker_threads');
const load = (text) => {
  const module = { exports: {} };
  new Function('module', 'exports', 'require', '__filename', '__dirname', text)(module, module.exports, require, '7zz.umd.js', '.');
  return module.exports;
};
(${sevenZipWorker.toString()})({
  fs: require('node:fs'),
  load,
  start: workerData,
  send: (message, transfer) => parentPort.postMessage(message, transfer),
  onRequest: (listener) => parentPort.on('message', listener),
});`;
