#!/usr/bin/env node
// Hands the arguments to the built program. Kept free of newer syntax, so that an old Node gets the sentence below.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/main.js', import.meta.url);
if (Number(process.versions.node.split('.')[0]) < 20) {
  process.stderr.write(`phaseout needs Node.js 20 or later; this is ${process.version}\n`);
  process.exitCode = 2;
} else if (!existsSync(fileURLToPath(main))) {
  process.stderr.write('phaseout is not built yet: run "npm start" or "npm run build" in its folder first\n');
  process.exitCode = 2;
} else {
  await import(main.href);
}
