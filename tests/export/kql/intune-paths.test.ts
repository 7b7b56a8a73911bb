import { describe, expect, it } from 'vitest';
import { pathQueries } from '../../../src/export/kql/intune-paths.ts';
import type { Signature, TextTest } from '../../../src/model/signature.ts';
import { smallPack } from '../small-pack.ts';

/** A pack of one signature of a Windows product that looks for markers by such a path. */
function packOf(path: TextTest, more: Partial<Signature> = {}) {
  const [product] = smallPack.products.filter(({ platforms }) => platforms.includes('windows'));
  if (product === undefined) throw new Error('no product for Windows');
  const signature: Signature = {
    id: 'sign',
    kind: 'marker',
    when: { path },
    proves: 'presence',
    confidence: 'confirmed',
    source: 'test',
    ...more,
  };
  return { ...smallPack, products: [{ ...product, product: 'thing', signatures: [signature] }] };
}

const key =
  "WindowsRegistry('HKEY_LOCAL_MACHINE\\\\SOFTWARE\\\\Thing') | project RegistryKey, ValueName | take 5";
const file = "FileInfo('D:\\\\Thing') | project Path, FileVersion, ProductName | take 5";
const wildcard = 'device query takes no wildcard in the path of a key or folder';
const place =
  'its path begins neither with HKLM nor with a drive: other hives, shares and variables are not asked for';

describe('a path that a rule names', () => {
  it.each<[name: string, path: TextTest, asked: readonly string[], why: readonly string[]]>([
    ['a key', 'HKLM\\SOFTWARE\\Thing', [key], []],
    ['a folder', { equals: ['D:\\Thing'] }, [file], []],
    ['both', { oneOf: ['HKLM\\SOFTWARE\\Thing', 'D:\\Thing'] }, [key, file], []],
    ['a glob without wildcards', { glob: 'D:\\Thing' }, [file], []],
    ['a glob', { glob: 'D:\\Thing*' }, [], [wildcard]],
    ['a folder and a glob', { oneOf: ['D:\\Thing', 'D:\\?'] }, [file], [`in part: ${wildcard}`]],
    ['a plain path of another hive', 'HKU\\.DEFAULT\\Thing', [], [place]],
    ['a plain path with a variable', '%LOCALAPPDATA%\\Thing', [], [place]],
    ['a plain path of a share', '\\\\server\\Thing', [], [place]],
    ['a key and a variable', { oneOf: ['HKLM\\SOFTWARE\\Thing', '%TEMP%\\x'] }, [key], [`in part: ${place}`]],
    ['the end of a path', { suffix: '\\thing' }, [], ['device query takes a whole path, not a part of one']],
    ['a word of a path', { word: 'thing' }, [], ['device query takes a whole path, not a part of one']],
    ['any path', { exists: true }, [], ['device query takes a whole path, not a part of one']],
    ['a long path', `D:\\${'x'.repeat(2048)}`, [], ['its query is longer than 2048 characters']],
  ])('%s', (_, path, asked, why) => {
    const { registry, files, signatures, notExpressed } = pathQueries(packOf(path), 2048);
    expect([...registry, ...files]).toEqual(asked);
    expect(notExpressed).toEqual(why.map((each) => ({ signature: 'thing/sign', why: each })));
    expect(signatures).toEqual(asked.length > 0 ? ['thing/sign'] : []);
  });

  it('is not asked for where another item decides; a guard by another item is said', () => {
    const host = { host: { when: { name: 'other' } } };
    const needs = 'it needs another item of the host, which is not to be seen';
    expect(pathQueries(packOf('D:\\Thing', { beside: [host] }), 2048)).toMatchObject({
      files: [],
      notExpressed: [{ why: needs }],
    });
    expect(pathQueries(packOf('D:\\Thing', { unless: [host] }), 2048)).toMatchObject({
      files: [file],
      notExpressed: [{ why: 'in part: a condition on another item of the host is not looked at' }],
    });
  });
});
