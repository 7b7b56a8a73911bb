import { itemKinds, itemStates } from '../../model/vocabulary.ts';
import { checkedRow, rowsUnder } from './checked-rows.ts';
import { isFields, listOf, present, textAt, textOf } from './fields.ts';
import type { Draft, Fields, ImportedRow, Importer } from './importer.ts';
import { sbomItem } from './sbom-package.ts';

const maxDepth = 20;
const own = 'phaseout:';
const texts = ['name', 'version', 'purl', 'group', 'publisher'];

/**
 * CycloneDX in JSON, 1.2 to 1.7. Components may hold others. What phaseout wrote itself comes back as the items it was.
 * Source: CycloneDX/specification schema/bom-1.6.schema.json (commit e02a34ae).
 */
export const cyclonedx: Importer = {
  id: 'cyclonedx',
  reads: 'CycloneDX JSON',
  sample: 'real',
  kinds: ['software', 'driver'],
  document: {
    recognises: (document) =>
      isFields(document) &&
      (document['bomFormat'] === 'CycloneDX' || /cyclonedx/i.test(textAt(document, '$schema') ?? '')),
    *rows(document) {
      if (isFields(document)) yield* componentsUnder(document, '', 0);
    },
  },
};

/** The components of the document or of a component. `place` is where that is, empty or with a dot at its end. */
function* componentsUnder(holder: Fields, place: string, depth: number): Iterable<ImportedRow> {
  yield* rowsUnder(holder, 'components', `${place}components`, function* (component, at) {
    yield* checkedRow(component, at, texts, (fields) => componentItem(fields, at));
    if (!isFields(component) || component['components'] === undefined) return;
    const message = `components more than ${maxDepth} deep in each other are not read`;
    if (depth < maxDepth) yield* componentsUnder(component, `${at}.`, depth + 1);
    else yield { type: 'fault', at, message };
  });
}

function componentItem(component: Fields, at: string): Draft | string | undefined {
  const properties = propertiesOf(component);
  if (properties.has(`${own}kind`)) return ownItem(component, properties, at);
  const name = textAt(component, 'name');
  const ref = textAt(component, 'bom-ref');
  const path = firstOf(properties, /^(?:syft:location:0:path|aquasecurity:trivy:FilePath|SrcFile)$/);
  const purl = textAt(component, 'purl');
  switch (component['type']) {
    case 'operating-system':
    case 'container':
      // What the rest is part of, not something installed.
      return purl === undefined ? undefined : sbomItem({ at, ref, name, purl });
    case 'file':
      if (name === undefined) return 'a file without a name';
      return {
        kind: 'marker',
        name: name.split('/').at(-1) ?? name,
        path: name,
        at,
        ...present({ ref }),
      };
    case 'device-driver':
      if (name === undefined) return 'a driver without a name';
      return { kind: 'driver', name, at, ...present({ version: textAt(component, 'version'), ref, path }) };
    default:
      return sbomItem({
        at,
        ref,
        name: qualified(component, name, purl),
        version: textAt(component, 'version'),
        publisher: publisherOf(component),
        path,
        purl,
        // Without a package URL an application may be anything; a library is one of some language.
        type: component['type'] === 'library' || component['type'] === 'framework' ? 'library' : undefined,
      });
  }
}

/** Java and npm keep half of the name in the group. */
function qualified(
  component: Fields,
  name: string | undefined,
  purl: string | undefined,
): string | undefined {
  const group = textAt(component, 'group');
  return group === undefined || name === undefined || purl !== undefined ? name : `${group}/${name}`;
}

function publisherOf(component: Fields): string | undefined {
  const supplier = isFields(component['supplier']) ? textAt(component['supplier'], 'name') : undefined;
  const maker = isFields(component['manufacturer']) ? textAt(component['manufacturer'], 'name') : undefined;
  return textAt(component, 'publisher') ?? supplier ?? maker ?? textAt(component, 'author');
}

function propertiesOf(component: Fields): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  for (const property of listOf(component['properties'])) {
    if (!isFields(property)) continue;
    const name = textAt(property, 'name');
    const value = textOf(property['value']);
    if (name !== undefined && value !== undefined && !properties.has(name)) properties.set(name, value);
  }
  return properties;
}

function firstOf(properties: ReadonlyMap<string, string>, pattern: RegExp): string | undefined {
  for (const [name, value] of properties) if (pattern.test(name)) return value;
  return undefined;
}

function ownItem(component: Fields, properties: ReadonlyMap<string, string>, at: string): Draft | string {
  const value = (key: string): string | undefined => properties.get(`${own}${key}`);
  const kind = itemKinds.find((each) => each === value('kind'));
  const shown = textAt(component, 'name');
  const name = value('name') ?? shown;
  if (kind === undefined || name === undefined)
    return 'a component of phaseout without a kind that is known, or without a name';
  return {
    kind,
    name,
    at,
    ...present({
      collector: value('collector'),
      displayName: value('name') === undefined ? undefined : shown,
      version: textAt(component, 'version'),
      publisher: textAt(component, 'publisher'),
      signer: value('signer'),
      path: value('path'),
      scope: value('scope'),
      host: value('host'),
      ref: value('ref'),
      installedAt: value('installedAt'),
      state: itemStates.find((each) => each === value('state')),
    }),
  };
}
