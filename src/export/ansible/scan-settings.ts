/** Defaults of the role that scans. */
export const scanDefaults = String.raw`---
# How phaseout comes to a host:
#   program  the single-file program for the host's system; nothing needs to be there
#   npm      the npm package; the host has Node.js 20 or later
#   none     it is there already, see phaseout_command
phaseout_ship: program

# program: the folder on the controller that "npm run package" wrote, and the file in it for each system.
phaseout_program_dir: ""
phaseout_programs:
  linux-x64: phaseout-linux-x64
  linux-arm64: phaseout-linux-arm64
  windows-x64: phaseout-windows-x64.exe
  macos-arm64: phaseout-macos-arm64

# npm: the package on the controller, as "npm pack" wrote it, and the host's Node.js.
phaseout_npm_package: ""
phaseout_node: node

# none: the words that start phaseout on the host.
phaseout_command:
  - phaseout

# SHA-256 of what is shipped, by system (linux-x64 ...), or npm. What is not named here is looked up in the list that
# was written beside the programs. What has neither is not shipped.
phaseout_sha256: {}
phaseout_sha256_list: >-
  {{ phaseout_npm_package | dirname if phaseout_ship == 'npm' else phaseout_program_dir }}/SHA256SUMS

# Rights on the host. Without them a scan sees less and says so. Windows: see the README.
phaseout_become: true
phaseout_windows_become: false

# On the host a folder phaseout-ansible is made here. Only administrators may write to the parent folder.
phaseout_parent: "{{ '/var/lib' if phaseout_become else ansible_facts['user_dir'] }}"
phaseout_windows_parent: C:\Program Files
# True leaves the program there for the next run. The report is always removed.
phaseout_keep: false

# What is asked of the scan.
phaseout_audience: []
phaseout_client: ""
phaseout_site: ""
phaseout_tags: []
phaseout_timeout: 120
phaseout_arguments: []

# Where reports go on the controller; a host's report lies under the host's name in the inventory. With phaseout_history
# each report is kept (NAME/TIME.json), otherwise the latest alone (NAME.json).
phaseout_output: "{{ lookup('ansible.builtin.env', 'PWD') }}/phaseout"
phaseout_reports: "{{ phaseout_output }}/reports"
phaseout_history: false

# By default no result of a scan fails a host. These do, after all hosts were scanned:
# exit code 1 (findings), exit code 3 (something could not be looked at), no contact or no report.
phaseout_fail_on_findings: false
phaseout_fail_on_gaps: false
phaseout_fail_on_missed: false
# True leaves that to the caller: include the role once more with "tasks_from: verdict".
phaseout_defer_verdict: false
`;

/** What Galaxy shows about the role that scans. */
export const scanMeta = `---
galaxy_info:
  author: the phaseout project
  description: Ships phaseout to a host, runs it, fetches the report and removes what was shipped
  license: Apache-2.0
  min_ansible_version: "2.14"
  platforms:
    - name: Debian
      versions: [all]
    - name: Ubuntu
      versions: [all]
    - name: EL
      versions: [all]
    - name: Windows
      versions: [all]
dependencies: []
`;
