/** Defaults of the role that rolls up. */
export const rollupDefaults = `---
# The words that start phaseout on the controller.
phaseout_controller:
  - phaseout
phaseout_output: "{{ lookup('ansible.builtin.env', 'PWD') }}/phaseout"
phaseout_reports: "{{ phaseout_output }}/reports"
# Hosts that should have reported; by default those of this play.
phaseout_expected_hosts: "{{ ansible_play_hosts_all }}"
# Files to write, by format; and more words for phaseout fleet, such as ['--db', 'fleet.duckdb'].
phaseout_fleet_outputs:
  html: "{{ phaseout_output }}/fleet.html"
  json: "{{ phaseout_output }}/fleet.json"
phaseout_fleet_arguments: []
`;

/** What Galaxy shows about the role that rolls up. */
export const rollupMeta = `---
galaxy_info:
  author: the phaseout project
  description: Rolls up the reports of a fleet on the controller and names the hosts without one
  license: Apache-2.0
  min_ansible_version: "2.14"
  platforms:
    - name: GenericLinux
      versions: [all]
dependencies: []
`;

/** Types of the variables of the role that rolls up. */
export const rollupArguments = `---
argument_specs:
  main:
    short_description: Roll up the reports of a play on the controller
    description:
      - Runs phaseout fleet over the fetched reports and names every host of the play that gave none.
    options:
      phaseout_controller:
        type: list
        elements: str
        default: [phaseout]
        description: What starts phaseout on the controller.
      phaseout_output:
        type: str
        description: Folder on the controller that everything is written to.
      phaseout_reports:
        type: str
        description: Folder on the controller with the reports.
      phaseout_expected_hosts:
        type: list
        elements: str
        description: Names of the inventory that should have reported; those of the play unless said otherwise.
      phaseout_fleet_outputs:
        type: dict
        description: Files to write, by format.
      phaseout_fleet_arguments:
        type: list
        elements: str
        default: []
        description: More words for phaseout fleet.
`;

/** Rows of `expected.csv` and the words of `phaseout fleet`. */
export const rollupValues = String.raw`---
# One row for each host of the play: what the scan of this run left in phaseout_result, or that there was none.
phaseout__rows: >-
  {% set rows = [] %}{% for host in phaseout_expected_hosts
  %}{% set result = (hostvars[host] | default({})).phaseout_result | default({'state': 'not tried', 'why': ''})
  %}{% set why = result.why | string | regex_replace('[\x00-\x20\x7f]+', ' ') | trim
  %}{{ rows.append([host, '' if result.state in ['reported', 'planned']
                          else result.state ~ (': ' ~ why if why else '')]) or '' }}{% endfor
  %}{{ rows }}
phaseout__expected: |
  host,why
  {% for host, why in phaseout__rows %}
  "{{ host | replace('"', '""') }}","{{ why | replace('"', '""') }}"
  {% endfor %}
phaseout__missed: >-
  {% set lines = [] %}{% for host, why in phaseout__rows if why
  %}{{ lines.append(host ~ ': ' ~ why) or '' }}{% endfor
  %}{{ lines }}
phaseout__fleet: >-
  {{ phaseout_controller
     + ['fleet', phaseout_reports, '--expected', phaseout_output ~ '/expected.csv', '--no-color']
     + (['--output'] | product(phaseout_fleet_outputs.keys() | zip(phaseout_fleet_outputs.values()) | map('join', '='))
        | flatten)
     + phaseout_fleet_arguments | map('string') }}
`;

/** The steps on the controller. */
export const rollupTasks = `---
- name: Roll up on the controller
  run_once: true
  delegate_to: localhost
  become: false
  vars:
    ansible_connection: local
    ansible_python_interpreter: "{{ ansible_playbook_python }}"
    ansible_shell_type: sh
  block:
    - name: Make the folder
      ansible.builtin.file:
        path: "{{ phaseout_output }}"
        state: directory
        mode: "0700"
      when: not ansible_check_mode

    - name: Write down who should have reported
      ansible.builtin.copy:
        content: "{{ phaseout__expected }}"
        dest: "{{ phaseout_output }}/expected.csv"
        mode: "0600"
      changed_when: false
      when: not ansible_check_mode

    - name: Roll up the reports
      ansible.builtin.command:
        argv: "{{ phaseout__fleet }}"
      register: phaseout_fleet
      changed_when: false
      failed_when: phaseout_fleet.rc | default(-1) not in [0, 1, 3]
      when: not ansible_check_mode

    - name: Show the roll-up
      ansible.builtin.debug:
        msg: "{{ phaseout_fleet.stdout_lines }}"
      when: not ansible_check_mode

    - name: Say what a run would roll up
      ansible.builtin.debug:
        msg: "would run: {{ phaseout__fleet | join(' ') }}"
      when: ansible_check_mode

    - name: Name the hosts without a report
      ansible.builtin.debug:
        msg: "{{ phaseout__missed or 'every host was reached' }}"
`;
