import { readFileSync } from 'node:fs';
import type { DebianPackage } from './debian-root.ts';

/**
 * Packages with the names, versions, paths and units that public sources give for the vendor's Linux products
 * (sources: the product files in rules/products). Their content is harmless: every program is a copy of sleep.
 */
export function vendorPackages(): readonly DebianPackage[] {
  const sleeper = readFileSync('/bin/sleep');
  return [
    {
      name: 'kesl',
      version: '12.3.0-1162',
      architecture: 'amd64',
      maintainer: 'AO Kaspersky Lab <support@kaspersky.example>',
      description: 'Kaspersky Endpoint Security 12.3.0 for Linux',
      files: {
        'opt/kaspersky/kesl/bin/kesl-control': '#!/bin/sh\nexit 64\n',
        'opt/kaspersky/kesl/libexec/kesl_launcher.sh': '#!/bin/sh\nexit 0\n',
        'opt/kaspersky/kesl/libexec/wdserver': sleeper,
        'var/opt/kaspersky/kesl/install-current/etc/init.d/kesl': '#!/bin/sh\nexit 0\n',
        'etc/systemd/system/kesl.service': [
          '[Unit]',
          'Description=Kaspersky Endpoint Security for Linux',
          '[Service]',
          'Type=forking',
          'PIDFile=/var/run/wdserver.pid',
          'ExecStart=/var/opt/kaspersky/kesl/install-current/etc/init.d/kesl start',
          '[Install]',
          'WantedBy=multi-user.target',
          '',
        ].join('\n'),
      },
      programs: [
        'opt/kaspersky/kesl/bin/kesl-control',
        'opt/kaspersky/kesl/libexec/kesl_launcher.sh',
        'opt/kaspersky/kesl/libexec/wdserver',
        'var/opt/kaspersky/kesl/install-current/etc/init.d/kesl',
      ],
    },
    {
      name: 'klnagent64',
      version: '15.1.0-20748',
      architecture: 'amd64',
      maintainer: 'AO Kaspersky Lab <support@kaspersky.example>',
      description: 'Kaspersky Security Center Network Agent',
      files: {
        'opt/kaspersky/klnagent64/sbin/klnagent': sleeper,
        'opt/kaspersky/klnagent64/bin/klnagchk': '#!/bin/sh\nexit 0\n',
        'usr/lib/systemd/system/klnagent64.service': [
          '[Unit]',
          'Description=Kaspersky Network Agent',
          '[Service]',
          'ExecStart=/opt/kaspersky/klnagent64/sbin/klnagent -d',
          '[Install]',
          'WantedBy=multi-user.target',
          '',
        ].join('\n'),
      },
      programs: ['opt/kaspersky/klnagent64/sbin/klnagent', 'opt/kaspersky/klnagent64/bin/klnagchk'],
    },
    {
      name: 'kav4fs',
      version: '8.0.4-312',
      architecture: 'all',
      maintainer: 'Kaspersky Lab <support@kaspersky.example>',
      description: 'Kaspersky Anti-Virus 8 for Linux File Servers',
      files: {
        'opt/kaspersky/kav4fs/bin/kav4fs-control': '#!/bin/sh\nexit 0\n',
        'etc/opt/kaspersky/kav4fs.conf': '# settings\n',
      },
      programs: ['opt/kaspersky/kav4fs/bin/kav4fs-control'],
      conffiles: ['/etc/opt/kaspersky/kav4fs.conf'],
    },
    {
      name: 'klog',
      version: '2.3-1',
      architecture: 'all',
      maintainer: 'A ham radio operator <klog@example.org>',
      description: 'logging program that mentions Kaspersky in its description only',
      files: { 'usr/bin/klog': '#!/bin/sh\nexit 0\n' },
      programs: ['usr/bin/klog'],
    },
  ];
}
