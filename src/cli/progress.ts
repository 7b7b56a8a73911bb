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
  let text = 'phaseout: reading …';
  let drawn = '';
  const draw = (): void => {
    if (now() - started < appearsAfterMs || text === drawn) return;
    drawn = text;
    const columns = stderr.columns || 80;
    stderr.write(`\r\u001b[2K${text.slice(0, Math.max(20, columns) - 1)}`);
  };
  // What takes long may not say anything meanwhile, so a timer draws; it does not keep the program alive.
  const timer = setInterval(draw, redrawMs);
  timer.unref();
  return {
    update(next) {
      text = next;
    },
    done() {
      clearInterval(timer);
      if (drawn !== '') stderr.write('\r\u001b[2K');
      drawn = '';
    },
  };
}
