import { compileMatcher } from '../../src/match/matcher.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';
import { type TestOrigin, testOrigins } from '../../src/model/rule-test.ts';
import { compare } from '../../src/rule-tests/compare.ts';
import { type ExpectedHost, hostsOf } from '../../src/rule-tests/expected-host.ts';
import { type Observation, observe } from '../../src/rule-tests/observe.ts';
import { builtInPack } from './built-in-pack.ts';
import { caseTests } from './cases.ts';
import { fixtureHosts, originOf } from './fixture-hosts.ts';
import { cuts, mutantsOf } from './mutants.ts';
import { survivors } from './mutation.ts';

/** A host that the rules were run on. */
export interface Tried {
  readonly host: ExpectedHost;
  readonly origin: TestOrigin;
  readonly observed: Observation;
}

/** How one product does on all hosts. A host counts once for a product. */
export interface Score {
  readonly product: string;
  /** Hosts that are expected to have it, and of these those on which it was found. */
  readonly expected: number;
  readonly found: number;
  /** Of those found: hosts on which status, basis, confidence and version are as expected too. */
  readonly exact: number;
  /** Hosts on which it was found and is not expected. */
  readonly false: number;
}

/** Runs a pack over every host of the fixtures and cases. */
export function tryAll(pack: RulePack): Tried[] {
  const matcher = compileMatcher(pack);
  return [
    ...fixtureHosts().map((host) => ({ host, origin: originOf(host) })),
    ...caseTests().flatMap((test) => hostsOf(test).map((host) => ({ host, origin: test.value.origin }))),
  ].map((each) => ({ ...each, observed: observe(matcher, each.host) }));
}

/** Scores of the products of a pack, in its order. A note counts like a finding. */
export function scoresOf(pack: RulePack, tried: readonly Tried[]): Score[] {
  return pack.products.map(({ product }) => {
    const about = (lines: readonly string[]): string[] =>
      lines.filter((line) => line.startsWith(`${product} `));
    const hosts = tried.map(({ host, observed }) => ({
      expected: about([...host.findings, ...host.notes]),
      got: about([...observed.findings, ...observed.notes]),
    }));
    const wanted = hosts.filter(({ expected }) => expected.length > 0);
    const found = wanted.filter(({ got }) => got.length > 0);
    const same = found.filter(({ expected, got }) => expected.toSorted().join() === got.toSorted().join());
    return {
      product,
      expected: wanted.length,
      found: found.length,
      exact: same.length,
      false: hosts.filter(({ expected, got }) => expected.length === 0 && got.length > 0).length,
    };
  });
}

/** Signatures of products and protections by the best class of row that exercises them; `none`: by no row. */
export function exercised(
  pack: RulePack,
  tried: readonly Tried[],
): Readonly<Record<TestOrigin | 'none', readonly string[]>> {
  const best = new Map<string, TestOrigin>();
  for (const origin of [...testOrigins].reverse()) {
    for (const { observed } of tried.filter((each) => each.origin === origin)) {
      for (const id of observed.evidence.flat()) best.set(id, origin);
    }
  }
  const ids = mutantsOf(pack).flatMap(({ cut, id }) => (cut === 'signature' ? [id] : []));
  const of = (origin: TestOrigin | undefined): string[] => ids.filter((id) => best.get(id) === origin);
  return {
    observed: of('observed'),
    documented: of('documented'),
    constructed: of('constructed'),
    none: of(undefined),
  };
}

/** The report of `npm run pack-report`: how well the pack is tested. Returns false where an expectation does not hold. */
export function run(options: { readonly print: (line: string) => void }): boolean {
  const { print } = options;
  const pack = builtInPack();
  const tried = tryAll(pack);
  const broken = tried.filter(({ host, observed }) => compare(host, observed).length > 0);
  const count = (origin: TestOrigin): number => tried.filter((each) => each.origin === origin).length;
  print(`Hosts: ${tried.length} (${testOrigins.map((origin) => `${count(origin)} ${origin}`).join(', ')})`);
  print(`Hosts on which something is not as expected: ${broken.length}`);
  for (const { host } of broken) print(`  ${host.file}:${host.at.line} ${host.test} ${host.host}`);

  print('\nProducts: recall, precision, hosts expected, hosts with status and version as expected');
  const scores = scoresOf(pack, tried);
  const width = Math.max(...scores.map(({ product }) => product.length));
  for (const score of scores) {
    const recall = percent(score.found, score.expected);
    const precision = percent(score.found, score.found + score.false);
    print(
      `  ${score.product.padEnd(width)} ${recall} ${precision} ${figure(score.expected)} ${figure(score.exact)}`,
    );
  }
  const sum = (key: Exclude<keyof Score, 'product'>): number =>
    scores.reduce((total, score) => total + score[key], 0);
  const recall = percent(sum('found'), sum('expected'));
  const precision = percent(sum('found'), sum('found') + sum('false'));
  print(`  ${'all'.padEnd(width)} ${recall} ${precision} ${figure(sum('expected'))} ${figure(sum('exact'))}`);

  print('\nSignatures by the best row that exercises them');
  const groups = exercised(pack, tried);
  for (const [group, ids] of Object.entries(groups)) {
    print(`  ${group}: ${ids.length}`);
    if (group === 'constructed' || group === 'none') for (const id of ids) print(`    ${id}`);
  }

  print('\nTaken out in turn, and missed by nobody');
  const all = mutantsOf(pack);
  const left = survivors(
    pack,
    tried.map(({ host }) => host),
  );
  for (const cut of cuts) {
    const of = left.filter((mutant) => mutant.cut === cut);
    print(`  ${cut}: ${of.length} of ${all.filter((mutant) => mutant.cut === cut).length}`);
    for (const { id } of of) print(`    ${id}`);
  }
  return broken.length === 0;
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '     –' : `${((100 * part) / whole).toFixed(0).padStart(5)}%`;
}

function figure(number: number): string {
  return String(number).padStart(4);
}
