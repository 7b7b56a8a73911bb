import { AboutHosts } from './deadline/about-hosts.ts';
import { databaseAges } from './deadline/database-age.ts';
import { dateFindings } from './deadline/date-findings.ts';
import { failsOnDeadline } from './deadline/gate.ts';
import { homeZone, isoInstant } from './deadline/instant.ts';
import { ownNames, withSaid } from './deadline/listed-hosts.ts';
import { withOldAdvice } from './deadline/old-advice.ts';
import type { HostAdvice } from './deadline/recommend.ts';
import { knownHosts, savedHosts } from './deadline/saved-hosts.ts';
import type { JudgeOptions } from './judge.ts';
import type { DatedFinding } from './model/finding.ts';
import type { DatabaseAge, HostState } from './model/host-state.ts';
import { decodeLabels, withLabels } from './model/labels.ts';
import { withAge } from './model/pack-age.ts';
import type { Report } from './model/report.ts';
import type { RulePack } from './model/rule-pack.ts';
import type { SavedFinding, SavedReport } from './model/saved-report.ts';
import { decideExit } from './report/decide-exit.ts';
import { rulesAgeCoverage, rulesAgeId } from './report/rules-age.ts';
import { assembleReport } from './report/summarise.ts';

/**
 * A saved report, judged again at another instant, for another audience or by another pack, without a scan: what was
 * found, read and not read stays as it was; deadlines, advice, age of databases and exit code are worked out anew.
 * A product that the pack no longer knows keeps its class and capabilities, and so its dates; its advice stays that of
 * the report. Acceptances are those of now. Pure.
 */
export function rejudge(options: JudgeOptions, saved: SavedReport): Report {
  const { pack, asOf, failOnDeadline, maxRulesAge } = options;
  const shownAsOf = isoInstant(asOf, homeZone);
  const rulePacks = withAge(pack.identities, shownAsOf);
  const coverage = [
    ...saved.coverage.filter(({ collector }) => collector !== rulesAgeId),
    ...(maxRulesAge === undefined ? [] : rulesAgeCoverage(rulePacks, maxRulesAge)),
  ];
  const states = new Map<string | undefined, HostAdvice>(
    (saved.hosts ?? []).map((state) => [state.host, state]),
  );
  const known = knownHosts(saved);
  const about = new AboutHosts({
    target: withLabels(saved.target, decodeLabels(saved.target)),
    audiences: options.audiences,
    assignment: options.assignment,
    labels: new Map(
      [...(saved.inventories ?? []), ...(saved.hosts ?? [])].flatMap((state) => {
        const own = decodeLabels(state);
        return state.host === undefined || Object.keys(own).length === 0 ? [] : [[state.host, own]];
      }),
    ),
    ownNames: ownNames(saved.inventories),
  });
  const findings = withOldAdvice(
    dateFindings({
      findings: saved.findings.map(({ recommendation: _old, ...finding }) => ({
        ...finding,
        product: productNow(finding, pack),
      })),
      pack,
      audiences: (host) => about.of(host).audiences,
      asOf,
      hosts: { of: (host) => states.get(host) ?? saved },
      accepts: options.accepts,
    }),
    saved,
    pack,
  );
  const ages = { asOf, latest: Math.max(asOf, Date.parse(saved.scannedAt ?? '') || 0), pack };
  const gated = findings.filter(
    (finding) => failOnDeadline && failsOnDeadline(finding, failOnDeadline, asOf),
  );
  const { tool, readiness, encryption, role, managedBy, rebootPending } = saved;
  const hosts = savedHosts(saved, about);
  return assembleReport({
    tool: options.tool,
    ...(saved.scannedAt !== undefined && { scannedAt: saved.scannedAt }),
    asOf: shownAsOf,
    ...about.over(known),
    audienceAssumed: options.audienceAssumed,
    target: about.target(known),
    rulePacks,
    savedBy: saved.savedBy ?? { tool, rulePacks: saved.rulePacks },
    coverage,
    complete: saved.complete,
    ...(role !== undefined && { role }),
    readiness,
    encryption,
    databases: databasesNow(saved.databases, findings, ages),
    ...(managedBy !== undefined && { managedBy }),
    ...(rebootPending !== undefined && { rebootPending }),
    ...(hosts !== undefined && {
      hosts: hosts.map(
        ({ client: _client, site: _site, tags: _tags, audiences: _audiences, ...state }): HostState => ({
          ...(state.host !== undefined && { host: state.host }),
          ...about.said(state.host),
          ...state,
          databases: databasesNow(
            state.databases,
            findings.filter(({ host }) => host === state.host),
            ages,
          ),
        }),
      ),
    }),
    ...(saved.inventories !== undefined && {
      inventories: saved.inventories.map((each) => withSaid(each, about)),
    }),
    ...(saved.hostsLeftOut !== undefined && { hostsLeftOut: saved.hostsLeftOut }),
    notes: saved.notes,
    findings,
    itemCount: saved.summary.items,
    ...(saved.items !== undefined && { items: saved.items }),
    exit: decideExit({
      findings,
      coverage,
      notes: saved.notes,
      failOn: options.failOn,
      ...(failOnDeadline && { failOnDeadline: new Set(gated.map(({ id }) => id)) }),
      allowGaps: options.allowGaps,
      complete: saved.complete,
    }),
  });
}

/** What the pack says of a product today; of one that it does not know, what the report says. */
function productNow({ product }: SavedFinding, { products }: RulePack): DatedFinding['product'] {
  const known = products.find((each) => each.product === product.id);
  if (known === undefined) return product;
  return {
    id: product.id,
    name: known.name,
    vendor: known.vendor,
    class: known.class,
    platforms: known.platforms,
    capabilities: known.capabilities,
  };
}

/** Dates as they were read; their words and distances as of now. A record that the pack no longer reads stays as it was. */
function databasesNow(
  saved: readonly DatabaseAge[],
  findings: readonly DatedFinding[],
  ages: { readonly asOf: number; readonly latest: number; readonly pack: RulePack },
): DatabaseAge[] {
  const reads = saved.flatMap(({ evidence }) => evidence.map(({ item }) => item));
  const now = databaseAges({ facts: { live: false, states: [], reads }, findings, ...ages });
  return saved.map((age) => now.find(({ product }) => product === age.product) ?? age);
}
