import type { DatedFinding } from '../model/finding.ts';
import type { HostState } from '../model/host-state.ts';
import type { Report } from '../model/report.ts';
import { adviceText } from './advice-text.ts';
import { deadlineText } from './deadline-text.ts';
import { evidenceList, headingText } from './finding-text.ts';
import { hostsOf } from './headline.ts';
import { hostLabels } from './labels-text.ts';
import type { Page } from './layout.ts';

const shownHosts = 20;

/** Findings of several hosts: the deadlines once, then host by host, then the advice once for each product. */
export function hostsText(page: Page, report: Report, findings: readonly DatedFinding[]): string[] {
  const lines = [...deadlineLines(page, report, findings), ''];
  const { m } = page;
  const hosts = [...new Set(findings.map((finding) => finding.host ?? m.hostNotNamed))];
  const shown = page.verbose ? hosts : hosts.slice(0, shownHosts);
  for (const host of shown) {
    const own = findings.filter((finding) => (finding.host ?? m.hostNotNamed) === host);
    lines.push(...page.block(page.field(host), { tone: 'bold', maxLines: 2 }));
    const state = report.hosts?.find((each) => (each.host ?? m.hostNotNamed) === host);
    const said = state === undefined ? '' : hostLabels(m, state);
    if (said !== '') lines.push(...page.block(page.field(said), { indent: 2, tone: 'dim', maxLines: 2 }));
    if (page.verbose) lines.push(...stateLines(page, state));
    for (const finding of own) {
      lines.push(...headingText(page, finding, '  '));
      if (finding.accepted !== undefined) lines.push(...page.block(m.accepted, { indent: 4, tone: 'green' }));
      if (page.verbose) lines.push(...evidenceList(page, finding.evidence, 4));
    }
  }
  if (shown.length < hosts.length) {
    lines.push(...page.block(m.moreHosts(hosts.length - shown.length)));
  }
  lines.push(...otherHosts(page, report, hosts));
  for (const finding of onePerProduct(findings)) {
    lines.push('', ...page.block(finding.product.name, { tone: 'bold' }));
    lines.push(...adviceText(page, finding, { hazards: 3, steps: 7 }));
  }
  return lines;
}

/** What is known of one host beside its findings. */
function stateLines(page: Page, state: HostState | undefined): string[] {
  if (state === undefined) return [];
  const { m } = page;
  const said = [
    state.role === undefined ? [] : [`${m.role(state.role)}.`],
    [`${m.protectionAfterwards(m.readiness[state.readiness.answer])} ${state.readiness.text}`],
    state.encryption.state === 'not-installed' ? [] : [m.encryption(state.encryption.text)],
    state.databases.map(({ name, text }) => m.databasesOfHost(name, text)),
    state.rebootPending === true ? [m.restartShort] : [],
  ];
  return said.flat().flatMap((text) => page.block(page.field(text), { indent: 2, tone: 'dim' }));
}

/** The hosts without a finding; those with a gap are named apart, because nothing says that they are clean. */
function otherHosts(page: Page, report: Report, withFinding: readonly string[]): string[] {
  const others = hostsOf(report).filter((host) => !withFinding.includes(host));
  const open = others.filter((host) =>
    report.coverage.some((part) => part.host === host && part.gaps.length > 0),
  );
  const clean = others.length - open.length;
  const names = open.slice(0, page.verbose ? open.length : 5).map((host) => page.field(host, 60));
  const more = open.length > names.length ? ` ${page.m.more(open.length - names.length)}` : '';
  const lines: string[] = [];
  if (clean > 0) lines.push('', ...page.block(page.m.cleanHosts(page.m.hosts(clean))));
  if (open.length > 0) {
    const text = page.m.openHosts(page.m.hosts(open.length), `${names.join(', ')}${more}`);
    lines.push('', ...page.block(text, { tone: 'yellow' }));
  }
  return lines;
}

/** Each governing deadline once, with the number of findings that it governs. */
function deadlineLines(page: Page, report: Report, findings: readonly DatedFinding[]): string[] {
  const groups = new Map<string, { sentence: string; meaning: string; findings: number }>();
  for (const finding of findings) {
    for (const { audience, deadline, why } of finding.governing) {
      const lead = report.audiences.length > 1 ? `${audience}: ` : '';
      const sentence = `${lead}${deadline === null ? why : deadlineText(deadline, {}, page.m).sentence}`;
      const group = groups.get(sentence) ?? { sentence, meaning: deadline?.meaning ?? '', findings: 0 };
      group.findings += 1;
      groups.set(sentence, group);
    }
  }
  return [...groups.values()].flatMap(({ sentence, meaning, findings: number }) => [
    ...page.block(`${page.m.findings(number)}: ${sentence}`, { tone: 'bold' }),
    ...(meaning === '' ? [] : page.block(meaning, { indent: 2 })),
  ]);
}

/** The finding of each product whose advice is shown: the one that asks for the most care. */
function onePerProduct(findings: readonly DatedFinding[]): DatedFinding[] {
  const chosen = new Map<string, DatedFinding>();
  for (const finding of findings) {
    const key = `${finding.product.id} ${finding.status === 'residue' ? 'residue' : 'present'}`;
    const known = chosen.get(key);
    if (known === undefined || care(finding) > care(known)) chosen.set(key, finding);
  }
  return [...chosen.values()];
}

function care({ recommendation: { readiness, stops } }: DatedFinding): number {
  return 10 * stops.length + ['yes', 'expected', 'verify', 'unknown', 'no'].indexOf(readiness);
}
