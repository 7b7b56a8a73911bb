import { limits } from './limits.ts';
import { type OffsetFault, tooDeep } from './offset-fault.ts';
import type { Token } from './tokens.ts';
import { count } from './words.ts';

/** Counts what makes parsing expensive. */
export class Bounds {
  #tokens = 0;
  #marks = 0;
  #flowDepth = 0;
  #openedOnLine = 0;

  /** Inside brackets or braces, where the column of a line means nothing. */
  get inFlow(): boolean {
    return this.#flowDepth > 0;
  }

  /** Takes the next token; a fault where it goes over a bound. */
  exceededBy(type: Token['type'], offset: number, source: string): OffsetFault | undefined {
    if (++this.#tokens > limits.tokens) {
      return {
        offset,
        found: `more than ${limits.tokens} words and signs in one file`,
        expected: 'rules divided over several files',
      };
    }
    switch (type) {
      case 'newline':
        this.#openedOnLine = 0;
        return undefined;
      case 'doc-start':
      case 'doc-end':
        this.#flowDepth = 0;
        if (++this.#marks <= limits.documents) return undefined;
        return {
          offset,
          found: `more than ${limits.documents} marks between documents`,
          expected: 'rules divided over several files',
        };
      case 'flow-map-start':
      case 'flow-seq-start':
        return ++this.#flowDepth > limits.depth ? tooDeep(offset) : undefined;
      case 'flow-map-end':
      case 'flow-seq-end':
        this.#flowDepth = Math.max(0, this.#flowDepth - 1);
        return undefined;
      case 'seq-item-ind':
      case 'explicit-key-ind':
        return ++this.#openedOnLine > limits.depth ? tooDeep(offset) : undefined;
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
      case 'text':
        if (source.length <= limits.textLength) return undefined;
        return {
          offset,
          found: `a text of ${count(source.length, 'character')}`,
          expected: `texts of at most ${limits.textLength} characters (is a closing quote missing?)`,
        };
      default:
        return undefined;
    }
  }
}
