import type { DatedFinding } from '../model/finding.ts';
import type { Coverage, Gap } from '../model/gap.ts';
import type { Report } from '../model/report.ts';
import { jsonText } from './json-text.ts';
import { keyOrders } from './key-order.ts';

/** A report as NDJSON: one finding a line, each with its host; with `includeGaps` then one `{"gap":…}` line for each gap. */
export function renderNdjson(report: Report, options: { includeGaps?: boolean } = {}): string {
  const { hostname } = report.target;
  const lines = report.findings.map((finding) => findingLine(finding, hostname));
  if (options.includeGaps) {
    for (const part of report.coverage) {
      for (const gap of part.gaps) lines.push(gapLine(gap, part, hostname));
    }
  }
  return lines.join('');
}

/** One line for one finding. `hostname` stands in where the finding names no host. */
export function findingLine(finding: DatedFinding, hostname?: string): string {
  const host = finding.host ?? hostname;
  return `${jsonText(host === undefined ? finding : { ...finding, host }, keyOrders.finding)}\n`;
}

/** One line for one gap: `{"gap":{"host"?,"collector","reason","source","message","couldHide"}}`. */
export function gapLine(gap: Gap, part: Coverage, hostname?: string): string {
  const host = part.host ?? hostname;
  const line = { ...(host === undefined ? {} : { host }), collector: part.collector, ...gap };
  return `${jsonText({ gap: line }, { gap: { host: null, collector: null, ...keyOrders.gap } })}\n`;
}
