/** Options that both ways into the role take. */
const failForMissing = `      phaseout_fail_on_gaps:
        type: bool
        default: false
        description: Fail a host without findings where something could not be looked at.
      phaseout_fail_on_missed:
        type: bool
        default: false
        description: Fail a host that gave no report.`;

/** Types of the variables of the role that scans; ansible-core checks them before the role starts. */
export const scanArguments = String.raw`---
argument_specs:
  main:
    short_description: Scan a host with phaseout and fetch the report
    description:
      - Ships phaseout to the host, runs a scan, fetches the report to the controller and removes what was shipped.
      - A scan only reads; no result of a scan fails the host unless that was asked for.
    options:
      phaseout_ship:
        type: str
        default: program
        choices: [program, npm, none]
        description: How phaseout comes to the host.
      phaseout_program_dir:
        type: path
        default: ""
        description: Folder on the controller with the single-file programs and their list of SHA-256.
      phaseout_programs:
        type: dict
        description: File name of the program for each system, such as C(linux-x64).
      phaseout_npm_package:
        type: path
        default: ""
        description: The npm package on the controller, with its dependencies bundled.
      phaseout_node:
        type: str
        default: node
        description: Node.js on the host, for C(phaseout_ship=npm).
      phaseout_command:
        type: list
        elements: str
        default: [phaseout]
        description: What starts phaseout on the host, for C(phaseout_ship=none).
      phaseout_sha256:
        type: dict
        default: {}
        description: SHA-256 of what is shipped, by system or C(npm).
      phaseout_sha256_list:
        type: str
        description: List of SHA-256 on the controller, for what C(phaseout_sha256) does not name.
      phaseout_become:
        type: bool
        default: true
        description: Scan as root. Linux and macOS.
      phaseout_windows_become:
        type: bool
        default: false
        description: Scan as SYSTEM. Windows.
      phaseout_parent:
        type: str
        description: Folder on Linux and macOS below which the role's own folder is made.
      phaseout_windows_parent:
        type: str
        default: C:\Program Files
        description: Folder on Windows below which the role's own folder is made. Only administrators may write there.
      phaseout_keep:
        type: bool
        default: false
        description: Leave the program on the host for the next run.
      phaseout_audience:
        type: list
        elements: str
        default: []
        description: Audiences that deadlines are computed for.
      phaseout_client:
        type: str
        default: ""
        description: Client that the host belongs to.
      phaseout_site:
        type: str
        default: ""
        description: Site that the host belongs to.
      phaseout_tags:
        type: list
        elements: str
        default: []
        description: Tags of the host.
      phaseout_timeout:
        type: int
        default: 120
        description: Seconds for one scan.
      phaseout_arguments:
        type: list
        elements: str
        default: []
        description: More words for the scan.
      phaseout_output:
        type: str
        description: Folder on the controller that everything is written to.
      phaseout_reports:
        type: str
        description: Folder on the controller for the reports.
      phaseout_history:
        type: bool
        default: false
        description: Keep every report instead of the latest of each host.
      phaseout_fail_on_findings:
        type: bool
        default: false
        description: Fail a host with findings, after all were scanned.
${failForMissing}
      phaseout_defer_verdict:
        type: bool
        default: false
        description: Leave failing to a later call with C(tasks_from=verdict).
  verdict:
    short_description: Fail hosts by what their scan of this run said, as far as that was asked for
    options:
      phaseout_fail_on_findings:
        type: bool
        default: false
        description: Fail a host with findings.
${failForMissing}
`;
