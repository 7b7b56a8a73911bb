import type { RulePack } from '../../model/rule-pack.ts';
import type { Platform } from '../../model/vocabulary.ts';
import type { Exported, ExportedFile, ExportOptions, NotExpressed } from '../exported.ts';
import { notExpressedLines } from '../not-expressed.ts';
import { compileFor } from './compile.ts';
import { defenderTables } from './defender-tables.ts';
import { pathQueries } from './intune-paths.ts';
import { intuneTables } from './intune-tables.ts';
import { deviceQueryOperators, kustoOperators } from './operators.ts';
import { renderDeviceQuery, renderHunting } from './render.ts';
import { type Part, type Render, splitByLength } from './split.ts';
import type { Portal } from './table.ts';

/**
 * Defender advanced hunting. No length is documented for the portal; analytics rules of Microsoft Sentinel, where the
 * same queries run on a schedule, take 10,000 characters.
 */
const defender: Portal = {
  name: 'Defender advanced hunting',
  operators: kustoOperators,
  maxLength: 10_000,
  tables: defenderTables,
  others: true,
  slash: '/',
};

/** Intune's device query for one device: "Query inputs have a length limit of 2048 characters". */
const intune: Portal = {
  name: 'Intune device query',
  operators: deviceQueryOperators,
  maxLength: 2048,
  tables: intuneTables,
  others: false,
  blind: {
    software:
      'Intune device query shows no installed software: its registry entity does not return 64-bit shared keys and documents no wildcard',
    marker: '',
  },
  slash: '\\',
};

/** The portals by the dialect's name. */
export const portals = { defender, intune } as const;

/** `phaseout export kql`: dialect `defender` (default) or `intune`. */
export function exportKql(pack: RulePack, options: ExportOptions): Exported {
  return options.dialect === 'intune' ? exportIntune(pack, options) : exportDefender(pack, options);
}

function exportDefender(pack: RulePack, options: ExportOptions): Exported {
  const platforms: Platform[] = options.platform
    ? [options.platform]
    : ['windows', 'linux', 'macos', 'android', 'ios'];
  const { entries, notExpressed } = compileFor(defender, pack, platforms);
  const from = origin(pack, options);
  const render: Render = (table, platform, some) =>
    renderHunting(table, platform, some, [
      `${from}: ${table.id} (${platform}), for Microsoft Defender advanced hunting`,
      table.about,
      'Rows are evidence, not a verdict, and no row is no proof of absence; see README.md. Not legal advice.',
    ]);
  return assemble(defender, splitByLength(entries, defender.maxLength, render), notExpressed, from, [
    'Run each file by itself in the advanced hunting page (security.microsoft.com), or through the hunting API.',
    'Tables of events reach back 30 days: what was installed before and did not move is not in them. The software list is what is there now.',
    'A query returns at most 30,000 rows in the portal; add `| summarize by DeviceName, Product` for the list of devices.',
  ]);
}

function exportIntune(pack: RulePack, options: ExportOptions): Exported {
  const { entries, notExpressed } = compileFor(
    intune,
    pack,
    options.platform ? [options.platform] : ['windows'],
  );
  const from = origin(pack, options);
  const render: Render = (table, platform, some) =>
    renderDeviceQuery(table, platform, some, [`${from}: ${table.about}`]);
  const paths = pathQueries(pack, intune.maxLength);
  const hasPaths = options.platform === undefined || options.platform === 'windows';
  const lines = (name: string, queries: readonly string[]): ExportedFile[] =>
    queries.length === 0 || !hasPaths ? [] : [{ name, text: `${queries.join('\n')}\n` }];
  const others = notExpressed.filter(({ why }) => why !== '');
  return assemble(
    intune,
    splitByLength(entries, intune.maxLength, render),
    [...others, ...(hasPaths ? paths.notExpressed : [])],
    from,
    [
      'For one device: Devices > the device > Device query. A query has at most 2,048 characters; 15 queries a minute.',
      'Device query for multiple devices has no entity for services, programs, registry or files: nothing of the rules can be asked there. For a fleet use the detection script (`phaseout export powershell --dialect intune`).',
      'registry-keys.kql and files.kql hold one query a line: run one line at a time. A row means that the key or folder is there; one that is empty gives no row.',
      ...(hasPaths && paths.signatures.length > 0
        ? [`These two ask for: ${paths.signatures.join(', ')}.`]
        : []),
    ],
    [...lines('registry-keys.kql', paths.registry), ...lines('files.kql', paths.files)],
  );
}

/** `phaseout 0.1.0, rules phaseout-kaspersky 2026.11.22` */
function origin(pack: RulePack, { version }: ExportOptions): string {
  return `phaseout ${version}, rules ${pack.identities.map(({ id, version }) => `${id} ${version}`).join(' + ')}`;
}

function assemble(
  portal: Portal,
  { parts, tooLong }: ReturnType<typeof splitByLength>,
  notExpressed: readonly NotExpressed[],
  from: string,
  notes: readonly string[],
  more: readonly ExportedFile[] = [],
): Exported {
  const queries = parts.map((part, index) => ({ name: nameOf(part, parts, index), part }));
  const missing = [
    ...notExpressed,
    ...tooLong.map(({ id }) => ({
      signature: id,
      why: `its query is longer than ${portal.maxLength} characters`,
    })),
  ];
  const index = queries.map(
    ({ name, part }) => `- \`${name}\`: ${part.table.about} ${part.entries.map(({ id }) => id).join(', ')}.`,
  );
  const readme = [
    `# ${portal.name}`,
    '',
    `${from}. Rows are evidence, not a verdict. Not legal advice.`,
    '',
    ...notes.map((note) => `- ${note}`),
    '- Texts are compared by the rules of case of Kusto: a letter that phaseout spells out (ß as ss) is another one there.',
    '',
    '## Queries',
    '',
    ...index,
    ...more.map(({ name, text }) => `- \`${name}\`: ${text.trimEnd().split('\n').length} queries.`),
    '',
    '## Not expressed',
    '',
    ...notExpressedLines(missing).map((line) => `- ${line}`),
    ...(missing.length === 0 ? ['Nothing: everything of the rules is asked for.'] : []),
    '',
  ];
  return {
    files: [
      ...queries.map(({ name, part }) => ({ name, text: part.text })),
      ...more,
      ...(queries.length + more.length > 0 ? [{ name: 'README.md', text: readme.join('\n') }] : []),
    ],
    notExpressed: missing,
  };
}

/** `windows/services.kql`, or `windows/services-2.kql` where there are several. */
function nameOf({ table, platform }: Part, all: readonly Part[], index: number): string {
  const same = all.filter((part) => part.table === table && part.platform === platform);
  const number = same.indexOf(all[index] as Part) + 1;
  return `${platform}/${table.id}${same.length > 1 ? `-${number}` : ''}.kql`;
}
