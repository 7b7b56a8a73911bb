import type { DatedFinding, Note } from '../model/finding.ts';
import type { Coverage } from '../model/gap.ts';
import type { HostKnowledge, HostState } from '../model/host-state.ts';
import type { Target, Tool } from '../model/inventory.ts';
import type { Item } from '../model/item.ts';
import type { Report, ReportedPack } from '../model/report.ts';
import type { Status } from '../model/vocabulary.ts';
import type { Exit } from './decide-exit.ts';

/** Stands at the end of every report, in every format. */
export const disclaimer =
  'This is not legal advice: it compares what was found with dates that public sources state.';

/** Everything that a report is put together from. */
export interface ReportParts extends HostKnowledge {
  readonly tool: Tool;
  /** Left out where the report must be byte-equal from run to run; `ms` is then left out too. */
  readonly scannedAt?: string;
  readonly asOf: string;
  readonly audiences: readonly string[];
  readonly audienceAssumed: boolean;
  /** Only where hosts have audiences of their own. */
  readonly unassigned?: readonly string[];
  readonly target: Target;
  readonly rulePacks: readonly ReportedPack[];
  /** Only where a saved report was judged again. */
  readonly savedBy?: Report['savedBy'];
  readonly coverage: readonly Coverage[];
  readonly complete: boolean;
  /** Where several hosts have findings. */
  readonly hosts?: readonly HostState[];
  /** Only where several hosts were judged together. */
  readonly inventories?: Report['inventories'];
  /** Only where there are more hosts than are named. */
  readonly hostsLeftOut?: number;
  readonly notes: readonly Note[];
  readonly findings: readonly DatedFinding[];
  /** How many items were judged, also where they are not in the report. */
  readonly itemCount: number;
  /** Only with `--include-inventory`. */
  readonly items?: readonly Item[];
  readonly exit: Exit;
}

/** The report value that every renderer takes. Lists keep the order in which they come. */
export function assembleReport(parts: ReportParts): Report {
  const { itemCount, exit, items, scannedAt, coverage, ...same } = parts;
  return {
    schema: 'phaseout/report@1',
    ...same,
    ...(scannedAt === undefined ? {} : { scannedAt }),
    coverage: scannedAt === undefined ? coverage.map(withoutTime) : coverage,
    summary: summarise(parts.findings, coverage, itemCount, exit),
    ...(items === undefined ? {} : { items }),
    disclaimer,
  };
}

/** The numbers of a report. `findings` and `byStatus` count accepted findings too; `gaps` counts single gaps. */
export function summarise(
  findings: readonly DatedFinding[],
  coverage: readonly Coverage[],
  items: number,
  exit: Exit,
): Report['summary'] {
  const byStatus: Record<Status, number> = { active: 0, installed: 0, residue: 0 };
  for (const finding of findings) byStatus[finding.status] += 1;
  return {
    items,
    findings: findings.length,
    accepted: findings.filter((finding) => finding.accepted !== undefined).length,
    gaps: coverage.reduce((sum, part) => sum + part.gaps.length, 0),
    byStatus,
    exitCode: exit.exitCode,
    exitReason: exit.reason,
    failing: exit.failing,
  };
}

/** Coverage as a reproducible output holds it. */
export function withoutTime(part: Coverage): Coverage {
  const { ms: _ms, ...rest } = part;
  return rest;
}
