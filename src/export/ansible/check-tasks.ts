/** What is shipped is checked on the controller before a host is touched. */
export const checkTasks = String.raw`---
# On the controller, once for each batch, before any host is touched.
- name: Is it said what to ship
  ansible.builtin.assert:
    that:
      - phaseout_ship in ['program', 'npm', 'none']
      - phaseout_ship != 'program' or phaseout_program_dir | length > 0
      - phaseout_ship != 'npm' or phaseout_npm_package | length > 0
    fail_msg: >-
      set phaseout_program_dir to the folder that "npm run package" wrote; or phaseout_ship to npm and
      phaseout_npm_package to the package; or phaseout_ship to none
    quiet: true
  run_once: true

- name: Read what is shipped
  ansible.builtin.stat:
    path: "{{ item.value }}"
    checksum_algorithm: sha256
  loop: "{{ phaseout__sources | dict2items }}"
  loop_control:
    label: "{{ item.key }}"
  register: phaseout__read
  run_once: true
  delegate_to: localhost
  become: false
  vars: &controller
    ansible_connection: local
    ansible_python_interpreter: "{{ ansible_playbook_python }}"
    ansible_shell_type: sh

- name: Compare it with its SHA-256
  ansible.builtin.assert:
    that: item.stat.checksum == phaseout__wanted
    fail_msg: >-
      {{ item.item.value }} has SHA-256 {{ item.stat.checksum }}, but
      {{ phaseout__wanted or 'none' }} is in phaseout_sha256 or {{ phaseout_sha256_list }}
    quiet: true
  loop: "{{ phaseout__read.results | selectattr('stat.exists') }}"
  loop_control:
    label: "{{ item.item.key }}"
  run_once: true
  vars:
    phaseout__wanted: "{{ phaseout_sha256[item.item.key] | default(phaseout__of_list, true) | lower }}"
    phaseout__of_list: >-
      {{ (phaseout__listed | regex_search('^([0-9a-fA-F]{64}) [ *]' ~ (item.item.value | basename | regex_escape) ~ '\r?$',
                                         '\1', multiline=true) or ['']) | first }}

- name: Remember what may be shipped
  ansible.builtin.set_fact:
    phaseout__sums: >-
      {{ dict(phaseout__there | map(attribute='item.key') | zip(phaseout__there | map(attribute='stat.checksum'))) }}
  vars:
    phaseout__there: "{{ phaseout__read.results | selectattr('stat.exists') }}"

- name: Make the folder for reports
  ansible.builtin.file:
    path: "{{ phaseout_reports }}"
    state: directory
    mode: "0700"
  when: not ansible_check_mode
  run_once: true
  delegate_to: localhost
  become: false
  vars: *controller
`;
