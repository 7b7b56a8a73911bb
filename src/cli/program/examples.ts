import type { Command } from 'commander';

const targetExamples =
  '--root DIR and --image PATH start nothing that they look at; what cannot be read is reported as a gap.';

const examples: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  phaseout: [
    ['phaseout scan', 'is it on this machine, and what now?'],
    ['phaseout scan --root /mnt/image --format json', 'audit a mounted system'],
    ['phaseout scan --image disk.qcow2', 'audit a golden image in CI: disk, container image, tar, ISO …'],
    ['phaseout scan --audience us-federal,de-advice', 'deadlines for those audiences'],
    ['phaseout inventory --format ndjson | phaseout match -', 'collect here, judge there'],
  ],
  scan: [
    ['phaseout scan', 'this machine (as root it sees more)'],
    ['phaseout scan --root /mnt/image --fail-on installed', 'exit 1 only for an installed product'],
    ['phaseout scan --image windows.vhdx', 'a disk; nothing is mounted or started'],
    ['phaseout scan --image app.tar --fail-on residue,hidden', 'also what a lower layer still holds'],
    ['phaseout scan --output json=report.json', 'summary on screen, report in a file'],
    ['phaseout scan --accept kesl --until 2026-12-31', 'known, accepted until that day'],
  ],
  inventory: [
    ['phaseout inventory --kind software,service', 'only these kinds'],
    ['phaseout inventory --format ndjson > host.ndjson', 'for phaseout match'],
  ],
  match: [
    ['phaseout match host.ndjson', 'judge a saved inventory'],
    ['phaseout match osqueryd.snapshots.log.gz', 'what osquery logged on any number of hosts'],
    ['phaseout match software.csv --map name=Title,host=PC', 'a table of your own'],
    ['ssh host phaseout inventory --format ndjson | phaseout match -', 'judge here what was collected there'],
  ],
  report: [
    ['phaseout report scan.json --format html > scan.html', 'a page for somebody else'],
    [
      'phaseout report scan.json --as-of 2024-10-01 --audience us-federal',
      'how did it stand then, for them?',
    ],
  ],
  fleet: [
    ['phaseout fleet reports/', 'every report of a folder: worst hosts, products, clients'],
    ['phaseout fleet reports/ --db fleet.duckdb --output fleet.html', 'with a history, as a dashboard'],
    [
      'phaseout fleet reports/ --assign clients.csv --format csv > fleet.csv',
      'every host, each for its audience',
    ],
    ['phaseout fleet --db fleet.duckdb --unknown-after 14', 'the history alone, no new reports'],
  ],
  rmm: [
    ['phaseout rmm intune', 'detection script of a remediation: one line, exit code 0 or 1'],
    ['phaseout rmm datto --client Acme --audience us-federal', 'monitor component, with its markers'],
    ['phaseout rmm n-sight --exit-map incomplete=2003', 'other exit codes than the usual ones'],
  ],
  rules: [
    ['phaseout rules list --platform linux', 'what is looked for'],
    ['phaseout rules show kesl', 'signatures with their sources, and the advice'],
    ['phaseout rules validate my-rules/', 'check your own pack'],
    ['phaseout rules test my-tests/ --rules my-rules/', 'and that it says what you expect'],
  ],
  explain: [
    ['phaseout explain kesl/unit-program', 'what this signature looks for, and where that is known from'],
    ['phaseout explain kesl@web-3 --report report.json', 'why this finding, status and deadline'],
  ],
  regimes: [
    ['phaseout regimes list', 'laws, orders and advice, and the audiences that can be asked for'],
    ['phaseout regimes show us-commerce-icts', 'with sources, and what was not read'],
  ],
  export: [
    ['phaseout export sql --dialect duckdb > match.sql', 'match a table of inventories where it lies'],
    ['phaseout export osquery --output pack/', 'a pack for osquery, policies for Fleet'],
    ['phaseout export kql --list-not-expressed', 'what an engine cannot look for, and why'],
  ],
  doctor: [['sudo phaseout doctor', 'what could be read with full rights']],
  collectors: [['phaseout collectors', 'what is read, and with which rights']],
};

/** The examples above a command's help; empty where it has none. */
export function examplesOf(command: Command): string {
  const rows = examples[command.name()] ?? [];
  if (rows.length === 0) return '';
  const width = Math.max(...rows.map(([line]) => line.length));
  const lines = rows.map(([line, meaning]) =>
    width + meaning.length > 88 ? `  ${line}\n      ${meaning}` : `  ${line.padEnd(width)}  ${meaning}`,
  );
  const hint = command.name() === 'scan' ? `\n${targetExamples}\n` : '';
  return `Examples:\n${lines.join('\n')}\n${hint}`;
}
