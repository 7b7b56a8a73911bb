import { UsageError } from '../../errors.ts';
import type { RulePack } from '../../model/rule-pack.ts';
import type { Exported, ExportOptions } from '../exported.ts';
import { notExpressedHead } from '../not-expressed.ts';
import { subjectOf } from '../subject.ts';
import { items } from './body/items.ts';
import { judging } from './body/judging.ts';
import { main } from './body/main.ts';
import { markers } from './body/markers.ts';
import { matching } from './body/matching.ts';
import { reading } from './body/reading.ts';
import { start } from './body/start.ts';
import { tableText } from './dotnet-regex.ts';
import { exitFunction, type ScriptPlatform, scriptPlatforms } from './platforms.ts';
import { type ScriptTable, scriptTable } from './table.ts';

/** Characters that a platform takes. Sources: N-able, script_guide_return; Intune, PowerShell scripts. */
const limits: Readonly<Record<string, number>> = {
  'n-sight': 65_535,
  intune: 200_000,
  'intune-win32': 200_000,
};

/**
 * `phaseout export powershell`: one script that needs nothing else, for Windows PowerShell 5.1 (and 2.0). It reads the
 * registry, services, programs that run and the files that the rules name, changes nothing, and asks no WMI. The dialect
 * is the platform that runs it. Throws UsageError where the script is longer than that platform takes.
 */
export function exportPowerShell(pack: RulePack, options: ExportOptions): Exported {
  if (options.platform !== undefined && options.platform !== 'windows')
    return { files: [], notExpressed: [] };
  const platform =
    scriptPlatforms.find(({ id }) => id === (options.dialect ?? 'plain')) ?? scriptPlatforms[0];
  const table = scriptTable(pack);
  const text = platform === undefined ? '' : script(platform, table, pack, options.version);
  const limit = limits[platform?.id ?? ''];
  if (limit !== undefined && text.length > limit) {
    throw new UsageError(
      `export powershell: the script has ${text.length} characters, and ${limit} are taken there`,
      {
        hint: 'use fewer rules (--no-builtin-rules), or run the program itself (phaseout rmm)',
      },
    );
  }
  return {
    files: [{ name: `phaseout-detect-${platform?.id}.ps1`, text }],
    notExpressed: table.notExpressed,
  };
}

function script(platform: ScriptPlatform, table: ScriptTable, pack: RulePack, version: string): string {
  const { clean, found, incomplete } = platform.exitCodes;
  const rules = pack.identities.map((identity) => `${identity.id} ${identity.version}`).join(' + ');
  return [
    `# phaseout ${version}: detection script, rules ${comment(rules)}`,
    `# For ${platform.about}: exit code ${clean} clean, ${found} found, ${incomplete} incomplete.`,
    '# Reads the 64-bit registry, services, running programs, certificates and the files that the rules name. Changes',
    '# nothing, sends nothing, asks no WMI. "Incomplete" means that something could not be read: never take it for clean.',
    '# Texts are compared by the upper case of .NET: a letter that phaseout spells out (sharp s as ss) is another one here.',
    '# Generated: change the rules, not this file. Not legal advice. Run it elevated (as SYSTEM).',
    '',
    `$Rules = '${tableText(rules)
      .replaceAll('\\.', '.')
      .replace(/[^A-Za-z0-9 ./:,+-]/g, '-')}'`,
    exitFunction(platform),
    start.trim(),
    reading.trim(),
    items.trim(),
    markers.trim(),
    matching.trim(),
    judging.trim(),
    ...notExpressedHead(table.notExpressed).map((line) => `# ${comment(line)}`),
    `$Table = @'\n${table.text}\n'@`,
    main(subjectOf(pack).one).trim(),
    '',
  ].join('\n');
}

function comment(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}
