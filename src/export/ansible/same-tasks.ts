/** Of the steps on a host those that are the same on every system: compares what arrived with what was sent. */
export const checkArrived = `    - name: Is it what was sent
      ansible.builtin.assert:
        that: phaseout__arrived.stat.checksum == phaseout__sha256
        fail_msg: "{{ phaseout__file }} has another SHA-256 than what was sent; it was not run"
        quiet: true
      when: phaseout_ship != 'none'`;

/** Fetches the report. */
export const fetchReport = `    - name: Fetch the report
      ansible.builtin.fetch:
        src: "{{ phaseout__report }}"
        dest: >-
          {{ phaseout_reports }}/{{ phaseout__name
          }}{{ now(utc=true, fmt='/%Y%m%dT%H%M%SZ') if phaseout_history else '' }}.json
        flat: true
      register: phaseout__fetch
      changed_when: false`;
