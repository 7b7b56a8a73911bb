import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { describeWith } from '../support/needs.ts';
import { phaseout, type Run } from '../support/phaseout.ts';
import { makeNtfs, makeWim, makeWindowsDisk, startOf, writeInto } from '../support/windows-disk.ts';
import { makeWindowsRoot, type WindowsRoot } from '../support/windows-root.ts';

const hosts = join(import.meta.dirname, 'windows', 'hosts');
const args = ['--format', 'json', '--as-of', '2026-11-22', '--reproducible', '--include-inventory'] as const;
const slow = 120_000;

/** The report without what names the target and the image as a whole. */
function inside(run: Run): unknown {
  const { target: _target, ...report } = JSON.parse(run.stdout) as Report;
  return { ...report, coverage: report.coverage.filter(({ collector }) => collector !== 'image') };
}

/** What is said of the image as a whole. */
function ofImage(run: Run): unknown {
  const { coverage } = JSON.parse(run.stdout) as Report;
  const image = coverage.find(({ collector }) => collector === 'image');
  return { gaps: image?.gaps, notLookedAt: image?.notPresent };
}

describeWith(
  ['wimlib-imagex', 'mkntfs', 'ntfscp', 'ntfsfix', 'sfdisk', 'mkfs.fat', 'dd', 'qemu-img'],
  'one Windows system in many forms',
  () => {
    let folder: string;
    const at = (name: string): string => join(folder, name);
    const roots: WindowsRoot[] = [];

    /** All forms of one host, with its name before theirs. */
    function makeForms(host: string, recovery: string): WindowsRoot {
      const root = makeWindowsRoot(join(hosts, host));
      roots.push(root);
      // A WIM and NTFS keep steps of 100 ns.
      execFileSync('find', [root.path, '-exec', 'touch', '-d', '2026-11-01 12:00:00Z', '{}', '+']);
      makeWim(root.path, at(`${host}.wim`));
      makeNtfs(at(`${host}.wim`), at(`${host}.ntfs`));
      makeWindowsDisk(folder, at(`${host}.raw`), at(`${host}.ntfs`), recovery);
      for (const format of ['qcow2', 'vhdx', 'vmdk', 'vpc', 'vdi']) {
        execFileSync('qemu-img', ['convert', '-O', format, at(`${host}.raw`), at(`${host}.${format}`)]);
      }
      return root;
    }

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'phaseout-windows-image-'));
    });

    afterAll(() => {
      for (const root of roots) root.remove();
      if (folder) rmSync(folder, { recursive: true, force: true });
    });

    it.each([
      [
        'fleet-workstation',
        1,
        ['kes-windows active 12.4.0.467', 'network-agent-windows active 14.0.0.10902'],
      ],
      ['clean', 0, []],
    ] as const)(
      '%s: all give the findings and the items of the directory',
      async (host, code, findings) => {
        const recovery = makeWindowsRoot(join(hosts, 'home'));
        roots.push(recovery);
        makeWim(recovery.path, at('recovery.wim'));
        makeNtfs(at('recovery.wim'), at('recovery.ntfs'), '24M');
        const root = makeForms(host, at('recovery.ntfs'));
        const directory = await phaseout(['scan', '--root', root.path, ...args]);
        const report = JSON.parse(directory.stdout) as Report;
        expect(
          report.findings.map(({ product, status, version }) =>
            [product.id, status, version].filter((part) => part !== undefined).join(' '),
          ),
        ).toEqual(findings);
        for (const form of ['wim', 'ntfs', 'raw', 'qcow2', 'vhdx', 'vmdk', 'vpc', 'vdi']) {
          const run = await phaseout(['scan', '--image', at(`${host}.${form}`), ...args]);
          expect(run.stderr, form).toBe('');
          expect(inside(run), form).toEqual(inside(directory));
          expect(run.code, form).toBe(code);
          const isWholeDisk = form !== 'wim' && form !== 'ntfs';
          expect(ofImage(run), form).toEqual({
            gaps: [],
            notLookedAt: isWholeDisk
              ? ['partition 1 (EFI)', 'partition 2 (reserved)', 'partition 4 (recovery)']
              : undefined,
          });
        }
      },
      slow,
    );

    /** Gaps of the image as a person reads them, and the exit code of a scan that gave them. */
    async function gapsOf(file: string): Promise<{ code: number | null; gaps: string[]; shown: string }> {
      const run = await phaseout(['scan', '--image', at(file), ...args]);
      expect(run.stderr).toBe('');
      const { coverage } = JSON.parse(run.stdout) as Report;
      const image = coverage.find(({ collector }) => collector === 'image');
      const shown = await phaseout(['scan', '--image', at(file), '--as-of', '2026-11-22']);
      expect(shown.code).toBe(run.code);
      return {
        code: run.code,
        gaps: image?.gaps.map(({ reason, source, message }) => `${reason} ${source}: ${message}`) ?? [],
        shown: shown.stdout.replaceAll(/\s+/g, ' '),
      };
    }

    /** The whole disk of the clean host, with other bytes where its Windows partition begins. */
    function withHeader(name: string, ...parts: readonly (readonly [offset: number, text: string])[]): void {
      copyFileSync(at('clean.raw'), at(name));
      const header = Buffer.alloc(64 * 1024);
      for (const [offset, text] of parts) header.write(text, offset, 'latin1');
      writeFileSync(at('header'), header);
      execFileSync('dd', [
        `if=${at('header')}`,
        `of=${at(name)}`,
        'bs=1024',
        `seek=${startOf('Windows') / 1024}`,
        'conv=notrunc',
        'status=none',
      ]);
    }

    // Made by hand: nothing on Linux makes a BitLocker volume, and the others need the kernel or further programs.
    it.each([
      [
        'BitLocker',
        [3, '-FVE-FS-'],
        'encrypted partition 3: partition 3 is encrypted (BitLocker); unlock it and scan the mounted volume with --root',
      ],
      [
        'LUKS',
        [0, 'LUKS\xba\xbe\0\x02'],
        'encrypted partition 3: partition 3 is encrypted (LUKS); unlock it and scan the mounted volume with --root',
      ],
      [
        'XFS',
        [0, 'XFSB'],
        'unsupported-format partition 3: partition 3 holds XFS, which is not read; mount it and scan it with --root',
      ],
    ] as const)(
      'a partition with %s is a gap that says what to do, and exit code 3',
      async (name, header, gap) => {
        withHeader(`${name}.raw`, header);
        const { code, gaps, shown } = await gapsOf(`${name}.raw`);
        expect({ code, gaps }).toEqual({ code: 3, gaps: [gap] });
        expect(shown).toContain(gap.slice(gap.indexOf(': ') + 2));
      },
    );

    it('a volume that Windows did not close, and one that hibernates, are read with a gap and exit code 3', async () => {
      for (const name of ['dirty', 'hibernating']) copyFileSync(at('clean.ntfs'), at(`${name}.ntfs`));
      execFileSync('ntfsfix', [at('dirty.ntfs')], { stdio: 'ignore' });
      writeFileSync(at('hiberfil.sys'), Buffer.concat([Buffer.from('HIBR'), Buffer.alloc(5000)]));
      execFileSync('ntfscp', ['-q', at('hibernating.ntfs'), at('hiberfil.sys'), 'hiberfil.sys'], {
        stdio: 'pipe',
      });
      expect(await gapsOf('dirty.ntfs')).toMatchObject({
        code: 3,
        gaps: [
          'malformed-source dirty.ntfs: Windows did not close this volume properly; its journal is not replayed (chkdsk does that)',
        ],
      });
      copyFileSync(at('clean.raw'), at('hibernating.raw'));
      writeInto(at('hibernating.raw'), at('hibernating.ntfs'), startOf('Windows') / 1024 / 1024);
      expect(await gapsOf('hibernating.raw')).toMatchObject({
        code: 3,
        gaps: [
          'malformed-source partition 3: this Windows hibernates (or uses fast start-up), so its last changes may not be on the disk; shut it down fully',
        ],
      });
    });

    it('a disk that holds changes alone is a gap that names what is missing', async () => {
      // qemu-img makes no differencing VHDX; the flag of one is set by hand. Source: [MS-VHDX] 2.6.2.1.
      const bytes = readFileSync(at('clean.vhdx'));
      const parameters = Buffer.from('3767a1ca36fa434db3b633f0aa44e76b', 'hex');
      const entry = bytes.indexOf(parameters);
      const metadata = bytes.indexOf(Buffer.from('metadata', 'latin1'));
      const flags = metadata + bytes.readUInt32LE(entry + 16) + 4;
      bytes.writeUInt32LE(bytes.readUInt32LE(flags) | 2, flags);
      writeFileSync(at('changes.vhdx'), bytes);
      const vhdx = await gapsOf('changes.vhdx');
      expect(vhdx).toMatchObject({
        code: 3,
        gaps: [
          'missing-parent changes.vhdx: changes.vhdx holds only changes to another disk; merge them first (Merge-VHD)',
        ],
      });
      expect(vhdx.shown).toContain('changes.vhdx holds only changes to another disk');
      execFileSync('qemu-img', [
        'create',
        ...['-q', '-f', 'qcow2', '-F', 'qcow2', '-b', at('clean.qcow2'), at('changes.qcow2')],
      ]);
      expect(await gapsOf('changes.qcow2')).toMatchObject({ code: 0, gaps: [] });
      rmSync(at('clean.qcow2'));
      const { code, gaps } = await gapsOf('changes.qcow2');
      expect({ code, gaps }).toMatchObject({ code: 3, gaps: [expect.stringMatching(/^missing-parent /)] });
    });

    it('a disk that was cut off is a gap, not a clean host', async () => {
      copyFileSync(at('clean.raw'), at('cut.raw'));
      truncateSync(at('cut.raw'), startOf('Windows') + 1024 * 1024);
      const { code, gaps } = await gapsOf('cut.raw');
      expect(code).toBe(3);
      expect(gaps).toEqual([
        expect.stringMatching(/^malformed-source .*partition 4 begins beyond the end of the disk/),
        expect.stringMatching(
          /^malformed-source partition 3: .*ends before byte \d+, which it says it has; the copy of the image is not whole/,
        ),
      ]);
    });
  },
);
