import { describe, expect, test } from 'vitest';
import { regimesShow } from '../../src/deadline/show.ts';
import { productDeadlines } from '../../src/deadline/show-product.ts';
import { explainSignature, signatureTable } from '../../src/explain/explain-signature.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';
import { rulesList, rulesTable } from '../../src/rules/list.ts';
import { rulesShow } from '../../src/rules/show.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';
import { offenders, type Place, packTexts, sourceTexts } from './every-text.ts';
import { bodies, forbidden, toldToRemove } from './forbidden.ts';
import { judge, pack } from './judge.ts';
import { type FindingSketch, integration } from './make-finding.ts';

/** Facts and lists that no message may contradict: data of the pack, code of the program, and what the commands print. */
const texts = packTexts();
const code = sourceTexts();
const whole: RulePack = { ...builtInPack(), regimes: pack.regimes, audiences: pack.audiences };

/** An absence phase may be overdue for a body that is told to be without the product; rendered.test.ts tests for whom. */
const saysOverdue =
  /^(deadline\/phase-words|report\/(deadline-text|timeline|messages\/(en|de))|fleet\/(date-products|host-row|deadline-words|messages\/(en|de))|rmm\/verdict)\.ts:/;

/** The word as a name in code, and where it is denied: why nobody is told so. */
const notSaid =
  /'overdue'|\boverdue\b(?=[,:?)\]}]| ?[=!|}])|not overdue|nobody (can be|is) told (that it is )?"?overdue"?/gi;

function wrong(places: readonly Place[]): string[] {
  const said = places
    .filter(({ at }) => !saysOverdue.test(at))
    .map(({ at, text }) => ({ at, text: text.replace(notSaid, '') }));
  return forbidden.flatMap(([why, pattern]) => offenders(said, pattern).map((line) => `${why}: ${line}`));
}

describe('no text says what no source says', () => {
  test('the sentences of every rule file', () => {
    expect(texts.length).toBeGreaterThan(1500);
    expect(wrong(texts)).toEqual([]);
  });

  test('the collector of sentences sees each kind of them', () => {
    const kinds = [
      'product kes-windows about',
      'product kes-windows doubt',
      'product kes-windows migration steps text',
      'product kes-windows migration verify',
      'product engine-in-zonealarm name-alone note text',
      'protection crowdstrike-falcon-windows limits',
      'hazard',
      'alternative',
      'regimes/us-commerce-icts.yaml us-commerce-icts updates-and-ksn meaning',
      'regimes/us-commerce-icts.yaml us-commerce-icts updates-and-ksn databases after',
      'audiences.yaml us-person about',
    ];
    expect(
      kinds.filter(
        (kind) => !texts.some(({ at }) => at.replace(/ (phases|signatures)/, '').startsWith(kind)),
      ),
    ).toEqual([]);
  });

  test('the program itself: headlines, advice, errors, hints, help', () => {
    expect(code.length).toBeGreaterThan(10_000);
    expect(wrong(code)).toEqual([]);
  });

  test('what rules list, rules show and explain print', () => {
    const ids = [
      ...whole.products.map(({ product }) => product),
      ...whole.protections.map(({ protection }) => protection),
      ...whole.hazards.map(({ hazard }) => hazard),
      ...whole.alternatives.map(({ alternative }) => alternative),
      ...whole.regimes.map(({ regime }) => regime),
    ];
    const printed: Place[] = [
      ...ids.map((id) => ({ at: `rules show ${id}`, text: inOneLine(rulesShow(whole, id)) })),
      ...[...signatureTable(whole)].map(([id, owned]) => ({
        at: `explain ${id}`,
        text: inOneLine(explainSignature(owned)),
      })),
      ...whole.regimes.map(({ regime }) => ({
        at: `regimes show ${regime}`,
        text: inOneLine(regimesShow(whole, regime)),
      })),
      ...whole.products.map((product) => ({
        at: `deadlines of ${product.product}`,
        text: inOneLine(productDeadlines(whole, product).join('\n')),
      })),
      { at: 'rules list', text: rulesTable(rulesList(whole), 400) },
    ];
    expect(printed.length).toBeGreaterThan(700);
    expect(wrong(printed)).toEqual([]);
  });

  test('nobody outside a body that is bound is told by a rule to remove', () => {
    const elsewhere = texts.filter(
      ({ at, text }) => !/^(regimes\/|audiences)/.test(at) && toldToRemove.test(text),
    );
    expect(elsewhere.map(({ at, text }) => `${at}: ${text}`)).toEqual([]);
    // German is keyed by the sentences of the regimes themselves; what it says is checked in rendered-de.test.ts.
    const ours = code.filter(({ at }) => !at.startsWith('report/messages/de.ts'));
    expect(offenders(ours, toldToRemove)).toEqual([]);
  });
});

/** Without line breaks and sources, so that a sentence is seen whole and a quoted title is not taken for ours. */
function inOneLine(text: string): string {
  return text
    .replace(/\n\s*(Source|source|Sources|Where it is known from)[\s\S]*?(?=\n\n|\n\S|$)/g, '')
    .replace(/\s+/g, ' ');
}

/** The permitted sentences, in our words, each for the reader whom it is true for. */
const permitted: [says: string, sketch: FindingSketch, audience: string, phase: string, pattern: RegExp][] = [
  [
    'supply ended on 29 September 2024, 00:00 EDT',
    {},
    'us-person',
    'updates-and-ksn',
    /^From 29 September 2024, 00:00 EDT, Kaspersky may not supply signature or software updates to U\.S\. persons/,
  ],
  [
    'continued use is no violation',
    {},
    'us-person',
    'updates-and-ksn',
    /Continued use is not a violation under/,
  ],
  [
    'federal use is prohibited since 1 October 2018',
    {},
    'us-federal',
    'government-use',
    /^From 1 October 2018 federal use is prohibited by law/,
  ],
  ['the BSI warns, as advice', {}, 'de-advice', 'warning', /15 March 2022.*advice|advice.*15 March 2022/s],
  [
    'Commerce excludes threat intelligence, training and advice',
    { class: 'threat-intelligence', capabilities: ['codebase-updates'] },
    'us-person',
    'announced',
    /^Commerce excludes threat intelligence, security training, and consulting or advisory services/,
  ],
  [
    'an integration owes nothing, and both vendors are named',
    integration,
    'us-person',
    'updates-and-ksn',
    /It binds Kaspersky and Example Networks, not the user/,
  ],
];

test.each(permitted)('is said: %s', (_says, sketch, audience, phase, pattern) => {
  const deadline = judge(sketch, audience, '2026-11-22').deadlines.find((each) => each.phase === phase);
  expect(deadline?.meaning).toMatch(pattern);
});

test('what is only for federal readers is read by nobody else', () => {
  for (const { audience } of pack.audiences.filter((each) => !bodies.test(each.audience))) {
    const read = judge({}, audience, '2026-11-22').deadlines.map(({ meaning }) => meaning);
    expect([
      audience,
      read.filter((meaning) => /federal use (is|has been) prohibited/i.test(meaning)),
    ]).toEqual([audience, []]);
  }
});
