import type { Finding } from '../model/finding.ts';
import type { Product } from '../model/product.ts';
import type { Phase, Regime } from '../model/regime.ts';
import type { RulePack } from '../model/rule-pack.ts';
import type { Status } from '../model/vocabulary.ts';
import { type RequestedAudience, resolveAudiences } from './audiences.ts';
import { phaseTimes } from './phase-times.ts';
import { dateText, kindWords } from './phase-words.ts';
import { meaningOf } from './phases.ts';
import { reaches } from './reach.ts';
import { paragraph } from './wrap.ts';

/**
 * Which phases of a pack apply to a product and why, whatever the audience and the as-of instant: as lines of at most
 * 80 columns, a regime after the other, then the regimes that do not reach it, then what is asked of leftovers.
 * Nothing where the pack has no regimes. Text of the rule files stands in it unescaped.
 */
export function productDeadlines(pack: Pick<RulePack, 'regimes' | 'audiences'>, product: Product): string[] {
  if (pack.regimes.length === 0) return [];
  const installed = findingOf(product, 'installed');
  const reached = pack.regimes.map((regime) => ({
    regime,
    phases: regime.phases.filter(({ reach }) => reaches(reach, installed)),
  }));
  // What is told whole comes first.
  const told = ({ phases }: Reached): number => Number(!phases.some((phase) => isTold(phase, installed)));
  const applying = reached
    .filter(({ phases }) => phases.some(isMoreThanContext))
    .sort((a, b) => told(a) - told(b));
  const context = reached.filter(
    ({ regime, phases }) =>
      phases.length > 0 && !phases.some(isMoreThanContext) && regime.phases.some(isMoreThanContext),
  );
  const others = reached.filter(
    ({ regime, phases }) => phases.length === 0 && regime.phases.some(isMoreThanContext),
  );
  return [
    'Deadlines, where it is installed',
    ...applying.flatMap((each) => regimeLines(each, installed, pack)),
    ...context.flatMap((each) => regimeLines(each, installed, pack, 'does not reach it')),
    ...(applying.length + context.length === 0 ? ['', ...block('No regime of the pack reaches it.', 2)] : []),
    ...(others.length === 0
      ? []
      : [
          '',
          ...block(
            `Not reached, by its class, system or what it does: ${others.map(({ regime }) => regime.regime).join(', ')}.`,
            2,
          ),
        ]),
    '',
    ...block(leftoverText(pack.regimes, findingOf(product, 'residue')), 2),
    ...block('(phaseout regimes show ID says more; a report says which one governs for an audience)', 2),
  ];
}

interface Reached {
  readonly regime: Regime;
  readonly phases: readonly Phase[];
}

function regimeLines(
  { regime, phases }: Reached,
  finding: Finding,
  pack: Pick<RulePack, 'audiences'>,
  said?: string,
): string[] {
  return [
    '',
    ...block(`${regime.regime} · ${regime.title}${said === undefined ? '' : `: ${said}`}`, 2),
    ...phases.flatMap((phase) => [
      ...block(
        `${when(phase)}: ${kindWords[phase.kind]} (${phase.id}, for ${phase.audiences.join(', ')})`,
        4,
      ),
      ...(isTold(phase, finding) ? block(meaningOf(phase, finding, audienceOf(phase, pack)), 6) : []),
      ...(phase.doubt !== undefined && isTold(phase, finding) ? block(`Doubt: ${phase.doubt}`, 6) : []),
    ]),
  ];
}

/** What ends supply turns on what a product does, so it is told whole; so is what is worded for this product alone. */
function isTold(phase: Phase, finding: Finding): boolean {
  return (
    phase.kind === 'ends-supply' ||
    (phase.meaningFor ?? []).some(
      ({ reach, audiences }) => audiences === undefined && reaches(reach, finding),
    )
  );
}

function when({ when }: Phase): string {
  if ('trigger' in when) return `${when.term} after ${when.trigger}`;
  return `${'by' in when ? 'by the end of' : 'from'} ${dateText(phaseTimes(when, 0))}`;
}

function leftoverText(regimes: readonly Regime[], residue: Finding): string {
  const asking = regimes.filter(({ phases }) =>
    phases.some(({ kind, reach }) => kind === 'asks-for-absence' && reaches(reach, residue)),
  );
  return asking.length === 0
    ? 'Leftovers of it: no regime asks for their absence.'
    : `Leftovers of it: their absence is asked for by ${asking.map(({ regime }) => regime).join(', ')}; what ends supply asks nothing of them.`;
}

function isMoreThanContext({ kind }: Phase): boolean {
  return kind !== 'context' && kind !== 'asks-for-report';
}

function audienceOf(
  { audiences: [first = ''] }: Phase,
  pack: Pick<RulePack, 'audiences'>,
): RequestedAudience {
  const known = pack.audiences.some(({ audience }) => audience === first);
  const [audience] = known ? resolveAudiences([first], pack.audiences) : [];
  return audience ?? { id: first, name: first, covers: new Set([first]) };
}

/** The product as the matcher would find it, without any evidence: a reach looks at the product and its status. */
function findingOf({ product, ...rest }: Product, status: Status): Finding {
  const { name, vendor, class: productClass, platforms, capabilities } = rest;
  return {
    id: product,
    product: { id: product, name, vendor, class: productClass, platforms, capabilities },
    status,
    confidence: 'confirmed',
    evidence: [],
  };
}

function block(text: string, indent: number): string[] {
  return paragraph(text, 80 - indent - 2).map(
    (line, at) => `${' '.repeat(at === 0 ? indent : indent + 2)}${line}`,
  );
}
