import type { Report } from '../model/report.ts';
import { jsonText } from './json-text.ts';
import { keyOrders } from './key-order.ts';

/** A report as one JSON document that ends with a newline; keys stand in the order of the schema. */
export function renderJson(report: Report, options: { pretty?: boolean } = {}): string {
  return `${jsonText(report, keyOrders.report, options.pretty ? 2 : 0)}\n`;
}
