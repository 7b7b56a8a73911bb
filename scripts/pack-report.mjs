// `npm run pack-report`: how well the rule pack is tested. Recall and precision per product over all fixtures and cases,
// what kind of row exercises each signature, and which parts of signatures nobody misses when they are taken out.
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './lib/setup.mjs';

ensureInstalled();
const { bundleScript } = await import('./lib/bundle.mjs');

const { run } = await import(pathToFileURL(await bundleScript('tests/rule-pack/pack-report.ts')).href);
if (!run({ print: (line) => process.stdout.write(`${line}\n`) })) process.exitCode = 1;
