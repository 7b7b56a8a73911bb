import { describe, expect, it } from 'vitest';
import {
  isPlainName,
  type Manifest,
  manifestText,
  parseManifest,
} from '../../../src/rules/signing/manifest.ts';

const key = 'a1e9156054e04fac899ae9f275132cdc07a5dbc4ea2c2ad3a1ffc6e0d253681f';
const hash = '97fc57340237b45af9ae287b73b0b8dfa0c0bf47ff8e87e9b25f40e5d6ed11e8';
const manifest: Manifest = {
  pack: 'small',
  version: '1.2.3',
  date: '2026-01-02',
  key,
  files: new Map([
    ['b.yaml', hash],
    ['a/z.yml', hash],
  ]),
};
const text = `{
  "format": "phaseout/pack-manifest@1",
  "pack": "small",
  "version": "1.2.3",
  "date": "2026-01-02",
  "key": "${key}",
  "files": {
    "a/z.yml": "${hash}",
    "b.yaml": "${hash}"
  }
}
`;

describe('a manifest', () => {
  it('has one form, its files in the order of their names', () => {
    expect(manifestText(manifest)).toBe(text);
    expect(parseManifest(text)).toEqual({ ...manifest, files: new Map([...manifest.files].reverse()) });
  });

  it.each([
    ['no JSON', 'x'],
    ['empty', ''],
    ['no object', '[]\n'],
    ['null', 'null\n'],
    ['cut off', text.slice(0, -4)],
    ['without the last line feed', text.slice(0, -1)],
    ['with CR LF', text.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\ufeff${text}`],
    ['of a later form', text.replace('manifest@1', 'manifest@2')],
    ['with another order', text.replace(/( {2}"pack".*\n)( {2}"version".*\n)/, '$2$1')],
    ['with files in another order', text.replace(/( {4}"a.*),\n( {4}"b.*)\n/, '$2,\n$1\n')],
    ['with a key twice', text.replace('"pack": "small",', '"pack": "other",\n  "pack": "small",')],
    ['with a file twice', text.replace('    "a/', `    "a/z.yml": "${key}",\n    "a/`)],
    ['with a key more', text.replace('  "key"', '  "algorithm": "none",\n  "key"')],
    ['with a number for a hash', text.replace(`"${hash}"`, '1')],
    ['with a hash in capitals', text.replace(hash, hash.toUpperCase())],
    ['with a short hash', text.replace(hash, hash.slice(2))],
    ['with a list of files', text.replace(/"files": \{[\s\S]*\}\n\}/, '"files": []\n}')],
    ['without files', text.replace(/"files": \{[\s\S]*\}\n\}/, '"files": {}\n}')],
    ['with a name that leads out', text.replace('a/z.yml', '../z.yml')],
    ['with a day that does not exist', text.replace('2026-01-02', '2026-02-30')],
    ['with a version of two numbers', text.replace('1.2.3', '1.2')],
    ['with an id in capitals', text.replace('small', 'Small')],
  ])('is refused %s', (_, changed) => {
    expect(changed).not.toBe(text);
    expect(parseManifest(changed)).toBeUndefined();
  });

  it('is refused with more files than a pack may have', () => {
    const files = new Map(Array.from({ length: 2_001 }, (_, index) => [`f${index}.yaml`, hash]));
    expect(parseManifest(manifestText({ ...manifest, files }))).toBeUndefined();
    files.delete('f7.yaml');
    expect(parseManifest(manifestText({ ...manifest, files }))?.files.size).toBe(2_000);
  });

  it('keeps a file with the name of an inherited property', () => {
    const files = new Map([['__proto__.yaml', hash]]);
    expect(parseManifest(manifestText({ ...manifest, files }))?.files).toEqual(files);
  });
});

describe('the name of a rule file', () => {
  it.each(['a.yaml', 'A.YML', 'sub/b.yaml', 'a b.yaml', 'Prüfung.yaml', 'a..b.yaml', '检查/规则.yaml'])(
    '%s is plain',
    (name) => {
      expect(isPlainName(name)).toBe(true);
    },
  );

  it.each([
    '',
    'a',
    'a.json',
    '.yaml',
    '../a.yaml',
    'sub/../a.yaml',
    './a.yaml',
    '/etc/a.yaml',
    'sub//a.yaml',
    'sub/.hidden/a.yaml',
    'sub\\a.yaml',
    'C:a.yaml',
    'a.yaml:stream.yaml',
    'a\n.yaml',
    'a\u0000.yaml',
    'a\u202e.yaml',
    `${'a'.repeat(500)}.yaml`,
  ])('%j is not', (name) => {
    expect(isPlainName(name)).toBe(false);
  });
});
