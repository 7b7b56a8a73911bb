import { describe, expect, test } from 'vitest';
import type { Regime } from '../../src/model/regime.ts';
import { bodies, forbidden, toldToRemove } from './forbidden.ts';
import { judge } from './judge.ts';
import { loadAudiences, loadRegimes, regimeDocuments } from './load-regimes.ts';
import { type FindingSketch, integration } from './make-finding.ts';

const regimes = loadRegimes();

/** Every sentence of a regime that a reader can meet, with the place it stands at. */
function sentencesOf(regime: Regime): [place: string, text: string, audiences: readonly string[]][] {
  const all = regime.phases.flatMap((phase) => phase.audiences);
  const own = Object.entries(regime).flatMap(([key, value]): [string, string, readonly string[]][] =>
    typeof value === 'string' && key !== 'regime' ? [[key, value, all]] : [],
  );
  return [
    ...own,
    ...regime.notDetermined.map((text): [string, string, readonly string[]] => ['notDetermined', text, all]),
    ...regime.facts.map(({ fact }): [string, string, readonly string[]] => ['facts', fact, all]),
    ...regime.phases.flatMap((phase) =>
      [
        phase.title,
        phase.meaning,
        phase.doubt ?? '',
        ...(phase.meaningFor ?? []).map(({ meaning }) => meaning),
      ].map((text): [string, string, readonly string[]] => [`phase ${phase.id}`, text, phase.audiences]),
    ),
  ];
}

const cases = regimes.flatMap((regime) =>
  sentencesOf(regime).map(([place, text, audiences]) => ({
    at: `${regime.regime} ${place}`,
    text,
    audiences,
  })),
);

describe('no message says what the texts do not', () => {
  test.each(forbidden)('%s', (_why, pattern) => {
    expect(cases.filter(({ text }) => pattern.test(text)).map(({ at, text }) => `${at}: ${text}`)).toEqual(
      [],
    );
  });

  test('only a public body or contractor is told that use is prohibited or removal due', () => {
    const elsewhere = cases.filter(
      ({ text, audiences, at }) =>
        at.includes(' phase ') && toldToRemove.test(text) && !audiences.every((id) => bodies.test(id)),
    );
    expect(elsewhere.map(({ at }) => at)).toEqual([]);
  });

  test('the federal sentence stands under federal audiences alone', () => {
    const federal = cases.filter(
      ({ at, text }) => at.includes(' phase ') && /federal use is prohibited/i.test(text),
    );
    expect(federal.length).toBeGreaterThan(0);
    for (const { audiences } of federal) expect(audiences).toEqual(['us-federal', 'us-federal-nss']);
  });

  test('the checks would catch a bad sentence', () => {
    const bad =
      'Using this product is illegal and banned in Germany. You are in violation, 100 days overdue.';
    expect(forbidden.filter(([, pattern]) => pattern.test(bad)).map(([why]) => why)).toEqual([
      'use is not illegal',
      'nobody banned it in a country',
      'no reader is in violation',
      'advice and supply are never overdue',
      'no term of a hundred days',
    ]);
  });
});

describe('what the texts do say is said', () => {
  test('every supply phase for everybody says that use is no violation, or whom it binds', () => {
    const commerce = regimes.find(({ regime }) => regime === 'us-commerce-icts');
    const supply = commerce?.phases.filter(({ kind }) => kind === 'ends-supply') ?? [];
    expect(supply).toHaveLength(3);
    for (const phase of supply) {
      for (const text of [phase.meaning, ...(phase.meaningFor ?? []).map(({ meaning }) => meaning)]) {
        expect(text).toMatch(/not a violation|not the user|asks nothing of|only without it/);
      }
    }
  });

  test('each advice says that it is advice', () => {
    const advice = regimes.flatMap(({ phases }) => phases.filter(({ kind }) => kind === 'advice'));
    expect(advice).toHaveLength(5);
    for (const { meaning } of advice) expect(meaning).toMatch(/advice|not binding/);
  });

  test('the open question of foreign subsidiaries is stated', () => {
    const commerce = regimes.find(({ regime }) => regime === 'us-commerce-icts');
    expect(commerce?.notDetermined[0]).toMatch(
      /^Whether a foreign subsidiary of a U.S. company is a "U.S. person" was not/,
    );
  });

  test('only what asks for removal or absence asks it of leftovers, and what rests on our reading says so', () => {
    const leftovers = regimes.flatMap(({ regime, phases }) =>
      phases
        .filter(({ kind, reach }) => kind === 'asks-for-absence' && reach.statuses?.includes('residue'))
        .map(({ id, meaningFor }) => {
          const special = meaningFor?.find(({ reach }) => reach.statuses?.includes('residue'))?.meaning ?? '';
          return `${regime}/${id}${/our reading|not settled by anything read/.test(special) ? ', a reading' : ''}`;
        }),
    );
    expect(leftovers.sort()).toEqual([
      'au-pspf-002-2025/remove',
      'it-dl-21-2022/circular-2022, a reading',
      'it-dl-21-2022/circular-2025, a reading',
      'lt-government-2017/replace, a reading',
      'us-dhs-bod-17-01/remove',
      'us-ndaa-1634/government-use, a reading',
      'us-state-md/comply',
      'us-state-nj/remove',
      'us-state-or/covered-products',
    ]);
  });

  test('the ban on new agreements binds Kaspersky, not the vendor that carries its engine', () => {
    const { meaning } =
      judge(integration, 'us-person', '2024-07-19').governing[0]?.deadline ?? expect.fail('nothing governs');
    expect(meaning).toContain(
      'It binds Kaspersky, not the user of a product of Example Networks that carries its engine.',
    );
  });

  test('the first Italian circular is said to have been replaced, the FCC list to speak of equipment', () => {
    const of = (sketch: FindingSketch, audience: string, phase: string) =>
      judge(sketch, audience, '2026-11-22').deadlines.find((deadline) => deadline.phase === phase)?.meaning;
    expect(of({}, 'it-public', 'circular-2022')).toContain('replaced this one');
    expect(of(integration, 'us-fcc-funded', 'equipment-listed')).toContain('as that of Example Networks is');
  });

  test('the audiences are told never to be inferred', () => {
    for (const { about } of loadAudiences()) expect(about).toMatch(/phaseout never infers/);
  });

  test('no text carries the keys of private notes', () => {
    for (const { file, text } of regimeDocuments())
      expect([file, /\[[A-Z]\d{1,2}\]/.test(text)]).toEqual([file, false]);
  });
});
