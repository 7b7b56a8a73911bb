import { type Command, Option } from 'commander';
import { collect, command, type Runner } from './command.ts';
import { withRules } from './shared-options.ts';

/** `phaseout rules …`. */
export function addRules(program: Command, run: Runner): void {
  const rules = command(program, 'rules', 'look at rule packs and check them');
  withRules(command(rules, 'list', 'products of the pack, a line each'))
    .option('--platform <PLATFORM>', 'only products of this system')
    .option('--class <CLASS>', 'only products of this class')
    .addOption(new Option('--format <FORMAT>', 'table or json').default('table'))
    .action(run(async () => (await import('../commands/rules-list.ts')).rulesListCommand));
  withRules(
    command(rules, 'show', 'one product: signatures, sources, advice').argument('<ID>', 'id of a product'),
  )
    .addOption(new Option('--format <FORMAT>', 'text or json').default('text'))
    .action(run(async () => (await import('../commands/rules-show.ts')).rulesShowCommand));
  command(rules, 'validate', 'check rule files; all faults of all files at once')
    .argument('[PATH...]', 'files or folders (default: the built-in pack)')
    .option('--no-builtin-rules', 'ids of the built-in pack may not be referred to')
    .action(run(async () => (await import('../commands/rules-validate.ts')).rulesValidateCommand));
  withRules(
    command(rules, 'test', 'inventories with expectations: do the rules say what they should?').argument(
      '<PATH...>',
      'test files, or folders of them',
    ),
  )
    .addOption(new Option('--format <FORMAT>', 'text or json').default('text'))
    .action(run(async () => (await import('../commands/rules-test.ts')).rulesTestCommand));
  command(rules, 'sign', 'sign a pack: every rule file, with an Ed25519 key')
    .argument('<PATH>', 'folder or file of the pack')
    .option('--key <FILE>', 'private key (PEM)')
    .option(
      '--out <FILE>',
      'where the signature goes (default: PATH/pack.sig, or FILE.sig for a single file)',
    )
    .action(run(async () => (await import('../commands/rules-sign.ts')).rulesSignCommand));
  command(rules, 'verify', 'is a pack what the holder of a key signed? names every file that differs')
    .argument('<PATH>', 'folder or file of the pack')
    .option('--key <FILE>', 'public key (PEM); repeatable', collect)
    .option('--signature <FILE>', 'where the signature lies, if not beside the pack')
    .action(run(async () => (await import('../commands/rules-verify.ts')).rulesVerifyCommand));
  command(rules, 'lint', 'signatures that say less than they seem to')
    .argument('[PATH...]', 'rule files or folders (default: the built-in pack)')
    .option('--no-builtin-rules', 'ids of the built-in pack may not be referred to')
    .option('--tests <PATH>', 'also signatures that no row of these tests exercises; repeatable', collect)
    .option('--strict', 'warnings make exit code 1 too')
    .addOption(new Option('--format <FORMAT>', 'text or json').default('text'))
    .action(run(async () => (await import('../commands/rules-lint.ts')).rulesLintCommand));
  command(rules, 'schema', 'print the JSON Schema of rule files').action(
    run(async () => (await import('../commands/rules-schema.ts')).rulesSchemaCommand),
  );
}
