import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { renderTable } from '../../src/report/table.ts';
import { defenderBeside, type JudgedHost, judged, row } from '../support/judged.ts';

const kes = row.entry('Kaspersky Endpoint Security for Windows', 'AO Kaspersky Lab', '12.3.0.493');
const ksc = row.service('kladminserver', 'running');
const server = { os: 'Windows Server 2022 Standard 20348', role: 'server' };

describe('the role of the host', () => {
  test.each<[JudgedHost['target'], JudgedHost['items'], string | undefined]>([
    [{}, [kes], undefined],
    [server, [kes], 'server'],
    [{ ...server, role: 'domain-controller' }, [kes], 'domain controller'],
    [{ ...server, furtherRoles: 'remote-desktop-host' }, [kes], 'server, remote desktop host'],
    [server, [ksc], 'server, management server'],
    [{ ...server, role: 'domain-controller' }, [ksc, kes], 'domain controller, management server'],
    [{}, [], undefined],
    [server, [], 'server'],
  ])('%j', (target, items, role) => {
    expect(judged({ target: target ?? {}, items }).role).toBe(role);
  });
});

describe('a pending restart', () => {
  test.each<[why: string, items: JudgedHost['items'], gaps: string[], pending: boolean | undefined]>([
    ['features', [row.state('restart-pending-servicing')], [], true],
    ['updates', [row.state('restart-pending-update')], [], true],
    ['file operations alone are ordinary', [row.state('restart-pending-files=4')], [], false],
    ['none', [], [], false],
    ['not read', [], ['protection-state'], undefined],
    ['seen, though not all was read', [row.state('restart-pending-update')], ['protection-state'], true],
  ])('%s', (_why, items, gaps, pending) => {
    expect(judged({ items: [kes, ...items], gaps }).rebootPending).toBe(pending);
  });

  test('is said before the steps', () => {
    const text = renderTable(
      judged({ items: [kes, row.state('restart-pending-update'), ...defenderBeside] }),
    );
    expect(text).toContain('A restart is pending on this host');
    expect(text.indexOf('A restart is pending')).toBeLessThan(text.indexOf('What to do'));
  });
});

describe('what stands at the top', () => {
  const head = (report: Report): string =>
    renderTable(report, { width: 120 }).split('\n').slice(0, 8).join('\n');

  test('a management server goes last, and its own removal exposes no host', () => {
    const report = judged({ target: { ...server, hostname: 'ksc-01' }, items: [ksc] });
    expect(head(report)).toContain('management server');
    expect(head(report)).toContain('This host manages other machines: remove it last.');
    expect(head(report)).not.toContain('Do NOT remove yet');
    expect(report.findings[0]?.recommendation).toMatchObject({ priority: 'last', stops: [] });
  });

  test('an agent manages nothing', () => {
    expect(head(judged({ items: [row.service('klnagent', 'running')] }))).not.toContain(
      'manages other machines',
    );
  });

  test('the answers come in this order: is it here, which date, what first', () => {
    const text = renderTable(
      judged({ target: server, items: [kes], audiences: ['us-person'], gaps: ['system-drivers'] }),
    );
    const places = [
      'KASPERSKY FOUND',
      'Do NOT remove yet',
      '29 Sep 2024',
      'Protection afterwards',
      'STOP, encryption',
      'What to do',
    ];
    const found = places.map((words) => text.replaceAll('\u00a0', ' ').indexOf(words));
    expect(found.every((at) => at >= 0)).toBe(true);
    expect(found).toEqual([...found].sort((a, b) => a - b));
  });
});

test.each<[string, JudgedHost]>([
  [
    'windows-workstation',
    {
      target: { hostname: 'WS-0412' },
      items: [
        kes,
        row.service('AVP.KES.21.9', 'running'),
        row.driver('KLIF.KES-21-9'),
        row.driver('KLFLE.KES-21-9'),
        row.entry('Kaspersky Security Center Network Agent', 'Kaspersky', '14.0.0.10902'),
        row.service('klnagent', 'running'),
        row.read('network-agent-windows/bases-date', '09-09-2024 20-15-00'),
        row.read('kes-windows/last-update-64', '1725926399'),
        row.state('restart-pending-update'),
        ...defenderBeside,
      ],
      audiences: ['us-person'],
    },
  ],
  [
    'windows-server',
    {
      target: { ...server, hostname: 'SRV-07', role: 'domain-controller' },
      items: [
        row.entry('Kaspersky Security 10.1.2 for Windows Server', 'AO Kaspersky Lab', '10.1.2.996'),
        row.service('KAVFS', 'running'),
      ],
      audiences: ['us-person'],
    },
  ],
  [
    'windows-ready',
    {
      target: { hostname: 'WS-0413' },
      items: [
        kes,
        row.service('AVP.KES.21.9', 'running'),
        row.entry('CrowdStrike Windows Sensor', 'CrowdStrike, Inc.'),
        row.service('CSFalconService', 'running'),
        row.driver('csagent'),
        ...defenderBeside,
      ],
      audiences: ['us-person'],
    },
  ],
  [
    'windows-management-server',
    {
      target: { ...server, hostname: 'KSC-01' },
      items: [ksc, row.service('klnagent', 'running'), ...defenderBeside],
      audiences: ['us-person'],
    },
  ],
])('%s as a reader sees it', async (name, host) => {
  await expect(renderTable(judged(host), { width: 80 })).toMatchFileSnapshot(`golden/${name}.80.txt`);
});
