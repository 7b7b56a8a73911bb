import type { GapReason } from '../../model/vocabulary.ts';

/** Is told of damage beside what was asked for. `source` is a key path, or `file:line`. */
export type OnGap = (reason: GapReason, source: string, message: string) => void;
