import { UsageError } from '../errors.ts';
import { didYouMean } from '../model/nearest.ts';
import type { RulePack } from '../model/rule-pack.ts';
import { parseExitMap } from '../rmm/exit-map.ts';
import type { RmmPlatform } from '../rmm/platforms.ts';
import { rmmWrapper, type WrapperKind, wrapperKinds } from '../rmm/wrapper.ts';
import { collectChoice, collectorIds } from './collect-options.ts';
import type { RmmOptions } from './commands/rmm.ts';
import { judgeOptions } from './outcome-options.ts';
import { parseAccepts, parseFailOn } from './parse-options.ts';
import { planRmmReport } from './rmm-report.ts';
import { loadRules } from './rule-options.ts';
import { tool } from './version.ts';

/** Options that a wrapper passes on, in the order in which it writes them. */
const passed: readonly (readonly [
  string,
  (options: RmmOptions) => string | readonly string[] | undefined,
])[] = [
  ['--client', ({ client }) => client],
  ['--site', ({ site }) => site],
  ['--tag', ({ tag }) => tag],
  ['--audience', ({ audience }) => audience],
  ['--as-of', ({ asOf }) => asOf],
  ['--fail-on', ({ failOn }) => (failOn === 'residue' ? undefined : failOn)],
  ['--fail-on-deadline', ({ failOnDeadline }) => failOnDeadline],
  ['--max-rules-age', ({ maxRulesAge }) => maxRulesAge],
  ['--rules', ({ rules }) => rules],
  ['--require-signed', ({ requireSigned }) => requireSigned],
  ['--state', ({ state }) => state],
  ['--only', ({ only }) => only],
  ['--skip', ({ skip }) => skip],
  ['--timeout', ({ timeout }) => timeout],
  ['--root', ({ root }) => root],
  ['--image', ({ image }) => image],
  ['--platform', ({ platform }) => platform],
  ['--report', ({ report }) => (typeof report === 'string' ? report : undefined)],
  ['--redact', ({ redact }) => redact],
  ['--exit-map', ({ exitMap }) => exitMap],
];

/** The wrapper script that `--script` asks for; `readRules` gives the built-in rules. Throws UsageError. */
export async function rmmScript(
  platform: RmmPlatform,
  options: RmmOptions,
  readRules: () => Promise<RulePack> = () => loadRules(options),
): Promise<string> {
  const kind: WrapperKind = kindOf(options.script);
  await checkPassed(platform, options, readRules);
  const words = passed.flatMap(([flag, value]) => {
    const given = value(options);
    const values = given === undefined ? [] : typeof given === 'string' ? [given] : given;
    return values.flatMap((each) => [flag, each]);
  });
  options.accept.forEach((id, index) => {
    words.push('--accept', id, '--until', options.until[index] ?? '');
  });
  if (options.allowGaps !== undefined)
    words.push(`--allow-gaps=${options.allowGaps === true ? 'all' : options.allowGaps}`);
  if (options.builtinRules === false) words.push('--no-builtin-rules');
  if (options.report === false) words.push('--no-report');
  const codes =
    options.exitMap === undefined ? {} : parseExitMap(options.exitMap, { wide: kind === 'powershell' });
  const mapped = { ...platform, exitCodes: { ...platform.exitCodes, ...codes } };
  const sha256 = checkSumOf(options.sha256);
  return rmmWrapper(kind, {
    platform: mapped,
    options: words,
    version: tool.version,
    ...(sha256 !== undefined && { sha256 }),
  });
}

/** Refuses what every endpoint would refuse, as far as that is known here: other rules, and keys, are the endpoint's own. */
async function checkPassed(
  platform: RmmPlatform,
  options: RmmOptions,
  readRules: () => Promise<RulePack>,
): Promise<void> {
  collectChoice(options);
  planRmmReport(options, platform);
  parseFailOn(options.failOn);
  parseAccepts(options.accept, options.until);
  const { rules, builtinRules, requireSigned = [] } = options;
  if (rules.length > 0 || !builtinRules || requireSigned.length > 0) return;
  judgeOptions(options, await readRules(), Date.now(), collectorIds);
}

function checkSumOf(text: string | undefined): string | undefined {
  if (text === undefined || /^[0-9a-f]{64}$/i.test(text)) return text?.toLowerCase();
  throw new UsageError('--sha256: not 64 hexadecimal digits', {
    hint: 'SHA256SUMS beside the programs of `npm run package` has it; after signing it is another one',
  });
}

function kindOf(script: true | string | undefined): WrapperKind {
  if (script === true || script === undefined) return 'powershell';
  const kind = wrapperKinds.find((each) => each === script);
  if (kind !== undefined) return kind;
  throw new UsageError(`--script: unknown language "${script.slice(0, 40)}"`, {
    hint: didYouMean(script, wrapperKinds),
  });
}
