import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { UsageError } from '../../../src/errors.ts';
import { exportAnsible } from '../../../src/export/ansible/export-ansible.ts';
import type { RulePack } from '../../../src/model/rule-pack.ts';
import { loadPacks } from '../../../src/rules/load.ts';

const rules = await loadPacks({ paths: ['rules'], gate: undefined });
const builtin: RulePack = {
  ...rules,
  identities: rules.identities.map((one) => ({ ...one, builtin: true })),
};
const own: RulePack = {
  ...rules,
  identities: [
    ...builtin.identities,
    { id: 'ours](x)\n# y', version: '1.0.0', date: '2027-01-09', sha256: 'ab'.repeat(32), builtin: false },
  ],
};

it('writes a collection of two roles and a playbook', () => {
  const { files, notExpressed } = exportAnsible(builtin, { version: '1.2.3' });
  expect(files.map(({ name }) => name)).toEqual([
    'galaxy.yml',
    'README.md',
    'CHANGELOG.md',
    'meta/runtime.yml',
    'playbooks/scan.yml',
    'roles/scan/defaults/main.yml',
    'roles/scan/meta/main.yml',
    'roles/scan/meta/argument_specs.yml',
    'roles/scan/vars/main.yml',
    'roles/scan/tasks/main.yml',
    'roles/scan/tasks/check.yml',
    'roles/scan/tasks/posix.yml',
    'roles/scan/tasks/remove-posix.yml',
    'roles/scan/tasks/windows.yml',
    'roles/scan/tasks/remove-windows.yml',
    'roles/scan/tasks/verdict.yml',
    'roles/rollup/defaults/main.yml',
    'roles/rollup/meta/main.yml',
    'roles/rollup/meta/argument_specs.yml',
    'roles/rollup/vars/main.yml',
    'roles/rollup/tasks/main.yml',
  ]);
  expect(notExpressed).toEqual([]);
  for (const { name, text } of files.filter((file) => file.name.endsWith('.yml'))) {
    const document = parseDocument(text);
    expect([name, document.errors, document.warnings]).toEqual([name, [], []]);
  }
  const text = (wanted: string): string => files.find(({ name }) => name === wanted)?.text ?? '';
  expect(text('galaxy.yml')).toContain('\nversion: 1.2.3\n');
  expect(text('roles/scan/vars/main.yml')).toContain('\nphaseout__rules: false\n');
  expect(text('README.md')).toContain('with phaseout 1.2.3, fetches');
});

it('every variable of the role that scans has a type, and every type a variable', () => {
  const { files } = exportAnsible(builtin, { version: '1.2.3' });
  const value = (wanted: string): Record<string, unknown> =>
    parseDocument(files.find(({ name }) => name === wanted)?.text ?? '').toJS();
  for (const role of ['scan', 'rollup']) {
    const specs = value(`roles/${role}/meta/argument_specs.yml`) as {
      argument_specs: { main: { options: Record<string, unknown> } };
    };
    expect(Object.keys(specs.argument_specs.main.options).sort()).toEqual(
      Object.keys(value(`roles/${role}/defaults/main.yml`)).sort(),
    );
  }
});

it('rules of the user’s own go with it, and read again they are the same', async () => {
  const { files } = exportAnsible(own, { version: '1.2.3' });
  const shipped = files.filter(({ name }) => name.startsWith('roles/scan/files/rules/'));
  expect(shipped.length).toBeGreaterThan(1);
  const folder = mkdtempSync(join(tmpdir(), 'phaseout-own-rules-'));
  try {
    for (const [index, { text }] of shipped.entries()) writeFileSync(join(folder, `${index}.yaml`), text);
    const { identities, ...lists } = await loadPacks({ paths: [folder], gate: undefined });
    const { identities: _, ...wanted } = own;
    expect(lists).toEqual(wanted);
    expect(identities).toEqual([
      expect.objectContaining({
        id: 'exported-rules',
        version: '2027.1.9',
        date: '2027-01-09',
        builtin: false,
      }),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const text = (wanted: string): string => files.find(({ name }) => name === wanted)?.text ?? '';
  expect(text('roles/scan/vars/main.yml')).toContain('\nphaseout__rules: true\n');
  expect(text('README.md')).toContain('ours_(x)__ y 1.0.0 (sha256 abababababab)');
});

it('a single system cannot be asked for', () => {
  expect(() => exportAnsible(builtin, { version: '1.2.3', platform: 'linux' })).toThrow(UsageError);
});
