import { limits } from './limits.ts';

/** A fault at an offset (UTF-16 units) of a text. */
export interface OffsetFault {
  readonly offset: number;
  readonly found: string;
  readonly expected: string;
}

/** The fault of nesting deeper than {@link limits.depth}. */
export function tooDeep(offset: number): OffsetFault {
  return {
    offset,
    found: `mappings or lists nested more than ${limits.depth} deep`,
    expected: 'the shape that docs/rules.md shows',
  };
}
