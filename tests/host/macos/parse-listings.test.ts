import { describe, expect, it } from 'vitest';
import {
  parseJobs,
  parseKernelExtensions,
  parsePrograms,
  parseSystemExtensions,
} from '../../../src/host/macos/parse-listings.ts';

describe('parsePrograms', () => {
  it('reads numbers and paths with blanks, and leaves out what has ended', () => {
    const text = `    1 /sbin/launchd
  412 /Library/Application Support/Kaspersky Lab/KAV/Binaries/kav
98765 (kav)
  900 login
nonsense
`;
    expect(parsePrograms(text)).toEqual({
      told: [
        { pid: 1, path: '/sbin/launchd' },
        { pid: 412, path: '/Library/Application Support/Kaspersky Lab/KAV/Binaries/kav' },
        { pid: 900, path: 'login' },
      ],
      malformed: 1,
    });
  });
});

describe('parseJobs', () => {
  it('reads labels with and without a process', () => {
    // Lines of tests of appium/appium-ios-simulator and of others, see live-macos-state.ts.
    const text = `PID\tStatus\tLabel
-\t0\tcom.apple.progressd
22109\t0\tcom.apple.CoreAuthentication.daemon
0\t-15\tcom.dawn.telegram
1234\t-\tcom.apple.Spotlight
Could not find domain
`;
    expect(parseJobs(text)).toEqual({
      told: new Map([
        ['com.apple.progressd', undefined],
        ['com.apple.CoreAuthentication.daemon', 22109],
        ['com.dawn.telegram', 0],
        ['com.apple.Spotlight', 1234],
      ]),
      malformed: 1,
    });
  });
});

describe('parseKernelExtensions', () => {
  it('reads the lists of kmutil and kextstat', () => {
    const text = `No variant specified, falling back to release
Index Refs Address            Size       Wired      Name (Version) UUID <Linked Against>
    3  215 0                  0          0          com.apple.kpi.bsd (27.0.0) 0D1B2C3D-0000-0000-0000-000000000000 <>
  140    0 0xffffff7f83f5e000 0x7000     0x7000     com.kaspersky.kext.klif (3.4.7d90) 11111111-2222-3333-4444-555555555555 <7 5 4 3 2 1>
  141    0 0xffffff7f83f5e000 0x7000     0x7000     com.kaspersky.nke (2.0.0d13)
  142    0 0xffffff7f83f5e000 0x7000
`;
    expect(parseKernelExtensions(text)).toEqual({
      told: new Map([
        ['com.apple.kpi.bsd', '27.0.0'],
        ['com.kaspersky.kext.klif', '3.4.7d90'],
        ['com.kaspersky.nke', '2.0.0d13'],
      ]),
      malformed: 1,
    });
  });
});

describe('parseSystemExtensions', () => {
  it('reads each state, whatever the marks', () => {
    const text = `3 extension(s)
--- com.apple.system_extension.network_extension
enabled\tactive\tteamID\tbundleID (version)\tname\t[state]
*\t*\tDE8Y96K9QP\tcom.cisco.endpoint.svc.networkextension (1.15.5/837)\tAMP Network Extension\t[activated enabled]
\t*\t57P38MF5GS\tcom.f5.access.macos.DNSProxy (7260.0.0.1/7260.0.0.1)\tDNSProxy\t[activated waiting for user]
--- com.apple.system_extension.endpoint_security (Go to 'System Settings > General' to modify these)
enabled\tactive\tteamID\tbundleID (version)\tname\t[state]
\t\t2Y8XE5CQ94\tcom.kaspersky.kav.sysext (26.0.0/26.0.0.150)\tKaspersky\t[terminated waiting to uninstall on reboot]
\t\t2Y8XE5CQ94\tbroken\tKaspersky
`;
    expect(parseSystemExtensions(text)).toEqual({
      told: [
        {
          identifier: 'com.cisco.endpoint.svc.networkextension',
          version: '1.15.5',
          teamId: 'DE8Y96K9QP',
          title: 'AMP Network Extension',
          state: 'activated enabled',
        },
        {
          identifier: 'com.f5.access.macos.DNSProxy',
          version: '7260.0.0.1',
          teamId: '57P38MF5GS',
          title: 'DNSProxy',
          state: 'activated waiting for user',
        },
        {
          identifier: 'com.kaspersky.kav.sysext',
          version: '26.0.0',
          teamId: '2Y8XE5CQ94',
          title: 'Kaspersky',
          state: 'terminated waiting to uninstall on reboot',
        },
      ],
      malformed: 1,
    });
  });

  it('takes a Mac without any for an answer', () => {
    expect(parseSystemExtensions('0 extension(s)\n')).toEqual({ told: [], malformed: 0 });
  });
});
