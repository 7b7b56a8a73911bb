import type { Block, BlockSummary } from './block.ts';
import type { BlockReader } from './block-reader.ts';
import type { Buffers } from './buffers.ts';
import type { Crew } from './crew.ts';

/** A block that was read; `bytes` is its memory until the next one is handed over. */
export type TakeBlock = (summary: BlockSummary, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;

interface Turn {
  done: { readonly summary: BlockSummary; readonly bytes: Uint8Array<ArrayBuffer> } | undefined;
  readonly settled: Promise<void>;
}

/** Blocks under way or waiting for an earlier one. */
const maxTurns = 16;

/**
 * Reads blocks on this thread and on those of the crew, as each has time, and hands over what they amount to in the order
 * of the blocks, so the outcome does not depend on how many threads there are. `crew` is asked before every block: there may
 * be none yet. Blocks are taken from their source one ahead and no more than can be worked on.
 */
export async function readBlocks(
  blocks: AsyncGenerator<Block>,
  reader: BlockReader,
  crew: (block: Block) => Crew | undefined,
  buffers: Buffers,
  take: TakeBlock,
): Promise<void> {
  const turns: Turn[] = [];
  const handOver = async (isWhole: (turn: Turn) => boolean): Promise<void> => {
    for (let turn = turns[0]; turn !== undefined && isWhole(turn); turn = turns[0]) {
      await turn.settled;
      turns.shift();
      if (turn.done === undefined) return;
      await take(turn.done.summary, turn.done.bytes);
      buffers.give(turn.done.bytes.buffer);
    }
  };
  let next = blocks.next();
  try {
    for (;;) {
      const { value: block, done } = await next;
      if (done) break;
      next = blocks.next();
      // Whoever waits for it sees its error; until then it is nobody's.
      next.catch(() => undefined);
      turns.push(begin(block, reader, crew(block)));
      await handOver((turn) => turn.done !== undefined || turns.length >= maxTurns);
    }
    await handOver(() => true);
  } finally {
    await next.catch(() => undefined);
    await blocks.return(undefined);
    await Promise.allSettled(turns.map(({ settled }) => settled));
  }
}

function begin(block: Block, reader: BlockReader, crew: Crew | undefined): Turn {
  const reply = crew?.take(block);
  if (reply === undefined) {
    const done = { summary: reader.read(block), bytes: block.bytes };
    return { done, settled: Promise.resolve() };
  }
  const turn: Turn & { settled: Promise<void> } = { done: undefined, settled: Promise.resolve() };
  turn.settled = reply.then((done) => {
    turn.done = done;
  });
  turn.settled.catch(() => undefined);
  return turn;
}
