import { limits } from './limits.ts';
import { type OffsetFault, tooDeep } from './offset-fault.ts';
import type { Token } from './tokens.ts';

/** Watches what stands in front of the first sign of each line: tabs, and columns that go further and further in. */
export class Indentation {
  readonly tabs: number[] = [];
  readonly #columns: number[] = [];
  #atLineStart = true;
  #column = 0;
  #tab: number | undefined;

  /** Returns a fault where a line lies too deep. A line of white space alone, or a comment, may stand anywhere. */
  see(type: Token['type'], offset: number, source: string, inFlow: boolean): OffsetFault | undefined {
    if (!this.#atLineStart) {
      if (type === 'newline') this.#startLine();
      return undefined;
    }
    if (type === 'newline' || type === 'comment') {
      this.#startLine();
      return undefined;
    }
    if (type === 'space') {
      const tab = source.indexOf('\t');
      if (tab !== -1) this.#tab = offset + tab;
      this.#column = source.length;
      return undefined;
    }
    this.#atLineStart = false;
    if (this.#tab !== undefined) this.tabs.push(this.#tab);
    if (inFlow) return undefined;
    while ((this.#columns.at(-1) ?? -1) >= this.#column) this.#columns.pop();
    this.#columns.push(this.#column);
    return this.#columns.length > limits.depth ? tooDeep(offset) : undefined;
  }

  /** One fault for all tabs of a file: an editor that writes tabs writes one on every line. */
  faults(): OffsetFault[] {
    const [offset] = this.tabs;
    if (offset === undefined) return [];
    const lines = this.tabs.length > 1 ? ` (on ${this.tabs.length} lines)` : '';
    return [{ offset, found: `a tab as indentation${lines}`, expected: 'spaces' }];
  }

  #startLine(): void {
    this.#atLineStart = true;
    this.#column = 0;
    this.#tab = undefined;
  }
}
