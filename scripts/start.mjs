// `npm start`: install from the lock file and build if that was not done yet, then run the program in this process.
// Without a command it scans this machine.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled, root } from './lib/setup.mjs';

ensureInstalled();
ensureBuilt();

const args = process.argv.slice(2);
const asksForItself = ['-h', '--help', '-V', '--version'].includes(args[0] ?? '');
if (args[0] === undefined || (args[0].startsWith('-') && !asksForItself)) args.unshift('scan');

const program = join(root, 'bin', 'phaseout.js');
process.argv = [process.execPath, program, ...args];
await import(pathToFileURL(program).href);
