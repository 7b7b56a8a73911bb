/** Values that the role that scans works out: the system of a host, paths there, the words of the scan. RULES stands for true or false. */
export const scanValues = String.raw`---
# True where this collection was exported with rules of its own: they lie in files/rules and replace those of the program.
phaseout__rules: RULES

# Reached, and a module could run there.
phaseout__known: "{{ (phaseout__contact.ansible_facts | default({})).ansible_system is defined }}"

phaseout__system: >-
  {{ {'Linux': 'linux', 'Win32NT': 'windows', 'Darwin': 'macos'}[ansible_facts['system'] | default('')]
     | default('unknown') }}
phaseout__way: "{{ 'windows' if phaseout__system == 'windows' else 'posix' }}"
# Windows words its architecture in its own language: "64-bit", "64 bits", "ARM 64-bit Processor".
phaseout__machine: >-
  {{ 'arm64' if ansible_facts['architecture'] | default('') is regex('^(aarch64|arm64|arm 64)', ignorecase=true)
     else 'x64' if ansible_facts['architecture'] | default('') is regex('^(x86_64|amd64|64)', ignorecase=true)
     else ansible_facts['architecture'] | default('unknown') }}
phaseout__key: "{{ 'npm' if phaseout_ship == 'npm' else phaseout__system ~ '-' ~ phaseout__machine }}"

phaseout__sources: >-
  {{ {'npm': phaseout_npm_package} if phaseout_ship == 'npm'
     else dict(phaseout_programs.keys()
               | zip(phaseout_programs.values() | map('regex_replace', '^(?!/)', phaseout_program_dir ~ '/')))
     if phaseout_ship == 'program' else {} }}
phaseout__listed: "{{ lookup('ansible.builtin.file', phaseout_sha256_list, errors='ignore') or '' }}"
phaseout__source: "{{ phaseout__sources[phaseout__key] }}"
phaseout__sha256: "{{ phaseout__sums[phaseout__key] | default('') }}"

# No template: there Ansible doubles backslashes.
phaseout__slashes:
  windows: '\'
  posix: /
phaseout__slash: "{{ phaseout__slashes[phaseout__way] }}"
phaseout__home: >-
  {{ (phaseout_windows_parent if phaseout__way == 'windows' else phaseout_parent) ~ phaseout__slash ~ 'phaseout-ansible' }}
phaseout__file: "{{ phaseout__home ~ phaseout__slash ~ (phaseout__source | basename) }}"
# Of another package another folder, so that a kept one is never taken for it.
phaseout__unpacked: "{{ phaseout__home ~ phaseout__slash ~ phaseout__sha256[:16] }}"
phaseout__report: "{{ phaseout__home ~ phaseout__slash ~ 'report.json' }}"
phaseout__program: >-
  {{ phaseout_command if phaseout_ship == 'none'
     else [phaseout_node, [phaseout__unpacked, 'package', 'bin', 'phaseout.js'] | join(phaseout__slash)]
     if phaseout_ship == 'npm' else [phaseout__file] }}
phaseout__argv: >-
  {{ phaseout__program + ['scan', '--output', 'json=' ~ phaseout__report, '--timeout', phaseout_timeout | string,
                          '--tag', 'inventory=' ~ inventory_hostname]
     + (['--audience', phaseout_audience | join(',')] if phaseout_audience else [])
     + (['--client', phaseout_client] if phaseout_client else [])
     + (['--site', phaseout_site] if phaseout_site else [])
     + (['--tag'] | product(phaseout_tags) | flatten)
     + (['--no-builtin-rules', '--rules', phaseout__home ~ phaseout__slash ~ 'rules'] if phaseout__rules else [])
     + phaseout_arguments | map('string') }}

# A name of the inventory as a file name; one that had to be changed gets a digest, so that no two names meet.
phaseout__plain: "{{ inventory_hostname | regex_replace('[^A-Za-z0-9._-]|^\\.', '_') }}"
phaseout__name: >-
  {{ phaseout__plain if phaseout__plain == inventory_hostname
     else phaseout__plain ~ '-' ~ (inventory_hostname | hash('sha256'))[:12] }}
`;
