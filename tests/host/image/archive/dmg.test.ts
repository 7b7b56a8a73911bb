import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openArchiveImage } from '../../../../src/host/image/archive-image.ts';
import { describeWith } from '../../../support/needs.ts';
import { make, makeWorkplace, type Workplace, wants, write } from './small-systems.ts';
import { hfsVolumeOf, writeDmg } from './write-dmg.ts';

describeWith(['xorriso'], 'a macOS on HFS+', () => {
  let place: Workplace;
  const at = (name: string) => join(place.path, name);
  const plist = '<plist><dict><key>CFBundleIdentifier</key><string>com.kaspersky.kav</string></dict></plist>';
  beforeAll(() => {
    place = makeWorkplace();
    write(at('mac/System/Library/CoreServices/SystemVersion.plist'), '<plist/>');
    write(at('mac/Applications/Kaspersky.app/Contents/Info.plist'), plist);
    write(at('mac/Library/filler'), Buffer.alloc(700_000, 7));
    make(
      'xorriso',
      ['-as', 'mkisofs', '-quiet', '-hfsplus', '-V', 'Macintosh', '-o', 'h.iso', 'mac'],
      place.path,
    );
    const volume = hfsVolumeOf(readFileSync(at('h.iso')));
    writeFileSync(at('bare.hfs'), volume);
    writeFileSync(at('hand-made.dmg'), writeDmg(volume));
  });
  afterAll(() => place?.remove());

  it.each([
    ['bare.hfs', 'HFS+ volume'],
    ['hand-made.dmg', 'DMG'],
  ])('is found in %s', async (name, format) => {
    const image = await openArchiveImage(at(name), { wants });
    try {
      expect(image?.format).toBe(format);
      expect(image?.systems.map(({ host }) => host.platform)).toEqual(['macos']);
      const files = image?.systems[0]?.host.files;
      const info = await files?.read('/Applications/Kaspersky.app/Contents/Info.plist', { maxBytes: 10_000 });
      expect(String(info)).toBe(plist);
      expect(
        (await files?.read('/Library/filler', { maxBytes: 1_000_000 }))?.equals(Buffer.alloc(700_000, 7)),
      ).toBe(true);
    } finally {
      await image?.close();
    }
  });

  it('is a gap where the trailer promises what is not there', async () => {
    const koly = Buffer.alloc(512);
    koly.write('koly', 0, 'latin1');
    writeFileSync(at('only-trailer.dmg'), Buffer.concat([Buffer.alloc(5_000, 3), koly]));
    const image = await openArchiveImage(at('only-trailer.dmg'), { wants });
    expect(image?.systems).toEqual([]);
    expect(image?.gaps().map(({ reason }) => reason)).toEqual(['malformed-source']);
    await image?.close();
  });
});
