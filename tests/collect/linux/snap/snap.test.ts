import { describe, expect, it } from 'vitest';
import { snap } from '../../../../src/collect/linux/snap.ts';
import { gapsOf, runOnFiles } from '../../run-on.ts';

const snaps = '/var/lib/snapd/snaps';

describe('snap', () => {
  it('reads images, the current revision, and snap.yaml where it is mounted', async () => {
    const { items, coverage } = await runOnFiles(snap, {
      [`${snaps}/core20_2318.snap`]: 'hsqs',
      [`${snaps}/hello-world_27.snap`]: 'hsqs',
      [`${snaps}/hello-world_29.snap`]: 'hsqs',
      [`${snaps}/local-build_x1.snap`]: 'hsqs',
      [`${snaps}/code_second_160.snap`]: 'hsqs',
      [`${snaps}/partial`]: { type: 'directory' },
      [`${snaps}/notes.txt`]: '',
      '/snap/hello-world/current': { link: '29' },
      '/snap/hello-world/29/meta/snap.yaml':
        "name: hello-world\nversion: '6.4' \nsummary: The 'hello-world' of snaps\ndescription: |\n  version: 9\napps:\n  env:\n    command: bin/env\n",
    });
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ name, version, attributes }) => [name, version, attributes])).toEqual([
      ['code_second', undefined, { revision: '160' }],
      ['core20', undefined, { revision: '2318' }],
      ['hello-world', undefined, { revision: '27', current: false }],
      ['hello-world', '6.4', { revision: '29', current: true }],
      ['local-build', undefined, { revision: 'x1' }],
    ]);
    expect(items[3]).toMatchObject({
      displayName: "The 'hello-world' of snaps",
      state: 'installed',
      origin: `${snaps}/hello-world_29.snap`,
    });
  });

  it('reads a snap that is there without its image', async () => {
    const { items, coverage } = await runOnFiles(snap, {
      '/snap/README': 'text',
      '/snap/bin/hello': { link: '/usr/bin/snap' },
      '/snap/hello/current': { link: '42' },
      '/snap/hello/42/meta/snap.yaml': 'name: hello\nversion: 2.10\n',
      [`${snaps}/code_160.snap`]: 'hsqs',
      '/snap/code/current': { link: '160' },
      '/snap/code/160/meta/snap.yaml': 'version: 1\n',
    });
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ name, version, origin }) => [name, version, origin])).toEqual([
      ['code', '1', `${snaps}/code_160.snap`],
      ['hello', '2.10', '/snap/hello/current/meta/snap.yaml'],
    ]);
  });

  it('says where an image has a name that snapd would not give it', async () => {
    const collected = await runOnFiles(snap, { [`${snaps}/kesl.snap`]: 'hsqs' });
    expect(collected.items).toEqual([]);
    expect(gapsOf(collected)).toEqual([`malformed-row ${snaps}/kesl.snap`]);
  });

  it('says nothing where there is no snapd', async () => {
    expect(await runOnFiles(snap, { '/etc/passwd': '' })).toMatchObject({
      items: [],
      coverage: { status: 'ok' },
    });
  });

  it('reports a folder that is closed, and keeps a snap whose yaml is nonsense', async () => {
    const closed = await runOnFiles(snap, { [snaps]: { error: 'permission-denied', type: 'directory' } });
    expect(gapsOf(closed)).toEqual([`permission-denied ${snaps}`]);
    const { items } = await runOnFiles(snap, {
      [`${snaps}/a_1.snap`]: '',
      '/snap/a/1/meta/snap.yaml': Buffer.from([0xff, 0x00, 0x0a, 0x3a]),
    });
    expect(items.map(({ name, version }) => [name, version])).toEqual([['a', undefined]]);
  });
});
