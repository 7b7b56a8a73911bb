import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import { gapReasons, statuses } from './vocabulary.ts';

/** Schema of one thing that the scan should have read and could not. */
export const Gap = z.object({
  reason: z.enum(gapReasons),
  source: z.string().describe('the file, directory or path:line that could not be read'),
  message: z.string().describe('what happened, and what to do about it where something can be done'),
  couldHide: z.enum(statuses).describe('the highest status of a finding that may be hidden here'),
  rows: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('how many rows could not be read, where this gap stands for several'),
  only: z
    .enum(['hidden'])
    .optional()
    .describe(
      'set where no finding could be hidden here, only a note of this kind: the gap counts where --fail-on names it',
    ),
});

/** Something the scan should have read and could not. */
export type Gap = Immutable<z.infer<typeof Gap>>;

/** Schema of what one collector did. `skipped` is never a gap. */
export const Coverage = z.object({
  collector: z.string(),
  status: z.enum(['ok', 'gap', 'skipped']),
  reason: z
    .enum(['needs-live-host', 'not-selected', 'interrupted'])
    .optional()
    .describe('why a collector was skipped'),
  items: z.number().int().nonnegative(),
  ms: z.number().nonnegative().optional().describe('wall time; absent in a reproducible report'),
  gaps: z.array(Gap),
  notPresent: z
    .array(z.string())
    .optional()
    .describe(
      'what is known of but not attached, or no part of this system: a profile in a container, an earlier Windows; no gap',
    ),
  host: z.string().optional().describe('set where one report covers several hosts'),
});

/** What one collector did: how many items it gave, and what it could not read. */
export type Coverage = Immutable<z.infer<typeof Coverage>>;
