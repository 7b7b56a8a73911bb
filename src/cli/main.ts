import { runPhaseout } from './run.ts';

await runPhaseout(process.argv.slice(2));
