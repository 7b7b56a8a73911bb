import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { collectors } from '../../../src/collect/index.ts';
import { directoryHost } from '../../../src/host/directory-host.ts';
import { machO } from '../../support/macho-writer.ts';
import { xmlPlist } from '../../support/write-plist.ts';
import { gapsOf, runOn } from '../run-on.ts';

let folder = '';
const root = () => join(folder, 'root');
function put(path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root(), path)), { recursive: true });
  writeFileSync(join(root(), path), content);
}
function link(path: string, target: string): void {
  mkdirSync(dirname(join(root(), path)), { recursive: true });
  symlinkSync(target, join(root(), path));
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-hostile-mac-'));
  // What lies beside the root, on the machine that scans.
  const secret = xmlPlist({ CFBundleIdentifier: 'com.kaspersky.secret', Label: 'com.kaspersky.secret' });
  mkdirSync(join(folder, 'Secret.app', 'Contents'), { recursive: true });
  writeFileSync(join(folder, 'Secret.app', 'Contents', 'Info.plist'), secret);
  writeFileSync(join(folder, 'secret.plist'), secret);
  put('System/Library/CoreServices/SystemVersion.plist', xmlPlist({}));
  put('private/var/db/x', '');
  link('Applications/Absolute.app', join(folder, 'Secret.app'));
  link('Applications/Upwards.app', '../../../../../../../../../../../../Secret.app');
  link('Applications/Beside.app', '../../Secret.app');
  link('Applications/Loop.app', 'Loop.app');
  link('Applications/Self', '.');
  link('Library/LaunchDaemons/out.plist', join(folder, 'secret.plist'));
  link('Library/LaunchDaemons/up.plist', '../../../secret.plist');
  link('Library/LaunchDaemons/null.plist', '/dev/null');
  link('private/var/db/receipts', folder);
  link('Users/eve', folder);
  put('Applications/Odd.app/Contents/MacOS/odd', machO({ identifier: '../../x', teamId: '2Y8XE5CQ94' }));
  put(
    'Applications/Odd.app/Contents/Info.plist',
    xmlPlist({ CFBundleIdentifier: '\u001b[31m\u202e', CFBundleExecutable: 'odd' }),
  );
  put(
    'Library/SystemExtensions/db.plist',
    xmlPlist({ extensions: [{ identifier: 'a', uniqueID: '../../../..' }] }),
  );
  mkdirSync(join(root(), 'Applications/Pipe.app/Contents'), { recursive: true });
  execFileSync('mkfifo', [join(root(), 'Applications/Pipe.app/Contents/Info.plist')]);
  execFileSync('mkfifo', [join(root(), 'Library/LaunchDaemons/pipe.plist')]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a hostile Mac shows nothing of the machine that scans it, and stops nobody', async () => {
  const host = await directoryHost(root(), 'macos');
  const names: string[] = [];
  const gaps: string[] = [];
  for (const collector of collectors.filter(
    ({ platforms, needsLiveHost }) => platforms.includes('macos') && !needsLiveHost,
  )) {
    const collected = await runOn(collector, host);
    names.push(...collected.items.map(({ name }) => name));
    gaps.push(...gapsOf(collected));
  }
  expect(names.sort()).toEqual(['Pipe', '\u001b[31m\u202e', 'a'].sort());
  expect(names.join()).not.toContain('secret');
  expect(gaps.filter((gap) => gap.includes('Pipe') || gap.includes('Loop'))).toEqual([
    'malformed-source /Applications/Loop.app/Contents/Info.plist',
    'malformed-source /Applications/Loop.app/Info.plist',
    'malformed-source /Applications/Pipe.app/Contents/Info.plist',
  ]);
});
