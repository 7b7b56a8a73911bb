import { ExitCode, RuleError } from '../../errors.ts';
import { platforms, productClasses } from '../../model/vocabulary.ts';
import { rulesList, rulesTable } from '../../rules/list.ts';
import { rulesShow } from '../../rules/show.ts';
import { countsOf, summaryText } from '../../rules/summary.ts';
import { builtinPack } from '../builtin-pack.ts';
import { writeStdout } from '../output.ts';
import { packLines } from '../pack-age.ts';
import { oneOf } from '../parse-options.ts';
import { loadRules, type RuleOptions } from '../rule-options.ts';
import { describeTerminal } from '../terminal.ts';

/** `phaseout rules list`: products of the pack, a line each. */
export async function rulesListCommand(
  _args: readonly string[],
  options: RuleOptions & { readonly platform?: string; readonly class?: string; readonly format: string },
): Promise<number> {
  const format = oneOf('--format', options.format, ['table', 'json'] as const);
  const platform =
    options.platform === undefined ? undefined : oneOf('--platform', options.platform, platforms);
  const productClass =
    options.class === undefined ? undefined : oneOf('--class', options.class, productClasses);
  const rows = rulesList(await loadRules(options), {
    ...(platform && { platform }),
    ...(productClass && { class: productClass }),
  });
  await writeStdout(
    format === 'json'
      ? `${JSON.stringify(rows, null, 2)}\n`
      : rulesTable(rows, describeTerminal(process.stdout, process.env, true).columns),
  );
  return ExitCode.clean;
}

/** `phaseout rules show ID`: a product (or another document of the pack) with signatures, sources and advice. */
export async function rulesShowCommand(
  args: readonly string[],
  options: RuleOptions & { readonly format: string },
): Promise<number> {
  const format = oneOf('--format', options.format, ['text', 'json'] as const);
  const pack = await loadRules(options);
  const [id = ''] = args;
  if (format === 'text') {
    await writeStdout(rulesShow(pack, id));
    return ExitCode.clean;
  }
  // The text form knows the id, or throws with the nearest ones.
  rulesShow(pack, id);
  const found = [
    ...pack.products.filter(({ product }) => product === id),
    ...pack.protections.filter(({ protection }) => protection === id),
    ...pack.hazards.filter(({ hazard }) => hazard === id),
    ...pack.alternatives.filter(({ alternative }) => alternative === id),
    ...pack.regimes.filter(({ regime }) => regime === id),
  ];
  await writeStdout(`${JSON.stringify(found.length === 1 ? found[0] : found, null, 2)}\n`);
  return ExitCode.clean;
}

/** `phaseout rules validate [PATH…]`: every fault of every file at once (exit code 2), or what was read. */
export async function rulesValidateCommand(
  paths: readonly string[],
  options: { readonly builtinRules: boolean },
): Promise<number> {
  if (paths.length === 0) {
    const pack = await builtinPack();
    const counts = Object.entries(countsOf(pack)).map(([what, number]) => `${number} ${what}`);
    const lines = [
      ...packLines(pack.identities, Date.now()),
      `${counts.join(', ')}; checked when it was built`,
    ];
    await writeStdout(`${lines.join('\n')}\n`);
    return ExitCode.clean;
  }
  const { validatePaths } = await import('../../rules/load.ts');
  const { faults, summary } = await validatePaths({
    ...(options.builtinRules && { builtin: await builtinPack() }),
    paths,
  });
  if (faults.length > 0) throw new RuleError(faults);
  await writeStdout(`${summaryText(summary)}\n`);
  return ExitCode.clean;
}

/** `phaseout rules schema`: the JSON Schema of rule files, for editors. */
export async function rulesSchemaCommand(): Promise<number> {
  const { jsonSchemas } = await import('../../rules/json-schemas.ts');
  await writeStdout(jsonSchemas()['rule-document.schema.json'] ?? '');
  return ExitCode.clean;
}
