import { type Command, Option } from 'commander';
import { exportFormats } from '../../fleet-store/export-format.ts';
import { fleetFormats } from '../fleet/fleet-formats.ts';
import { collect, command, type Runner } from './command.ts';
import { withAssign, withRules } from './shared-options.ts';

/** `phaseout fleet`. */
export function addFleet(program: Command, run: Runner): void {
  withRules(
    withAssign(
      command(
        program,
        'fleet',
        'many reports as one view: worst hosts, products, clients, progress',
      ).argument(
        '[REPORT...]',
        'reports (--format json), folders of them or patterns; NDJSON with one a line; - is standard input',
      ),
    ),
  )
    .option(
      '--audience <ID,…>',
      'for whom hosts are judged (default: as their reports, else us-person)',
      collect,
    )
    .option('--as-of <INSTANT>', 'judge as of this instant (ISO 8601; a bare date is 00:00 America/New_York)')
    .option('--unknown-after <DAYS>', 'a host that was not seen for so long is unknown', '30')
    .option('--db <FILE>', 'keep the reports in this history (DuckDB) and show all of it')
    .option('--db-wait <SECONDS>', 'how long to wait while another process uses the history (default: 60)')
    .option('--export <DIR>', 'write the tables of the history to a new folder, for a warehouse')
    .addOption(new Option('--export-format <FORMAT>', 'parquet (default) or csv').choices(exportFormats))
    .option('--expected <FILE>', 'the hosts that should have reports: names, or CSV host,client,site,why')
    .addOption(new Option('--format <FORMAT>', fleetFormats.join(', ')).default('table'))
    .option('--output <[FORMAT=]FILE>', 'write to a file; repeatable', collect)
    .option('--redact <WHAT>', 'users: pseudonyms for user names in paths; none', 'users')
    .option('--fail-on <STATUS>', 'active, installed, residue or never; [:confirmed]', 'residue')
    .option('--fail-on-deadline <WHEN>', 'in-effect or within:DAYS; both conditions together')
    .option(
      '--accept <ID>',
      'a product, or PRODUCT@HOST, that does not count until --until; repeatable',
      collect,
    )
    .option('--until <DATE>', 'last day of the --accept before it; repeatable', collect)
    .option('--allow-gaps [all]', 'what is not known does not change the exit code')
    .option('--strict', 'stop at the first report that cannot be read (exit 2)')
    .addOption(new Option('--lang <LANGUAGE>', 'of the words that people read: en, de').default('en'))
    .option('--quiet', 'no progress, no summary beside --output')
    .option('--verbose', 'longer lists, and every input that could not be used')
    .option('--no-color', 'no colours (NO_COLOR works too)')
    .action(run(async () => (await import('../commands/fleet.ts')).fleetCommand));
}
