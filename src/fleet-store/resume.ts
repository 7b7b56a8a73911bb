/** A row of a table that is read in the order of its numbers; several may have one number. */
interface Numbered {
  readonly n: number;
}

/**
 * Rows as `read` gives them, from a number on. Where it fails and `recover` can do something about it (once), it is asked
 * again from the last number on, and what was given already is left out.
 */
export async function* resumed<Row extends Numbered>(
  read: (from: number) => AsyncIterable<readonly Row[]>,
  recover: (error: unknown) => Promise<boolean>,
): AsyncGenerator<readonly Row[]> {
  let last = 0;
  let ofLast = 0;
  try {
    for await (const rows of read(last)) {
      for (const { n } of rows) {
        ofLast = n === last ? ofLast + 1 : 1;
        last = n;
      }
      yield rows;
    }
  } catch (error) {
    if (!(await recover(error))) throw error;
    let known = ofLast;
    for await (const rows of read(last)) {
      const fresh = rows.slice(known);
      known -= rows.length - fresh.length;
      if (fresh.length > 0) yield fresh;
    }
  }
}
