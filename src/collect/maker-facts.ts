import { HostError, type HostFiles } from '../host/host.ts';
import type { CollectContext } from './collector.ts';
import type { ExecutableFacts } from './parse/pe/executable-facts.ts';
import { inspectExecutable } from './parse/pe/inspect-executable.ts';

const maxOpen = 4;
const maxTextUnits = 300;

/** What an item takes over from the file behind it. All of it is claimed by the file; nothing is verified. */
export interface MakerFacts {
  readonly version?: string;
  readonly publisher?: string;
  readonly signer?: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * Reads who made some executables, four at once; each path once, at most `maxFiles` in all. What is beyond that, or
 * cannot be read, is recorded as a gap that can hide leftovers: a driver under another name.
 */
export class MakerReader {
  readonly #ctx: CollectContext;
  readonly #maxFiles: number;
  readonly #known = new Map<string, Promise<MakerFacts | undefined>>();
  #open = 0;
  #isOver = false;
  readonly #waiting: (() => void)[] = [];

  constructor(ctx: CollectContext, maxFiles: number) {
    this.#ctx = ctx;
    this.#maxFiles = maxFiles;
  }

  /** Facts of one file (`C:/…`); undefined where there is no such file, it cannot be read, or it is no executable. */
  read(path: string): Promise<MakerFacts | undefined> {
    const folded = path.toLowerCase();
    const known = this.#known.get(folded);
    if (known !== undefined) return known;
    if (this.#known.size >= this.#maxFiles) {
      if (!this.#isOver) {
        const message = `more than ${this.#maxFiles} programs and drivers; who made the others was not read`;
        this.#ctx.gap('too-large', path, message, 'residue');
      }
      this.#isOver = true;
      return Promise.resolve(undefined);
    }
    const reading = this.#inTurn(() => this.#read(path));
    this.#known.set(folded, reading);
    return reading;
  }

  async #read(path: string): Promise<MakerFacts | undefined> {
    try {
      const facts = await inspect(this.#ctx.host.files, path);
      return facts === undefined ? undefined : makerFacts(facts);
    } catch (error) {
      if (!(error instanceof HostError) || error.reason === 'timeout') throw error;
      this.#ctx.gap(error.reason, error.path, error.message, 'residue');
      return undefined;
    }
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#open >= maxOpen) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#open++;
    try {
      return await work();
    } finally {
      this.#open--;
      this.#waiting.shift()?.();
    }
  }
}

async function inspect(files: HostFiles, path: string): Promise<ExecutableFacts | undefined> {
  const source = await files.open(path);
  if (source === undefined) return undefined;
  try {
    return await inspectExecutable(source);
  } finally {
    await source.close();
  }
}

function makerFacts(facts: ExecutableFacts): MakerFacts {
  const { fileVersion, companyName, signer, productName, fileDescription, originalFilename, damages } = facts;
  return {
    ...(fileVersion && { version: cut(fileVersion) }),
    ...(companyName && { publisher: cut(companyName) }),
    ...(signer && { signer: cut(signer) }),
    attributes: {
      ...(productName && { product: cut(productName) }),
      ...(fileDescription && { description: cut(fileDescription) }),
      ...(originalFilename && { originalName: cut(originalFilename) }),
      ...(damages[0] && { fileDamage: cut(damages[0].message) }),
    },
  };
}

function cut(text: string): string {
  return text.slice(0, maxTextUnits);
}
