import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TargetError } from '../../../src/errors.ts';
import { privateKey, publicKey, type SigningKey } from '../../../src/rules/signing/keys.ts';
import { signPack } from '../../../src/rules/signing/sign-pack.ts';
import { signatureFileText } from '../../../src/rules/signing/signature-file.ts';
import { verifyPack } from '../../../src/rules/signing/verify-pack.ts';
import { fc } from '../../support/property.ts';
import { rfcPrivate, rfcPublic, smallContents, smallFile } from './small-pack.ts';

const signature = smallFile('pack.sig').toString('utf8');
const [head = '', manifest = ''] = signature.split(/(?<=^[^\n]*\n)/);
const identity = { pack: 'small', version: '1.2.3', date: '2026-01-02' };

function otherPair(): { private: SigningKey; public: SigningKey } {
  const pair = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { private: privateKey(pair.privateKey, 'p'), public: publicKey(pair.publicKey, 'p') };
}
const other = otherPair();

/** What is wrong with the pack `small`, changed in one way. */
function wrongWith(change: {
  readonly contents?: ReturnType<typeof smallContents>;
  readonly signature?: string | Uint8Array | undefined;
  readonly keys?: readonly SigningKey[];
}): readonly string[] {
  const given = 'signature' in change ? change.signature : signature;
  const verdict = verifyPack(
    {
      contents: change.contents ?? smallContents(),
      signatureFile: typeof given === 'string' ? Buffer.from(given, 'utf8') : given,
      shown: 'pack.sig',
    },
    change.keys ?? [rfcPublic],
  );
  return verdict.good ? [] : verdict.wrong;
}

describe('a signed pack', () => {
  it('that OpenSSL signed is good', () => {
    const verdict = verifyPack(
      { contents: smallContents(), signatureFile: smallFile('pack.sig'), shown: 'pack.sig' },
      [rfcPublic],
    );
    expect(verdict).toMatchObject({ good: true, manifest: identity, key: rfcPublic });
  });

  it('is the one that the documentation shows', () => {
    expect(readFileSync('docs/packs.md', 'utf8')).toContain(`\n${signature}\`\`\`\n`);
  });

  it('is signed to the byte as OpenSSL signs it', () => {
    expect(signPack(identity, smallContents().reverse(), rfcPrivate).text).toBe(signature);
  });

  it('is good under any one of several keys', () => {
    expect(wrongWith({ keys: [other.public, rfcPublic] })).toEqual([]);
  });

  const [pack, a] = smallContents();
  if (!pack || !a) throw new Error('the fixture is incomplete');
  const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');

  it.each([
    [
      'a changed byte',
      [pack, { ...a, bytes: bytes(`${a.bytes}`.replace('title: T', 'title: U')) }],
      ['sub/a.yaml was changed after signing'],
    ],
    [
      'a line feed more',
      [pack, { ...a, bytes: bytes(`${a.bytes}\n`) }],
      ['sub/a.yaml was changed after signing'],
    ],
    [
      'CR LF',
      [{ ...pack, bytes: bytes(`${pack.bytes}`.replaceAll('\n', '\r\n')) }, a],
      ['pack.yaml was changed after signing'],
    ],
    [
      'a byte order mark',
      [{ ...pack, bytes: bytes(`\ufeff${pack.bytes}`) }, a],
      ['pack.yaml was changed after signing'],
    ],
    ['an emptied file', [pack, { ...a, bytes: bytes('') }], ['sub/a.yaml was changed after signing']],
    ['an added file', [pack, a, { name: 'b.yaml', bytes: bytes('x') }], ['b.yaml was added after signing']],
    [
      'an added empty file',
      [pack, a, { name: 'b.yaml', bytes: bytes('') }],
      ['b.yaml was added after signing'],
    ],
    [
      'a copy of a signed file',
      [pack, a, { name: 'b.yaml', bytes: a.bytes }],
      ['b.yaml was added after signing'],
    ],
    ['a removed file', [pack], ['sub/a.yaml was signed and is missing']],
    [
      'a renamed file',
      [pack, { ...a, name: 'sub/b.yaml' }],
      ['sub/b.yaml was signed under the name sub/a.yaml'],
    ],
    [
      'a file with its name in capitals',
      [pack, { ...a, name: 'sub/A.yaml' }],
      ['sub/A.yaml was signed under the name sub/a.yaml'],
    ],
    [
      'two files that changed places',
      [
        { ...pack, name: 'sub/a.yaml' },
        { ...a, name: 'pack.yaml' },
      ],
      ['sub/a.yaml was changed after signing', 'pack.yaml was changed after signing'],
    ],
    [
      'everything at once, and a name with control characters',
      [
        { ...pack, bytes: bytes('x') },
        { name: 'new\u001b[2J.yaml', bytes: bytes('y') },
      ],
      [
        'pack.yaml was changed after signing',
        'new\\u{1b}[2J.yaml was added after signing',
        'sub/a.yaml was signed and is missing',
      ],
    ],
    ['no file at all', [], ['pack.yaml was signed and is missing', 'sub/a.yaml was signed and is missing']],
  ])('with %s is not', (_, contents, wrong) => {
    expect(wrongWith({ contents })).toEqual(wrong);
  });

  it('of which one of two equal files is missing is not', () => {
    const twins = [pack, a, { name: 'twin.yaml', bytes: a.bytes }];
    const { text } = signPack(identity, twins, rfcPrivate);
    expect(wrongWith({ contents: twins, signature: text })).toEqual([]);
    expect(wrongWith({ contents: [pack, a], signature: text })).toEqual([
      'twin.yaml was signed and is missing',
    ]);
    const renamed = [pack, { name: 'x.yaml', bytes: a.bytes }, { name: 'y.yaml', bytes: a.bytes }, a];
    expect(wrongWith({ contents: renamed, signature: text })).toEqual([
      'x.yaml was signed under the name twin.yaml',
      'y.yaml was added after signing',
    ]);
  });

  const changed = 'pack.sig was changed after it was signed';
  const forged = 'pack.sig was changed after it was signed, or is a forgery';
  const noSignature = 'pack.sig is cut off, or its first line holds no signature of 64 bytes in Base64';
  const noFormat = 'pack.sig does not begin with "phaseout/pack-signature@1"';
  it.each([
    ['without a signature file', undefined, 'it is not signed: there is no pack.sig'],
    ['with an empty one', '', noFormat],
    ['with one of a later form', signature.replace('signature@1', 'signature@2'), noFormat],
    ['with the manifest alone', manifest, noFormat],
    ['with a signature cut short', signature.slice(0, 60), noSignature],
    ['with the signature alone', head.trimEnd(), 'pack.sig is cut off after the signature'],
    ['with a manifest cut short', signature.slice(0, -3), changed],
    ['with an empty manifest', head, changed],
    ['with a manifest that is no JSON', `${head}{]\n`, changed],
    ['with bytes behind', `${signature}\n`, changed],
    [
      'with CR LF',
      signature.replaceAll('\n', '\r\n'),
      'pack.sig has its line ends changed (CR LF): copy it as binary',
    ],
    ['with CR LF in the manifest', head + manifest.replaceAll('\n', '\r\n'), changed],
    ['with a byte order mark', `\ufeff${signature}`, noFormat],
    ['with bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), 'pack.sig is no text in UTF-8'],
    ['with a huge one', Buffer.alloc(2 * 1024 * 1024 + 1, 'a'), 'pack.sig is larger than 2097152 bytes'],
    ['with Base64 for the web', signature.replace('DZ/E', 'DZ_E'), noSignature],
    ['with Base64 that holds spaces', signature.replace('@1 ', '@1  '), noSignature],
    [
      'with a signature of zeros',
      signature.replace(/@1 .*/, `@1 ${Buffer.alloc(64).toString('base64')}`),
      forged,
    ],
    ['with a later version', signature.replace('1.2.3', '1.2.4'), forged],
    ['with another hash', signature.replace('97fc', '97fd'), forged],
    ['with a name that leads out', signature.replace('sub/a', '../a'), changed],
  ])('%s is not', (_, text, wrong) => {
    expect(wrongWith({ signature: text })).toEqual([wrong]);
  });

  it('under another key is not, and the key that it names is told', () => {
    expect(wrongWith({ keys: [other.public] })).toEqual([
      `pack.sig was made with another key: it names ${rfcPublic.fingerprint}`,
    ]);
    expect(wrongWith({ keys: [] })).toHaveLength(1);
  });

  it('signed by a key that its manifest does not name is not', () => {
    const { text } = signPack(identity, smallContents(), {
      ...other.private,
      fingerprint: rfcPublic.fingerprint,
    });
    expect(wrongWith({ signature: text, keys: [other.public] })).toEqual([
      'pack.sig names another key than the one that signed it',
    ]);
    // Who is asked about the named key hears that this key did not sign.
    expect(wrongWith({ signature: text })).toEqual([forged]);
  });

  it.each([
    ['a name that leads out', manifest.replace('sub/a.yaml', '../a.yaml')],
    ['another order', manifest.replace(/( {2}"pack".*\n)( {2}"version".*\n)/, '$2$1')],
    ['no JSON', 'anything'],
  ])('that the right key signed with %s is not', (_, text) => {
    const made = sign(null, Buffer.from(text), rfcPrivate.key);
    expect(wrongWith({ signature: signatureFileText({ signature: made, manifest: text }) })).toEqual([
      'pack.sig holds no manifest that this version understands',
    ]);
  });

  it.each(['../pack.yaml', '/etc/pack.yaml', 'a\\b.yaml'])('is not made with a file named %s', (name) => {
    expect(() => signPack(identity, [{ name, bytes: a.bytes }], rfcPrivate)).toThrow(TargetError);
  });
});

describe('whatever single byte is flipped', () => {
  const flip = (all: Uint8Array, at: number, bit: number): Buffer => {
    const copy = Buffer.from(all);
    copy[at] = (copy[at] ?? 0) ^ (1 << bit);
    return copy;
  };
  const bit = fc.integer({ min: 0, max: 7 });

  it('in a signature file, the pack is refused', () => {
    const whole = smallFile('pack.sig');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), bit, (at, which) => {
        expect(wrongWith({ signature: flip(whole, at, which) })).not.toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('in a file, that file is named', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1), fc.nat(), bit, (which, place, flipped) => {
        const contents = smallContents().map((content, index) =>
          index === which
            ? { ...content, bytes: flip(content.bytes, place % content.bytes.length, flipped) }
            : content,
        );
        expect(wrongWith({ contents })).toEqual([`${contents[which]?.name} was changed after signing`]);
      }),
    );
  });

  it('a signature file of noise is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(wrongWith({ signature: noise })).toHaveLength(1);
        expect(wrongWith({ signature: Buffer.concat([Buffer.from(head), noise]) })).toHaveLength(1);
      }),
    );
  });
});
