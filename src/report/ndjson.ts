import type { DatedFinding } from '../model/finding.ts';
import type { Coverage, Gap } from '../model/gap.ts';
import type { Labels } from '../model/labels.ts';
import type { Report } from '../model/report.ts';
import { jsonText } from './json-text.ts';
import { keyOrders } from './key-order.ts';
import { labelsByHost } from './labels-text.ts';

/**
 * A report as NDJSON: one finding a line, each with its host and what the operator says of the host; with `includeGaps`
 * then one `{"gap":…}` line for each gap.
 */
export function renderNdjson(report: Report, options: { includeGaps?: boolean } = {}): string {
  const { hostname } = report.target;
  const labelsOf = labelsByHost(report);
  const lines = report.findings.map((finding) => findingLine(finding, hostname, labelsOf(finding.host)));
  if (options.includeGaps) {
    for (const part of report.coverage) {
      for (const gap of part.gaps) lines.push(gapLine(gap, part, hostname, labelsOf(part.host)));
    }
  }
  return lines.join('');
}

/** One line for one finding. `hostname` stands in where the finding names no host. */
export function findingLine(finding: DatedFinding, hostname?: string, said: Labels = {}): string {
  const host = finding.host ?? hostname;
  const line = { ...finding, ...(host !== undefined && { host }), ...said };
  return `${jsonText(line, keyOrders.findingLine)}\n`;
}

/** One line for one gap: `{"gap":{"host"?,"client"?,"site"?,"tags"?,"collector","reason","source","message","couldHide"}}`. */
export function gapLine(gap: Gap, part: Coverage, hostname?: string, said: Labels = {}): string {
  const host = part.host ?? hostname;
  const line = { ...(host === undefined ? {} : { host }), ...said, collector: part.collector, ...gap };
  return `${jsonText(
    { gap: line },
    {
      gap: { host: null, client: null, site: null, tags: null, collector: null, ...keyOrders.gap },
    },
  )}\n`;
}
