import type { HostKnowledge } from '../model/host-state.ts';
import type { Report } from '../model/report.ts';
import { hostLabels, unassignedText } from './labels-text.ts';
import type { Messages } from './messages/en.ts';
import { joinedText, plainText } from './plain-text.ts';

/**
 * What is known beside findings, notes and gaps, in a line each, for formats without a place of their own for it: an
 * interrupted scan, the state of the host (of several the worst), and which program and packs found what is shown.
 */
export function scanFacts(m: Messages, report: Report): string[] {
  return [
    ...(report.complete ? [] : [m.incomplete]),
    ...[unassignedText(m, report)].filter((text) => text !== undefined),
    ...stateFacts(m, report, report.findings.length > 0),
    ...foundBy(m, report),
  ].map((text) => plainText(text));
}

/** The same of each host, where a report has several with findings: its name and one line. */
export function hostFacts(
  m: Messages,
  { hosts }: Report,
): { readonly host: string; readonly facts: string }[] {
  return (hosts ?? []).map((state) => ({
    host: state.host ?? m.hostNotNamed,
    facts: plainText(joinedText([hostLabels(m, state), stateFacts(m, state, true).join(' ')], '. ')),
  }));
}

/** Role, protection after a removal, encryption, age of databases, pending restart. */
function stateFacts(m: Messages, state: HostKnowledge, hasFindings: boolean): string[] {
  const { role, readiness, encryption, databases, rebootPending } = state;
  return [
    ...(role === undefined ? [] : [m.role(role)]),
    ...(hasFindings
      ? [
          `${m.protectionAfterwards(m.answers[readiness.answer])} ${readiness.text}`,
          m.encryption(encryption.text),
        ]
      : []),
    ...databases.map(({ name, text }) => m.databasesOfHost(name, text)),
    ...(rebootPending === true ? [m.restartHost] : []),
  ];
}

function foundBy(m: Messages, { savedBy }: Report): string[] {
  if (savedBy === undefined) return [];
  const packs = savedBy.rulePacks.map(({ id, version }) => `${id} ${version}`).join(', ');
  return [`${m.headings.foundBy}: ${m.foundBy(`${savedBy.tool.name} ${savedBy.tool.version}`, packs)}`];
}
