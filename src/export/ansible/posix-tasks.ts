import { checkArrived, fetchReport } from './same-tasks.ts';

/** Ship, verify, scan, fetch: Linux and macOS. */
export const posixTasks = `---
# Linux and macOS. What does not last is not reported as a change.
- name: Scan with the rights that were asked for
  become: "{{ phaseout_become }}"
  block:
    - name: Make a folder that nobody else can enter
      ansible.builtin.file:
        path: "{{ phaseout__home }}"
        state: directory
        mode: "0700"
      register: phaseout__made
      changed_when: phaseout_keep and phaseout__made.changed | default(false)

    - name: Ship the program
      ansible.builtin.copy:
        src: "{{ phaseout__source }}"
        dest: "{{ phaseout__file }}"
        mode: "0700"
      diff: false
      when: phaseout_ship != 'none'
      register: phaseout__shipped
      changed_when: phaseout_keep and phaseout__shipped.changed | default(false)

    - name: Read what arrived
      ansible.builtin.stat:
        path: "{{ phaseout__file }}"
        checksum_algorithm: sha256
      when: phaseout_ship != 'none'
      register: phaseout__arrived

${checkArrived}

    - name: Make a folder for the npm package
      ansible.builtin.file:
        path: "{{ phaseout__unpacked }}"
        state: directory
        mode: "0700"
      when: phaseout_ship == 'npm'
      changed_when: false

    - name: Unpack the npm package
      ansible.builtin.unarchive:
        src: "{{ phaseout__file }}"
        dest: "{{ phaseout__unpacked }}"
        remote_src: true
        creates: "{{ phaseout__unpacked }}/package/bin/phaseout.js"
      when: phaseout_ship == 'npm'
      changed_when: false

    - name: Ship the rules
      ansible.builtin.copy:
        src: rules/
        dest: "{{ phaseout__home }}/rules/"
        mode: "0600"
        directory_mode: "0700"
      when: phaseout__rules
      register: phaseout__ruled
      changed_when: phaseout_keep and phaseout__ruled.changed | default(false)

    - name: Run phaseout scan
      ansible.builtin.command:
        argv: "{{ phaseout__argv }}"
      register: phaseout__scan
      changed_when: false
      failed_when: phaseout__scan.rc | default(-1) not in [0, 1, 3]

${fetchReport}
`;

/** Removes what was shipped: Linux and macOS. */
export const removePosix = `---
- name: Remove what was shipped
  ansible.builtin.file:
    path: "{{ phaseout__report if phaseout_keep else phaseout__home }}"
    state: absent
  become: "{{ phaseout_become }}"
  register: phaseout__removed
  changed_when: false
  ignore_errors: true
`;
