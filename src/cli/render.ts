import type { Report } from '../model/report.ts';
import { renderJson } from '../report/json.ts';
import type { TableOptions } from '../report/layout.ts';
import { renderNdjson } from '../report/ndjson.ts';
import { plainStyle, type Style } from '../report/style.ts';
import { renderTable, renderTableSummary } from '../report/table.ts';
import type { ReportFormat } from './formats.ts';
import { describeTerminal } from './terminal.ts';

/** What changes how a report is shown. */
export interface RenderOptions {
  readonly verbose: boolean;
  readonly includeGaps: boolean;
  /** False with `--no-color`. */
  readonly color: boolean;
  /** Wall time of the scan so far; not in a saved or reproducible report. */
  readonly elapsedMs?: number;
}

const fileColumns = 100;

/** A report as text in a format: for this terminal, or plain for a file. */
export async function render(
  report: Report,
  format: ReportFormat,
  options: RenderOptions,
  destination: 'terminal' | 'file',
): Promise<string> {
  switch (format) {
    case 'json':
      return renderJson(report, { pretty: true });
    case 'ndjson':
      return renderNdjson(report, { includeGaps: options.includeGaps });
    case 'table':
      return renderTable(
        report,
        destination === 'file' ? fileOptions(options) : await terminalOptions(options),
      );
    case 'html':
      return (await import('../report/html/render-html.ts')).renderHtml(report);
    case 'csv':
      return (await import('../report/csv.ts')).renderCsv(report);
    case 'sarif':
      return (await import('../report/sarif.ts')).renderSarif(report);
    case 'junit':
      return (await import('../report/junit.ts')).renderJunit(report);
    case 'markdown':
      return (await import('../report/markdown.ts')).renderMarkdown(report);
    case 'github':
      return (await import('../report/github.ts')).renderGithub(report);
    case 'cyclonedx':
      return (await import('../report/cyclonedx.ts')).renderCyclonedx(report);
  }
}

/** What stays on the screen where the report itself goes to a file: the answer, what was not looked at, the exit code. */
export async function renderSummary(report: Report, options: RenderOptions): Promise<string> {
  return renderTableSummary(report, await terminalOptions(options));
}

function fileOptions({ verbose, elapsedMs }: RenderOptions): TableOptions {
  return { width: fileColumns, verbose, ...(elapsedMs !== undefined && { elapsedMs }) };
}

async function terminalOptions(options: RenderOptions): Promise<TableOptions> {
  const terminal = describeTerminal(process.stdout, process.env, !options.color);
  return {
    ...fileOptions(options),
    width: terminal.columns,
    ascii: !terminal.unicode,
    style: terminal.color ? await colorStyle() : plainStyle,
  };
}

async function colorStyle(): Promise<Style> {
  const { Chalk } = await import('chalk');
  return new Chalk({ level: 1 });
}
