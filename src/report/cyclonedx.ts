import type { DatedFinding } from '../model/finding.ts';
import type { Item } from '../model/item.ts';
import type { Labels } from '../model/labels.ts';
import type { Report } from '../model/report.ts';
import type { ItemKind } from '../model/vocabulary.ts';
import { findingTitle, governingSentences, reportFacts, stopSentences } from './finding-words.ts';
import { answer } from './headline.ts';
import { jsonText } from './json-text.ts';
import { hostLabels } from './labels-text.ts';
import { en } from './messages/en.ts';
import { plainText } from './plain-text.ts';
import { scanFacts } from './scan-facts.ts';

/** What a kind of item is in an SBOM. Processes are what runs of them, so they are left out. */
const componentTypes: Readonly<Partial<Record<ItemKind, string>>> = {
  software: 'application',
  service: 'application',
  driver: 'device-driver',
  filter: 'device-driver',
  'security-provider': 'application',
  'scheduled-task': 'data',
  'browser-extension': 'application',
  certificate: 'data',
  marker: 'file',
};

/**
 * The inventory of a report as a CycloneDX 1.6 SBOM. Components are the items (without `--include-inventory` those
 * that are evidence, and a property says so); findings, gaps, audience, instant and pack are properties, because the
 * format has no word for "present although it should not be". Source: cyclonedx.org, JSON reference 1.6.
 */
export function renderCyclonedx(report: Report): string {
  const evidence = new Map<string, DatedFinding[]>();
  for (const finding of report.findings) {
    for (const { item } of finding.evidence) {
      const key = keyOf(item);
      evidence.set(key, [...(evidence.get(key) ?? []), finding]);
    }
  }
  const items =
    report.items ?? unique(report.findings.flatMap((finding) => finding.evidence.map(({ item }) => item)));
  const components = items
    .filter(({ kind }) => componentTypes[kind] !== undefined)
    .map((item, index) => component(item, index, evidence.get(keyOf(item)) ?? []));
  const { target } = report;
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      ...(report.scannedAt !== undefined && { timestamp: report.scannedAt }),
      lifecycles: [{ phase: target.type === 'host' ? 'operations' : 'discovery' }],
      tools: {
        components: [{ type: 'application', name: report.tool.name, version: report.tool.version }],
      },
      component: {
        type: target.digest === undefined ? 'operating-system' : 'container',
        'bom-ref': 'target',
        name: plainText(target.image ?? target.hostname ?? target.path ?? target.type, 300) || 'unknown',
        ...(target.os !== undefined && { description: plainText(target.os, 300) }),
      },
      properties: [
        property('answer', answer(en, report).text),
        property(
          'inventory',
          report.items === undefined ? 'only what is evidence of a finding' : 'all items',
        ),
        property('complete', String(report.complete)),
        ...labelProperties(target),
        ...(report.hosts ?? []).flatMap((state) => {
          const said = hostLabels(en, state);
          return said === '' ? [] : [property('host', `${state.host ?? en.hostNotNamed}: ${said}`)];
        }),
        property('readiness', `${report.readiness.answer}: ${report.readiness.text}`),
        property('encryption', `${report.encryption.state}: ${report.encryption.text}`),
        ...[...reportFacts(en, report), ...scanFacts(en, report)].map((fact) => property('fact', fact)),
        ...report.findings.map((finding) => property('finding', findingText(finding))),
        ...report.notes.map(({ kind, text }) => property('note', `${kind}: ${text}`)),
        ...report.coverage.flatMap(({ collector, gaps }) =>
          gaps.map(({ reason, source, message }) =>
            property('gap', `${collector}: ${source}: ${reason}: ${message}`),
          ),
        ),
      ],
    },
    components,
  };
  return `${jsonText(bom, null, 2)}\n`;
}

function labelProperties({ client, site, tags = [] }: Labels): object[] {
  return [
    ...(client === undefined ? [] : [property('client', client)]),
    ...(site === undefined ? [] : [property('site', site)]),
    ...tags.map((tag) => property('tag', tag)),
  ];
}

function findingText(finding: DatedFinding): string {
  const sentences = [...governingSentences(en, finding), ...stopSentences(en, finding)];
  return `${findingTitle(en, finding)}. ${sentences.join(' ')} ${finding.id}`;
}

function component(item: Item, index: number, findings: readonly DatedFinding[]): object {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['kind', item.kind],
    ['collector', item.collector],
    ['name', item.displayName === undefined ? undefined : item.name],
    ['path', item.path],
    ['origin', item.origin],
    ['state', item.state],
    ['signer', item.signer],
    ['scope', item.scope],
    ['host', item.host],
    ['ref', item.ref],
    ['installedAt', item.installedAt],
  ];
  return {
    type: componentTypes[item.kind],
    'bom-ref': `item-${index + 1}`,
    name: plainText(item.displayName ?? item.name) || 'unnamed',
    ...(item.version !== undefined && { version: plainText(item.version, 300) }),
    ...(item.publisher !== undefined && { publisher: plainText(item.publisher, 300) }),
    properties: [
      ...facts.flatMap(([name, value]) => (value === undefined ? [] : [property(name, value)])),
      ...findings.flatMap((finding) => [
        property('finding', finding.id),
        property('finding:status', finding.status),
        property('finding:confidence', finding.confidence),
      ]),
    ],
  };
}

function property(name: string, value: string): { readonly name: string; readonly value: string } {
  return { name: `phaseout:${name}`, value: plainText(value) };
}

function keyOf({ kind, name, path, origin, host, version, scope }: Item): string {
  return [kind, name, path, origin, host, version, scope].join('\0');
}

function unique(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
