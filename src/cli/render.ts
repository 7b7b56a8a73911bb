import type { Report } from '../model/report.ts';
import { renderJson } from '../report/json.ts';
import type { TableOptions } from '../report/layout.ts';
import { en, type Messages } from '../report/messages/en.ts';
import { type Language, loadMessages } from '../report/messages/languages.ts';
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
  /** Of the formats that people read; JSON, NDJSON and CycloneDX stay English. Default English. */
  readonly language?: Language;
  /** Wall time of the scan so far; not in a saved or reproducible report. */
  readonly elapsedMs?: number;
}

const fileColumns = 100;

/** A report as text in a format: for this terminal, or plain for a file. */
export async function render(
  whole: Report,
  format: ReportFormat,
  options: RenderOptions,
  destination: 'terminal' | 'file',
): Promise<string> {
  if (format === 'json') return renderJson(whole, { pretty: true });
  if (format === 'ndjson') return renderNdjson(whole, { includeGaps: options.includeGaps });
  if (format === 'cyclonedx') return (await import('../report/cyclonedx.ts')).renderCyclonedx(whole);
  const { report, m } = await inLanguage(whole, options);
  switch (format) {
    case 'table':
      return renderTable(report, {
        ...(destination === 'file' ? fileOptions(options) : await terminalOptions(options)),
        messages: m,
      });
    case 'html':
      return (await import('../report/html/render-html.ts')).renderHtml(report, m);
    case 'csv':
      return (await import('../report/csv.ts')).renderCsv(report, m);
    case 'sarif':
      return (await import('../report/sarif.ts')).renderSarif(report, m);
    case 'junit':
      return (await import('../report/junit.ts')).renderJunit(report, m);
    case 'markdown':
      return (await import('../report/markdown.ts')).renderMarkdown(report, m);
    case 'github':
      return (await import('../report/github.ts')).renderGithub(report, m);
  }
}

/** What stays on the screen where the report itself goes to a file: the answer, what was not looked at, the exit code. */
export async function renderSummary(whole: Report, options: RenderOptions): Promise<string> {
  const { report, m } = await inLanguage(whole, options);
  return renderTableSummary(report, { ...(await terminalOptions(options)), messages: m });
}

/** The words of a language, and the report with the sentences it holds in that language; nothing is loaded for English. */
async function inLanguage(
  report: Report,
  { language = 'en' }: RenderOptions,
): Promise<{ readonly report: Report; readonly m: Messages }> {
  if (language === 'en') return { report, m: en };
  const m = await loadMessages(language);
  const { localise } = await import('../report/localise.ts');
  return { report: localise(report, m), m };
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
