import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { firstBoot } from '../../../../src/collect/linux/first-boot.ts';
import type { MemoryEntry } from '../../../../src/host/memory-host.ts';
import { gapsOf, runOnFiles } from '../../run-on.ts';

async function rowsOf(files: Readonly<Record<string, MemoryEntry>>): Promise<readonly string[]> {
  const { items, coverage } = await runOnFiles(firstBoot, files);
  expect(coverage.gaps).toEqual([]);
  return items.map(
    ({ origin, attributes }) =>
      `${origin} ${attributes?.['runner']}: ${attributes?.['command'] ?? `package ${attributes?.['package']}`}`,
  );
}

const installs = 'dpkg -i /root/kesl_12.1.0-1508_amd64.deb';

describe('first-boot', () => {
  it('gives a staged command with its line, without passwords', async () => {
    const { items } = await runOnFiles(firstBoot, {
      '/etc/rc.local': `#!/bin/sh\ncurl https://ada:pw@house.example/kesl.deb --password x\n`,
    });
    expect(items).toEqual([
      {
        kind: 'scheduled-task',
        collector: 'first-boot',
        name: 'rc.local',
        path: '/etc/rc.local',
        scope: 'machine',
        origin: '/etc/rc.local:2',
        platform: 'linux',
        attributes: { command: 'curl https://house.example/kesl.deb …', runner: 'boot', staged: true },
      },
    ]);
  });

  it('reads cloud-config: packages and commands, in each way of writing them', async () => {
    const text = `#cloud-config
package_update: true
packages:
  - kesl   # ours
  - [klnagent64, 15.1.0-20748]
  - "nginx"
runcmd:
  - systemctl stop kesl
  - [ dpkg, -i, /tmp/klnagent64_15.1.0-20748_amd64.deb ]
  - '${installs}'
  - |
    apt-get update
    apt-get install -y \\
      kesl-gui
  - apt-get remove -y kesl
power_state: { mode: reboot }
`;
    const file = '/var/lib/cloud/instances/i-1/user-data.txt';
    expect(await rowsOf({ [file]: text })).toEqual([
      `${file}:4 cloud-init: package kesl`,
      `${file}:5 cloud-init: package klnagent64`,
      `${file}:6 cloud-init: package nginx`,
      `${file}:9 cloud-init: dpkg  -i  /tmp/klnagent64_15.1.0-20748_amd64.deb`,
      `${file}:10 cloud-init: ${installs}`,
      `${file}:13 cloud-init: apt-get install -y kesl-gui`,
    ]);
  });

  it('reads lists in one line', async () => {
    expect(await rowsOf({ '/etc/cloud/cloud.cfg.d/90.cfg': 'packages: [kesl, "kesl-gui"]\n' })).toEqual([
      '/etc/cloud/cloud.cfg.d/90.cfg:1 cloud-init: package kesl',
      '/etc/cloud/cloud.cfg.d/90.cfg:1 cloud-init: package kesl-gui',
    ]);
  });

  it('reads kickstart and preseed files', async () => {
    expect(
      await rowsOf({
        '/root/anaconda-ks.cfg':
          '%packages\n@core\n-firewalld\nkesl\n# klnagent64\n%end\n%post\nrpm -ivh http://house.example/klnagent64.rpm\n%end\n',
        '/preseed.cfg':
          'd-i pkgsel/include string openssh-server kesl\nd-i preseed/late_command string \\\n in-target apt-get install -y kesl-gui\n',
      }),
    ).toEqual([
      '/root/anaconda-ks.cfg:4 installer: package kesl',
      '/root/anaconda-ks.cfg:8 installer: rpm -ivh http://house.example/klnagent64.rpm',
      '/preseed.cfg:1 installer: package openssh-server',
      '/preseed.cfg:1 installer: package kesl',
      '/preseed.cfg:2 installer: d-i preseed/late_command string in-target apt-get install -y kesl-gui',
    ]);
  });

  it('reads Ignition configs, files in addresses included', async () => {
    const script = Buffer.from(`#!/bin/sh\n${installs}\n`).toString('base64');
    const config = {
      ignition: { version: '3.4.0' },
      systemd: { units: [{ name: 'a.service', contents: `[Service]\nExecStart=/usr/bin/${installs}\n` }] },
      storage: {
        files: [
          { path: '/b', contents: { source: `data:;base64,${script}` } },
          { path: '/c', contents: { source: 'data:,rpm%20-i%20kesl.rpm' } },
          { path: '/d', contents: { source: 'data:,%zz' } },
        ],
      },
    };
    expect(await rowsOf({ '/boot/ignition/config.ign': JSON.stringify(config) })).toEqual([
      `/boot/ignition/config.ign ignition: /usr/bin/${installs}`,
      `/boot/ignition/config.ign ignition: ${installs}`,
      '/boot/ignition/config.ign ignition: rpm -i kesl.rpm',
    ]);
  });

  it('reads first-boot units, @reboot jobs and the scripts that they start', async () => {
    expect(
      await rowsOf({
        '/etc/systemd/system/setup.service': `[Unit]\nConditionFirstBoot=yes\n[Service]\nExecStart=/opt/setup.sh --now\n`,
        '/opt/setup.sh': `#!/bin/bash\n${installs}\n`,
        '/etc/systemd/system/other.service': `[Service]\nExecStart=/opt/other.sh\n`,
        '/opt/other.sh': `#!/bin/sh\n${installs}\n`,
        '/usr/lib/systemd/system/my-firstboot.service': '[Service]\nExecStart=/opt/program\n',
        '/opt/program': '\x7fELF apt-get install kesl',
        '/etc/crontab': `@reboot root /bin/sh /opt/cron.sh\n@daily root ${installs}\n`,
        '/opt/cron.sh': `#!/bin/sh\napt install kesl\n`,
        '/var/spool/cron/crontabs/ada': `@reboot ${installs}\n`,
      }),
    ).toEqual([
      '/etc/systemd/system/setup.service first-boot-unit: /opt/setup.sh --now',
      `/opt/setup.sh:2 first-boot-unit: ${installs}`,
      '/etc/crontab:1 cron: /bin/sh /opt/cron.sh',
      '/opt/cron.sh:2 cron: apt install kesl',
      `/var/spool/cron/crontabs/ada:1 cron: ${installs}`,
    ]);
  });

  it.each([
    ['apt-get -qq -y install kesl', true],
    ['sudo /usr/bin/apt install ./kesl.deb', true],
    ['yum -y localinstall kesl.rpm', true],
    ['zypper --non-interactive in kesl', true],
    ['DEBIAN_FRONTEND=noninteractive apt-get install kesl', true],
    ['rpm -Uvh kesl.rpm', true],
    ['(cd /tmp && wget http://x/kesl.deb)', true],
    ['/opt/kaspersky/kesl/bin/kesl-setup.pl --autoinstall=/tmp/a.ini', true],
    ['sh klnagent64_15.1.0-20748_amd64.sh', true],
    ['./kfl_2.0.0-100_amd64.deb.setup', true],
    ['apt-get purge -y kesl', false],
    ['apt-get update', false],
    ['dpkg --purge kesl', false],
    ['dpkg -l kesl', false],
    ['rpm -e kesl', false],
    ['rpm -qi kesl', false],
    ['rm -f /tmp/kesl_12_amd64.deb /tmp/klnagent.sh', false],
    ['echo apt-get-install kesl', false],
    ['systemctl disable --now kesl', false],
    ['# apt-get install kesl', false],
  ])('%s: %s', async (command, kept) => {
    expect(await rowsOf({ '/etc/rc.local': command })).toHaveLength(kept ? 1 : 0);
  });

  it('unpacks gzip, reads each file once and leaves programs alone', async () => {
    expect(
      await rowsOf({
        '/var/lib/cloud/seed/nocloud/user-data': gzipSync(`#!/bin/sh\n${installs}\n`),
        '/var/lib/cloud/scripts/per-boot/program': '\x7fELF apt-get install kesl',
        '/etc/cron.d/a': `@reboot root /opt/a.sh\n@reboot root /opt/a.sh\n`,
        '/opt/a.sh': `#!/bin/sh\n${installs}\n`,
      }),
    ).toEqual([
      `/var/lib/cloud/seed/nocloud/user-data:2 cloud-init: ${installs}`,
      '/etc/cron.d/a:1 cron: /opt/a.sh',
      `/opt/a.sh:2 cron: ${installs}`,
      '/etc/cron.d/a:2 cron: /opt/a.sh',
    ]);
  });

  it('says what it could not read, and ends', async () => {
    const deep = `${'['.repeat(60)}${']'.repeat(60)}`;
    const collected = await runOnFiles(firstBoot, {
      '/etc/cloud/cloud.cfg.d': { error: 'permission-denied', type: 'directory' },
      '/var/lib/cloud/seed/nocloud/user-data': Buffer.from([0x1f, 0x8b, 1, 2]),
      '/etc/rc.local': 'apt-get install a\n'.repeat(501),
      '/root/ks.cfg': Buffer.alloc(256 * 1024 + 1, 0x20),
      '/boot/ignition/config.ign': deep,
      '/usr/lib/ignition/user.ign': 'variant: fcos',
    });
    expect(gapsOf(collected)).toEqual([
      'permission-denied /etc/cloud/cloud.cfg.d',
      'malformed-source /var/lib/cloud/seed/nocloud/user-data',
      'too-large /etc/rc.local',
      'too-large /root/ks.cfg',
      'malformed-source /boot/ignition/config.ign',
      'malformed-source /usr/lib/ignition/user.ign',
    ]);
    expect(collected.items).toHaveLength(500);
  });
});
