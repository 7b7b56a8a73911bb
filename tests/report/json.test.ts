import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DatedFinding } from '../../src/model/finding.ts';
import { Coverage, Gap } from '../../src/model/gap.ts';
import { InventoryHeader, InventoryTrailer } from '../../src/model/inventory.ts';
import { Item } from '../../src/model/item.ts';
import { Report } from '../../src/model/report.ts';
import {
  inventoryHeaderLine,
  inventoryTrailerLine,
  itemLine,
  renderInventoryJson,
} from '../../src/report/inventory-json.ts';
import { renderJson } from '../../src/report/json.ts';
import { type KeyOrder, keyOrders } from '../../src/report/key-order.ts';
import { renderNdjson } from '../../src/report/ndjson.ts';
import { asOf, coverage, keslFinding, tool } from './fixtures/parts.ts';
import { fleet, reports, workstation } from './fixtures/reports.ts';

describe('renderJson', () => {
  it.each(['workstation', 'residue', 'gaps'])('%s against its golden file', async (name) => {
    const report = reports[name];
    if (report === undefined) throw new Error(name);
    await expect(renderJson(report, { pretty: true })).toMatchFileSnapshot(`golden/${name}.json`);
  });

  it.each(Object.entries(reports))('%s comes back as it was, and is a report', (_name, report) => {
    for (const pretty of [false, true]) {
      const back: unknown = JSON.parse(renderJson(report, { pretty }));
      expect(back).toEqual(report);
      expect(Report.safeParse(back).success).toBe(true);
    }
  });

  it('is one line and a newline unless pretty', () => {
    expect(renderJson(workstation).split('\n')).toHaveLength(2);
  });

  it('puts keys in the order of the schema, whatever order they came in', () => {
    const reversed = backwards(workstation);
    expect(Object.keys(reversed as object)[0]).toBe('disclaimer');
    expect(renderJson(reversed as Report)).toBe(renderJson(workstation));
  });

  it('keeps every whole character, and none that a terminal acts on', () => {
    const name = 'a\x1b[2J\u009b\x7f\u202e\u2028\ufeff\u{e0041}漢字é\ud800"\\';
    const text = renderJson({ ...workstation, findings: [{ ...keslFinding, version: name }] });
    expect(text).toContain(
      '"version":"a\\u001b[2J\\u009b\\u007f\\u202e\\u2028\\ufeff\\udb40\\udc41漢字é\\ufffd\\"\\\\"',
    );
    const back = Report.parse(JSON.parse(text));
    expect(back.findings[0]?.version).toBe(name.replace('\ud800', '\ufffd'));
  });

  it('keeps an attribute called __proto__', () => {
    const item = { kind: 'marker', collector: 'x', name: 'n', origin: 'o' } as const;
    const attributes: Record<string, string> = JSON.parse('{"b":"2","__proto__":"1"}');
    expect(itemLine({ ...item, attributes })).toBe(
      '{"kind":"marker","collector":"x","name":"n","origin":"o","attributes":{"__proto__":"1","b":"2"}}\n',
    );
  });
});

describe('renderNdjson', () => {
  it.each([
    ['workstation', workstation],
    ['fleet', fleet],
  ])('%s against its golden file', async (name, report) => {
    await expect(renderNdjson(report, { includeGaps: true })).toMatchFileSnapshot(`golden/${name}.ndjson`);
  });

  it('gives one finding a line, each with its host, and no gaps unless asked for', () => {
    const { host: _host, ...nameless } = keslFinding;
    const lines = renderNdjson({ ...workstation, findings: [nameless, keslFinding] })
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => DatedFinding.parse(JSON.parse(line)).host)).toEqual(['build-07', 'build-07']);
  });

  it('gives nothing at all for a clean host', () => {
    expect(renderNdjson({ ...workstation, findings: [], coverage: [] }, { includeGaps: true })).toBe('');
  });
});

describe('native inventory', () => {
  const header = {
    schema: 'phaseout/inventory@1',
    tool,
    scannedAt: asOf,
    target: { type: 'host', hostname: 'a' },
  } as const;
  const item = { kind: 'software', collector: 'dpkg', name: 'kesl', origin: '/var/lib/dpkg/status' } as const;

  it('writes lines that are what the schemas say', () => {
    expect(inventoryHeaderLine(header)).toBe(
      '{"schema":"phaseout/inventory@1","tool":{"name":"phaseout","version":"0.1.0"},"scannedAt":"2026-11-22T00:00:00-05:00","target":{"type":"host","hostname":"a"}}\n',
    );
    expect(itemLine(item, 'a')).toBe(
      '{"kind":"software","collector":"dpkg","name":"kesl","origin":"/var/lib/dpkg/status","host":"a"}\n',
    );
    expect(itemLine({ ...item, host: 'b' }, 'a')).toContain('"host":"b"');
    expect(inventoryTrailerLine({ coverage: [], complete: true })).toBe('{"coverage":[],"complete":true}\n');
    expect(InventoryHeader.safeParse(JSON.parse(inventoryHeaderLine(header))).success).toBe(true);
  });

  it('writes one document', () => {
    const document = { ...header, items: [item], coverage, complete: true };
    const text = renderInventoryJson(document, { pretty: true });
    expect(JSON.parse(text)).toEqual(document);
    expect(text.endsWith('}\n')).toBe(true);
  });
});

describe('key orders', () => {
  it.each<[string, z.ZodType, KeyOrder]>([
    ['report', Report, keyOrders.report],
    ['finding', DatedFinding, keyOrders.finding],
    ['item', Item, keyOrders.item],
    ['gap', Gap, keyOrders.gap],
    ['coverage', Coverage, keyOrders.coverage],
    ['inventory header', InventoryHeader, keyOrders.inventoryHeader],
    ['inventory trailer', InventoryTrailer, keyOrders.inventoryTrailer],
  ])('%s are those of the schema', (_name, schema, order) => {
    expect(orderOf(order)).toEqual(orderOf(keysOf(schema)));
  });
});

/** A key order as text, since equality of objects does not see the order. */
function orderOf(order: KeyOrder | null): string {
  return JSON.stringify(order, undefined, 1);
}

/** The keys of a schema, below arrays, optionals and records of fixed keys too. */
function keysOf(schema: z.ZodType): KeyOrder | null {
  if (schema instanceof z.ZodObject) {
    const shape: Record<string, z.ZodType> = schema.shape;
    return Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, keysOf(value)]));
  }
  if (schema instanceof z.ZodArray) return keysOf(schema.element as z.ZodType);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return keysOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum) {
    return Object.fromEntries(schema.keyType.options.map((key) => [String(key), null]));
  }
  return null;
}

function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, backwards(inner)]),
  );
}
