import { describe, expect, it } from 'vitest';
import { deploymentCaches } from '../../../../src/collect/windows/deployment-caches.ts';
import { fixture } from '../../parse/pe/pe-file.ts';
import { runOnWindows } from '../../registry-host.ts';
import { gapsOf } from '../../run-on.ts';

const ccm = 'C:/Windows/ccmcache';
const content = 'C:/Program Files (x86)/Microsoft Intune Management Extension/Content';

describe('deployment-caches', () => {
  it('reads installers in the caches, as staged markers and never as something installed', async () => {
    const { items, coverage } = await runOnWindows(deploymentCaches, {
      files: {
        [`${ccm}/1/setup_kes.exe`]: fixture('renamed-driver.sys'),
        [`${ccm}/1/readme.txt`]: '',
        [`${ccm}/a2/exec/Kaspersky Network Agent.MSI`]: '',
        [`C:/Windows/IMECache/8b2e4c71-6a9d-4f03-b5e8-2c7a1d9f4e36_1/small.exe`]: 'no program',
        [`${content}/Incoming/a.intunewin`]: '',
        'C:/Windows/Temp/other.msi': '',
      },
    });
    expect(coverage.gaps).toEqual([]);
    const common = { kind: 'marker', collector: 'deployment-caches', platform: 'windows' };
    expect(items).toEqual([
      {
        ...common,
        name: 'setup_kes.exe',
        displayName: 'Коробочный продукт',
        version: '21.14.5.462',
        publisher: 'АО «Лаборатория Касперского»',
        signer: 'AO Kaspersky Lab',
        path: 'C:\\Windows\\ccmcache\\1\\setup_kes.exe',
        origin: `${ccm}/1/setup_kes.exe`,
        attributes: {
          description: 'Драйвер перехвата KLIF [fre_win10_x64]',
          originalName: 'KLIF.SYS',
          cache: 'configuration-manager',
          staged: true,
        },
      },
      {
        ...common,
        name: 'Kaspersky Network Agent.MSI',
        path: 'C:\\Windows\\ccmcache\\a2\\exec\\Kaspersky Network Agent.MSI',
        origin: `${ccm}/a2/exec/Kaspersky Network Agent.MSI`,
        attributes: { cache: 'configuration-manager', staged: true },
      },
      {
        ...common,
        name: 'small.exe',
        path: 'C:\\Windows\\IMECache\\8b2e4c71-6a9d-4f03-b5e8-2c7a1d9f4e36_1\\small.exe',
        origin: 'C:/Windows/IMECache/8b2e4c71-6a9d-4f03-b5e8-2c7a1d9f4e36_1/small.exe',
        attributes: {
          fileDamage: 'no Windows executable: it does not start with MZ',
          cache: 'intune',
          staged: true,
        },
      },
      {
        ...common,
        name: 'a.intunewin',
        path: 'C:\\Program Files (x86)\\Microsoft Intune Management Extension\\Content\\Incoming\\a.intunewin',
        origin: `${content}/Incoming/a.intunewin`,
        attributes: { cache: 'intune', staged: true },
      },
    ]);
  });

  it('no cache is no gap; a closed one and one that is too deep are', async () => {
    const nothing = await runOnWindows(deploymentCaches, {});
    expect([nothing.items, nothing.coverage.gaps]).toEqual([[], []]);
    const closed = await runOnWindows(deploymentCaches, {
      files: { [ccm]: { error: 'permission-denied', type: 'directory' } },
    });
    expect(gapsOf(closed)).toEqual(['permission-denied /Windows/ccmcache']);
    const deep = await runOnWindows(deploymentCaches, {
      files: { [`${ccm}/${'d/'.repeat(12)}ok.msi`]: '', [`${ccm}/${'d/'.repeat(13)}lost.msi`]: '' },
    });
    expect(deep.items.map(({ name }) => name)).toEqual(['ok.msi']);
    expect(gapsOf(deep)).toEqual([`too-large ${ccm}/${'d/'.repeat(12)}d`]);
  });

  it('more installers than the bound are a gap', async () => {
    const files = Object.fromEntries(Array.from({ length: 5001 }, (_, n) => [`${ccm}/1/${n}.msi`, '']));
    const many = await runOnWindows(deploymentCaches, { files });
    expect(many.items).toHaveLength(5000);
    expect(gapsOf(many)).toEqual([`too-large ${ccm}`]);
  });
});
