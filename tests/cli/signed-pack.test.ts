import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireSigned } from '../../src/cli/require-signed.ts';
import { readPackFiles, verdictOn } from '../../src/cli/signed-pack.ts';
import { loadPacks } from '../../src/rules/load.ts';
import { signPack } from '../../src/rules/signing/sign-pack.ts';
import { fixtures, rfcPrivate, rfcPublic } from '../rules/signing/small-pack.ts';
import { describeWith } from '../support/needs.ts';

const publicKey = join(fixtures, 'public.pem');
let folder: string;
let pack: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaseout-signed-'));
  pack = join(folder, 'small');
  cpSync(join(fixtures, 'small'), pack, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What is wrong with the pack on the disk, without the test's folder. */
async function wrong(): Promise<readonly string[]> {
  const verdict = await verdictOn(pack, await readPackFiles(pack), [rfcPublic]);
  return verdict.good ? [] : verdict.wrong.map((line) => line.replaceAll(`${folder}/`, ''));
}

const link = 'a link, expected a file or folder of the pack itself, because only those can be signed';

describe('a signed pack on the disk', () => {
  it('is good, with files beside it that are no rules, hidden files and links to no rules', async () => {
    writeFileSync(join(pack, 'README.md'), 'x');
    writeFileSync(join(pack, '.hidden.yaml'), 'x');
    symlinkSync('README.md', join(pack, 'LIESMICH.md'));
    symlinkSync('nowhere', join(pack, 'broken'));
    expect(await wrong()).toEqual([]);
  });

  it('is good where the folder itself is named through a link', async () => {
    symlinkSync('small', join(folder, 'current'));
    pack = join(folder, 'current');
    expect(await wrong()).toEqual([]);
  });

  const file = (name: string): string => join(pack, name);
  it.each<readonly [string, () => void, readonly (string | RegExp)[]]>([
    ['an added file', () => writeFileSync(file('z.yml'), ''), ['z.yml was added after signing']],
    [
      'a file added with its ending in capitals',
      () => writeFileSync(file('sub/Z.YAML'), ''),
      ['sub/Z.YAML was added after signing'],
    ],
    [
      'a file that is no text any more',
      () => writeFileSync(file('sub/a.yaml'), Buffer.from([0xff, 0xfe, 0x41])),
      ['sub/a.yaml was changed after signing', /^small\/sub\/a\.yaml is a file in UTF-16/],
    ],
    [
      'a file too large to read',
      () => truncateSync(file('sub/a.yaml'), 2 * 1024 * 1024),
      ['sub/a.yaml was signed and is missing', /^small\/sub\/a\.yaml is a file of more than 1048576 bytes/],
    ],
    ['a link to a rule file', () => symlinkSync('pack.yaml', file('b.yaml')), [`small/b.yaml is ${link}`]],
    ['a link to a folder', () => symlinkSync('sub', file('more')), [`small/more is ${link}`]],
    ['a link to a folder elsewhere', () => symlinkSync('/usr', file('usr')), [`small/usr is ${link}`]],
    [
      'a link in the place of a file, to the same bytes',
      () => {
        cpSync(file('pack.yaml'), join(folder, 'elsewhere.yaml'));
        rmSync(file('pack.yaml'));
        symlinkSync('../elsewhere.yaml', file('pack.yaml'));
      },
      ['pack.yaml was signed and is missing', `small/pack.yaml is ${link}`],
    ],
    [
      'a rule file that leads nowhere',
      () => symlinkSync('nowhere', file('b.yaml')),
      ['small/b.yaml is a file that cannot be read (ENOENT), expected a file that may be read'],
    ],
    ['a folder with the name of a rule file', () => mkdirSync(file('d.yaml')), []],
    ['no signature file', () => rmSync(file('pack.sig')), ['it is not signed: there is no small/pack.sig']],
  ])('with %s', async (_, change, expected) => {
    change();
    const lines = await wrong();
    expect(lines).toHaveLength(expected.length);
    for (const [index, line] of lines.entries()) {
      const want = expected[index];
      if (want instanceof RegExp) expect(line).toMatch(want);
      else expect(line).toBe(want);
    }
  });

  it.each<readonly [string, () => void, RegExp]>([
    ['a link', () => symlinkSync('../real.sig', join(pack, 'pack.sig')), /^the signature .* is a link$/],
    ['a folder', () => mkdirSync(join(pack, 'pack.sig')), /^the signature .* is no regular file$/],
    [
      'huge',
      () => writeFileSync(join(pack, 'pack.sig'), Buffer.alloc(3 * 1024 * 1024)),
      /is larger than 2097152 bytes$/,
    ],
  ])('whose signature file is %s cannot be checked', async (_, change, message) => {
    cpSync(join(pack, 'pack.sig'), join(folder, 'real.sig'));
    rmSync(join(pack, 'pack.sig'));
    change();
    await expect(wrong()).rejects.toThrow(message);
  });

  it('of one file has its signature beside it', async () => {
    const single = join(folder, 'one.yaml');
    cpSync(join(pack, 'pack.yaml'), single);
    const read = await readPackFiles(single);
    const { text } = signPack(
      { pack: 'small', version: '1.2.3', date: '2026-01-02' },
      read.contents,
      rfcPrivate,
    );
    writeFileSync(`${single}.sig`, text);
    pack = single;
    expect(await wrong()).toEqual([]);
    rmSync(`${single}.sig`);
    expect(await wrong()).toEqual(['it is not signed: there is no one.yaml.sig']);
  });
});

describeWith(['mkfifo'], 'a pipe', () => {
  it.each(['pack.sig', 'b.yaml'])('as %s is not waited for', async (name) => {
    rmSync(join(pack, name), { force: true });
    execFileSync('mkfifo', [join(pack, name)]);
    await expect(
      wrong().then((lines) => {
        throw new Error(lines.join());
      }),
    ).rejects.toThrow(/no regular file/);
  });
});

describe('--require-signed', () => {
  const load = async (keys: readonly string[] = [publicKey]) => {
    const { gate } = await requireSigned(keys, undefined);
    return loadPacks({ paths: [pack], gate });
  };

  it('loads what was signed', async () => {
    const { identities, hazards } = await load();
    expect(identities).toMatchObject([{ id: 'small', version: '1.2.3', date: '2026-01-02' }]);
    expect(hazards.map(({ hazard }) => hazard)).toEqual(['a']);
  });

  it('refuses before anything is parsed', async () => {
    writeFileSync(join(pack, 'sub/a.yaml'), '\t- *no yaml');
    await expect(load()).rejects.toMatchObject({ name: 'TargetError', exitCode: 2 });
    await expect(load()).rejects.toThrow(
      /refused \(--require-signed\)\nsub\/a\.yaml was changed after signing$/,
    );
  });

  it('refuses a pack that was signed under a version that is not its own', async () => {
    const { contents } = await readPackFiles(pack);
    const claim = { pack: 'small', version: '9.9.9', date: '2026-01-02' };
    writeFileSync(join(pack, 'pack.sig'), signPack(claim, contents, rfcPrivate).text);
    await expect(load()).rejects.toThrow(
      /was signed as small 9\.9\.9 of 2026-01-02 and calls itself small 1\.2\.3 of 2026-01-02$/,
    );
  });

  it('needs a key that can be read', async () => {
    await expect(load([join(folder, 'no.pem')])).rejects.toThrow(/^no key at .*no\.pem$/);
    await expect(load([join(fixtures, 'private.pem')])).rejects.toThrow(/is a private key/);
  });
});
