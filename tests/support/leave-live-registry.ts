import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLiveRegistry } from '../../src/host/registry/live/open-live-registry.ts';

/** Runs under Windows: asks for a large key and ends the process as soon as reg.exe has made its file. */
const registry = openLiveRegistry({ onGap: () => undefined, offlineUser: async () => undefined });
let isDone = false;
registry.key('HKLM\\SOFTWARE\\Classes\\Interface').finally(() => {
  isDone = true;
});
const timer = setInterval(() => {
  const files = readdirSync(tmpdir())
    .filter((name) => name.startsWith('phaseout-'))
    .flatMap((name) => readdirSync(join(tmpdir(), name)));
  if (files.length === 0 && !isDone) return;
  clearInterval(timer);
  process.stdout.write(`left while ${files.join()} was there\n`);
  process.exit(130);
}, 1);
