import type { Runs } from './spill.ts';

/** One line of a run with the text that it sorts by. */
interface Head {
  readonly key: string;
  readonly value: string;
  readonly rest: Iterator<string>;
}

/** A line of a run: the text that it sorts by, as JSON, a tab, and the value. */
export function runLine(key: string, value: string): string {
  return `${JSON.stringify(key)}\t${value}`;
}

/** The values of all runs, in the order of their keys (by code unit); memory holds a little of each run. */
export function* mergeRuns(runs: Runs): Generator<string> {
  const heap: Head[] = [];
  for (let run = 0; run < runs.count; run++) {
    const head = next(runs.lines(run));
    if (head !== undefined) push(heap, head);
  }
  for (let first = heap[0]; first !== undefined; first = heap[0]) {
    yield first.value;
    const follower = next(first.rest);
    if (follower !== undefined) sink(heap, follower);
    else {
      const last = heap.pop();
      // The last run is at its end where what was popped is what was printed.
      if (last !== undefined && last !== first) sink(heap, last);
    }
  }
}

function next(lines: Iterator<string>): Head | undefined {
  const { done, value } = lines.next();
  if (done === true) return undefined;
  const tab = value.indexOf('\t');
  return { key: String(JSON.parse(value.slice(0, tab))), value: value.slice(tab + 1), rest: lines };
}

function push(heap: Head[], head: Head): void {
  heap.push(head);
  let at = heap.length - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const other = heap[above];
    if (other === undefined || other.key <= head.key) break;
    heap[at] = other;
    at = above;
  }
  heap[at] = head;
}

/** Puts a head in the place of the first and lets it sink to where it belongs. */
function sink(heap: Head[], head: Head): void {
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const right = left + 1;
    const a = heap[left];
    const b = heap[right];
    const isRight = a !== undefined && b !== undefined && b.key < a.key;
    const child = isRight ? b : a;
    if (child === undefined || child.key >= head.key) break;
    heap[at] = child;
    at = isRight ? right : left;
  }
  heap[at] = head;
}
