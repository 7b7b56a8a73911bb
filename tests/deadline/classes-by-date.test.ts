import { expect, test } from 'vitest';
import { resolveAudiences } from '../../src/deadline/audiences.ts';
import { dateFindings } from '../../src/deadline/date-findings.ts';
import { parseAsOf } from '../../src/deadline/instant.ts';
import type { Deadline } from '../../src/model/deadline.ts';
import type { DatedFinding } from '../../src/model/finding.ts';
import { type ProductClass, productClasses, type Status } from '../../src/model/vocabulary.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';
import { pack } from './judge.ts';
import { type FindingSketch, makeFinding } from './make-finding.ts';
import { makeHosts } from './make-hosts.ts';

/** Before the announcement, before new agreements ended, before updates ended, just after, today. */
const dates = ['2024-06-19', '2024-07-01', '2024-08-15', '2024-09-30', '2026-11-22'];

/** Classes of which the pack has no product, where one would not be an ordinary product with updates. */
const notInPack: Partial<Record<ProductClass, FindingSketch>> = {
  certificate: { capabilities: ['root-certificate'] },
  training: { capabilities: ['informational', 'service'] },
  advisory: { capabilities: ['informational', 'service'] },
};

/** Every product of the pack that can be a finding, and one of each class that has none. */
const sketches = productClasses.flatMap((productClass): FindingSketch[] => {
  const products = builtInPack().products.filter(
    (product) =>
      product.class === productClass &&
      (productClass === 'successor' || product.signatures.some(({ proves }) => proves !== 'note')),
  );
  return products.length === 0
    ? [{ ...notInPack[productClass], id: `a-${productClass}`, class: productClass }]
    : products.map(({ product, name, vendor, platforms, capabilities }) => ({
        id: product,
        name,
        vendor,
        class: productClass,
        platforms,
        capabilities,
      }));
});

/** The sketches of one status, dated for one audience: at each date, in their order. */
function dated(audience: string, status: Status): DatedFinding[][] {
  const findings = sketches.map((sketch) => makeFinding({ ...sketch, status }));
  return dates.map((asOf) => {
    const all = dateFindings({
      findings,
      pack,
      audiences: resolveAudiences([audience], pack.audiences),
      asOf: parseAsOf(asOf),
      hosts: makeHosts(findings),
      accepts: [],
    });
    return findings.map(({ id }) => all.find((each) => each.id === id) ?? expect.fail(id));
  });
}

/** One line of a table: what governs at each date, under which regimes, and what stands beside it. */
function row(status: Status, judged: readonly DatedFinding[]): string {
  const governing = judged.map(({ governing: [first] }) => first?.deadline ?? null);
  const regimes = new Set(governing.flatMap((deadline) => deadline?.regime ?? []));
  const governs = new Set(governing.flatMap((deadline) => (deadline === null ? [] : name(deadline))));
  const beside = (judged[0]?.deadlines ?? []).filter((deadline) => !governs.has(name(deadline)));
  const cells = governing.map((deadline) => cell(deadline).padEnd(34)).join('');
  return [
    `${status.padEnd(11)}${cells.trimEnd()}`,
    ...wrap('of', [...regimes]),
    ...wrap(
      'beside',
      beside.map((deadline) => `${name(deadline)}${deadline.history ? ' (history)' : ''}`),
    ),
  ].join('\n');
}

function name({ regime, phase }: Deadline): string {
  return `${regime}/${phase}`;
}

function cell(deadline: Deadline | null): string {
  return deadline === null ? '-' : `${deadline.phase} ${deadline.days ?? '(no day)'}`;
}

/** A labelled list in lines of at most 160 columns; nothing for an empty one. */
function wrap(label: string, words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && `${last}, ${word}`.length <= 160) lines[lines.length - 1] = `${last}, ${word}`;
    else lines.push(`  ${(lines.length === 0 ? label : '').padEnd(9)}${word}`);
  }
  return lines.map((line, at) => (at < lines.length - 1 ? `${line},` : line));
}

/** The classes of some products; where others of a class stand elsewhere, with the names; of many, those missing. */
function classes(same: readonly FindingSketch[]): string[] {
  const ofClass = (list: readonly FindingSketch[], productClass: ProductClass) =>
    list.filter((each) => each.class === productClass);
  const here = productClasses.filter((each) => ofClass(same, each).length > 0);
  const split = here.some((each) => ofClass(same, each).length < ofClass(sketches, each).length);
  if (!split && here.length > productClasses.length / 2) {
    const missing = productClasses.filter((each) => !here.includes(each));
    return wrap(missing.length === 0 ? 'for all' : 'all but', missing.length === 0 ? ['classes'] : missing);
  }
  return wrap(
    'for',
    here.map((each) =>
      ofClass(same, each).length === ofClass(sketches, each).length
        ? each
        : `${each} (${ofClass(same, each)
            .map(({ id }) => id)
            .join(', ')})`,
    ),
  );
}

/** One audience: the tables of installed products, then those of leftovers. */
function section(audience: string): string {
  const head = `${''.padEnd(11)}${dates.map((date) => date.padEnd(34)).join('')}`.trimEnd();
  const blocks = (['installed', 'residue'] as const).flatMap((status) => {
    const judged = dated(audience, status);
    const rows = new Map<string, FindingSketch[]>();
    sketches.forEach((sketch, at) => {
      const line = row(
        status,
        judged.flatMap((each) => each[at] ?? []),
      );
      rows.set(line, [...(rows.get(line) ?? []), sketch]);
    });
    return [...rows].map(([line, same]) => [line, ...classes(same)].join('\n'));
  });
  return [`# ${audience}`, head, ...blocks].join('\n');
}

const about = `What governs each product class for each audience, at five as-of dates (00:00 New York).
A cell is the phase and its days, negative before it. "-": nothing governs, and the report says why.
of: the regimes that govern in the row. beside: phases that are shown with them and govern at none of these dates.
for: the classes ("all but": those left out); where products of one class differ, with their ids. A running product reads as an installed one.`;

test('what governs each class for each audience, by date', async () => {
  const text = [about, ...pack.audiences.map(({ audience }) => section(audience))].join('\n\n');
  await expect(`${text}\n`).toMatchFileSnapshot('golden/classes-by-date.txt');
}, 60_000);

test('a running product reads as an installed one', () => {
  for (const audience of ['us-person', 'us-federal', 'au-commonwealth']) {
    const rows = (status: Status) => dated(audience, status).map((judged) => row('installed', judged));
    expect(rows('active')).toEqual(rows('installed'));
  }
});
