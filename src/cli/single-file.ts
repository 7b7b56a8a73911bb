import { childFlag } from '../host/program-form/child-flag.ts';
import { runPhaseout } from './run.ts';

const [first, task] = process.argv.slice(2);
// Only a process that a Node program started has a channel: on a command line the flag is an unknown option.
if (first === childFlag && process.channel != null) {
  import('../host/program-form/child-task.ts').then(({ runChildTask }) => {
    if (!runChildTask(task)) process.exitCode = 2;
  });
} else {
  runPhaseout(process.argv.slice(2));
}
