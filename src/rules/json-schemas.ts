import { z } from 'zod';
import { HostRow } from '../fleet/host-row.ts';
import { FleetView } from '../fleet/view.ts';
import { DatedFinding } from '../model/finding.ts';
import { InventoryHeader, InventoryTrailer } from '../model/inventory.ts';
import { Item } from '../model/item.ts';
import { Migration, MigrationStep, Read } from '../model/product.ts';
import { Phase, When as PhaseWhen, Reach } from '../model/regime.ts';
import { Report } from '../model/report.ts';
import { documentSchemas } from '../model/rule-pack.ts';
import { RuleTest } from '../model/rule-test.ts';
import { Clause, Id, Signature, Source, When as Tests, TextTest } from '../model/signature.ts';

/** The published schemas of what the program writes, and of rule tests, by file name. */
const outputs = {
  'report.schema.json': {
    schema: Report,
    title: 'phaseout report',
    description: 'A report of phaseout (phaseout/report@1), as --format json writes it.',
  },
  'finding.schema.json': {
    schema: DatedFinding,
    title: 'phaseout finding',
    description: 'One product on one host, as in a report and as one line of --format ndjson.',
  },
  'fleet.schema.json': {
    schema: FleetView,
    title: 'phaseout fleet',
    description: 'Many reports as one view (phaseout/fleet@1), as phaseout fleet --format json writes it.',
  },
  'fleet-host.schema.json': {
    schema: HostRow,
    title: 'phaseout fleet host',
    description: 'One host of a fleet, as in the view and as one line of phaseout fleet --format ndjson.',
  },
  'item.schema.json': {
    schema: Item,
    title: 'phaseout inventory item',
    description: 'One row of an inventory: a piece of software, a service, a driver … found on a host.',
  },
  'inventory-header.schema.json': {
    schema: InventoryHeader,
    title: 'phaseout inventory header',
    description: 'The first line of a native inventory (NDJSON).',
  },
  'inventory-trailer.schema.json': {
    schema: InventoryTrailer,
    title: 'phaseout inventory trailer',
    description: 'The last line of a native inventory (NDJSON).',
  },
  'rule-test.schema.json': {
    schema: RuleTest,
    title: 'phaseout rule test',
    description:
      'One document of a file for phaseout rules test: hosts with rows, and what the rules must say.',
  },
} as const;

/** The fields that a signature can test, beside `attributes.<name>`. */
const itemFields = [
  'name',
  'displayName',
  'version',
  'publisher',
  'signer',
  'path',
  'state',
  'scope',
  'origin',
  'collector',
];

/** What each kind of document is, for editors. */
const documentTitles = {
  product: 'A product: its signatures, and how to get off it',
  protection: "Another vendor's protection, which answers whether the host stays protected",
  hazard: 'A danger of a removal, shown before the steps',
  alternative: 'A kind of replacement, with examples of several vendors',
  regime: 'A law, an order or official advice that restricts products, with its phases',
  audience: 'Who is bound by a phase',
  pack: 'The name, version and date of a rule pack',
} as const satisfies Record<keyof typeof documentSchemas, string>;

/** Parts that stand in several places, by the name of their one definition. */
const parts = {
  Id,
  Source,
  TextTest,
  Tests,
  Clause,
  Signature,
  Read,
  Migration,
  MigrationStep,
  Reach,
  PhaseWhen,
  Phase,
} as const;

/** The published JSON Schemas (draft 2020-12) as pretty JSON, by file name. All come from the zod schemas of the model. */
export function jsonSchemas(): Record<string, string> {
  const texts: Record<string, string> = { 'rule-document.schema.json': pretty(ruleDocumentSchema()) };
  for (const [name, { schema, title, description }] of Object.entries(outputs)) {
    const { $schema, ...body } = z.toJSONSchema(schema, { io: 'input' });
    texts[name] = pretty({ $schema, $id: name, title, description, ...body });
  }
  return texts;
}

/** Schema of one document of a rule file: one of the kinds, told apart by the key that holds its id. */
function ruleDocumentSchema(): object {
  for (const [id, part] of Object.entries(parts)) {
    z.globalRegistry.add(part, { ...z.globalRegistry.get(part), id });
  }
  const { $schema, anyOf, $defs } = z.toJSONSchema(z.union(Object.values(documentSchemas)), {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => addRefinement(zodSchema, jsonSchema),
  });
  const titles = Object.values(documentTitles);
  return {
    $schema,
    $id: 'rule-document.schema.json',
    title: 'phaseout rule document',
    description:
      'One document of a rule file of phaseout. Ids across documents, dates and version ranges are checked by: phaseout rules validate PATH',
    oneOf: anyOf?.map((document, index) => ({ title: titles[index], ...document })),
    $defs,
  };
}

/** Says in JSON Schema what the model says in `refine`, which JSON Schema does not see. */
function addRefinement(schema: z.core.$ZodType, json: z.core.JSONSchema.BaseSchema): void {
  // zod writes its own name of the check beside the pattern; no validator knows it as a format.
  if (json.format === 'starts_with') delete json.format;
  switch (schema) {
    case TextTest.def.options[1]:
    case Clause:
      Object.assign(json, { minProperties: 1, maxProperties: 1 });
      return;
    case Tests:
      // Named one by one so that an editor can offer them.
      json.properties = Object.fromEntries(itemFields.map((field) => [field, { $ref: '#/$defs/TextTest' }]));
      json.minProperties = 1;
      return;
    case Read:
      json.oneOf = [{ required: ['file'] }, { required: ['registry'] }];
      return;
    case Signature:
      json.oneOf = [
        { properties: { proves: { const: 'note' } }, required: ['note'] },
        { properties: { proves: { not: { const: 'note' } } }, not: { required: ['note'] } },
      ];
      return;
  }
}

function pretty(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
