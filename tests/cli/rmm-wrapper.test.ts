import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import type { RmmOptions } from '../../src/cli/commands/rmm.ts';
import { addRmm } from '../../src/cli/program/rmm.ts';
import { rmmScript } from '../../src/cli/rmm-wrapper.ts';
import { UsageError } from '../../src/errors.ts';
import type { RulePack } from '../../src/model/rule-pack.ts';
import { rmmPlatforms } from '../../src/rmm/platforms.ts';
import { loadAudiences } from '../deadline/load-regimes.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';

const pack: RulePack = { ...builtInPack(), audiences: loadAudiences() };

/** The script that a command line asks for. */
async function script(...words: string[]): Promise<string> {
  let made = '';
  const program = new Command('phaseout').exitOverride();
  addRmm(program, () => async (id: unknown, options: unknown) => {
    const platform = rmmPlatforms.find((each) => each.id === id);
    if (platform === undefined) throw new Error(`no platform ${id}`);
    const lists = { accept: [], audience: [], only: [], rules: [], skip: [], tag: [], until: [] };
    made = await rmmScript(platform, { ...lists, ...(options as RmmOptions) }, async () => pack);
  });
  await program.parseAsync(['rmm', 'n-central', ...words, '--script', 'sh'], { from: 'user' });
  return made;
}

/** Options that are not for the endpoint. */
const own = ['--script', '--sha256'];

/** Each option of the command with a value, and others that it needs beside it. */
const given: Readonly<Record<string, readonly string[]>> = {
  '--root': ['--root', '/mnt/image'],
  '--image': ['--image', '/srv/app.tar'],
  '--platform': ['--platform', 'linux/arm64'],
  '--client': ['--client', 'Müller & Co'],
  '--site': ['--site', 'Köln'],
  '--tag': ['--tag', 'vip', '--tag', 'image=golden'],
  '--only': ['--only', 'dpkg,rpm'],
  '--skip': ['--skip', 'nix'],
  '--timeout': ['--timeout', '60'],
  '--rules': ['--rules', '/etc/phaseout/rules'],
  '--no-builtin-rules': ['--rules', '/etc/phaseout/rules', '--no-builtin-rules'],
  '--require-signed': ['--require-signed', '/etc/phaseout/key.pem'],
  '--state': ['--require-signed', '/etc/phaseout/key.pem', '--state', '/var/lib/packs.json'],
  '--audience': ['--audience', 'us-federal,de-advice'],
  '--as-of': ['--as-of', '2024-09-28'],
  '--fail-on': ['--fail-on', 'installed'],
  '--fail-on-deadline': ['--fail-on-deadline', 'within:30'],
  '--accept': ['--accept', 'kesl', '--until', '2026-12-31'],
  '--until': ['--accept', 'kesl', '--until', '2026-12-31'],
  '--allow-gaps': ['--allow-gaps=dpkg'],
  '--max-rules-age': ['--max-rules-age', '90'],
  '--report': ['--report', 'json=/srv/reports/ws 1.json'],
  '--no-report': ['--no-report'],
  '--redact': ['--redact', 'users'],
  '--exit-map': ['--exit-map', 'found=10'],
};

describe('a wrapper script', () => {
  const program = new Command('phaseout');
  addRmm(program, () => async () => undefined);
  const options = program.commands.flatMap(({ options }) => options.map(({ long }) => long ?? ''));

  it.each(options.filter((option) => !own.includes(option)))('passes %s on', async (option) => {
    const words = given[option];
    if (words === undefined) throw new Error(`${option} stands in no example`);
    const line = (await script(...words)).split('\n').find((text) => text.includes('"$program" \'rmm\''));
    const passed = [...(line ?? '').matchAll(/'(?<word>[^']*)'/g)].map(({ groups }) => groups?.['word']);
    expect(passed.slice(0, 2)).toEqual(['rmm', 'n-central']);
    expect(passed.slice(2).sort()).toEqual([...words].sort());
  });

  it.each([
    [['--fail-on', 'bogus'], '--fail-on'],
    [['--audience', 'us-persn'], 'unknown audience "us-persn"'],
    [['--only', 'dpgk'], '--only'],
    [['--timeout', 'soon'], '--timeout'],
    [['--client', ' '], '--client'],
    [['--as-of', 'yesterday'], '--as-of'],
    [['--accept', 'kesl'], '--until'],
    [['--accept', 'keslx', '--until', '2026-12-31'], '--accept: no product "keslx"'],
    [['--fail-on-deadline', 'soon'], '--fail-on-deadline'],
    [['--max-rules-age', 'old'], '--max-rules-age'],
    [['--report', 'x.pdf'], '--report x.pdf'],
    [['--redact', 'all'], '--redact'],
    [['--exit-map', 'error=0'], '--exit-map'],
    [['--rules', '/etc/phaseout/rules', '--fail-on', 'bogus'], '--fail-on'],
  ])('%j, which every endpoint would refuse, is refused here', async (words, message) => {
    const refused = script(...words);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
  });
});
