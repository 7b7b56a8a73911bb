import { UsageError } from '../errors.ts';
import { didYouMean } from '../model/nearest.ts';
import type { Regime } from '../model/regime.ts';
import type { RulePack } from '../model/rule-pack.ts';
import type { Binding } from '../model/vocabulary.ts';
import {
  bindingWords,
  bindsWords,
  dateText,
  inGeneral,
  kindWords,
  markWords,
  reachText,
  specialText,
  whenText,
} from './phase-words.ts';
import { datePhases } from './phases.ts';
import { entry, paragraph } from './wrap.ts';

/** One regime in `phaseout regimes list`. */
export interface RegimeRow {
  readonly id: string;
  readonly title: string;
  readonly jurisdiction: string;
  readonly binding: Binding;
  /** Every audience that a phase is about, in the order of the file. */
  readonly audiences: readonly string[];
  readonly phases: number;
  /** Phases in effect at the as-of instant. */
  readonly inEffect: number;
  /** The next phase to come, with its date: "updates-and-ksn, 29 Sep 2024 00:00 EDT". */
  readonly next?: string;
  /** A stronger regime has overtaken this one. */
  readonly history: boolean;
}

/** The regimes of a pack as rows, in load order, seen from an as-of instant (ms since 1970 UTC). */
export function regimesList(pack: Pick<RulePack, 'regimes'>, asOf: number): RegimeRow[] {
  const dated = datePhases(pack.regimes, asOf);
  return pack.regimes.map((regime) => {
    const phases = dated.filter((entry) => entry.regime === regime);
    const next = phases.find(({ times }) => !times.inEffect && times.effective !== null);
    return {
      id: regime.regime,
      title: regime.title,
      jurisdiction: regime.jurisdiction,
      binding: regime.binding,
      audiences: [...new Set(regime.phases.flatMap((phase) => phase.audiences))],
      phases: phases.length,
      inEffect: phases.filter(({ times }) => times.inEffect).length,
      ...(next === undefined ? {} : { next: `${next.phase.id}, ${dateText(next.times)}` }),
      history: phases.some(({ history }) => history),
    };
  });
}

/**
 * One regime in full, wrapped at 80 columns, ending in a line feed: who is bound, every phase and fact with its mark and
 * source, how far the instrument itself was read, and what was not determined.
 * Throws {@link UsageError} for an unknown id, with those nearest.
 */
export function regimesShow(pack: Pick<RulePack, 'regimes'>, id: string): string {
  const regime = pack.regimes.find((candidate) => candidate.regime === id.trim().toLowerCase());
  if (regime === undefined) {
    const hint = didYouMean(
      id,
      pack.regimes.map((candidate) => candidate.regime),
    );
    throw new UsageError(`unknown regime "${id}"`, { hint: hint || 'phaseout regimes list names them all' });
  }
  return `${[...headOf(regime), ...phasesOf(regime), ...factsOf(regime), ...tailOf(regime)].join('\n')}\n`;
}

function headOf(regime: Regime): string[] {
  return [
    ...paragraph(regime.title),
    '',
    ...entry('Id', regime.regime),
    ...entry('Jurisdiction', regime.jurisdiction),
    ...entry('Authority', regime.authority),
    ...entry('Instrument', regime.instrument),
    ...entry('Legal basis', regime.legalBasis),
    ...entry('Nature', bindingWords[regime.binding]),
    ...entry('Bound', regime.bound),
    ...entry('Not bound', regime.notBound),
    ...entry('Exceptions', regime.exceptions),
    ...entry('Penalty', regime.penalty),
    ...entry(
      'Overtaken by',
      regime.overtakenBy === undefined
        ? undefined
        : `${regime.overtakenBy.regime}: ${regime.overtakenBy.why}`,
    ),
  ];
}

function phasesOf(regime: Regime): string[] {
  return regime.phases.flatMap((phase) => [
    '',
    ...paragraph(`Phase ${phase.id}: ${phase.title}`),
    ...entry('When', whenText(phase), 2),
    ...entry('Kind', kindWords[phase.kind], 2),
    ...entry('Audiences', phase.audiences.join(', '), 2),
    ...entry('Binds', bindsWords[phase.binds], 2),
    ...entry('Reaches', reachText(phase.reach), 2),
    ...entry('Meaning', inGeneral(phase.meaning), 2),
    ...(phase.meaningFor ?? []).flatMap((special) =>
      entry('For some', `(${specialText(special)}) ${inGeneral(special.meaning)}`, 2),
    ),
    ...entry('Doubt', phase.doubt, 2),
    ...entry('Not overdue', phase.neverOverdue, 2),
    ...entry('Mark', `${markWords[phase.mark]}; confidence ${phase.confidence}`, 2),
    ...sources(phase.source, 2),
  ]);
}

function factsOf(regime: Regime): string[] {
  return regime.facts.flatMap((fact) => [
    '',
    ...entry('Fact', fact.fact),
    ...entry('Mark', `${markWords[fact.mark]}; confidence ${fact.confidence}`, 2),
    ...sources(fact.source, 2),
  ]);
}

function tailOf(regime: Regime): string[] {
  return [
    '',
    ...entry('Read', regime.read),
    ...entry('Standing', regime.standing),
    ...regime.notDetermined.flatMap((open) => entry('Not known', open)),
    ...sources(regime.source, 0),
    '',
    'Not legal advice.',
  ];
}

function sources(source: Regime['source'], indent: number): string[] {
  return (typeof source === 'string' ? [source] : source).flatMap((each) => entry('Source', each, indent));
}
