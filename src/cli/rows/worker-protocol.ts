import type { RulePack } from '../../model/rule-pack.ts';
import type { Block, BlockSummary, RowFormat } from './block.ts';

/** What a thread that reads blocks begins with. */
export interface WorkerStart {
  readonly pack: Pick<RulePack, 'products' | 'protections'>;
  readonly format: RowFormat;
}

/** A block for a thread; its memory goes with it. */
export type WorkerRequest = Block;

/** What the thread answers, with the memory of the block. */
export interface WorkerReply {
  readonly summary: BlockSummary;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
