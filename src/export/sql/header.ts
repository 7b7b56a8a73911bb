import type { RulePack } from '../../model/rule-pack.ts';
import { visible } from '../../model/visible.ts';
import type { ExportOptions, NotExpressed } from '../exported.ts';
import { notExpressedLines } from '../not-expressed.ts';
import type { Dialect } from './dialect.ts';

/** The comment at the head of the file: what it is of, what it needs, how it was checked, what it compares differently. */
export function headerOf(
  pack: RulePack,
  dialect: Dialect,
  { version, platform }: ExportOptions,
  notExpressed: readonly NotExpressed[],
): string {
  const packs = pack.identities.map(({ id, version: of, date }) => `${id} ${of} of ${date}`).join(', ');
  const signatures = [...pack.products, ...pack.protections].reduce(
    (sum, each) => sum + each.signatures.length,
    0,
  );
  const lines = [
    `phaseout ${version}: rules for ${dialect.title}`,
    `Rules: ${packs}${platform === undefined ? '' : `, ${platform} only`}; ${signatures} signatures${notExpressed.length === 0 ? ', all of them expressed' : ''}.`,
    dialect.checked,
    'One row for each piece of evidence: which product on which host, its status and confidence, the signature, the row.',
    'Deadlines and advice are not part of it: phaseout match gives them for the hosts that this query names.',
    '',
    'It reads one table, inventory, whose columns are the fields of phaseout inventory --format ndjson. live is true for',
    'rows of a running host ("type":"host" in the first line of its inventory), platform the one that this line names.',
    ...(dialect.needs === undefined ? [] : [dialect.needs]),
    dialect.loadsNative
      ? 'These lines make it of inventory.ndjson, which holds inventories of one or more hosts, one after the other:'
      : 'This makes it; a loader of your own fills it:',
    ...dialect.load.map((line) => `  ${line}`),
    ...(dialect.limits.length > 0 ? ['', 'What is compared differently from phaseout:'] : []),
    ...dialect.limits.map((limit) => `- ${limit}`),
    ...(notExpressed.length > 0 ? ['', 'What is not expressed:', ...notExpressedLines(notExpressed)] : []),
  ];
  return lines.map((line) => `-- ${visible(line)}`.trimEnd()).join('\n');
}
