import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { ExitCode, PhaseoutError } from '../../errors.ts';
import type { Block } from './block.ts';
import type { WorkerReply, WorkerStart } from './worker-protocol.ts';

/** Blocks that wait at one thread, so that it never waits itself. */
const maxWaiting = 2;
/** Each takes some 45 MB; memory stays below 400 MiB. */
const maxWorkers = 5;

/** Threads beside this one that read blocks, each one after the other. */
export class Crew {
  readonly #members: Member[];

  /** `source` is the script of a thread as text. `workers`: how many; by default one less than there are processors. */
  constructor(
    source: string,
    start: WorkerStart,
    workers = Math.min(availableParallelism() - 1, maxWorkers),
  ) {
    this.#members = Array.from({ length: workers }, () => new Member(source, start));
  }

  /** Gives a block to a thread; undefined where all have enough to do. */
  take(block: Block): Promise<WorkerReply> | undefined {
    const [least] = [...this.#members].sort((a, b) => a.waiting - b.waiting);
    return least === undefined || least.waiting >= maxWaiting ? undefined : least.read(block);
  }

  async close(): Promise<void> {
    await Promise.all(this.#members.map((member) => member.close()));
  }
}

interface Waiting {
  readonly resolve: (reply: WorkerReply) => void;
  readonly reject: (error: Error) => void;
}

class Member {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #failure: Error | undefined;

  constructor(source: string, start: WorkerStart) {
    this.#worker = new Worker(source, {
      eval: true,
      workerData: start,
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    this.#worker.on('message', (reply: WorkerReply) => this.#waiting.shift()?.resolve(reply));
    this.#worker.on('error', (error) => this.#fail(error.message));
    this.#worker.on('exit', (code) => this.#fail(`exit code ${code}`));
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  read(block: Block): Promise<WorkerReply> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) {
        reject(this.#failure);
        return;
      }
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(block, [block.bytes.buffer]);
    });
  }

  async close(): Promise<void> {
    this.#worker.removeAllListeners();
    await this.#worker.terminate();
  }

  #fail(what: string): void {
    this.#failure ??= new PhaseoutError(`a thread that reads inventories ended (${what})`, {
      hint: 'this is a bug; PHASEOUT_PREFILTER=off reads without threads',
      exitCode: ExitCode.bug,
    });
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
  }
}
