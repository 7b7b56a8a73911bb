import { attributeKey, inventoryColumns } from '../sql/columns.ts';
import type { Checks, Entry, SqlSignature } from '../sql/entries.ts';
import { type OsqueryPlatform, tableRows } from './tables.ts';

/** Why a signature cannot be looked for on a platform; undefined where it can. */
export function whyNot(
  signature: SqlSignature,
  probes: ReadonlyMap<string, Entry>,
  platform: OsqueryPlatform,
): string | undefined {
  const own = reasonOf(signature, platform);
  if (own !== undefined) return own;
  for (const id of signature.beside) {
    const probe = probes.get(id);
    const reason = probe === undefined ? undefined : reasonOf(probe, platform);
    if (reason !== undefined) return `of what must be beside it, ${reason}`;
  }
  return undefined;
}

/** What of a signature's guards osquery does not see, so that it may report a look-alike; undefined where it sees all. */
export function blindGuard(
  signature: SqlSignature,
  probes: ReadonlyMap<string, Entry>,
  platform: OsqueryPlatform,
): string | undefined {
  const fields = signature.not.flatMap((checks) => unseen(checks, signature, platform));
  if (fields.length > 0) return `a guard looks at ${fields[0]}, which osquery does not tell`;
  for (const id of signature.unless) {
    const probe = probes.get(id);
    const reason = probe === undefined ? undefined : reasonOf(probe, platform);
    if (reason !== undefined) return `a guard cannot be seen: ${reason}`;
  }
  return undefined;
}

function reasonOf(entry: Entry, platform: OsqueryPlatform): string | undefined {
  const known = kindsOn(platform);
  const kinds = [...entry.kinds].filter((kind) => known.has(kind));
  if (kinds.length === 0) return `osquery has no table of ${[...entry.kinds].join(', ')} there`;
  const missing = entry.all.flatMap((checks) => unseen(checks, entry, platform));
  return missing.length > 0 ? `osquery does not tell ${missing[0]} of ${kinds.join(', ')}` : undefined;
}

function kindsOn(platform: OsqueryPlatform): ReadonlySet<string> {
  return new Set(['marker', ...tableRows[platform].flatMap(({ kinds }) => kinds)]);
}

/** Fields that no table of the entry's kinds tells, where their absence decides. */
function unseen(checks: Checks, entry: Entry, platform: OsqueryPlatform): string[] {
  const told = new Set(
    tableRows[platform]
      .filter(({ kinds }) => kinds.some((kind) => entry.kinds.has(kind)))
      .flatMap(({ columns, attributes }) => [
        ...Object.keys(columns),
        ...Object.keys(attributes ?? {}).map((key) => `attributes.${key}`),
      ]),
  );
  for (const always of ['collector', 'origin']) told.add(always);
  if (entry.kinds.has('marker')) for (const column of ['name', 'path']) told.add(column);
  return checks
    .filter(({ check }) => !(check.how === 'exists' && !check.exists))
    .map(({ field }) => field)
    .filter((field) => !told.has(attributeKey(field) === undefined ? columnOf(field) : field));
}

function columnOf(field: string): string {
  return inventoryColumns.find((column) => column.field === field)?.name ?? field;
}
