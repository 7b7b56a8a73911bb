/** `playbooks/scan.yml`: scan in batches, roll up, then fail what was asked to fail. */
export const playbook = `---
# ansible-playbook phaseout.fleet.scan -i INVENTORY -e phaseout_program_dir=DIR
# phaseout_hosts and phaseout_batch are read here; the roles' defaults name everything else.
- name: Scan every host, in batches
  hosts: "{{ phaseout_hosts | default('all') }}"
  gather_facts: false
  serial: "{{ phaseout_batch | default(50) }}"
  max_fail_percentage: 100
  tasks:
    - name: Scan
      ansible.builtin.include_role:
        name: phaseout.fleet.scan
      vars:
        phaseout_defer_verdict: true

- name: Roll up
  hosts: "{{ phaseout_hosts | default('all') }}"
  gather_facts: false
  tasks:
    - name: Roll up
      ansible.builtin.include_role:
        name: phaseout.fleet.rollup

- name: Fail what was asked to fail
  hosts: "{{ phaseout_hosts | default('all') }}"
  gather_facts: false
  tasks:
    - name: Verdict
      ansible.builtin.include_role:
        name: phaseout.fleet.scan
        tasks_from: verdict
`;
