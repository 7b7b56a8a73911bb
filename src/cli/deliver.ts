import { type Accept, unusedAccepts } from '../deadline/accept.ts';
import type { Report } from '../model/report.ts';
import { visible } from '../model/visible.ts';
import { writeStdout, writeWhole } from './output.ts';
import { oneOf, parseOutputs } from './parse-options.ts';
import {
  formatByExtension,
  type RenderOptions,
  type ReportFormat,
  render,
  renderSummary,
  reportFormats,
} from './render.ts';

/** Options that say where a report goes, and how it looks. */
export interface DeliveryOptions {
  readonly format: string;
  readonly output: readonly string[];
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly includeGaps?: boolean;
  readonly color: boolean;
}

/** Where a report goes, checked before anything is scanned. */
export interface Delivery {
  /** True where a machine will read the report, so that facts which cost time are worth it. */
  readonly machineReadable: boolean;
  /** `elapsedMs` is shown to a person, where it is known. */
  send(report: Report, elapsedMs?: number): Promise<void>;
}

/** Checks the output options. Throws UsageError; {@link Delivery.send} throws OutputError. */
export function planDelivery(options: DeliveryOptions): Delivery {
  const format: ReportFormat = oneOf('--format', options.format, reportFormats);
  const outputs = parseOutputs(options.output, reportFormats, formatByExtension, format);
  return {
    machineReadable: [format, ...outputs.map((output) => output.format)].some((one) => one !== 'table'),
    async send(report, elapsedMs) {
      const how: RenderOptions = {
        verbose: options.verbose === true,
        includeGaps: options.includeGaps === true,
        color: options.color,
        ...(elapsedMs !== undefined && { elapsedMs }),
      };
      for (const output of outputs) {
        await writeWhole(output.file, await render(report, output.format, how, 'file'));
      }
      if (outputs.length > 0) {
        const toScreen = outputs.some(({ file }) => file === '-');
        if (!options.quiet && !toScreen) await writeStdout(await renderSummary(report, how));
        return;
      }
      await writeStdout(await render(report, format, how, 'terminal'));
      if (format === 'ndjson' && !how.includeGaps) warnOfGaps(report);
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
