import { ExitCode } from '../../errors.ts';
import { visible } from '../../model/visible.ts';
import { startCollection } from '../../scan.ts';
import { collectRequest } from '../collect-options.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { openHost } from '../open-host.ts';
import { writeStdout } from '../output.ts';
import { packLines } from '../pack-age.ts';
import { startProgress } from '../progress.ts';
import { loadRules, type RuleOptions } from '../rule-options.ts';
import { tool } from '../version.ts';
import { wrapLines } from '../wrap.ts';

const columns = 80;

/** `phaseout doctor`: rights, pack and its age, and what would be a gap here; it tries every collector once. Returns 0, 3, or 130. */
export async function doctorCommand(_args: readonly string[], options: RuleOptions): Promise<number> {
  const pack = await loadRules(options);
  const host = await openHost({});
  const interrupt = listenForInterrupt();
  const progress = startProgress(process.stderr, false);
  try {
    const request = collectRequest({ only: [], skip: [], timeout: '60' }, host, pack, {
      signal: interrupt.signal,
      progress,
      wantsHardwareId: true,
    });
    const started = await startCollection(request);
    const target = await started.target;
    const lines = [
      `${tool.name} ${tool.version}, Node.js ${process.version}`,
      ...wrapLines(packLines(pack.identities, Date.now()).join('; '), columns, '', '  '),
      `this machine: ${visible([target.os ?? target.platform ?? 'unknown', target.hostname].filter(Boolean).join(', '))}`,
      `hardware id: ${visible(target.hardwareId ?? 'unknown')}`,
      host.privileged
        ? `rights: ${host.platform === 'windows' ? 'elevated' : 'root'}`
        : `rights: ordinary user; run ${host.platform === 'windows' ? 'elevated' : 'as root'} to see what other users run and install`,
      '',
    ];
    let gaps = 0;
    for await (const { coverage } of started.run()) {
      const state =
        coverage.status === 'ok' ? 'ok' : coverage.status === 'gap' ? 'GAP' : `skipped (${coverage.reason})`;
      lines.push(
        `${coverage.collector.padEnd(18)} ${state.padEnd(8)} ${coverage.items} items, ${Math.round(coverage.ms ?? 0)} ms`,
      );
      for (const gap of coverage.gaps) {
        gaps++;
        lines.push(
          ...wrapLines(visible(`${gap.source}: ${gap.message} (${gap.reason})`), columns, '    ', '    '),
        );
      }
    }
    lines.push(
      '',
      gaps === 0
        ? 'A scan here would have no gap.'
        : `A scan here would have ${gaps} ${gaps === 1 ? 'gap' : 'gaps'} and, without a finding, end with exit code 3.`,
    );
    if (interrupt.signal.aborted) lines.push('', 'Interrupted: not every source was tried.');
    progress.done();
    await writeStdout(`${lines.join('\n')}\n`);
    if (interrupt.signal.aborted) return ExitCode.interrupted;
    return gaps === 0 ? 0 : 3;
  } finally {
    progress.done();
    interrupt.dispose();
    await host.close?.();
  }
}
