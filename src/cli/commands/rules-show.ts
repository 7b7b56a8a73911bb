import { productDeadlines } from '../../deadline/show-product.ts';
import { ExitCode } from '../../errors.ts';
import { visible } from '../../model/visible.ts';
import { rulesShow } from '../../rules/show.ts';
import { writeStdout } from '../output.ts';
import { oneOf } from '../parse-options.ts';
import { loadRules, type RuleOptions } from '../rule-options.ts';

/** `phaseout rules show ID`: a product (or another document of the pack) with signatures, sources, advice and deadlines. */
export async function rulesShowCommand(
  args: readonly string[],
  options: RuleOptions & { readonly format: string },
): Promise<number> {
  const format = oneOf('--format', options.format, ['text', 'json'] as const);
  const pack = await loadRules(options);
  const [id = ''] = args;
  if (format === 'text') {
    await writeStdout(rulesShow(pack, id));
    const product = pack.products.find((each) => each.product === id);
    const deadlines =
      product === undefined ? [] : productDeadlines(pack, product).map((line) => visible(line));
    if (deadlines.length > 0) await writeStdout(`\n${deadlines.join('\n')}\n`);
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
