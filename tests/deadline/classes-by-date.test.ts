import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Deadline } from '../../src/model/deadline.ts';
import { type ProductClass, productClasses } from '../../src/model/vocabulary.ts';
import { judge } from './judge.ts';
import type { FindingSketch } from './make-finding.ts';

const dates = ['2018-09-30', '2024-07-19', '2024-07-20', '2024-09-29', '2026-11-22'];

/** What a class usually is, where that is not an ordinary installed product with updates. */
const usual: Partial<Record<ProductClass, FindingSketch>> = {
  integration: { capabilities: ['integrates-engine', 'signature-updates'], vendor: 'Example Networks' },
  'scan-engine': { capabilities: ['integrates-engine', 'signature-updates'] },
  'threat-intelligence': { capabilities: ['informational'] },
  training: { capabilities: ['informational', 'service'] },
  advisory: { capabilities: ['informational', 'service'] },
  utility: { capabilities: [] },
  'removal-tool': { capabilities: [] },
  component: { status: 'residue', capabilities: ['kernel-driver'] },
  certificate: { status: 'residue', capabilities: ['root-certificate'] },
  'browser-extension': { status: 'residue', capabilities: [] },
};

/** The five columns of one class: the phase that governs with its days, or a dash. */
function row(sketch: FindingSketch, audience: string): string {
  return dates
    .map((asOf) => cell(judge(sketch, audience, asOf).governing[0]?.deadline ?? null).padEnd(22))
    .join('')
    .trimEnd();
}

function cell(deadline: Deadline | null): string {
  return deadline === null ? '-' : `${deadline.phase} ${deadline.days}`;
}

test.each(['us-person', 'us-federal'])('what governs each class for %s, by date', (audience) => {
  const name = new URL('golden/classes-by-date.txt', import.meta.url);
  const sections = readFileSync(name, 'utf8').split(/^(?=# )/m);
  const golden = sections.find((section) => section.startsWith(`# ${audience}\n`));
  const lines = productClasses.map((productClass) => {
    const sketch: FindingSketch = { ...usual[productClass], class: productClass };
    const label = sketch.status === 'residue' ? `${productClass} (residue)` : productClass;
    return `${label.padEnd(30)}${row(sketch, audience)}`;
  });
  const head = `${'class'.padEnd(30)}${dates.map((date) => date.padEnd(22)).join('')}`.trimEnd();
  expect(`# ${audience}\n${head}\n${lines.join('\n')}\n`).toBe(golden?.replace(/\n\n$/, '\n'));
});
