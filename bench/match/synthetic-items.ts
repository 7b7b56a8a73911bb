import type { Item } from '../../src/model/item.ts';

const stems =
  'apt bash bind boost bzip cairo clang cups curl dbus docker expat ffmpeg flac fontconfig freetype gcc gdbm gettext git glib gnutls gpg gtk icu jpeg kmod krb5 ldap linux llvm lua lvm lzma mesa mount mysql ncurses net nfs nginx node nss openssl pam pcre perl pango png postgres protobuf pulse python qt readline ruby samba sasl sed shadow sqlite ssh sudo systemd tar tcl tiff udev unzip util vim wayland webkit wget xcb xml xorg zlib zstd'.split(
    ' ',
  );
const tails = [
  '',
  '-dev',
  '-common',
  '-data',
  '-bin',
  '-utils',
  '-doc',
  '-dbg',
  '0',
  '1',
  '2.0-0',
  '6',
  '3t64',
];
const maintainers = [
  'Debian Developers <debian-devel@lists.debian.org>',
  'Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>',
  'Debian GNOME Maintainers <pkg-gnome-maintainers@lists.alioth.debian.org>',
  'Matthias Klose <doko@debian.org>',
  'Debian QA Group <packages@qa.debian.org>',
  'Debian Perl Group <pkg-perl-maintainers@lists.alioth.debian.org>',
];
const windowsNames = [
  'Microsoft Visual C++ 2019 Redistributable',
  'Mozilla Firefox',
  'Adobe Acrobat Reader',
  'Zoom',
  '7-Zip',
  'Notepad++',
  'Google Chrome',
  'LibreOffice',
  'Realtek Audio Driver',
  'Intel(R) Graphics Driver',
];
/** A few rows of products that the built-in pack knows, so that hits are part of what is measured. */
const hits: readonly Item[] = [
  {
    kind: 'software',
    collector: 'dpkg',
    name: 'kesl',
    version: '12.1.0-1508',
    publisher: 'Kaspersky Lab',
    state: 'installed',
    origin: '/var/lib/dpkg/status',
    platform: 'linux',
  },
  {
    kind: 'software',
    collector: 'dpkg',
    name: 'klnagent64',
    version: '15.1.0-20748',
    state: 'installed',
    origin: '/var/lib/dpkg/status',
    platform: 'linux',
  },
  {
    kind: 'service',
    collector: 'systemd-units',
    name: 'kesl.service',
    path: '/opt/kaspersky/kesl/libexec/kesl_launcher.sh',
    state: 'running',
    origin: '/usr/lib/systemd/system/kesl.service',
    platform: 'linux',
  },
  {
    kind: 'marker',
    collector: 'markers',
    name: 'kaspersky',
    path: '/opt/kaspersky',
    origin: '/opt/kaspersky',
    platform: 'linux',
  },
];

/** `count` inventory rows of 200 hosts, Linux for the most part, from a fixed seed: the same rows every time. */
export function syntheticItems(count: number): Item[] {
  const random = generator(20240929);
  const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)] as Value;
  const packageName = (): string =>
    `${random() < 0.5 ? 'lib' : ''}${pick(stems)}${random() < 0.3 ? `-${pick(stems)}` : ''}${pick(tails)}`;
  const makers: readonly (() => Item)[] = [
    (): Item => ({
      kind: 'software',
      collector: 'dpkg',
      name: packageName(),
      version: `${Math.floor(random() * 20)}.${Math.floor(random() * 40)}-${Math.floor(random() * 9)}`,
      publisher: pick(maintainers),
      state: 'installed',
      origin: '/var/lib/dpkg/status',
      platform: 'linux',
    }),
    (): Item => ({
      kind: 'software',
      collector: 'uninstall-keys',
      name: pick(windowsNames),
      displayName: `${pick(windowsNames)} ${Math.floor(random() * 100)}`,
      version: '1.2.3',
      publisher: pick(['Microsoft Corporation', 'Mozilla', 'Adobe Inc.', 'Igor Pavlov', 'Google LLC']),
      origin: `HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\${packageName()}`,
      platform: 'windows',
    }),
    (): Item => {
      const name = `${packageName()}.service`;
      return {
        kind: 'service',
        collector: 'systemd-units',
        name,
        displayName: `The ${pick(stems)} daemon for ${pick(stems)}`,
        path: `/usr/sbin/${pick(stems)}d`,
        state: pick(['running', 'stopped', 'enabled']),
        origin: `/usr/lib/systemd/system/${name}`,
        platform: 'linux',
      };
    },
    (): Item => {
      const name = `${pick(stems)}${random() < 0.5 ? 'd' : ''}`;
      return {
        kind: 'process',
        collector: 'processes',
        name,
        path: `/usr/lib/${pick(stems)}/${name}`,
        state: 'running',
        origin: `/proc/${Math.floor(random() * 90000)}`,
        platform: 'linux',
      };
    },
    (): Item => {
      const name = `${pick(stems)}_${pick(stems)}`;
      return {
        kind: 'driver',
        collector: 'kernel-modules',
        name,
        path: `/lib/modules/6.1.0-18-amd64/kernel/drivers/${pick(stems)}/${name}.ko`,
        state: 'loaded',
        origin: '/proc/modules',
        platform: 'linux',
      };
    },
    (): Item => {
      const name = pick(stems);
      return {
        kind: 'marker',
        collector: 'markers',
        name,
        path: `/opt/${name}`,
        origin: `/opt/${name}`,
        platform: 'linux',
      };
    },
  ];
  const shares = [0.6, 0.1, 0.12, 0.12, 0.05, 0.01];
  return Array.from({ length: count }, (_, index): Item => {
    const host = `host-${index % 200}`;
    if (index % 5000 === 0) return { ...pick(hits), host };
    let roll = random();
    const maker =
      makers.find((_, at) => {
        roll -= shares[at] ?? 0;
        return roll < 0;
      }) ?? (makers[0] as () => Item);
    return { ...maker(), host };
  });
}

/** Mulberry32: a small generator of numbers in [0, 1) with a fixed sequence per seed. Source: Tommy Ettinger, public domain. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
