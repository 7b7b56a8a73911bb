import { UsageError } from '../../errors.ts';
import type { PackIdentity } from '../../model/report.ts';
import type { RulePack } from '../../model/rule-pack.ts';
import type { Exported, ExportOptions } from '../exported.ts';
import { subjectOf } from '../subject.ts';
import { changelog, galaxy, runtime } from './about-collection.ts';
import { checkTasks } from './check-tasks.ts';
import { ownRules } from './own-rules.ts';
import { playbook } from './playbook.ts';
import { posixTasks, removePosix } from './posix-tasks.ts';
import { readme } from './readme.ts';
import { rollupArguments, rollupDefaults, rollupMeta, rollupTasks, rollupValues } from './rollup-role.ts';
import { scanArguments } from './scan-arguments.ts';
import { scanDefaults, scanMeta } from './scan-settings.ts';
import { scanTasks, verdictTasks } from './scan-tasks.ts';
import { scanValues } from './scan-values.ts';
import { removeWindows, windowsTasks } from './windows-tasks.ts';

/**
 * An Ansible collection that runs phaseout itself on every host, so that nothing of the pack is lost on the way. Rules
 * of the user's own go with it; the built-in ones are in the program. Throws UsageError where one system alone is asked
 * for: a host's system is known when Ansible reaches it.
 */
export function exportAnsible(pack: RulePack, { version, platform }: ExportOptions): Exported {
  if (platform !== undefined) {
    throw new UsageError('export ansible has no --platform: the collection learns the system of each host', {
      hint: 'leave --platform out',
    });
  }
  const rules = ownRules(pack);
  const { many } = subjectOf(pack);
  const about = `Scans every host for ${many} with phaseout, fetches the reports and rolls them up`;
  const files = {
    'galaxy.yml': galaxy.replace('VERSION', version).replace('ABOUT', () => JSON.stringify(about)),
    'README.md': readme
      .replace('VERSION', version)
      .replace('SUBJECT', plain(many))
      .replace('RULES', rulesSentence(pack.identities, rules.length > 0)),
    'CHANGELOG.md': changelog,
    'meta/runtime.yml': runtime,
    'playbooks/scan.yml': playbook,
    'roles/scan/defaults/main.yml': scanDefaults,
    'roles/scan/meta/main.yml': scanMeta,
    'roles/scan/meta/argument_specs.yml': scanArguments,
    'roles/scan/vars/main.yml': scanValues.replace('RULES', String(rules.length > 0)),
    'roles/scan/tasks/main.yml': scanTasks,
    'roles/scan/tasks/check.yml': checkTasks,
    'roles/scan/tasks/posix.yml': posixTasks,
    'roles/scan/tasks/remove-posix.yml': removePosix,
    'roles/scan/tasks/windows.yml': windowsTasks,
    'roles/scan/tasks/remove-windows.yml': removeWindows,
    'roles/scan/tasks/verdict.yml': verdictTasks,
    'roles/rollup/defaults/main.yml': rollupDefaults,
    'roles/rollup/meta/main.yml': rollupMeta,
    'roles/rollup/meta/argument_specs.yml': rollupArguments,
    'roles/rollup/vars/main.yml': rollupValues,
    'roles/rollup/tasks/main.yml': rollupTasks,
  };
  return {
    files: [...Object.entries(files).map(([name, text]) => ({ name, text })), ...rules],
    notExpressed: [],
  };
}

function rulesSentence(identities: readonly PackIdentity[], shipped: boolean): string {
  const names = identities.map(({ id, version, sha256 }) =>
    plain(`${id} ${version} (sha256 ${sha256.slice(0, 12)})`),
  );
  const list = names.join(', ');
  return shipped
    ? `Hosts are judged by the rules in \`roles/scan/files/rules\` alone: ${list}.`
    : `Hosts are judged by the rules that the shipped program carries; when this was written, ${list}.`;
}

/** Packs are written by anybody: nothing of a name may end a table or start a link in the page. */
function plain(name: string): string {
  return name.replace(/[^\p{L}\p{M}\p{N}_ .,()-]/gu, '_');
}
