import type { Deadline, Governing, Presence } from '../model/deadline.ts';
import type { DatedFinding } from '../model/finding.ts';
import { protectsHost } from '../model/protects-host.ts';
import type { Report } from '../model/report.ts';
import { adviceText } from './advice-text.ts';
import type { Urgency } from './deadline-text.ts';
import { deadlineText, installedText } from './deadline-text.ts';
import { hostText } from './host-text.ts';
import { dayText } from './instant-text.ts';
import type { Page } from './layout.ts';
import type { Tone } from './style.ts';
import { timeline } from './timeline.ts';
import { padEnd } from './width.ts';
import { evidenceText, statusText } from './words.ts';

const statusTones = { active: 'red', installed: 'yellow', residue: 'cyan' } as const;
const urgencyTones: Readonly<Record<Urgency, Tone>> = {
  overdue: 'red',
  past: 'bold',
  coming: 'yellow',
  advice: 'bold',
  none: 'bold',
};
const indent = 2;

/** What earlier findings of this report have said already, so that it is not said twice. */
export interface Said {
  readonly meanings: Set<string>;
  readonly timelines: Set<string>;
  /** What is known of the host beside its findings. */
  host: boolean;
  readonly first: boolean;
}

/** One finding in full: what it is, which deadline governs, what to do, what it rests on. */
export function findingText(page: Page, finding: DatedFinding, report: Report, said: Said): string[] {
  const lines = headingText(page, finding);
  if (finding.accepted !== undefined) {
    lines.push(
      ...page.block(page.m.acceptedUntil(dayText(finding.accepted.until, page.m)), { indent, tone: 'green' }),
    );
  }
  for (const governing of finding.governing) {
    lines.push(...governingText(page, governing, report, said));
  }
  lines.push(...timelineText(page, finding, report, said));
  if (page.verbose) lines.push(...installDateText(page, finding, report), ...phaseText(page, finding));
  if (!said.host && carriesHost(finding, report)) {
    said.host = true;
    lines.push(...hostText(page, finding, report, indent));
  }
  lines.push(...adviceText(page, finding, said.first ? { hazards: 3, steps: 7 } : { hazards: 2, steps: 4 }));
  const more = finding.evidenceTruncated ? page.m.evidenceTruncated : '';
  const evidence = `${page.m.evidence(evidenceText(page.m, finding))}${more}`;
  if (!page.verbose) return [...lines, ...page.block(`${evidence} (--verbose)`, { indent, tone: 'dim' })];
  return [
    ...lines,
    ...page.block(`${evidence}:`, { indent }),
    ...evidenceList(page, finding.evidence, indent + 2),
  ];
}

/** Bullet, name and version at the left, status and confidence at the right. */
export function headingText(page: Page, finding: DatedFinding, before = ''): string[] {
  const version = finding.version === undefined ? '' : ` ${page.field(finding.version, 60)}`;
  return page.sides(
    {
      lead: `${before}${page.symbols.status[finding.status]} `,
      leadTone: statusTones[finding.status],
      text: `${page.field(finding.product.name)}${version}`,
      tone: 'bold',
    },
    { text: page.safe(statusText(page.m, finding, page.symbols.dot)), tone: statusTones[finding.status] },
  );
}

/** One line or two for each item of evidence: kind, name, version and state; where it was read, and by which signature. */
export function evidenceList(page: Page, evidence: DatedFinding['evidence'], indent: number): string[] {
  const column = Math.max(...evidence.map(({ item }) => item.kind.length));
  return evidence.flatMap(({ item, signature, also }) => {
    const name = [item.displayName ?? item.name, item.version].filter((part) => part !== undefined).join(' ');
    const facts = [item.state, item.publisher, item.path].filter((part) => part !== undefined);
    const places = [{ origin: item.origin, ref: item.ref }, ...(also ?? [])].map(({ origin, ref }) =>
      page.field(ref === undefined ? origin : `${origin} (ref ${ref})`),
    );
    return [
      ...page.block([name, ...facts].map((part) => page.field(part)).join(', '), {
        indent,
        lead: `${padEnd(item.kind, column)} `,
      }),
      ...page.block(page.m.readFrom(places.join(` ${page.m.and} `), page.field(signature)), {
        indent: indent + column + 1,
        tone: 'dim',
      }),
    ];
  });
}

function governingText(page: Page, governing: Governing, report: Report, said: Said): string[] {
  const { audience, deadline, why } = governing;
  const lead = report.audiences.length > 1 ? `${audience}: ` : '';
  if (deadline === null) return page.block(`${lead}${why}`, { indent, tone: 'bold' });
  const { sentence, urgency } = deadlineText(deadline, governing, page.m);
  const lines = page.block(`${lead}${sentence}`, { indent, tone: urgencyTones[urgency] });
  if (page.verbose || !said.meanings.has(deadline.meaning))
    lines.push(...page.block(deadline.meaning, { indent }));
  said.meanings.add(deadline.meaning);
  if (page.verbose) lines.push(...page.block(page.m.whyThisDate(why), { indent, tone: 'dim' }));
  return lines;
}

/** Only of a live host: an image or an inventory carries the install date of what it was made from. */
function installDateText(page: Page, finding: DatedFinding, report: Report): string[] {
  const since = finding.governing.find(({ presentSince }) => presentSince !== undefined)?.presentSince;
  if (since === undefined || report.target.type !== 'host' || finding.status === 'residue') return [];
  return page.block(installedText(since, page.m), { indent, tone: 'dim' });
}

/** What is known of presence where this phase governs one of its audiences. */
function presenceFor({ governing }: DatedFinding, { regime, phase }: Deadline): Presence | undefined {
  return governing.find(({ deadline }) => deadline?.regime === regime && deadline.phase === phase);
}

/** The state of the host stands with the first finding that it stops, else that guards it, else that is no leftover. */
function carriesHost(finding: DatedFinding, { findings }: Report): boolean {
  const isStopped = ({ recommendation }: DatedFinding): boolean => recommendation.stops.length > 0;
  if (findings.some(isStopped)) return isStopped(finding);
  return findings.some(protectsHost) ? protectsHost(finding) : finding.status !== 'residue';
}

function timelineText(page: Page, finding: DatedFinding, report: Report, said: Said): string[] {
  const governing = finding.governing.find(({ deadline }) => deadline !== null)?.deadline;
  if (!governing) return [];
  const key = `${governing.regime} ${governing.phase}`;
  if (said.timelines.has(key) && !page.verbose) return [];
  said.timelines.add(key);
  const lines = timeline(page, finding.deadlines, governing, report.asOf);
  return lines.length === 0 ? [] : ['', ...lines, ''];
}

/** Every phase that applies, one below the other, once for each phase however many audiences it binds. */
function phaseText(page: Page, finding: DatedFinding): string[] {
  const phases = new Map<string, { deadline: Deadline; audiences: string[] }>();
  for (const deadline of finding.deadlines) {
    const key = `${deadline.regime}/${deadline.phase}`;
    const entry = phases.get(key) ?? { deadline, audiences: [] };
    entry.audiences.push(deadline.audience);
    phases.set(key, entry);
  }
  if (phases.size === 0) return [];
  const lines = page.block(`${page.m.allPhases}:`, { indent });
  for (const [key, { deadline, audiences }] of phases) {
    const { sentence } = deadlineText(deadline, presenceFor(finding, deadline), page.m);
    const { m } = page;
    const nature = m.phaseNature(m.bindings[deadline.binding], m.binds[deadline.binds], audiences.join(', '));
    lines.push(...page.block(sentence, { indent: indent + 2, lead: '- ' }));
    lines.push(
      ...page.block(`${key}; ${nature}. ${m.source(deadline.source)}`, { indent: indent + 4, tone: 'dim' }),
    );
  }
  return lines;
}
