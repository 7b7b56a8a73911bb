import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type AnsibleFolder, installCollection } from '../support/ansible-collection.ts';
import { describeWith } from '../support/needs.ts';
import type { Run } from '../support/phaseout.ts';

/** Keys of a task that are no module. Source: "Playbook Keywords" of the Ansible documentation. */
const keywords = new Set(
  'always become become_method become_user block changed_when delegate_to diff failed_when ignore_errors ignore_unreachable loop loop_control name register rescue run_once vars when'.split(
    ' ',
  ),
);

const taskFiles = [
  'roles/scan/tasks/main.yml',
  'roles/scan/tasks/check.yml',
  'roles/scan/tasks/posix.yml',
  'roles/scan/tasks/remove-posix.yml',
  'roles/scan/tasks/windows.yml',
  'roles/scan/tasks/remove-windows.yml',
  'roles/scan/tasks/verdict.yml',
  'roles/rollup/tasks/main.yml',
];

type Task = Readonly<Record<string, unknown>>;

/** The tasks of a file, those of blocks too. */
function tasksOf(list: readonly Task[]): Task[] {
  return list.flatMap((task) => [
    task,
    ...['block', 'rescue', 'always'].flatMap((part) => tasksOf((task[part] as Task[] | undefined) ?? [])),
  ]);
}

// ansible-community comes with Debian's package of collections, ansible.windows among them.
describeWith(
  ['ansible-playbook', 'ansible-doc', 'ansible-community'],
  'tasks that cannot be run here',
  () => {
    let folder: string;
    let ansible: AnsibleFolder;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'phaseout-ansible-windows-'));
      ansible = await installCollection(folder);
    });

    afterAll(() => {
      if (folder) rmSync(folder, { recursive: true, force: true });
    });

    /** ansible-playbook --syntax-check, which reads what is imported and looks every module up. */
    function check(playbook: unknown): Promise<Run> {
      writeFileSync(join(folder, 'check.json'), JSON.stringify(playbook));
      return ansible.run('ansible-playbook', ['--syntax-check', '-i', 'localhost,', 'check.json']);
    }

    it('the playbook is sound', async () => {
      const run = await ansible.run('ansible-playbook', [
        '--syntax-check',
        '-i',
        'localhost,',
        'phaseout.fleet.scan',
      ]);
      expect(run.code, run.stderr).toBe(0);
    });

    it.each(taskFiles)('%s is sound, and every module is one', async (file) => {
      const run = await check([{ hosts: 'all', tasks: [{ import_tasks: join(ansible.collection, file) }] }]);
      expect(run.code, run.stderr).toBe(0);
    });

    it('the check would see a module that is none', async () => {
      const text = readFileSync(join(ansible.collection, 'roles/scan/tasks/windows.yml'), 'utf8');
      writeFileSync(
        join(folder, 'broken.yml'),
        text.replace('ansible.windows.win_copy', 'ansible.windows.win_cpoy'),
      );
      const run = await check([{ hosts: 'all', tasks: [{ import_tasks: join(folder, 'broken.yml') }] }]);
      expect(run.code).not.toBe(0);
      expect(run.stderr).toContain("couldn't resolve module/action 'ansible.windows.win_cpoy'");
    });

    it('every option of every module is one that its documentation has', async () => {
      const used = taskFiles.flatMap((file) =>
        tasksOf(parse(readFileSync(join(ansible.collection, file), 'utf8')) as Task[]).flatMap((task) =>
          Object.entries(task)
            .filter(([key]) => !keywords.has(key))
            .map(([module, options]) => ({
              file,
              module,
              options: typeof options === 'object' ? Object.keys(options ?? {}) : [],
            })),
        ),
      );
      const modules = [...new Set(used.map(({ module }) => module))].sort();
      expect(modules).toEqual([
        'ansible.builtin.assert',
        'ansible.builtin.command',
        'ansible.builtin.copy',
        'ansible.builtin.debug',
        'ansible.builtin.fail',
        'ansible.builtin.fetch',
        'ansible.builtin.file',
        'ansible.builtin.include_tasks',
        'ansible.builtin.set_fact',
        'ansible.builtin.setup',
        'ansible.builtin.stat',
        'ansible.builtin.unarchive',
        'ansible.windows.win_command',
        'ansible.windows.win_copy',
        'ansible.windows.win_file',
        'ansible.windows.win_stat',
      ]);
      const run = await ansible.run('ansible-doc', ['--type', 'module', '--json', ...modules]);
      expect(run.code, run.stderr).toBe(0);
      const docs = JSON.parse(run.stdout) as Record<
        string,
        { doc: { options: Record<string, { aliases?: string[] }> } }
      >;
      const wrong = used
        .filter(({ module }) => module !== 'ansible.builtin.set_fact')
        .flatMap(({ file, module, options }) => {
          const known = Object.keys(docs[module]?.doc.options ?? {});
          return options
            .filter((option) => !known.includes(option))
            .map((option) => `${file}: ${module}: ${option}`);
        });
      expect(used.filter(({ module }) => module.startsWith('ansible.windows.')).length).toBeGreaterThan(6);
      expect(wrong).toEqual([]);
    });

    describe('what the role works out for a host', () => {
      const cases: readonly (readonly [
        name: string,
        facts: object,
        settings: object,
        said: readonly string[],
      ])[] = [
        [
          'Windows in English',
          { system: 'Win32NT', architecture: '64-bit' },
          {},
          [
            'windows-x64',
            '/srv/phaseout/phaseout-windows-x64.exe',
            'C:\\Program Files\\phaseout-ansible\\phaseout-windows-x64.exe | scan | --output | json=C:\\Program Files\\phaseout-ansible\\report.json | --timeout | 120 | --tag | inventory=WS 1',
          ],
        ],
        [
          'Windows in Portuguese, with the npm package',
          { system: 'Win32NT', architecture: '64 bits' },
          { phaseout_ship: 'npm', phaseout_npm_package: '/srv/phaseout.tgz' },
          [
            'npm',
            '/srv/phaseout.tgz',
            'node | C:\\Program Files\\phaseout-ansible\\0123456789abcdef\\package\\bin\\phaseout.js | scan | --output | json=C:\\Program Files\\phaseout-ansible\\report.json | --timeout | 120 | --tag | inventory=WS 1',
          ],
        ],
        [
          'Linux on arm64, with all that can be asked',
          { system: 'Linux', architecture: 'aarch64' },
          {
            phaseout_audience: ['us-federal', 'de-advice'],
            phaseout_client: 'Ac me',
            phaseout_site: 'HQ',
            phaseout_tags: ['a', 'image=gold'],
            phaseout_timeout: 30,
            phaseout_arguments: ['--skip', 'snap'],
          },
          [
            'linux-arm64',
            '/srv/phaseout/phaseout-linux-arm64',
            '/var/lib/phaseout-ansible/phaseout-linux-arm64 | scan | --output | json=/var/lib/phaseout-ansible/report.json | --timeout | 30 | --tag | inventory=WS 1 | --audience | us-federal,de-advice | --client | Ac me | --site | HQ | --tag | a | --tag | image=gold | --skip | snap',
          ],
        ],
        [
          'macOS, without becoming root',
          { system: 'Darwin', architecture: 'arm64', user_dir: '/Users/ops' },
          { phaseout_become: false },
          [
            'macos-arm64',
            '/srv/phaseout/phaseout-macos-arm64',
            '/Users/ops/phaseout-ansible/phaseout-macos-arm64 | scan | --output | json=/Users/ops/phaseout-ansible/report.json | --timeout | 120 | --tag | inventory=WS 1',
          ],
        ],
      ];
      it.each(cases)('%s', async (_, facts, settings, said) => {
        const show = (msg: string): object => ({ 'ansible.builtin.debug': { msg } });
        writeFileSync(
          join(folder, 'values.json'),
          JSON.stringify([
            {
              hosts: 'all',
              connection: 'local',
              gather_facts: false,
              vars_files: ['defaults', 'vars'].map((part) =>
                join(ansible.collection, `roles/scan/${part}/main.yml`),
              ),
              vars: { phaseout__sums: { npm: `0123456789abcdef${'0'.repeat(48)}` } },
              tasks: [
                show('{{ phaseout__key }}'),
                show('{{ phaseout__source }}'),
                show("{{ phaseout__argv | join(' | ') }}"),
                show('{{ phaseout__name }}'),
              ],
            },
          ]),
        );
        writeFileSync(join(folder, 'hosts.json'), JSON.stringify({ all: { hosts: { 'WS 1': {} } } }));
        const extra = { ansible_facts: facts, phaseout_program_dir: '/srv/phaseout', ...settings };
        const run = await ansible.run('ansible-playbook', [
          '-i',
          'hosts.json',
          '-e',
          JSON.stringify(extra),
          'values.json',
        ]);
        expect(run.code, run.stdout).toBe(0);
        const shown = [...run.stdout.matchAll(/"msg": (?<text>".*")/g)].map(({ groups }) =>
          JSON.parse(groups?.['text'] ?? ''),
        );
        expect(shown).toEqual([...said, expect.stringMatching(/^WS_1-[0-9a-f]{12}$/)]);
      });
    });
  },
);
