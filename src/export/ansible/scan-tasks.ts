/** The steps for one host, and what is remembered of it in `phaseout_result`. */
export const scanTasks = `---
- name: Check what would be shipped
  ansible.builtin.include_tasks: check.yml

- name: Reach the host and learn its system
  ansible.builtin.setup:
    gather_subset: ["!all"]
  register: phaseout__contact
  ignore_unreachable: true
  failed_when: false
  become: false

- name: Scan what was reached
  when: phaseout__known
  ignore_unreachable: true
  block:
    - name: Is there a program for this system
      ansible.builtin.assert:
        that: phaseout_ship == 'none' or phaseout__sha256 | length == 64
        fail_msg: >-
          nothing to ship for {{ phaseout__key }}: it is not in {{ phaseout__sources | to_json }}, or has no SHA-256
          in phaseout_sha256 or {{ phaseout_sha256_list }}
        quiet: true

    - name: Say what a run would do
      ansible.builtin.debug:
        msg:
          - >-
            would {{ 'use phaseout as it is on the host' if phaseout_ship == 'none' else
            'copy ' ~ phaseout__source ~ ' (SHA-256 ' ~ phaseout__sha256 ~ ') to ' ~ phaseout__file }}
          - "would run: {{ phaseout__argv | join(' ') }}"
          - "would fetch the report to {{ phaseout__fetched }}"
          - "would {{ 'keep ' ~ phaseout__home if phaseout_keep else 'remove ' ~ phaseout__home }}"
      vars:
        phaseout__fetched: "{{ phaseout_reports }}/{{ phaseout__name }}{{ '/TIME' if phaseout_history else '' }}.json"
      when: ansible_check_mode

    - name: Scan
      ansible.builtin.include_tasks: "{{ phaseout__way }}.yml"
      when: not ansible_check_mode
  rescue:
    - name: Remember what failed
      ansible.builtin.set_fact:
        phaseout__failure: >-
          {{ ansible_failed_task.name }}:
          {{ ansible_failed_result.msg | default('') | string | truncate(300) }}
          {{ ansible_failed_result.stderr | default('') | string | trim | truncate(600) }}
  always:
    - name: Leave nothing behind
      ansible.builtin.include_tasks: "remove-{{ phaseout__way }}.yml"
      when: not ansible_check_mode

- name: Remember how it went
  ansible.builtin.set_fact:
    phaseout_result:
      host: "{{ inventory_hostname }}"
      state: >-
        {{ 'not reached' if phaseout__contact is unreachable
           else 'reported' if phaseout__fetch.dest is defined
           else 'planned' if ansible_check_mode and phaseout__failure is not defined and phaseout__known
           else 'failed' }}
      exit: "{{ phaseout__scan.rc | default(none) }}"
      report: "{{ phaseout__fetch.dest | default('') }}"
      why: >-
        {{ phaseout__contact.msg | default('') | string | trim | truncate(600)
           if not phaseout__known
           else phaseout__failure | default(phaseout__lost) | trim }}
      left: "{{ phaseout__home if phaseout__removed is defined
                and (phaseout__removed is failed or phaseout__removed is unreachable) else '' }}"
  vars:
    phaseout__lost: "{{ '' if ansible_check_mode or phaseout__fetch.dest is defined else 'contact was lost on the way' }}"

- name: Say what was found
  ansible.builtin.debug:
    msg: "{{ phaseout__words }}"
  vars:
    phaseout__words: >-
      {{ ({0: 'nothing found, and nothing was missed', 1: 'FOUND',
           3: 'nothing found, but not everything could be looked at'}[phaseout_result.exit | int]
          if phaseout_result.state == 'reported' else phaseout_result.state | upper)
         ~ (': ' ~ phaseout_result.why if phaseout_result.why else '')
         ~ ('; left behind: ' ~ phaseout_result.left if phaseout_result.left else '') }}

- name: Fail where that was asked for
  ansible.builtin.include_tasks: verdict.yml
  when: not phaseout_defer_verdict
`;

/** Fails hosts, where that was asked for. */
export const verdictTasks = `---
# Needs no contact: it reads what the scan of this run left in phaseout_result.
- name: Fail for findings
  ansible.builtin.fail:
    msg: "phaseout found something: {{ phaseout_result.report }}"
  when: phaseout_fail_on_findings and phaseout_result.state == 'reported' and phaseout_result.exit | int == 1

- name: Fail for what could not be looked at
  ansible.builtin.fail:
    msg: "phaseout found nothing, but could not look everywhere: {{ phaseout_result.report }}"
  when: phaseout_fail_on_gaps and phaseout_result.state == 'reported' and phaseout_result.exit | int == 3

- name: Fail without a report
  ansible.builtin.fail:
    msg: "{{ phaseout_result.state }}: {{ phaseout_result.why }}"
  when: phaseout_fail_on_missed and phaseout_result.state in ['not reached', 'failed']
`;
