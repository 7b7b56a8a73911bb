import { expect, it } from 'vitest';
import { openWithin } from '../../src/cli/open-host.ts';
import { TargetError } from '../../src/errors.ts';
import type { OpenedImage, OpenImageOptions } from '../../src/host/image/opened-image.ts';

const damage = { reason: 'malformed-source', source: 'a', message: 'damaged', couldHide: 'active' } as const;
const image: OpenedImage = {
  format: 'container image',
  systems: [],
  gaps: () => [damage],
  notLookedAt: [],
  close: async () => {},
};

/** Opens when it is told to stop. */
async function slow(_path: string, { signal }: OpenImageOptions): Promise<OpenedImage> {
  await new Promise((resolve) => signal?.addEventListener('abort', resolve));
  return image;
}

it('an image that is read in time is as it is', async () => {
  const opened = await openWithin(60_000, 'app.tar', { wants: [] }, async () => image);
  expect(opened.gaps()).toEqual([damage]);
});

it('what was not read in time is a gap, beside other damage', async () => {
  const opened = await openWithin(10, 'app.tar', { wants: [] }, slow);
  expect(opened.gaps()).toEqual([
    {
      reason: 'timeout',
      source: 'app.tar',
      message: 'app.tar was not read to its end: --timeout was up after 0.01 s',
      couldHide: 'active',
    },
    damage,
  ]);
});

it('an image that cannot be used because its reading was cut off is a gap, too', async () => {
  const opened = await openWithin(10, 'app.tar', { wants: [] }, async (path, options) => {
    await slow(path, options);
    throw new TargetError('app.tar is packed, but holds no tar archive');
  });
  expect(opened.gaps().map(({ reason }) => reason)).toEqual(['timeout']);
  expect(opened.systems).toEqual([]);
});

it('an interruption is none of these', async () => {
  const interrupt = new AbortController();
  setTimeout(() => interrupt.abort(), 10);
  const opened = await openWithin(60_000, 'app.tar', { wants: [], signal: interrupt.signal }, slow);
  expect(opened.gaps()).toEqual([damage]);
});

it('a target that cannot be used is said at once', async () => {
  const fail = async (): Promise<OpenedImage> => {
    throw new TargetError('no image');
  };
  await expect(openWithin(60_000, 'a', { wants: [] }, fail)).rejects.toThrow('no image');
});
