import type { DatedFinding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { deadlineText } from './deadline-text.ts';
import { audienceText } from './headline.ts';
import type { Messages } from './messages/en.ts';
import { plainText } from './plain-text.ts';
import { statusText } from './words.ts';

/** What a finding is, in one line: product, version, status, confidence, host. */
export function findingTitle(m: Messages, finding: DatedFinding): string {
  const version = finding.version === undefined ? '' : ` ${finding.version}`;
  const host = finding.host === undefined ? '' : m.onHost(finding.host);
  return plainText(`${finding.product.name}${version} (${statusText(m, finding, ', ')})${host}`, 400);
}

/** Which deadline governs, a sentence for each audience; or why none does. */
export function governingSentences(m: Messages, finding: DatedFinding): string[] {
  return finding.governing.map((governing) => {
    const { audience, deadline, why } = governing;
    const sentence = deadline === null ? why : deadlineText(deadline, governing, m).sentence;
    return plainText(finding.governing.length > 1 ? `${audience}: ${sentence}` : sentence);
  });
}

/** What the governing deadlines mean for those whom they bind; each once. */
export function meanings(finding: DatedFinding): string[] {
  const texts = finding.governing.flatMap(({ deadline }) =>
    deadline === null ? [] : [plainText(deadline.meaning)],
  );
  return [...new Set(texts)];
}

/** What must be settled before anything is removed; empty where nothing must. */
export function stopSentences(m: Messages, { recommendation }: DatedFinding): string[] {
  return recommendation.stops.map(({ reason, text }) => plainText(m.stop(reason, text)));
}

/** What the report rests on, in one line each: tool, target, instant, audience, pack, completeness, disclaimer. */
export function reportFacts(m: Messages, report: Report): string[] {
  const packs = report.rulePacks.map(
    ({ id, version, date, sha256 }) =>
      `${id} ${version}${date === undefined ? '' : m.packDate(date)} (sha256 ${sha256.slice(0, 12)})`,
  );
  return [
    `${report.tool.name} ${report.tool.version}`,
    m.asOf(report.asOf),
    audienceText(m, report),
    m.packFact(packs.join(', ')),
    m.exitFact(report.summary.exitCode, report.summary.exitReason),
    report.disclaimer,
  ].map((text) => plainText(text));
}

/** Protection afterwards, in words; for findings whose removal changes nothing the answer is theirs. */
export function readinessText(m: Messages, finding: DatedFinding): string {
  return m.readiness[finding.recommendation.readiness];
}
