import { describe, expect, test } from 'vitest';
import { resolveAudiences } from '../../src/deadline/audiences.ts';
import { dateFindings } from '../../src/deadline/date-findings.ts';
import { parseAsOf } from '../../src/deadline/instant.ts';
import type { Report } from '../../src/model/report.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';
import { statuses } from '../../src/model/vocabulary.ts';
import { deadlineText } from '../../src/report/deadline-text.ts';
import { localise } from '../../src/report/localise.ts';
import { de } from '../../src/report/messages/de.ts';
import { Translator } from '../../src/report/messages/translator.ts';
import { renderTable } from '../../src/report/table.ts';
import { empty } from '../report/fixtures/parts.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';
import { bodies } from './forbidden.ts';
import { forbiddenGerman, toldToRemoveGerman } from './forbidden-de.ts';
import { judge, pack } from './judge.ts';
import { loadRegimes } from './load-regimes.ts';
import { makeFinding } from './make-finding.ts';
import { makeHosts } from './make-hosts.ts';

const today = '2026-11-22';
const neverOverdue = 'advice and supply are never overdue';

describe('a deadline in German', () => {
  const german = (installedAt: string | undefined, audience: string, asOf: string): string => {
    const [first] = judge(installedAt === undefined ? {} : { installedAt }, audience, asOf).governing;
    if (first?.deadline == null) throw new Error(`nothing governs for ${audience}`);
    const to = new Translator(de);
    const { title, regimeTitle, date } = first.deadline;
    const deadline = {
      ...first.deadline,
      title: to.text(title),
      regimeTitle: to.text(regimeTitle),
      date: to.text(date),
    };
    return deadlineText(deadline, first, de)
      .sentence.replaceAll('\u00a0', ' ')
      .replace(/ \(.*$/, '');
  };

  test.each([
    [
      'supply, past',
      undefined,
      'us-person',
      today,
      'Lieferung von Updates und Kaspersky Security Network an US-Personen: beendet am 29. Sep. 2024 00:00 EDT, vor 784 Tagen',
    ],
    [
      'supply, the day after',
      undefined,
      'us-person',
      '2024-09-30',
      'Lieferung von Updates und Kaspersky Security Network an US-Personen: beendet am 29. Sep. 2024 00:00 EDT, vor 1 Tag',
    ],
    [
      'supply, to come',
      undefined,
      'us-person',
      '2024-09-27',
      'Lieferung von Updates und Kaspersky Security Network an US-Personen: endet am 29. Sep. 2024 00:00 EDT, in 2 Tagen',
    ],
    [
      'absence, presence not known',
      undefined,
      'us-federal',
      today,
      'Nutzung von Erzeugnissen jeder Art von Kaspersky durch die US-Bundesverwaltung: in Kraft seit 1. Okt. 2018, bisher 2 974 Tage',
    ],
    [
      'absence, there before',
      '2017-05-01',
      'us-federal',
      today,
      'Nutzung von Erzeugnissen jeder Art von Kaspersky durch die US-Bundesverwaltung: überfällig seit 1. Okt. 2018, bisher 2 974 Tage',
    ],
    [
      'by, before',
      undefined,
      'au-commonwealth',
      '2025-03-30T00:00+11:00',
      'Alle Kaspersky-Instanzen in Stellen des Commonwealth: fällig bis Ablauf des 1. Apr. 2025, in 2 Tagen',
    ],
    [
      'by, ended',
      undefined,
      'au-commonwealth',
      '2025-04-02T00:00+11:00',
      'Alle Kaspersky-Instanzen in Stellen des Commonwealth: in Kraft, die Frist endete am 1. Apr. 2025, vor 1 Tag',
    ],
    [
      'by, ended, there before',
      '2024-01-01',
      'au-commonwealth',
      '2025-04-02T00:00+11:00',
      'Alle Kaspersky-Instanzen in Stellen des Commonwealth: überfällig seit Ablauf des 1. Apr. 2025, bisher 1 Tag',
    ],
    [
      'advice, there before',
      '2020-01-01',
      'de-advice',
      today,
      'BSI warnt vor Kaspersky-Virenschutz: empfohlen seit 15. März 2022, bisher 1 713 Tage',
    ],
    [
      'a month: the doubt is said once',
      undefined,
      'ro-public',
      today,
      'Öffentliche Stellen Rumäniens trennen oder deinstallieren es: in Kraft seit Mitte März 2023, Tag nicht bekannt',
    ],
  ])('%s', (_why, installedAt, audience, asOf, says) => {
    expect(german(installedAt, audience, asOf)).toBe(says);
  });
});

test('the checks would catch a bad sentence', () => {
  const bad =
    'Die Nutzung dieses Produkts ist verboten und strafbar. Sie verstoßen gegen das Gesetz, seit 100 Tagen überfällig.';
  expect(forbiddenGerman.filter(([, pattern]) => pattern.test(bad)).map(([why]) => why)).toEqual([
    'use is not illegal',
    'nobody banned it in a country',
    'no reader is in violation',
    neverOverdue,
    'no term of a hundred days',
  ]);
  for (const told of [
    'Sie müssen das Produkt entfernen.',
    'Behörden mussten jede Instanz ermitteln und entfernen.',
    'Die Nutzung ist der Bundesverwaltung untersagt.',
    'der Bundesverwaltung ist die Nutzung gesetzlich untersagt',
  ])
    expect(told).toMatch(toldToRemoveGerman);
});

const to = new Translator(de);
const phases = loadRegimes().flatMap(({ regime, phases }) => phases.map((phase) => ({ regime, phase })));

test.each(phases.map(({ regime, phase }) => [`${regime}/${phase.id}`, phase] as const))(
  '%s: only a public body or contractor is told that use is prohibited or removal due',
  (_id, phase) => {
    const texts = [phase.title, phase.meaning, ...(phase.meaningFor ?? []).map(({ meaning }) => meaning)];
    const told = texts.map((text) => to.text(text)).filter((text) => toldToRemoveGerman.test(text));
    if (!phase.audiences.every((id) => bodies.test(id))) expect(told).toEqual([]);
  },
);

test('every supply phase says that use is no violation, or whom it binds; each advice that it is advice', () => {
  for (const { regime, phase } of phases) {
    const texts = [phase.meaning, ...(phase.meaningFor ?? []).map(({ meaning }) => meaning)].map((text) =>
      to.text(text),
    );
    for (const text of texts) {
      if (regime === 'us-commerce-icts' && phase.kind === 'ends-supply')
        expect(text).toMatch(/kein Verstoß|nicht den Nutzer|verlangt von niemandem|nur ohne sie/);
      if (phase.kind === 'advice') expect(text).toMatch(/Empfehlung|ein Rat|nicht bindend/);
    }
  }
});

describe('the whole report of every product in German, as a reader sees it', () => {
  const rules = builtInPack();
  const whole: RulePack = { ...rules, regimes: pack.regimes, audiences: pack.audiences };
  const findings = rules.products.flatMap(({ product, name, vendor, class: kind, platforms, capabilities }) =>
    statuses.map((status) => {
      const finding = makeFinding({
        id: product,
        name,
        vendor,
        class: kind,
        platforms,
        capabilities,
        status,
      });
      return { ...finding, id: `${product} ${status}`, installedAt: '2010-01-01' };
    }),
  );

  test.each(pack.audiences.map(({ audience }) => audience))(
    'for %s says nothing that no source says',
    (audience) => {
      const report: Report = {
        ...empty,
        audiences: [audience],
        findings: dateFindings({
          findings,
          pack: whole,
          audiences: resolveAudiences([audience], whole.audiences),
          asOf: parseAsOf(today),
          hosts: makeHosts(findings),
          accepts: [],
        }),
      };
      const text = renderTable(localise(report, de), { width: 2000, verbose: true, messages: de })
        .replace(/Beleg: [^\n]*/g, '')
        .split('\n');
      expect(text.length).toBeGreaterThan(1000);
      const wrong = forbiddenGerman
        .filter(([why]) => why !== neverOverdue || !bodies.test(audience))
        .flatMap(([why, pattern]) =>
          text.filter((line) => pattern.test(line)).map((line) => `${why}: ${line.trim().slice(0, 200)}`),
        );
      expect(wrong).toEqual([]);
    },
  );
});
