import type { DatedFinding } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import { deadlineText } from './deadline-text.ts';
import { plainText } from './plain-text.ts';
import { readinessWords, statusText } from './words.ts';

/** What a finding is, in one line: product, version, status, confidence, host. */
export function findingTitle(finding: DatedFinding): string {
  const version = finding.version === undefined ? '' : ` ${finding.version}`;
  const host = finding.host === undefined ? '' : ` on ${finding.host}`;
  return plainText(`${finding.product.name}${version} (${statusText(finding, ', ')})${host}`, 400);
}

/** Which deadline governs, a sentence for each audience; or why none does. */
export function governingSentences(finding: DatedFinding): string[] {
  return finding.governing.map((governing) => {
    const { audience, deadline, why } = governing;
    const sentence = deadline === null ? why : deadlineText(deadline, governing).sentence;
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
export function stopSentences({ recommendation }: DatedFinding): string[] {
  return recommendation.stops.map(({ reason, text }) =>
    plainText(`Do NOT remove yet (${reason === 'encryption' ? 'encryption' : 'protection'}): ${text}`),
  );
}

/** What the report rests on, in one line each: tool, target, instant, audience, pack, completeness, disclaimer. */
export function reportFacts(report: Report): string[] {
  const packs = report.rulePacks.map(
    ({ id, version, date, sha256 }) =>
      `${id} ${version}${date === undefined ? '' : ` of ${date}`} (sha256 ${sha256.slice(0, 12)})`,
  );
  return [
    `${report.tool.name} ${report.tool.version}`,
    `as of ${report.asOf}`,
    report.audiences.length === 0
      ? 'audience: none (no deadlines)'
      : `audience${report.audienceAssumed ? ' assumed' : ''}: ${report.audiences.join(', ')}`,
    `rule pack ${packs.join(', ')}`,
    `exit code ${report.summary.exitCode}: ${report.summary.exitReason}`,
    report.disclaimer,
  ].map((text) => plainText(text));
}

/** Protection afterwards, in words; for findings whose removal changes nothing the answer is theirs. */
export function readinessText(finding: DatedFinding): string {
  return readinessWords[finding.recommendation.readiness];
}
