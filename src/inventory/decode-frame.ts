import type { Coverage, Gap } from '../model/gap.ts';
import type { InventoryHeader, InventoryTrailer, Target } from '../model/inventory.ts';
import { decodeLabels } from '../model/labels.ts';
import { gapReasons, platforms, statuses } from '../model/vocabulary.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Identifier of the native inventory format that this version reads and writes. */
export const inventorySchema = 'phaseout/inventory@1';

const targetTypes = ['host', 'root', 'image', 'inventory'] as const;
const targetTexts = [
  'os',
  'osId',
  'role',
  'furtherRoles',
  'hostname',
  'id',
  'hardwareId',
  'path',
  'image',
  'digest',
] as const;
const skipReasons = ['needs-live-host', 'not-selected', 'interrupted'] as const;

/** The header line of a native inventory, or a sentence on what was expected. */
export function decodeHeader(row: Fields): InventoryHeader | string {
  if (row['schema'] !== inventorySchema) {
    return `unknown schema ${JSON.stringify(row['schema'])?.slice(0, 60)}; this version reads "${inventorySchema}"`;
  }
  const { target, tool, scannedAt } = row;
  if (!isFields(target)) return 'the header needs a "target"';
  const decoded = decodeTarget(target);
  if (typeof decoded === 'string') return decoded;
  return {
    schema: inventorySchema,
    tool: isFields(tool)
      ? { name: text(tool['name']) ?? 'unknown', version: text(tool['version']) ?? 'unknown' }
      : { name: 'unknown', version: 'unknown' },
    ...(text(scannedAt) !== undefined && { scannedAt: text(scannedAt) }),
    target: decoded,
  };
}

/** The trailer line of a native inventory, or a sentence on what was expected. */
export function decodeTrailer(row: Fields): InventoryTrailer | string {
  const { coverage, complete } = row;
  if (typeof complete !== 'boolean') return 'the trailer needs "complete": true or false';
  if (!Array.isArray(coverage)) return 'the trailer needs "coverage", a list';
  const decoded: Coverage[] = [];
  for (const entry of coverage) {
    const one = isFields(entry) ? decodeCoverage(entry) : undefined;
    if (one === undefined)
      return 'an entry of "coverage" is not of the form {collector, status, items, gaps}';
    decoded.push(one);
  }
  return { coverage: decoded, complete };
}

function decodeTarget(row: Fields): Target | string {
  const type = targetTypes.find((word) => word === row['type']);
  if (type === undefined) return `"target.type" must be one of ${targetTypes.join(', ')}`;
  const platform = platforms.find((word) => word === row['platform']);
  const texts: Partial<Record<(typeof targetTexts)[number], string>> = {};
  for (const key of targetTexts) {
    const value = text(row[key]);
    if (value !== undefined) texts[key] = value;
  }
  return { type, ...(platform && { platform }), ...texts, ...decodeLabels(row) };
}

function decodeCoverage(row: Fields): Coverage | undefined {
  const { collector, items, ms, gaps, host, notPresent } = row;
  const status = (['ok', 'gap', 'skipped'] as const).find((word) => word === row['status']);
  if (typeof collector !== 'string' || status === undefined || !isCount(items) || !Array.isArray(gaps)) {
    return undefined;
  }
  const decodedGaps = gaps.map((gap) => (isFields(gap) ? decodeGap(gap) : undefined));
  if (decodedGaps.includes(undefined)) return undefined;
  const reason = skipReasons.find((word) => word === row['reason']);
  return {
    collector,
    status,
    ...(reason && { reason }),
    items,
    ...(isCount(ms) && { ms }),
    gaps: decodedGaps.filter((gap) => gap !== undefined),
    ...(Array.isArray(notPresent) && {
      notPresent: notPresent.filter((name) => typeof name === 'string'),
    }),
    ...(typeof host === 'string' && { host }),
  };
}

function decodeGap(row: Fields): Gap | undefined {
  const reason = gapReasons.find((word) => word === row['reason']);
  const couldHide = statuses.find((word) => word === row['couldHide']);
  const source = text(row['source']);
  const message = text(row['message']);
  if (reason === undefined || couldHide === undefined || source === undefined || message === undefined) {
    return undefined;
  }
  return { reason, source, message, couldHide, ...(row['only'] === 'hidden' && { only: 'hidden' }) };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
