import type { Platform } from '../../model/vocabulary.ts';
import type { Entry } from './entry.ts';
import { kqlComment, kqlString } from './literal.ts';
import { prefilterOf } from './prefilter.ts';
import type { Table } from './table.ts';

/** Entries of one table and platform as one query of Defender advanced hunting. */
export function renderHunting(
  table: Table,
  platform: Platform,
  entries: readonly Entry[],
  head: readonly string[],
): string {
  const names = new Map<string, string>();
  for (const { others } of entries) {
    for (const { query } of others) if (!names.has(query)) names.set(query, `other${names.size + 1}`);
  }
  const found = entries.map(({ id, signature, test, others }) => {
    const more = others.map(
      ({ query, isWanted }) => ` and DeviceId ${isWanted ? 'in' : '!in'} (${names.get(query)})`,
    );
    const isJoined = more.length > 0 && test.includes(' or ');
    const says = `${id} ${signature.proves} ${signature.confidence}`;
    return `    iff(${isJoined ? `(${test})` : test}${more.join('')}, ${kqlString(says)}, "")`;
  });
  const prefilter = prefilterOf(table, entries);
  return [
    ...head.map(kqlComment),
    ...[...names].map(([query, name]) => `let ${name} = ${query};`),
    ...table.source(platform),
    ...(prefilter === undefined ? [] : [`| where ${prefilter}`]),
    ...table.shape,
    '| extend Found = pack_array(',
    `${found.join(',\n')})`,
    '| mv-expand Found to typeof(string)',
    '| where isnotempty(Found)',
    '| extend Part = split(Found, " ")',
    '| extend Product = tostring(split(Part[0], "/")[0]), Signature = tostring(Part[0]), Proves = tostring(Part[1]), Confidence = tostring(Part[2])',
    `| project Product, Proves, Confidence, ${table.shown.join(', ')}, Signature`,
    '',
  ].join('\n');
}

/** Entries of one entity as one query of Intune's device query: short, because the input is. */
export function renderDeviceQuery(
  table: Table,
  platform: Platform,
  entries: readonly Entry[],
  head: readonly string[],
): string {
  const tests = [...new Set(entries.map(({ test }) => (test.includes(' and ') ? `(${test})` : test)))];
  return [
    ...head.map(kqlComment),
    ...table.source(platform),
    `| where ${tests.join(' or ')}`,
    `| project ${table.shown.join(', ')}`,
    '',
  ].join('\n');
}
