import type { Report } from '../model/report.ts';
import type { Messages } from './messages/en.ts';
import { plainText } from './plain-text.ts';

/**
 * What is known beside findings, notes and gaps, in a line each, for formats without a place of their own for it: an
 * interrupted scan, the role of the host, protection after a removal, encryption, age of databases, a pending restart,
 * and which program and packs found what is shown.
 */
export function scanFacts(m: Messages, report: Report): string[] {
  const { complete, role, findings, readiness, databases, rebootPending } = report;
  const lines = [
    ...(complete ? [] : [m.incomplete]),
    ...(role === undefined ? [] : [m.role(role)]),
    ...(findings.length === 0
      ? []
      : [
          `${m.protectionAfterwards(m.answers[readiness.answer])} ${readiness.text}`,
          m.encryption(report.encryption.text),
        ]),
    ...databases.map(({ name, text }) => m.databasesOfHost(name, text)),
    ...(rebootPending === true ? [m.restartHost] : []),
    ...foundBy(m, report),
  ];
  return lines.map((text) => plainText(text));
}

function foundBy(m: Messages, { savedBy }: Report): string[] {
  if (savedBy === undefined) return [];
  const packs = savedBy.rulePacks.map(({ id, version }) => `${id} ${version}`).join(', ');
  return [`${m.headings.foundBy}: ${m.foundBy(`${savedBy.tool.name} ${savedBy.tool.version}`, packs)}`];
}
