import { databaseAges } from './deadline/database-age.ts';
import { dateFindings } from './deadline/date-findings.ts';
import { failsOnDeadline } from './deadline/gate.ts';
import { homeZone, isoInstant } from './deadline/instant.ts';
import type { HostAdvice } from './deadline/recommend.ts';
import type { JudgeOptions } from './judge.ts';
import type { DatedFinding, Finding, Recommendation } from './model/finding.ts';
import type { DatabaseAge, HostState } from './model/host-state.ts';
import { withAge } from './model/pack-age.ts';
import type { Report } from './model/report.ts';
import type { RulePack } from './model/rule-pack.ts';
import { decideExit } from './report/decide-exit.ts';
import { rulesAgeCoverage, rulesAgeId } from './report/rules-age.ts';
import { assembleReport } from './report/summarise.ts';

/** A finding as a saved report holds it: its dates are worked out anew, its advice only where the pack has some. */
export type SavedFinding = Finding & { readonly recommendation?: Recommendation | undefined };

/** A saved report, without what is worked out anew. */
export type SavedReport = Omit<Report, 'summary' | 'disclaimer' | 'findings'> & {
  readonly summary: Pick<Report['summary'], 'items'>;
  readonly findings: readonly SavedFinding[];
};

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
  const findings = withOldAdvice(
    dateFindings({
      findings: saved.findings.map(({ recommendation: _old, ...finding }) => ({
        ...finding,
        product: productNow(finding, pack),
      })),
      pack,
      audiences: options.audiences,
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
  const { tool, readiness, encryption, role, rebootPending } = saved;
  return assembleReport({
    tool: options.tool,
    ...(saved.scannedAt !== undefined && { scannedAt: saved.scannedAt }),
    asOf: shownAsOf,
    audiences: options.audiences.map(({ id }) => id),
    audienceAssumed: options.audienceAssumed,
    target: saved.target,
    rulePacks,
    savedBy: saved.savedBy ?? { tool, rulePacks: saved.rulePacks },
    coverage,
    complete: saved.complete,
    ...(role !== undefined && { role }),
    readiness,
    encryption,
    databases: databasesNow(saved.databases, findings, ages),
    ...(rebootPending !== undefined && { rebootPending }),
    ...(saved.hosts !== undefined && {
      hosts: saved.hosts.map(
        (state): HostState => ({
          ...state,
          databases: databasesNow(
            state.databases,
            findings.filter(({ host }) => host === state.host),
            ages,
          ),
        }),
      ),
    }),
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

function withOldAdvice(
  findings: readonly DatedFinding[],
  saved: SavedReport,
  { products }: RulePack,
): DatedFinding[] {
  const known = new Set(products.map(({ product }) => product));
  return findings.map((finding, index) => {
    const old = saved.findings[index]?.recommendation;
    if (known.has(finding.product.id) || old === undefined) return finding;
    const { readiness, stops } = finding.recommendation;
    return { ...finding, recommendation: { ...old, readiness, stops, steps: withheld(old.steps, stops) } };
  });
}

/** Whatever a saved file says: where something must be settled first, no step that removes has a command. */
function withheld(steps: Recommendation['steps'], stops: Recommendation['stops']): Recommendation['steps'] {
  if (stops.length === 0) return steps;
  return steps.map(({ command, ...step }) =>
    step.removes === true || command === undefined ? step : { ...step, command },
  );
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
