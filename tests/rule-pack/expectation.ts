/** What the matcher must say about one host of a fixture. Written by hand from the facts, never from the pack. */
export interface Expectation {
  readonly fixture: string;
  readonly live: boolean;
  /** The `host` of the fixture's rows; it names the case. */
  readonly host: string;
  /** `<product> <status>[/<basis>] <confidence> [<version>]`, sorted by product. */
  readonly findings: readonly string[];
  /** `<product> <kind>`. */
  readonly notes?: readonly string[];
}

/** A host and the findings that it must have. */
export type Row = readonly [host: string, ...findings: string[]];

/** Rows of a fixture that were read on a running machine. */
export function live(fixture: string, rows: readonly Row[]): Expectation[] {
  return rows.map(([host, ...findings]) => ({ fixture, live: true, host, findings }));
}

/** Rows of a fixture that were read from files. */
export function offline(fixture: string, rows: readonly Row[]): Expectation[] {
  return rows.map(([host, ...findings]) => ({ fixture, live: false, host, findings }));
}
