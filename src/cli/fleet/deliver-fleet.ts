import { dirname } from 'node:path';
import { UsageError } from '../../errors.ts';
import { loadFleetMessages } from '../../fleet/messages/languages.ts';
import type { FleetMessages } from '../../fleet/messages/page-en.ts';
import type { FleetTableOptions } from '../../fleet/text/fleet-page.ts';
import { rowsNdjson, viewJson } from '../../fleet/text/json.ts';
import { renderFleetSummary, renderFleetTable } from '../../fleet/text/table.ts';
import type { FleetView, MissedHost } from '../../fleet/view.ts';
import { ofEndedProcess, removeLeftovers } from '../../fleet-store/leftovers.ts';
import { visible } from '../../model/visible.ts';
import { languages } from '../../report/messages/languages.ts';
import { plainStyle } from '../../report/style.ts';
import { type Text, temporaryNames, writeAllToStdout, writeWhole, writtenTwice } from '../output.ts';
import { oneOf, parseOutputs } from '../parse-options.ts';
import { processScope } from '../process-scope.ts';
import { describeTerminal } from '../terminal.ts';
import {
  type FleetFormat,
  fleetFormatByExtension,
  fleetFormats,
  formatsWithAllHosts,
} from './fleet-formats.ts';

/** Options that say where a fleet goes, and how it looks. */
export interface FleetDeliveryOptions {
  readonly format: string;
  readonly output: readonly string[];
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color: boolean;
  /** Language of what people read. */
  readonly lang?: string;
}

/** Where a fleet goes, checked before anything is read. */
export interface FleetDelivery {
  /** True where a format shows every host. */
  readonly wantsRows: boolean;
  /** Throws OutputError. */
  send(view: FleetView, hosts: AllHosts): Promise<void>;
}

/** Every host of a fleet; each list may be read once for each output. */
export interface AllHosts {
  /** JSON of those with reports, worst first. */
  rows(): Iterable<string>;
  /** Those of `--expected` that are missing. */
  missed(): Iterable<MissedHost>;
}

const fileColumns = 100;

/** Checks the output options. Throws UsageError. */
export function planFleetDelivery(options: FleetDeliveryOptions): FleetDelivery {
  const format = oneOf('--format', options.format, fleetFormats);
  const language = oneOf('--lang', options.lang ?? 'en', languages);
  const outputs = parseOutputs(options.output, fleetFormats, fleetFormatByExtension, format);
  const twice = writtenTwice(outputs.map(({ file }) => file));
  if (twice !== undefined) throw new UsageError(`--output: two results would go to ${visible(twice)}`);
  const formats = outputs.length > 0 ? outputs.map((output) => output.format) : [format];
  return {
    wantsRows: formats.some((one) => formatsWithAllHosts.has(one)),
    async send(view, hosts) {
      const verbose = options.verbose === true;
      const words = await loadFleetMessages(language);
      const isLeft = ofEndedProcess(temporaryNames, processScope(), new Date());
      for (const output of outputs) {
        if (output.file !== '-') removeLeftovers(dirname(output.file), isLeft);
        const page = { width: fileColumns, verbose, words };
        await writeWhole(output.file, await rendered(view, output.format, hosts, page));
      }
      const screen = await terminalPage(options.color, { verbose, words });
      if (outputs.length === 0) await writeAllToStdout(await rendered(view, format, hosts, screen));
      else if (options.quiet !== true && !outputs.some(({ file }) => file === '-'))
        await writeAllToStdout(renderFleetSummary(view, screen));
    },
  };
}

async function rendered(
  view: FleetView,
  format: FleetFormat,
  { rows, missed }: AllHosts,
  page: FleetTableOptions & { readonly words: FleetMessages },
): Promise<Text> {
  switch (format) {
    case 'table':
      return renderFleetTable(view, page);
    case 'json':
      return viewJson(view, rows());
    case 'ndjson':
      return rowsNdjson(rows(), missed());
    case 'csv':
      return (await import('../../fleet/text/csv.ts')).viewCsv(view, rows(), missed());
    case 'html':
      return (await import('../../fleet/html/render-dashboard.ts')).renderDashboard(view, page.words);
  }
}

async function terminalPage<Options extends FleetTableOptions>(
  color: boolean,
  options: Options,
): Promise<Options> {
  const terminal = describeTerminal(process.stdout, process.env, !color);
  const style = terminal.color ? new (await import('chalk')).Chalk({ level: 1 }) : plainStyle;
  return { width: terminal.columns, ascii: !terminal.unicode, style, ...options };
}
