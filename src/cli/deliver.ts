import { type Accept, unusedAccepts } from '../deadline/accept.ts';
import { UsageError } from '../errors.ts';
import type { Report } from '../model/report.ts';
import { visible } from '../model/visible.ts';
import { unassignedText } from '../report/labels-text.ts';
import { en } from '../report/messages/en.ts';
import { languages } from '../report/messages/languages.ts';
import { formatByExtension, type ReportFormat, reportFormats } from './formats.ts';
import { writeStdout, writeWhole, writtenTwice } from './output.ts';
import { oneOf, parseOutputs } from './parse-options.ts';
import { type RenderOptions, render, renderSummary } from './render.ts';

/** Options that say where a report goes, and how it looks. */
export interface DeliveryOptions {
  readonly format: string;
  readonly output: readonly string[];
  /** What messages call the option of `output`; `--output` unless given. */
  readonly outputOption?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly includeGaps?: boolean;
  readonly includeInventory?: boolean;
  readonly redact?: string;
  readonly lang?: string;
  readonly color: boolean;
}

/** Where a report goes, checked before anything is scanned. */
export interface Delivery {
  /** True where a machine will read the report, so that facts which cost time are worth it. */
  readonly machineReadable: boolean;
  /** True where a format shows the inventory, so that the report has to hold it. */
  readonly wantsItems: boolean;
  /** True where a format names the hosts without findings, too. */
  readonly wantsHosts: boolean;
  /** `elapsedMs` is shown to a person, where it is known. */
  send(report: Report, elapsedMs?: number): Promise<void>;
}

/** Formats that show the inventory. */
const formatsWithItems: ReadonlySet<ReportFormat> = new Set(['cyclonedx', 'html']);

/** Formats that leave the machine more often than not: users are pseudonyms in them unless `--redact none` is given. */
const redactedByDefault: ReadonlySet<ReportFormat> = new Set(['html', 'sarif']);

/** Checks the output options. Throws UsageError; {@link Delivery.send} throws OutputError. */
export function planDelivery(options: DeliveryOptions): Delivery {
  const format: ReportFormat = oneOf('--format', options.format, reportFormats);
  const outputs = parseOutputs(
    options.output,
    reportFormats,
    formatByExtension,
    format,
    options.outputOption,
  );
  const twice = writtenTwice(outputs.map(({ file }) => file));
  if (twice !== undefined) throw new UsageError(`--output: two reports would go to ${visible(twice)}`);
  const formats = [format, ...outputs.map((output) => output.format)];
  if (options.redact !== undefined) oneOf('--redact', options.redact, ['users', 'none'] as const);
  const language = oneOf('--lang', options.lang ?? 'en', languages);
  const isAsked = options.includeInventory === true;
  const shown = async (whole: Report, as: ReportFormat): Promise<Report> => {
    const { items, ...rest } = whole;
    const report = items === undefined || isAsked || formatsWithItems.has(as) ? whole : rest;
    if (options.redact === 'none' || (options.redact === undefined && !redactedByDefault.has(as)))
      return report;
    return (await import('./redact-users.ts')).redact(report);
  };
  return {
    machineReadable: formats.some((one) => one !== 'table'),
    wantsItems: isAsked || formats.some((one) => formatsWithItems.has(one)),
    wantsHosts: formats.includes('json'),
    async send(report, elapsedMs) {
      const how: RenderOptions = {
        verbose: options.verbose === true,
        includeGaps: options.includeGaps === true,
        color: options.color,
        language,
        ...(elapsedMs !== undefined && { elapsedMs }),
      };
      for (const output of outputs) {
        await writeWhole(
          output.file,
          await render(await shown(report, output.format), output.format, how, 'file'),
        );
      }
      if (outputs.length > 0) {
        const toScreen = outputs.some(({ file }) => file === '-');
        if (!options.quiet && !toScreen)
          await writeStdout(await renderSummary(await shown(report, 'table'), how));
        return;
      }
      await writeStdout(await render(await shown(report, format), format, how, 'terminal'));
      if (format === 'ndjson' && !how.includeGaps) warnOfGaps(report);
      if (format === 'ndjson') warnOfUnassigned(report);
    },
  };
}

/** An acceptance that is about no finding is mistyped or no longer needed; either way somebody should look. */
export function warnOfUnusedAccepts(report: Report, accepts: readonly Accept[], quiet: boolean): void {
  if (quiet || !report.complete) return;
  for (const { id } of unusedAccepts(report.findings, accepts)) {
    process.stderr.write(
      `phaseout: --accept ${visible(id)}: there is no such finding; is it still needed?\n`,
    );
  }
}

/** Hosts that a report has no room for: what reads it must not take them for hosts that are gone. */
export function warnOfUnnamedHosts({ inventories, hostsLeftOut }: Report): void {
  if (hostsLeftOut === undefined) return;
  process.stderr.write(
    `phaseout: the report names ${inventories?.length ?? 0} hosts, and at least ${hostsLeftOut} more have rows; all were judged. For phaseout fleet match the inventory in parts\n`,
  );
}

/** Hosts that should have an audience and have none: lines of findings have no place for them. */
function warnOfUnassigned(report: Report): void {
  const text = unassignedText(en, report);
  if (text !== undefined) process.stderr.write(`phaseout: ${visible(text)}\n`);
}

/** Lines of findings alone have no place for what could not be read; silence about it would read as "clean". */
function warnOfGaps(report: Report): void {
  for (const { collector, gaps } of report.coverage) {
    for (const gap of gaps) {
      process.stderr.write(
        `phaseout: not looked at: ${visible(`${collector}: ${gap.source}: ${gap.message}`)}\n`,
      );
    }
  }
}
