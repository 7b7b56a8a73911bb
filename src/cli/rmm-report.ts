import { UsageError } from '../errors.ts';
import type { Report } from '../model/report.ts';
import type { RmmPlatform } from '../rmm/platforms.ts';
import { planDelivery } from './deliver.ts';
import { oneOf } from './parse-options.ts';

/** Options of `phaseout rmm` that say where the whole report goes. */
export interface RmmReportOptions {
  /** A file; true where none is named, false for `--no-report`. */
  readonly report: string | boolean;
  readonly redact?: string;
}

/** Writes the report; what comes back says where, for a person. */
type SendReport = (report: Report) => Promise<string>;

/** Where the report goes, checked before anything is scanned. Throws UsageError; what it returns throws OutputError. */
export function planRmmReport(
  { report: wanted, redact }: RmmReportOptions,
  platform: RmmPlatform,
): SendReport {
  if (wanted === false) return async () => 'no report was asked for';
  if (redact !== undefined) oneOf('--redact', redact, ['users', 'none'] as const);
  const named = typeof wanted === 'string' ? wanted : undefined;
  if (named === '-') throw new UsageError('--report -: standard output is for the line');
  const output = named === undefined ? [] : [named];
  const delivery = planDelivery({
    format: 'json',
    output,
    outputOption: '--report',
    quiet: true,
    color: false,
    ...(redact && { redact }),
  });
  return async (report) => {
    if (named === undefined) return writeOwn(report, platform, redact);
    await delivery.send(report);
    return `report: ${named}`;
  };
}

async function writeOwn(report: Report, { id }: RmmPlatform, redact: string | undefined): Promise<string> {
  const [{ privateFolder, writePrivate }, { renderJson }] = await Promise.all([
    import('./private-file.ts'),
    import('../report/json.ts'),
  ]);
  const shown = redact === 'users' ? (await import('./redact-users.ts')).redact(report) : report;
  return `report: ${await writePrivate(privateFolder(), `rmm-${id}.json`, renderJson(shown, { pretty: true }))}`;
}
