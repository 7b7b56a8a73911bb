import type { Report } from '../../src/model/report.ts';
import { judged, row } from '../support/judged.ts';

const kes = [
  row.entry('Kaspersky Endpoint Security for Windows', 'AO Kaspersky Lab', '12.3.0.493'),
  row.service('AVP.KES.21.9', 'running'),
];
const driver = [row.driver('klif', 'stopped')];
const clean = [row.entry('7-Zip 24.08 (x64)', 'Igor Pavlov', '24.08')];

/** One report for each thing that a run can come to, by name. */
export const verdictReports: Readonly<Record<string, Report>> = {
  'found, active': judged({ items: kes, audiences: ['us-person'] }),
  'found, not everything was read': judged({ items: kes, audiences: ['us-person'], gaps: ['services'] }),
  'for two audiences': judged({ items: kes, audiences: ['de-advice', 'us-federal'] }),
  'for no audience': judged({ items: kes }),
  'before the day': judged({ items: kes, audiences: ['us-person'], asOf: '2024-09-17T12:00:00Z' }),
  'leftovers alone': judged({ items: driver, audiences: ['us-person'] }),
  incomplete: judged({ items: clean, audiences: ['us-person'], gaps: ['services', 'uninstall-keys'] }),
  clean: judged({ items: clean, audiences: ['us-person'] }),
  'left out by choice': leftOut(judged({ items: clean, audiences: ['us-person'] })),
  interrupted: interrupted(judged({ items: clean, audiences: ['us-person'] })),
  'interrupted after something was found': interrupted(judged({ items: kes, audiences: ['us-person'] })),
  'a gap that was allowed': allowed(judged({ items: clean, audiences: ['us-person'], gaps: ['services'] })),
  'found, and accepted': accepted(judged({ items: kes, audiences: ['us-person'] })),
};

function leftOut(report: Report): Report {
  const skipped = {
    collector: 'processes',
    status: 'skipped',
    reason: 'not-selected',
    items: 0,
    gaps: [],
  } as const;
  return { ...report, coverage: [...report.coverage, skipped] };
}

function interrupted(report: Report): Report {
  return { ...report, complete: false, summary: { ...report.summary, exitCode: 130 } };
}

function allowed(report: Report): Report {
  return { ...report, summary: { ...report.summary, exitCode: 0 } };
}

function accepted(report: Report): Report {
  return {
    ...report,
    findings: report.findings.map((finding) => ({ ...finding, accepted: { until: '2026-12-31' } })),
    summary: { ...report.summary, exitCode: 0, failing: [], accepted: report.findings.length },
  };
}
