import { checkArrived, fetchReport } from './same-tasks.ts';

/** Ship, verify, scan, fetch: Windows. */
export const windowsTasks = String.raw`---
# Windows. The steps of posix.yml in the modules of ansible.windows.
- name: Scan with the rights that were asked for
  become: "{{ phaseout_windows_become }}"
  become_method: runas
  become_user: SYSTEM
  block:
    - name: Make a folder
      ansible.windows.win_file:
        path: "{{ phaseout__home }}"
        state: directory
      register: phaseout__made
      changed_when: phaseout_keep and phaseout__made.changed | default(false)

    - name: Ship the program
      ansible.windows.win_copy:
        src: "{{ phaseout__source }}"
        dest: "{{ phaseout__file }}"
      when: phaseout_ship != 'none'
      register: phaseout__shipped
      changed_when: phaseout_keep and phaseout__shipped.changed | default(false)

    - name: Read what arrived
      ansible.windows.win_stat:
        path: "{{ phaseout__file }}"
        get_checksum: true
        checksum_algorithm: sha256
      when: phaseout_ship != 'none'
      register: phaseout__arrived

${checkArrived}

    - name: Make a folder for the npm package
      ansible.windows.win_file:
        path: "{{ phaseout__unpacked }}"
        state: directory
      when: phaseout_ship == 'npm'
      changed_when: false

    - name: Unpack the npm package
      ansible.windows.win_command:
        argv: [tar.exe, -xzf, "{{ phaseout__file }}", -C, "{{ phaseout__unpacked }}"]
        creates: "{{ phaseout__unpacked }}\\package\\bin\\phaseout.js"
      when: phaseout_ship == 'npm'
      changed_when: false

    - name: Ship the rules
      ansible.windows.win_copy:
        src: rules/
        dest: "{{ phaseout__home }}\\rules\\"
      when: phaseout__rules
      register: phaseout__ruled
      changed_when: phaseout_keep and phaseout__ruled.changed | default(false)

    - name: Run phaseout scan
      ansible.windows.win_command:
        argv: "{{ phaseout__argv }}"
      register: phaseout__scan
      changed_when: false
      failed_when: phaseout__scan.rc | default(-1) not in [0, 1, 3]

${fetchReport}
`;

/** Removes what was shipped: Windows. */
export const removeWindows = `---
- name: Remove what was shipped
  ansible.windows.win_file:
    path: "{{ phaseout__report if phaseout_keep else phaseout__home }}"
    state: absent
  become: "{{ phaseout_windows_become }}"
  become_method: runas
  become_user: SYSTEM
  register: phaseout__removed
  changed_when: false
  ignore_errors: true
`;
