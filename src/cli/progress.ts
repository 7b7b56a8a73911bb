/** One line on stderr that says what is going on; silent unless stderr is a terminal and the work lasts. */
export interface Progress {
  update(text: string): void;
  /** Removes the line. */
  done(): void;
}

const appearsAfterMs = 500;
const redrawMs = 100;

/** A progress line for work that may last; nothing is drawn in the first half second, in a pipe, or with `--quiet`. */
export function startProgress(
  stderr: NodeJS.WriteStream,
  quiet: boolean,
  now: () => number = () => performance.now(),
): Progress {
  if (!stderr.isTTY || quiet || process.env['TERM'] === 'dumb') return { update: () => {}, done: () => {} };
  const started = now();
  let drawnAt = 0;
  let drawn = false;
  return {
    update(text) {
      const time = now();
      if (time - started < appearsAfterMs || time - drawnAt < redrawMs) return;
      drawnAt = time;
      drawn = true;
      const columns = Math.max(20, stderr.columns ?? 80);
      stderr.write(`\r\u001b[2K${text.slice(0, columns - 1)}`);
    },
    done() {
      if (drawn) stderr.write('\r\u001b[2K');
      drawn = false;
    },
  };
}
