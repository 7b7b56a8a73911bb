import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ExitCode, PhaseoutError, RuleError, TargetError, UsageError } from '../../src/errors.ts';
import { buildPack } from '../../src/rules/build-pack.ts';
import { parseBuiltin, serializePack } from '../../src/rules/builtin.ts';
import { loadPacks, loadRulePath, validatePaths } from '../../src/rules/load.ts';
import { summaryText } from '../../src/rules/summary.ts';

const good = join(dirname(fileURLToPath(import.meta.url)), 'fixtures', 'good');
const hazard = (id: string): string => `hazard: ${id}\ntitle: T\ntext: T\nsource: https://example.org\n`;
const manifest = (id: string): string => `pack: ${id}\nname: P\nversion: 1.2.3\ndate: 2026-01-02\n`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phaseout-rules-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Writes files below the test's folder and returns it. */
async function write(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

/** The faults of a load that is refused, without the folder's name. */
async function refused(paths: readonly string[]): Promise<string[]> {
  const error = await loadPacks({ paths }).catch((caught: unknown) => caught);
  if (!(error instanceof RuleError)) throw error;
  return error.faults.map(
    ({ file, line, column, found, expected }) =>
      `${file.replace(`${folder}/`, '')}:${line}:${column} | ${found} | ${expected}`,
  );
}

describe('a good pack', () => {
  test('is read from all files of a folder, in the order of their names', async () => {
    const pack = await loadPacks({ paths: [good] });
    expect(pack.products.map(({ product }) => product)).toEqual(['example-antivirus', 'example-parts']);
    expect(pack.protections.map(({ protection }) => protection)).toEqual(['example-shield']);
    expect(pack.hazards.map((entry) => entry.hazard)).toEqual(['keep-the-key']);
    expect(pack.alternatives.map(({ alternative }) => alternative)).toEqual(['endpoint-protection']);
    expect(pack.regimes.map(({ regime }) => regime)).toEqual(['example-order']);
    expect(pack.audiences.map(({ audience }) => audience)).toEqual(['example-person', 'example-agency']);
    expect(pack.identities).toEqual([
      {
        id: 'example-pack',
        version: '2026.11.22',
        date: '2026-11-22',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        builtin: false,
      },
    ]);
  });

  test('is told in numbers', async () => {
    const { summary } = await validatePaths({ paths: [good] });
    expect(summary).toEqual({
      files: 4,
      documents: 9,
      products: 2,
      protections: 1,
      signatures: 6,
      regimes: 1,
      phases: 3,
      faults: 0,
    });
    expect(summaryText(summary)).toBe(
      '4 files, 9 documents: 2 products, 1 protection, 6 signatures, 1 regime, 3 phases; no faults',
    );
  });

  test('survives being compiled', async () => {
    const pack = await loadPacks({ paths: [good] });
    expect(parseBuiltin(serializePack(pack))).toEqual(pack);
    const built = await buildPack(good);
    expect(built.faults).toEqual([]);
    expect(parseBuiltin(built.json)).toEqual({
      ...pack,
      identities: pack.identities.map((identity) => ({ ...identity, builtin: true })),
    });
  });

  test('stands beside a built-in one, whose documents it may refer to', async () => {
    const builtin = parseBuiltin((await buildPack(good)).json);
    const text = 'audience: mine\nname: M\nabout: M\nimplies: [example-agency]\n';
    const pack = await loadPacks({ builtin, paths: [await write({ 'mine.yaml': text })] });
    expect(pack.audiences.map(({ audience }) => audience)).toEqual([
      'example-person',
      'example-agency',
      'mine',
    ]);
    expect(pack.identities.map(({ id, builtin: isBuiltin }) => [id, isBuiltin])).toEqual([
      ['example-pack', true],
      [expect.stringMatching(/^phaseout-rules-/), false],
    ]);
  });

  test('without a document that names it is named for its file', async () => {
    await write({ 'My Rules_2.yaml': hazard('a') });
    const { identity } = await loadRulePath(join(folder, 'My Rules_2.yaml'));
    expect(identity).toMatchObject({ id: 'my-rules-2', version: '0.0.0' });
    expect(identity.date).toBeUndefined();
  });
});

describe('the hash of a pack', () => {
  const hashOf = async (files: Record<string, string>): Promise<string> => {
    await rm(folder, { recursive: true });
    return (await loadRulePath(await write(files))).identity.sha256;
  };

  test('is the one that sha256sum gives for the framed names and contents', async () => {
    // printf '6:a.yaml55:hazard: a\ntitle: T\ntext: T\nsource: https://example.org\n' | sha256sum
    expect(await hashOf({ 'a.yaml': hazard('a') })).toBe(
      '998d8757e048d2be93d7edd7371e722c8a26a05130015c783f50d6e134bb6447',
    );
  });

  test('changes with a name and with a content, not with files that are no rules', async () => {
    const plain = await hashOf({ 'a.yaml': hazard('a'), 'b.yaml': hazard('b') });
    expect(await hashOf({ 'b.yaml': hazard('b'), 'a.yaml': hazard('a'), 'README.md': 'x' })).toBe(plain);
    expect(await hashOf({ 'a.yaml': hazard('a'), 'c.yaml': hazard('b') })).not.toBe(plain);
    expect(await hashOf({ 'a.yaml': hazard('a'), 'b.yaml': `${hazard('b')}\n` })).not.toBe(plain);
  });
});

describe('a pack that is refused', () => {
  test('tells all faults of all files, in the order of files and lines', async () => {
    const path = await write({
      'b.yaml': `${hazard('b')}extra: 1\n---\n${hazard('one')}`,
      'a/z.yml': `title: T\n---\n${hazard('one')}`,
    });
    expect(await refused([path])).toEqual([
      'a/z.yml:1:1 | a document with the keys "title" | exactly one of product, protection, hazard, alternative, regime, audience, pack among its keys',
      'b.yaml:5:1 | the unknown key "extra" | "statuses"',
      `b.yaml:7:9 | the id "one" again, first at ${folder}/a/z.yml:3:9 | an id that no other hazard has`,
    ]);
  });

  test('says so in one message with a hint and exit code 2', async () => {
    const error = await loadPacks({ paths: [await write({ 'a.yaml': 'hazard: a\n\ttitle: T\n' })] }).catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(RuleError);
    expect(error).toMatchObject({
      message: `the rule pack has 1 fault; nothing was loaded\n${folder}/a.yaml:2:1: found a tab as indentation, expected spaces`,
      hint: 'correct the lines above, then run: phaseout rules validate PATH',
      exitCode: ExitCode.usage,
    });
  });

  test.each<[name: string, files: Record<string, string | Uint8Array>, faults: string[]]>([
    [
      'a byte that is no UTF-8',
      { 'a.yaml': Buffer.from('hazard: a\ntitle: ä\ntext: ä\xe4b\n', 'latin1') },
      ['a.yaml:2:8 | the byte 0xe4, which is no UTF-8 here | a file saved as UTF-8'],
    ],
    [
      'a bad byte behind good letters',
      { 'a.yaml': Buffer.concat([Buffer.from('hazard: a\ntitle: äö€😀'), Buffer.from([0xc3, 0x28])]) },
      ['a.yaml:2:13 | the byte 0xc3, which is no UTF-8 here | a file saved as UTF-8'],
    ],
    [
      'UTF-16, as PowerShell writes it',
      { 'a.yaml': Buffer.from('\ufeffhazard: a\n', 'utf16le') },
      ['a.yaml:1:1 | a file in UTF-16 | a file saved as UTF-8'],
    ],
    [
      'a file over the bound',
      { 'a.yaml': '#'.repeat(1024 * 1024 + 1) },
      ['a.yaml:1:1 | a file of more than 1048576 bytes | rules divided over several files'],
    ],
    [
      'two documents that name the pack',
      { 'a.yaml': manifest('p'), 'b.yaml': manifest('q') },
      [
        'b.yaml:1:7 | a second pack document, the first is at FOLDER/a.yaml:1:7 | one pack document in all files of a pack',
      ],
    ],
  ])('%s', async (_, files, faults) => {
    expect(await refused([await write(files)])).toEqual(
      faults.map((fault) => fault.replace('FOLDER', folder)),
    );
  });

  test('more files than the bound', async () => {
    const names = Array.from({ length: 2_001 }, (_, index) => String(index).padStart(4, '0'));
    await write(Object.fromEntries(names.map((name) => [`${name}.yaml`, hazard(`h${name}`)])));
    expect(await refused([folder])).toEqual(['2000.yaml:1:1 | more than 2000 rule files | a smaller pack']);
  });

  test('the same pack in two places is one fault, not one for every id', async () => {
    await write({
      'a/p.yaml': `${manifest('p')}---\n${hazard('h')}`,
      'b/p.yaml': `${manifest('p')}---\n${hazard('h')}`,
    });
    expect(await refused([join(folder, 'a'), join(folder, 'b')])).toEqual([
      'b/p.yaml:1:7 | the pack "p", which is loaded already | another id, or --no-builtin-rules to replace the built-in pack',
    ]);
  });

  test('the source of the built-in pack is validated in its place, and not loaded beside it', async () => {
    const builtin = parseBuiltin((await buildPack(good)).json);
    expect((await validatePaths({ builtin, paths: [good] })).faults).toEqual([]);
    await expect(loadPacks({ builtin, paths: [good] })).rejects.toThrow(
      'the pack "example-pack", which is loaded already',
    );
  });
});

describe('paths', () => {
  test('a path named twice is loaded once', async () => {
    const path = await write({ 'a.yaml': hazard('a') });
    const pack = await loadPacks({ paths: [path, `${path}/`] });
    expect(pack.hazards).toHaveLength(1);
  });

  test('two packs of one name without a document that names them', async () => {
    await write({ 'a/rules/x.yaml': hazard('a'), 'b/rules/x.yaml': hazard('b') });
    const pack = await loadPacks({ paths: [join(folder, 'a/rules'), join(folder, 'b/rules')] });
    expect(pack.identities.map(({ id }) => id)).toEqual(['rules', 'rules-2']);
  });

  test('links in a circle end, a file behind two links is read once, hidden names are left out', async () => {
    await write({
      'a/a.yaml': hazard('a'),
      '.git/b.yaml': 'nonsense',
      'a/.c.yaml': 'nonsense',
      'notes.txt': 'nonsense',
    });
    await symlink('..', join(folder, 'a', 'up'));
    await symlink('a/a.yaml', join(folder, 'z.yaml'));
    const pack = await loadPacks({ paths: [folder] });
    expect(pack.hazards.map((entry) => entry.hazard)).toEqual(['a']);
  });

  test('a dangling link with the name of a rule file is a fault', async () => {
    await write({ 'a.yaml': hazard('a') });
    await symlink('nowhere', join(folder, 'b.yaml'));
    expect(await refused([folder])).toEqual([
      'b.yaml:1:1 | a file that cannot be read (ENOENT) | a file that may be read',
    ]);
  });

  test.each([
    ['a path that is not there', 'missing', /^no rule file or folder at .*\/missing \(ENOENT\)$/],
    ['a folder without rule files', '.', /^no rule files in /],
  ])('%s', async (_, name, message) => {
    const error = await loadPacks({ paths: [join(folder, name)] }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(TargetError);
    expect(error).toMatchObject({ message: expect.stringMatching(message), exitCode: ExitCode.usage });
    expect(error instanceof PhaseoutError && error.hint).toMatch(/YAML|yaml/);
  });

  test('neither a built-in pack nor a path', async () => {
    await expect(loadPacks({ paths: [] })).rejects.toThrow(UsageError);
  });
});

describe('a compiled pack', () => {
  test.each([
    ['cut off', '{"format":"phaseout/pack@1"', 'the built-in rule pack is damaged'],
    ['no object', '[]', 'the built-in rule pack is damaged'],
    [
      'of a later form',
      '{"format":"phaseout/pack@2"}',
      'the built-in rule pack is not of the form phaseout/pack@1',
    ],
    ['without a list', '{"format":"phaseout/pack@1","products":[]}', 'the built-in rule pack is incomplete'],
  ])('that is %s is not used', (_, json, message) => {
    expect(() => parseBuiltin(json)).toThrow(
      expect.objectContaining({
        message,
        hint: 'install phaseout again, or run: npm run build',
        exitCode: ExitCode.bug,
      }),
    );
  });

  test('needs a name and a date', async () => {
    expect(await buildPack(await write({ 'a.yaml': hazard('a') }))).toEqual({
      json: '',
      faults: [
        {
          file: join(folder, 'pack.yaml'),
          line: 1,
          column: 1,
          path: '',
          found: 'no document that names the pack',
          expected: 'a document with the keys pack, name, version and date',
        },
      ],
    });
  });
});
