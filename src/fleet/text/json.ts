import { jsonText } from '../../report/json-text.ts';
import type { HostRow } from '../host-row.ts';
import { rowOrder, viewOrder } from '../key-order.ts';
import { missedRow } from '../missed-row.ts';
import type { FleetView, MissedHost } from '../view.ts';

/** A host as one line of JSON, without its end; keys stand in the order of the schema. */
export function rowJson(row: HostRow): string {
  return jsonText(row, rowOrder);
}

const batch = 100;
const mark = '\n  "hosts": []';

/**
 * A view as one JSON document with every host, in pieces, so that a million of them need no memory. `rows` are hosts as
 * {@link rowJson} writes them, worst first.
 */
export function* viewJson(view: FleetView, rows: Iterable<string>): Generator<string> {
  const text = jsonText({ ...view, hosts: [], hostsShown: view.totals.hosts }, viewOrder, 2);
  // Only the key of the document itself stands behind a line feed and two spaces.
  const at = text.indexOf(mark);
  yield `${text.slice(0, at)}\n  "hosts": [`;
  let isFirst = true;
  for (const lines of batches(rows)) {
    yield `${isFirst ? '' : ','}\n    ${lines.join(',\n    ')}`;
    isFirst = false;
  }
  yield `${isFirst ? '' : '\n  '}]${text.slice(at + mark.length)}\n`;
}

/** A host a line, in pieces: those with reports, then those of `--expected` without any. */
export function* rowsNdjson(rows: Iterable<string>, missed: Iterable<MissedHost>): Generator<string> {
  for (const lines of batches(rows)) yield `${lines.join('\n')}\n`;
  for (const hosts of batches(missed))
    yield hosts.map((host) => (host.seen ? '' : `${rowJson(missedRow(host))}\n`)).join('');
}

/** A hundred at a time: a piece for each would make writing slow. */
export function* batches<Value>(values: Iterable<Value>): Generator<Value[]> {
  let some: Value[] = [];
  for (const value of values) {
    some.push(value);
    if (some.length < batch) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
