import { type Command, Option } from 'commander';
import { command, type Runner } from './command.ts';
import { withRules } from './shared-options.ts';

/** `phaseout doctor` and `phaseout collectors`: what this machine and this program can do. */
export function addAboutHere(program: Command, run: Runner): void {
  withRules(command(program, 'doctor', 'rights, pack and its age, and what would be a gap here')).action(
    run(async () => (await import('../commands/doctor.ts')).doctorCommand),
  );
  command(program, 'collectors', 'what each collector reads, on which platform, with which rights')
    .addOption(new Option('--format <FORMAT>', 'table or json').default('table'))
    .action(run(async () => (await import('../commands/collectors.ts')).collectorsCommand));
}
