import { describe, expect, it } from 'vitest';
import { exportPowerShell } from '../../../src/export/powershell/export-powershell.ts';
import { compileMatcher } from '../../../src/match/matcher.ts';
import type { Item } from '../../../src/model/item.ts';
import { builtInPack } from '../../rule-pack/built-in-pack.ts';
import { caseHosts } from '../../rule-pack/cases.ts';
import { runPowerShell } from '../../support/powershell/interpreter.ts';
import { powerShellTree } from '../../support/powershell/parse.ts';
import { windowsMachine } from '../../support/powershell/windows-machine.ts';
import { type Planted, plant } from './plant.ts';

const pack = builtInPack();
const matcher = compileMatcher(pack);
const [file] = exportPowerShell(pack, { version: '0.0.0', dialect: 'plain' }).files;
const tree = await powerShellTree(file?.text ?? '');

/** `<product> <status> <confidence>`, as the matcher says of a running Windows, and the signatures that it went by. */
function matched(items: readonly Item[]): { findings: string[]; signatures: string[] } {
  const session = matcher.session({ live: true, platform: 'windows' });
  for (const item of items) session.add(item);
  const { findings } = session.finish();
  return {
    findings: findings
      .map(({ product, status, confidence }) => `${product.id} ${status} ${confidence}`)
      .sort(),
    signatures: findings.flatMap(({ evidence }) => evidence.map(({ signature }) => signature)),
  };
}

/**
 * Windows hosts of the rule tests as they can be planted: each that shows a signature or an outcome which none before it
 * showed, and every sixth of those on which nothing is found, which are look-alikes.
 */
function tellingHosts(): { name: string; planted: Planted; expected: string[] }[] {
  const seen = new Set<string>();
  let lookAlikes = 0;
  return caseHosts().flatMap(({ test, host, rows }) => {
    if (!rows.some(({ item }) => item.platform === 'windows')) return [];
    const planted = plant(rows.map(({ item }) => item));
    const { findings, signatures } = matched(planted.items);
    const shown = [...findings, ...signatures];
    const isTelling = shown.length === 0 ? lookAlikes++ % 6 === 0 : shown.some((each) => !seen.has(each));
    for (const each of shown) seen.add(each);
    return isTelling ? [{ name: `${test}, ${host}`, planted, expected: findings }] : [];
  });
}

/** The same, as the script prints it before its last line. */
function detected(output: readonly string[]): string[] {
  return output
    .map(
      (line) =>
        /^(?<status>active|installed|residue) (?<confidence>\w+): .*\[(?<id>[^\]]+)\]/.exec(line)?.groups,
    )
    .flatMap((found) =>
      found === undefined ? [] : [`${found['id']} ${found['status']} ${found['confidence']}`],
    )
    .sort();
}

describe('the detection script', () => {
  it('finds on a planted Windows what match finds, for the Windows hosts of the rule tests', () => {
    const hosts = tellingHosts();
    expect(hosts.length).toBeGreaterThan(100);
    const different = hosts.flatMap(({ name, planted, expected }) => {
      const script = detected(runPowerShell(tree, windowsMachine(planted.parts)).output);
      return script.join() === expected.join() ? [] : [{ name, script, match: expected }];
    });
    expect(different).toEqual([]);
  }, 120_000);
});
