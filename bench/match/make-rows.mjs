import { closeSync, openSync, writeSync } from 'node:fs';

/**
 * Writes inventories of a made-up fleet, the same ones every time: rows as our own collectors and as osquery write them, of
 * Windows, Linux and macOS hosts with some 500 rows each, one row in `hitEvery` of a product that the pack knows.
 * `form`: `native` (NDJSON items), `native-framed` (with header and trailer a host), `osquery-events` (differences, a row a
 * line), `osquery-snapshots` (snapshots, a row a line), `osquery-batches` (snapshots, a query a line), `osquery-changes`
 * (differences, a query a line).
 * Returns how many rows and hits were written.
 */
export function makeRows(file, form, rows, hitEvery = 50_000) {
  const random = generator(20240929);
  const out = new Output(file);
  let hits = 0;
  let written = 0;
  for (let host = 0; written < rows; host++) {
    const count = Math.min(rowsPerHost, rows - written);
    const platform = host % 10 < 6 ? 'windows' : host % 10 < 9 ? 'linux' : 'macos';
    const hostname = `${{ windows: 'WS', linux: 'srv', macos: 'mac' }[platform]}-${String(host).padStart(5, '0')}`;
    const batch = [];
    for (let index = 0; index < count; index++, written++) {
      const isHit = written % hitEvery === hitEvery >> 1;
      if (isHit) hits++;
      batch.push(isHit ? hitRow(platform, written / hitEvery) : plainRow(platform, random, index));
    }
    write[form](out, hostname, platform, batch);
  }
  out.close();
  return { rows: written, hits };
}

const rowsPerHost = 500;

const write = {
  native: (out, host, platform, batch) => {
    for (const row of batch) out.line(JSON.stringify({ ...bareItem(row, platform), host }));
  },
  'native-framed': (out, host, platform, batch) => {
    const target = { type: 'host', platform, hostname: host };
    out.line(
      JSON.stringify({
        schema: 'phaseout/inventory@1',
        tool: { name: 'phaseout', version: '0.1.0' },
        target,
      }),
    );
    for (const row of batch) out.line(JSON.stringify({ ...nativeItem(row, platform), host }));
    const coverage = [{ collector: 'all', status: 'ok', items: batch.length, gaps: [] }];
    out.line(JSON.stringify({ coverage, complete: true }));
  },
  'osquery-events': (out, host, _platform, batch) => {
    for (const row of batch) out.line(JSON.stringify(osqueryEvent(row, host, 'added')));
  },
  'osquery-snapshots': (out, host, _platform, batch) => {
    for (const row of batch) out.line(JSON.stringify(osqueryEvent(row, host, 'snapshot')));
  },
  'osquery-batches': (out, host, _platform, batch) => {
    for (const rows of byTable(batch)) {
      const { columns: _columns, ...event } = osqueryEvent(rows[0], host, 'snapshot');
      out.line(JSON.stringify({ snapshot: rows.map(osqueryColumns), ...event }));
    }
  },
  'osquery-changes': (out, host, _platform, batch) => {
    for (const rows of byTable(batch)) {
      const { columns: _columns, action: _action, ...event } = osqueryEvent(rows[0], host, 'added');
      out.line(JSON.stringify({ diffResults: { added: rows.map(osqueryColumns), removed: [] }, ...event }));
    }
  },
};

function byTable(rows) {
  const tables = new Map();
  for (const row of rows) tables.set(row.table, [...(tables.get(row.table) ?? []), row]);
  return tables.values();
}

/** What a sender of rows of its own has: no collector, no origin, few attributes. */
function bareItem({ kind, name, displayName, version, publisher, path, state, attributes }, platform) {
  const productCode = attributes?.productCode;
  return {
    kind,
    name,
    displayName,
    version,
    publisher,
    path,
    state,
    platform,
    ...(productCode && { attributes: { productCode } }),
  };
}

function nativeItem(row, platform) {
  const { table, ...item } = row;
  return { ...item, platform };
}

function osqueryEvent(row, hostIdentifier, action) {
  return {
    name: `pack_inventory_${row.table}`,
    hostIdentifier,
    calendarTime: 'Sat Nov 21 12:00:00 2026 UTC',
    unixTime: 1795262400,
    epoch: 0,
    counter: 0,
    numerics: false,
    columns: osqueryColumns(row),
    action,
  };
}

const columns = {
  programs: (row) => ({
    name: row.name,
    version: row.version ?? '',
    install_location: row.path ?? '',
    install_source: '',
    language: '1033',
    publisher: row.publisher ?? '',
    uninstall_string: 'MsiExec.exe /X',
    install_date: '20240611',
    identifying_number: row.attributes?.productCode ?? '',
  }),
  services: (row) => ({
    name: row.name,
    service_type: row.kind === 'driver' ? 'KERNEL_DRIVER' : 'OWN_PROCESS',
    display_name: row.displayName ?? '',
    status: row.state === 'running' || row.state === 'loaded' ? 'RUNNING' : 'STOPPED',
    pid: '0',
    start_type: 'AUTO_START',
    path: row.path ?? '',
    module_path: '',
    description: '',
    user_account: 'LocalSystem',
  }),
  deb_packages: (row) => ({
    name: row.name,
    version: row.version ?? '',
    source: '',
    size: '1312',
    arch: 'amd64',
    revision: '1',
    status: 'install ok installed',
    maintainer: row.publisher ?? '',
    section: 'libs',
    priority: 'optional',
  }),
  systemd_units: (row) => ({
    id: row.name,
    description: row.displayName ?? '',
    load_state: 'loaded',
    active_state: 'active',
    sub_state: 'running',
    following: '',
    object_path: '',
    job_id: '0',
    fragment_path: row.attributes?.unitFile ?? '',
    unit_file_state: 'enabled',
  }),
  apps: (row) => ({
    name: `${row.displayName}.app`,
    path: row.path ?? '',
    bundle_executable: row.displayName,
    bundle_identifier: row.name,
    bundle_name: row.displayName,
    bundle_short_version: row.version ?? '',
    bundle_version: row.version ?? '',
    display_name: row.displayName,
  }),
};

function osqueryColumns(row) {
  return columns[row.table](row);
}

/** Rows of products, in different cases and writings; the same product every time on each platform. */
function hitRow(platform, turn) {
  const version = `12.${turn % 8}.0.${400 + turn}`;
  if (platform === 'windows') {
    const name = [
      'Kaspersky Endpoint Security for Windows',
      'KASPERSKY ENDPOINT SECURITY FOR WINDOWS',
      'kaspersky endpoint security for windows',
    ][Math.floor(turn) % 3];
    return {
      table: 'programs',
      kind: 'software',
      collector: 'windows-uninstall',
      name,
      version,
      publisher: 'AO Kaspersky Lab',
      path: 'C:\\Program Files (x86)\\Kaspersky Lab\\KES.12.0.0\\',
      origin: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\InstallWIX',
      attributes: { productCode: '{E7012AFE-DB97-4B8B-9513-E98C0C3AACE3}' },
    };
  }
  if (platform === 'linux') {
    return {
      table: 'deb_packages',
      kind: 'software',
      collector: 'dpkg',
      name: 'kesl',
      version,
      publisher: 'AO Kaspersky Lab <support@kaspersky.com>',
      state: 'installed',
      origin: '/var/lib/dpkg/status',
      attributes: { architecture: 'amd64' },
    };
  }
  return {
    table: 'apps',
    kind: 'software',
    collector: 'macos-apps',
    name: 'com.kaspersky.kav',
    displayName: 'Kaspersky Internet Security',
    version,
    path: '/Applications/Kaspersky Internet Security.app',
    origin: '/Applications/Kaspersky Internet Security.app/Contents/Info.plist',
  };
}

function plainRow(platform, random, index) {
  return makers[platform][index % makers[platform].length](random);
}

const makers = {
  windows: [windowsProgram, windowsService, windowsDriver, windowsProgram, windowsService],
  linux: [debianPackage, debianPackage, debianPackage, systemdUnit],
  macos: [application],
};

function windowsProgram(random) {
  const vendor = pick(random, vendors);
  const product = `${pick(random, adjectives)} ${pick(random, nouns)}`;
  const name = `${vendor.split(' ')[0]} ${product}${pick(random, ['', '', ' (x64)', ' 2022', ' – Update', ' für Windows'])}`;
  return {
    table: 'programs',
    kind: 'software',
    collector: 'windows-uninstall',
    name,
    version: versionOf(random),
    publisher: vendor,
    path: `C:\\Program Files\\${vendor}\\${product}\\`,
    origin: `HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\${name.slice(0, 20)}`,
  };
}

function windowsService(random) {
  const noun = pick(random, nouns);
  const name = `${pick(random, adjectives)}${noun}Svc${random() % 97}`;
  return {
    table: 'services',
    kind: 'service',
    collector: 'windows-services',
    name,
    displayName: `${pick(random, vendors)} ${noun} Service`,
    path: `C:\\Windows\\system32\\${name.toLowerCase()}.exe`,
    state: pick(random, ['running', 'stopped']),
    origin: `HKLM\\SYSTEM\\CurrentControlSet\\Services\\${name}`,
    attributes: { start: pick(random, ['auto', 'manual']) },
  };
}

function windowsDriver(random) {
  const name = `${pick(random, ['usb', 'net', 'stor', 'vid', 'aud', 'pci', 'hid', 'ndis'])}${pick(random, ['hub', 'flt', 'ctl', 'bus', 'port'])}${random() % 997}`;
  return {
    table: 'services',
    kind: 'driver',
    collector: 'windows-services',
    name,
    displayName: `@oem${random() % 90}.inf,%${name}.SvcDesc%;${pick(random, vendors)} ${name}`,
    path: `C:\\Windows\\System32\\drivers\\${name}.sys`,
    state: 'loaded',
    origin: `HKLM\\SYSTEM\\CurrentControlSet\\Services\\${name}`,
    attributes: { start: 'manual', group: pick(random, ['Base', 'NDIS', 'FSFilter Top']) },
  };
}

function debianPackage(random) {
  const name = `lib${pick(random, stems)}${pick(random, tails)}`;
  return {
    table: 'deb_packages',
    kind: 'software',
    collector: 'dpkg',
    name,
    version: `${random() % 12}.${random() % 40}.${random() % 20}-${random() % 5}+deb12u${random() % 4}`,
    publisher: pick(random, maintainers),
    state: 'installed',
    origin: '/var/lib/dpkg/status',
    attributes: { architecture: 'amd64', dpkgStatus: 'install ok installed' },
  };
}

function systemdUnit(random) {
  const name = `${pick(random, stems)}${pick(random, ['', '-daemon', '@tty1', '-cleanup', 'd'])}.service`;
  return {
    table: 'systemd_units',
    kind: 'service',
    collector: 'systemd',
    name,
    displayName: `${pick(random, adjectives)} ${pick(random, stems)} ${pick(random, ['daemon', 'watcher', 'cleanup of temporary files'])}`,
    path: `/usr/lib/${pick(random, stems)}/${pick(random, stems)}`,
    state: pick(random, ['running', 'static', 'enabled']),
    origin: `/lib/systemd/system/${name}`,
    attributes: { unitFile: `/lib/systemd/system/${name}`, wantedBy: 'multi-user.target' },
  };
}

function application(random) {
  const title = `${pick(random, adjectives)} ${pick(random, nouns)}${pick(random, ['', ' Pro', ' 翻译', ''])}`;
  return {
    table: 'apps',
    kind: 'software',
    collector: 'macos-apps',
    name: `com.${pick(random, stems)}.${title.replaceAll(' ', '').toLowerCase()}`,
    displayName: title,
    version: versionOf(random),
    path: `/Applications/${title}.app`,
    origin: `/Applications/${title}.app/Contents/Info.plist`,
  };
}

const vendors = [
  'Microsoft Corporation',
  'Adobe Inc.',
  'Intel® Corporation',
  'Realtek Semiconductor Corp.',
  'Hewlett-Packard Company',
  'Mozilla',
  'The Document Foundation',
  'Dell Inc.',
  'NVIDIA Corporation',
  'Lenovo Group Ltd.',
  'Siemens AG',
  'SAP SE',
];
const adjectives =
  'Advanced Basic Central Digital Easy Fast Global Home Integrated Local Mobile Network Office Personal Quick Remote Secure Smart Universal Virtual'.split(
    ' ',
  );
const nouns =
  'Archiver Assistant Backup Calendar Connector Console Designer Editor Explorer Framework Gateway Helper Library Manager Monitor Player Reader Redistributable Runtime Scanner Studio Toolkit Viewer Wizard'.split(
    ' ',
  );
const stems =
  'apt bash bind boost bzip cairo clang cups curl dbus docker expat ffmpeg flac fontconfig freetype gcc gdbm gettext git glib gnutls gpg gtk icu jpeg kmod krb5 ldap linux llvm lua lzma mesa mount mysql ncurses net nfs nginx node nss openssl pam pcre perl pango png postgres protobuf pulse python qt readline ruby samba sasl sed shadow sqlite ssh sudo systemd tar tcl tiff udev unzip util vim wayland webkit wget xcb xml xorg zlib zstd'.split(
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
  'Debian Perl Group <pkg-perl-maintainers@lists.alioth.debian.org>',
  'Jérémy Lal <kapouer@melix.org>',
];

function versionOf(random) {
  return `${random() % 30}.${random() % 20}.${random() % 9000}.${random() % 400}`;
}

function pick(random, list) {
  return list[random() % list.length];
}

/** Mulberry32, as whole numbers: the same sequence on every machine. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** Lines of a file, gathered so that writing them takes few calls. */
class Output {
  #fd;
  #lines = [];
  #length = 0;

  constructor(file) {
    this.#fd = openSync(file, 'w');
  }

  line(text) {
    this.#lines.push(text);
    this.#length += text.length;
    if (this.#length > 1 << 20) this.#flush();
  }

  close() {
    this.#flush();
    closeSync(this.#fd);
  }

  #flush() {
    if (this.#lines.length > 0) writeSync(this.#fd, `${this.#lines.join('\n')}\n`);
    this.#lines = [];
    this.#length = 0;
  }
}
