import { describe, expect, it } from 'vitest';
import { flatpak } from '../../../../src/collect/linux/flatpak.ts';
import { gapsOf, runOnFiles } from '../../run-on.ts';

const metainfo = `<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>org.gnome.TextEditor</id>
  <name xml:lang="de">Texteditor</name>
  <name>Text Editor &amp; more</name>
  <developer id="org.gnome"><name>The GNOME Project</name></developer>
  <releases>
    <release date="2025-09-12" version="49.0"/>
    <release version="48.3" date="2025-05-02"/>
  </releases>
</component>
`;

function application(installation: string, id: string) {
  const app = `${installation}/app/${id}`;
  return {
    [`${app}/current`]: { link: 'x86_64/stable' },
    [`${app}/x86_64/stable/active`]: { link: '0f1e2d' },
    [`${app}/x86_64/stable/0f1e2d/metadata`]: `[Application]\nname=${id}\nruntime=org.gnome.Platform/x86_64/49\n`,
    [`${app}/x86_64/stable/0f1e2d/export/share/metainfo/${id}.metainfo.xml`]: metainfo,
  };
}

describe('flatpak', () => {
  it('reads applications of the system and of each user', async () => {
    const { items, coverage } = await runOnFiles(flatpak, {
      ...application('/var/lib/flatpak', 'org.gnome.TextEditor'),
      ...application('/home/ada/.local/share/flatpak', 'org.gnome.TextEditor'),
      '/var/lib/flatpak/app/org.example.Bare/current/active/metadata': '[Application]\n',
      '/home/bob/notes': '',
    });
    expect(coverage.gaps).toEqual([]);
    expect(items.map(({ name, version, scope, origin }) => [name, version, scope, origin])).toEqual([
      ['org.example.Bare', undefined, undefined, '/var/lib/flatpak/app/org.example.Bare'],
      ['org.gnome.TextEditor', '49.0', undefined, '/var/lib/flatpak/app/org.gnome.TextEditor'],
      ['org.gnome.TextEditor', '49.0', 'ada', '/home/ada/.local/share/flatpak/app/org.gnome.TextEditor'],
    ]);
    expect(items[1]).toMatchObject({
      kind: 'software',
      displayName: 'Text Editor & more',
      publisher: 'The GNOME Project',
      state: 'installed',
      attributes: { architecture: 'x86_64', branch: 'stable', runtime: 'org.gnome.Platform/x86_64/49' },
    });
  });

  it('a home that is closed is a gap that could hide an installation; the others are read', async () => {
    const collected = await runOnFiles(flatpak, {
      '/home/eve': { error: 'permission-denied', type: 'directory' },
      ...application('/home/ada/.local/share/flatpak', 'org.gnome.TextEditor'),
    });
    expect(collected.items.map(({ scope }) => scope)).toEqual(['ada']);
    expect(gapsOf(collected)).toEqual(['permission-denied /home/eve']);
    expect(collected.coverage.gaps[0]?.couldHide).toBe('installed');
  });

  it('keeps an application whose metainfo is a bomb or nonsense', async () => {
    const app = '/var/lib/flatpak/app/org.example.A/current/active';
    const collected = await runOnFiles(flatpak, {
      [`${app}/metadata`]: Buffer.from([0xff, 0xfe, 0x00]),
      [`${app}/export/share/metainfo/org.example.A.metainfo.xml`]: `<release ${'x'.repeat(2_000_000)}`,
    });
    expect(collected.items.map(({ name, version }) => [name, version])).toEqual([
      ['org.example.A', undefined],
    ]);
    expect(collected.coverage.gaps.map(({ reason }) => reason)).toEqual(['too-large']);
  });
});
