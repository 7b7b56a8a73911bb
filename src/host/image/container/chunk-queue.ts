/**
 * Hands chunks from one reader to another that works at its own pace: what one archive holds is read as an archive of
 * its own while the outer one passes by.
 */
export class ChunkQueue implements AsyncIterable<Buffer> {
  readonly #chunks: Buffer[] = [];
  #ended = false;
  #left = false;
  #wakeReader: (() => void) | undefined;
  #wakeWriter: (() => void) | undefined;

  /** Takes a chunk, which is copied. */
  push(chunk: Buffer): void {
    if (this.#left) return;
    this.#chunks.push(Buffer.from(chunk));
    this.#wakeReader?.();
  }

  end(): void {
    this.#ended = true;
    this.#wakeReader?.();
  }

  /** Waits until everything that was pushed has been taken. */
  async drained(): Promise<void> {
    while (this.#chunks.length > 0 && !this.#left) {
      await new Promise<void>((resolve) => {
        this.#wakeWriter = resolve;
      });
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    try {
      for (;;) {
        const chunk = this.#chunks.shift();
        if (chunk !== undefined) {
          yield chunk;
          if (this.#chunks.length === 0) this.#wakeWriter?.();
        } else if (this.#ended) return;
        else {
          await new Promise<void>((resolve) => {
            this.#wakeReader = resolve;
          });
        }
      }
    } finally {
      this.#left = true;
      this.#chunks.length = 0;
      this.#wakeWriter?.();
    }
  }
}
