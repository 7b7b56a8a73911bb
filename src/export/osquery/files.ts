import type { RulePack } from '../../model/rule-pack.ts';
import type { ExportedFile, ExportOptions, NotExpressed } from '../exported.ts';
import { notExpressedHead } from '../not-expressed.ts';
import { subjectOf } from '../subject.ts';

/** The query for one platform, by osquery's name of it. */
export interface PlatformQuery {
  readonly platform: string;
  readonly query: string;
}

/** A day: what is installed changes seldom, and the query reads every table once. */
const interval = 86_400;
/** The oldest osquery whose SQLite knows `MATERIALIZED` and whose tables have all the columns. */
const oldest = '5.10.0';

const titles: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', windows: 'Windows' };

/** A pack for `packs` in osquery's configuration. Source: osquery docs/wiki/deployment/configuration.md, "Packs". */
export function packFile(
  pack: RulePack,
  queries: readonly PlatformQuery[],
  options: ExportOptions,
  notExpressed: readonly NotExpressed[],
): ExportedFile {
  const { many } = subjectOf(pack);
  const document = {
    _about: [about(pack, options), ...notes, ...notExpressedHead(notExpressed)],
    version: oldest,
    queries: Object.fromEntries(
      queries.map(({ platform, query }) => [
        `phaseout_${platform}`,
        {
          query: `${query};`,
          interval,
          platform,
          version: oldest,
          snapshot: true,
          description: `${capital(many)} and what is left of them on ${titles[platform] ?? platform}: one row for each piece of evidence. ${packsOf(pack)}`,
          value: 'product, status and confidence; signature: phaseout explain <signature>',
        },
      ]),
    ),
  };
  return { name: 'phaseout-osquery-pack.json', text: `${JSON.stringify(document, null, 2)}\n` };
}

const notes = [
  'result: finding, note (worth knowing, no finding) or protection (what else protects the host)',
  'Deadlines and advice are not part of it: phaseout match gives them.',
];

/** Policies for `fleetctl apply`. Source: fleetdm/fleet docs/01-Using-Fleet/standard-query-library (commit 0041525a). */
export function policyFile(
  pack: RulePack,
  queries: readonly PlatformQuery[],
  options: ExportOptions,
  notExpressed: readonly NotExpressed[],
): ExportedFile {
  const { one } = subjectOf(pack);
  const head = [
    about(pack, options),
    'A policy passes where no finding is made.',
    ...notExpressedHead(notExpressed),
  ];
  const documents = queries.map(({ platform, query }) => {
    const lines = `SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM (\n${query}\n) WHERE result = 'finding');`.split(
      '\n',
    );
    return [
      'apiVersion: v1',
      'kind: policy',
      'spec:',
      `  name: ${JSON.stringify(`No ${one} (${titles[platform] ?? platform})`)}`,
      `  platform: ${platform}`,
      `  description: ${JSON.stringify(`Fails where a ${one}, or what is left of one, is found in the tables of osquery. ${packsOf(pack)}`)}`,
      '  resolution: Run phaseout on the host; it says which product it is, which deadline applies, and how to get off it.',
      '  purpose: Informational',
      '  query: |-',
      ...lines.map((line) => `    ${line}`.trimEnd()),
    ].join('\n');
  });
  return {
    name: 'phaseout-fleet-policies.yml',
    text: `${head.map((line) => `# ${line}`).join('\n')}\n${documents.join('\n---\n')}\n`,
  };
}

function about(pack: RulePack, { version }: ExportOptions): string {
  return `phaseout ${version} for osquery ${oldest} or later. ${packsOf(pack)}`;
}

function packsOf(pack: RulePack): string {
  return `Rules: ${pack.identities.map(({ id, version }) => `${id} ${version}`).join(', ')}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
