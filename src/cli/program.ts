import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ExitCode } from '../errors.ts';
import { reportFormats } from './formats.ts';

type Run<Options> = (args: readonly string[], options: Options) => Promise<number>;

const targetExamples =
  '--root DIR and --image PATH start nothing that they look at; what cannot be read is reported as a gap.';

/**
 * Parses the command line and runs one command. Returns the exit code; throws PhaseoutError for what the user can mend.
 * Every command is loaded only when it is called.
 */
export async function runProgram(args: readonly string[]): Promise<number> {
  let exitCode: number = ExitCode.clean;
  const program = new Command();
  const run =
    <Options extends object>(load: () => Promise<Run<Options>>) =>
    async (...parameters: unknown[]): Promise<void> => {
      const command = parameters.at(-1) as Command;
      exitCode = await (await load())(command.args, { ...emptyLists, ...command.optsWithGlobals<Options>() });
    };

  program
    .name('phaseout')
    .description(
      'Finds Kaspersky products on this machine, in a mounted system, an image or an inventory, says which deadline applies to each, and how to get off them. Reads only; nothing leaves the machine.',
    )
    .option('-V, --version', 'print the version; with --verbose also the rule pack and its age')
    .enablePositionalOptions()
    .exitOverride()
    .addHelpText('beforeAll', (context) => examplesOf(context.command))
    .showSuggestionAfterError()
    .showHelpAfterError('(phaseout --help lists the commands)');

  withOutcome(
    withRules(
      withCollectors(
        withTarget(command(program, 'scan', 'scan this machine, a mounted system or an image, and report')),
      ),
    ),
  ).action(run(async () => (await import('./commands/scan.ts')).scanCommand));

  withRules(
    withCollectors(
      withTarget(
        command(program, 'inventory', 'list software, services, drivers … without judging them')
          .option('--kind <KIND,…>', 'only these kinds of item', collect)
          .addOption(new Option('--format <FORMAT>', 'table, json or ndjson').default('table'))
          .option('--output <[FORMAT=]FILE>', 'write to a file instead; repeatable', collect),
      ),
    ),
  )
    .option('--quiet', 'no progress, no summary')
    .option('--no-color', 'no colours (NO_COLOR works too)')
    .option('--reproducible', 'leave out times')
    .option('--allow-gaps [COLLECTOR,…]', 'what could not be read does not change the exit code')
    .action(run(async () => (await import('./commands/inventory.ts')).inventoryCommand));

  withOutcome(
    withRules(
      command(
        program,
        'match',
        'judge inventories that exist already: osquery, SBOM, Intune, CSV …',
      ).argument('<FILE...>', 'inventory files or patterns; - is standard input'),
    ),
  )
    .option(
      '--from <FORMAT>',
      'what the files are, where it cannot be told; docs/inventories.md lists the formats',
    )
    .option(
      '--map <FIELD=COLUMN,…>',
      'any other table: name=Title,version=Ver,host=Computer; repeatable',
      collect,
    )
    .option('--strict', 'stop at the first row that cannot be read (exit 2)')
    .addOption(
      new Option('--scope <SCOPE>', 'software: software rows are all that was asked').choices(['software']),
    )
    .action(run(async () => (await import('./commands/match.ts')).matchCommand));

  withOutcome(
    withRules(
      command(program, 'report', 'a saved report again: in another format, as of another instant').argument(
        '<FILE...>',
        'reports that --format json wrote; - is standard input',
      ),
    ),
  ).action(run(async () => (await import('./commands/report.ts')).reportCommand));

  const rules = command(program, 'rules', 'look at rule packs and check them');
  withRules(command(rules, 'list', 'products of the pack, a line each'))
    .option('--platform <PLATFORM>', 'only products of this system')
    .option('--class <CLASS>', 'only products of this class')
    .addOption(new Option('--format <FORMAT>', 'table or json').default('table'))
    .action(run(async () => (await import('./commands/rules-list.ts')).rulesListCommand));
  withRules(
    command(rules, 'show', 'one product: signatures, sources, advice').argument('<ID>', 'id of a product'),
  )
    .addOption(new Option('--format <FORMAT>', 'text or json').default('text'))
    .action(run(async () => (await import('./commands/rules-show.ts')).rulesShowCommand));
  command(rules, 'validate', 'check rule files; all faults of all files at once')
    .argument('[PATH...]', 'files or folders (default: the built-in pack)')
    .option('--no-builtin-rules', 'ids of the built-in pack may not be referred to')
    .action(run(async () => (await import('./commands/rules-validate.ts')).rulesValidateCommand));
  withRules(
    command(rules, 'test', 'inventories with expectations: do the rules say what they should?').argument(
      '<PATH...>',
      'test files, or folders of them',
    ),
  )
    .addOption(new Option('--format <FORMAT>', 'text or json').default('text'))
    .action(run(async () => (await import('./commands/rules-test.ts')).rulesTestCommand));
  command(rules, 'sign', 'sign a pack: every rule file, with an Ed25519 key')
    .argument('<PATH>', 'folder or file of the pack')
    .option('--key <FILE>', 'private key (PEM)')
    .option(
      '--out <FILE>',
      'where the signature goes (default: PATH/pack.sig, or FILE.sig for a single file)',
    )
    .action(run(async () => (await import('./commands/rules-sign.ts')).rulesSignCommand));
  command(rules, 'verify', 'is a pack what the holder of a key signed? names every file that differs')
    .argument('<PATH>', 'folder or file of the pack')
    .option('--key <FILE>', 'public key (PEM); repeatable', collect)
    .option('--signature <FILE>', 'where the signature lies, if not beside the pack')
    .action(run(async () => (await import('./commands/rules-verify.ts')).rulesVerifyCommand));
  command(rules, 'lint', 'signatures that say less than they seem to')
    .argument('[PATH...]', 'rule files or folders (default: the built-in pack)')
    .option('--no-builtin-rules', 'ids of the built-in pack may not be referred to')
    .option('--tests <PATH>', 'also signatures that no row of these tests exercises; repeatable', collect)
    .option('--strict', 'warnings make exit code 1 too')
    .addOption(new Option('--format <FORMAT>', 'text or json').default('text'))
    .action(run(async () => (await import('./commands/rules-lint.ts')).rulesLintCommand));
  command(rules, 'schema', 'print the JSON Schema of rule files').action(
    run(async () => (await import('./commands/rules-schema.ts')).rulesSchemaCommand),
  );

  withRules(
    command(program, 'explain', 'why a signature or a finding says what it says, with its source').argument(
      '<ID>',
      '<product>/<signature>, or with --report <product>@<host>',
    ),
  )
    .option('--report <FILE>', 'the saved report (JSON) that holds the finding; - is standard input')
    .addOption(new Option('--format <FORMAT>', 'text or json').default('text'))
    .action(run(async () => (await import('./commands/explain.ts')).explainCommand));

  const regimes = command(program, 'regimes', 'the laws, orders and advice that deadlines come from');
  withRules(
    command(
      regimes,
      'list',
      'every regime: whom it concerns, what is in effect, what comes next; and the audiences',
    ),
  )
    .option('--as-of <INSTANT>', 'default now')
    .option('--audience <ID,…>', 'only phases that concern these audiences', collect)
    .addOption(new Option('--format <FORMAT>', 'table or json').default('table'))
    .action(run(async () => (await import('./commands/regimes.ts')).regimesListCommand));
  withRules(
    command(
      regimes,
      'show',
      'one regime with every fact, its source, and how far the text itself was read',
    ).argument('<ID>', 'id of a regime'),
  )
    .addOption(new Option('--format <FORMAT>', 'text or json').default('text'))
    .action(run(async () => (await import('./commands/regimes.ts')).regimesShowCommand));

  withRules(command(program, 'doctor', 'rights, pack and its age, and what would be a gap here')).action(
    run(async () => (await import('./commands/doctor.ts')).doctorCommand),
  );
  command(program, 'collectors', 'what each collector reads, on which platform, with which rights')
    .addOption(new Option('--format <FORMAT>', 'table or json').default('table'))
    .action(run(async () => (await import('./commands/collectors.ts')).collectorsCommand));

  if (args.length === 0) {
    program.outputHelp();
    return ExitCode.clean;
  }
  try {
    await program.parseAsync(args.map(withOptionalValue), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? ExitCode.clean : ExitCode.usage;
  }
  return exitCode;
}

function command(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .exitOverride()
    .showSuggestionAfterError()
    .showHelpAfterError(
      `(phaseout ${parent.name() === 'phaseout' ? '' : `${parent.name()} `}${name} --help says more)`,
    );
}

function withTarget(target: Command): Command {
  return target
    .option('--root <DIR>', 'a mounted system instead of this machine', once)
    .option(
      '--image <PATH>',
      'a container image, tar, virtual disk or install medium: file or OCI directory',
      once,
    )
    .option('--platform <PLATFORM>', 'windows, linux or macos; of an image also e.g. linux/arm64');
}

function withCollectors(target: Command): Command {
  return target
    .option('--only <COLLECTOR,…>', 'only these collectors', collect)
    .option('--skip <COLLECTOR,…>', 'all but these collectors', collect)
    .option(
      '--timeout <SECONDS>',
      'time for the whole scan (default: 120; without it an image is read as long as that takes)',
    );
}

function withRules(target: Command): Command {
  return target
    .option('--rules <PATH>', 'a rule file or folder in addition to the built-in pack; repeatable', collect)
    .option('--no-builtin-rules', 'only the packs given with --rules')
    .option('--require-signed <KEY>', 'only packs signed with this public key (PEM); repeatable', collect)
    .option('--state <FILE>', 'remember accepted packs there and refuse older ones');
}

function withOutcome(target: Command): Command {
  return target
    .option(
      '--audience <ID,…>',
      'who is asking (default us-person, and said so); none: presence alone',
      collect,
    )
    .option('--as-of <INSTANT>', 'judge as of this instant (ISO 8601; a bare date is 00:00 America/New_York)')
    .addOption(new Option('--format <FORMAT>', reportFormats.join(', ')).default('table'))
    .option('--output <[FORMAT=]FILE>', 'write the report to a file; repeatable', collect)
    .option('--redact <WHAT>', 'users: pseudonyms for user names (the default of html and sarif); none')
    .addOption(new Option('--lang <LANGUAGE>', 'of the words that people read: en, de').default('en'))
    .option(
      '--fail-on <STATUS>',
      'active, installed, residue or never; [:confirmed]; ,staged ,hidden',
      'residue',
    )
    .option('--fail-on-deadline <WHEN>', 'in-effect or within:DAYS; both conditions together')
    .option('--accept <ID>', 'a finding that does not count until --until; repeatable', collect)
    .option('--until <DATE>', 'last day of the --accept before it; repeatable', collect)
    .option('--allow-gaps [COLLECTOR,…]', 'what could not be read does not change the exit code')
    .option('--max-rules-age <DAYS>', 'a rule pack that is older is a gap (exit 3 where nothing is found)')
    .option('--include-inventory', 'put every item into the JSON report')
    .option('--include-gaps', 'gaps as lines of the NDJSON report')
    .option('--reproducible', 'leave out times, so that two scans of one image are byte-equal')
    .option('--quiet', 'no progress, no summary beside --output')
    .option('--verbose', 'every item of evidence and coverage')
    .option('--no-color', 'no colours (NO_COLOR works too)');
}

/** Options that may be repeated; what was not given is an empty list (a default would show up in the help). */
const emptyLists = {
  audience: [],
  accept: [],
  until: [],
  output: [],
  only: [],
  skip: [],
  rules: [],
  requireSigned: [],
  kind: [],
  tests: [],
  map: [],
};

/** One target a scan: of two the first would go unseen. */
function once(value: string, previous: string | undefined): string {
  if (previous === undefined) return value;
  throw new InvalidArgumentError(`it was given twice (${previous}, ${value}); scan one after the other.`);
}

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}

const examples: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  phaseout: [
    ['phaseout scan', 'is it on this machine, and what now?'],
    ['phaseout scan --root /mnt/image --format json', 'audit a mounted system'],
    ['phaseout scan --image disk.qcow2', 'audit a golden image in CI: disk, container image, tar, ISO …'],
    ['phaseout scan --audience us-federal,de-advice', 'deadlines for those audiences'],
    ['phaseout inventory --format ndjson | phaseout match -', 'collect here, judge there'],
  ],
  scan: [
    ['phaseout scan', 'this machine (as root it sees more)'],
    ['phaseout scan --root /mnt/image --fail-on installed', 'exit 1 only for an installed product'],
    ['phaseout scan --image windows.vhdx', 'a disk; nothing is mounted or started'],
    ['phaseout scan --image app.tar --fail-on residue,hidden', 'also what a lower layer still holds'],
    ['phaseout scan --output json=report.json', 'summary on screen, report in a file'],
    ['phaseout scan --accept kesl --until 2026-12-31', 'known, accepted until that day'],
  ],
  inventory: [
    ['phaseout inventory --kind software,service', 'only these kinds'],
    ['phaseout inventory --format ndjson > host.ndjson', 'for phaseout match'],
  ],
  match: [
    ['phaseout match host.ndjson', 'judge a saved inventory'],
    ['phaseout match osqueryd.snapshots.log.gz', 'what osquery logged on any number of hosts'],
    ['phaseout match software.csv --map name=Title,host=PC', 'a table of your own'],
    ['ssh host phaseout inventory --format ndjson | phaseout match -', 'judge here what was collected there'],
  ],
  report: [
    ['phaseout report scan.json --format html > scan.html', 'a page for somebody else'],
    [
      'phaseout report scan.json --as-of 2024-10-01 --audience us-federal',
      'how did it stand then, for them?',
    ],
  ],
  rules: [
    ['phaseout rules list --platform linux', 'what is looked for'],
    ['phaseout rules show kesl', 'signatures with their sources, and the advice'],
    ['phaseout rules validate my-rules/', 'check your own pack'],
    ['phaseout rules test my-tests/ --rules my-rules/', 'and that it says what you expect'],
  ],
  explain: [
    ['phaseout explain kesl/unit-program', 'what this signature looks for, and where that is known from'],
    ['phaseout explain kesl@web-3 --report report.json', 'why this finding, status and deadline'],
  ],
  regimes: [
    ['phaseout regimes list', 'laws, orders and advice, and the audiences that can be asked for'],
    ['phaseout regimes show us-commerce-icts', 'with sources, and what was not read'],
  ],
  doctor: [['sudo phaseout doctor', 'what could be read with full rights']],
  collectors: [['phaseout collectors', 'what is read, and with which rights']],
};

function examplesOf(command: Command): string {
  const rows = examples[command.name()] ?? [];
  if (rows.length === 0) return '';
  const width = Math.max(...rows.map(([line]) => line.length));
  const lines = rows.map(([line, meaning]) =>
    width + meaning.length > 88 ? `  ${line}\n      ${meaning}` : `  ${line.padEnd(width)}  ${meaning}`,
  );
  const hint = command.name() === 'scan' ? `\n${targetExamples}\n` : '';
  return `Examples:\n${lines.join('\n')}\n${hint}`;
}

/**
 * `--allow-gaps` may stand alone. Commander would take the word behind it for its value, also where that is a file
 * (`match --allow-gaps host.ndjson`), so alone it is spelled out, unless a list of ids follows.
 */
function withOptionalValue(arg: string, index: number, args: readonly string[]): string {
  if (arg !== '--allow-gaps') return arg;
  const next = args[index + 1];
  return next !== undefined && /^[a-z]+(-[a-z]+)*(,[a-z]+(-[a-z]+)*)*$/.test(next) ? arg : '--allow-gaps=all';
}
