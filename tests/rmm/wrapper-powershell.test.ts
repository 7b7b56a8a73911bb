import { describe, expect, it } from 'vitest';
import { type RmmPlatform, rmmPlatforms } from '../../src/rmm/platforms.ts';
import { rmmWrapper } from '../../src/rmm/wrapper.ts';
import { type PsMachine, type PsResult, runPowerShell } from '../support/powershell/interpreter.ts';
import { powerShellTree } from '../support/powershell/parse.ts';

/** What the program would do: print and end, or not start at all. */
interface Program {
  readonly prints?: readonly string[];
  readonly code?: number;
  readonly blocked?: boolean;
}

/** A Windows with the program in its folder, or without it; notes what was started and which field was written. */
async function runOn(platform: RmmPlatform, program: Program | undefined, field = false, named = '') {
  const started: unknown[] = [];
  const fields: unknown[] = [];
  const machine: PsMachine = {
    environment: {
      ProgramFiles: 'C:\\Program Files (x86)',
      ProgramW6432: 'C:\\Program Files',
      PHASEOUT_EXE: named,
    },
    variables: { LASTEXITCODE: program?.code ?? 0 },
    statics: () => undefined,
    create: () => undefined,
    command(name, args) {
      if (name === 'Test-Path')
        return [program !== undefined && args[0] === (named || 'C:\\Program Files\\phaseout\\phaseout.exe')];
      if (name === 'Get-Command') return field ? ['Ninja-Property-Set'] : [];
      if (name === 'Ninja-Property-Set') {
        fields.push(args);
        return [];
      }
      if (!name.startsWith('& $Program')) return undefined;
      if (program?.blocked) return undefined;
      started.push(args[0]);
      return program?.prints ?? [];
    },
  };
  const script = rmmWrapper('powershell', { platform, options: ['--client', 'Müller & Co'], version: '0' });
  const result: PsResult = runPowerShell(await powerShellTree(script), machine);
  return { ...result, started, fields };
}

const error = 'phaseout ERROR: incomplete, nothing was judged;';
const inForm = ({ prints }: RmmPlatform, line: string): string[] =>
  prints === 'markers'
    ? ['<-Start Result->', `phaseout=${line}`, '<-End Result->', '<-Start Diagnostic->', '<-End Diagnostic->']
    : [line];

describe.each(rmmPlatforms)('the PowerShell wrapper for $id', (platform) => {
  const { id, exitCodes, prints } = platform;

  it('passes options on, and line and exit code back', async () => {
    const said = inForm(platform, 'phaseout FOUND active: complete; 1 product');
    const result = await runOn(platform, { prints: said, code: exitCodes.found });
    expect(result.started).toEqual([['rmm', id, '--client', 'Müller & Co']]);
    expect([result.output, result.exitCode]).toEqual([said, exitCodes.found]);
    const incomplete = inForm(platform, 'phaseout INCOMPLETE: incomplete, 1 gap');
    const other = await runOn(platform, { prints: incomplete, code: exitCodes.incomplete });
    expect([other.output, other.exitCode]).toEqual([incomplete, exitCodes.incomplete]);
  });

  it('says in the form of the platform that the program is missing', async () => {
    const result = await runOn(platform, undefined);
    expect([result.output, result.exitCode]).toEqual([
      inForm(platform, `${error} phaseout.exe was not found`),
      exitCodes.error,
    ]);
  });

  it.each([
    ['an exit code that the platform does not have', { prints: [], code: -1073741819 }],
    ['another code with a line', { prints: ['phaseout CLEAN: complete'], code: 77 }],
  ])('%s is never clean', async (_name, program) => {
    const result = await runOn(platform, program);
    expect([result.output, result.exitCode]).toEqual([
      inForm(platform, `${error} phaseout.exe ended with ${program.code}`),
      exitCodes.error,
    ]);
  });

  const noLine = [inForm(platform, `${error} phaseout.exe printed no line`), exitCodes.error];
  it('no output is clean only where the platform wants none', async () => {
    const { output, exitCode } = await runOn(platform, { prints: [], code: 0 });
    expect([output, exitCode]).toEqual(prints === 'unless-clean' ? [[], 0] : noLine);
  });

  it('what another program of that name prints is neither found nor clean', async () => {
    const { output, exitCode } = await runOn(platform, { prints: ['hello'], code: 0 });
    expect([output, exitCode]).toEqual(noLine);
  });

  it.each([
    ['D:\\tools\\phaseout.exe', 1],
    ['\\\\server\\tools\\phaseout.exe', 1],
    ['phaseout.exe', 0],
    ['.\\phaseout.exe', 0],
  ])('PHASEOUT_EXE=%s: only a whole path is started', async (named, times) => {
    const said = inForm(platform, 'phaseout FOUND active: complete; 1 product');
    const { started } = await runOn(platform, { prints: said, code: exitCodes.found }, false, named);
    expect(started).toHaveLength(times);
  });
});

describe('NinjaOne', () => {
  const ninja = rmmPlatforms.find(({ id }) => id === 'ninjaone');
  it('fills the custom field where there is one', async () => {
    if (ninja === undefined) throw new Error('no ninjaone');
    const prints = ['phaseout CLEAN: complete; 0 products'];
    expect((await runOn(ninja, { prints, code: 0 }, true)).fields).toEqual([['phaseout', prints[0]]]);
    expect((await runOn(ninja, { prints, code: 0 }, false)).fields).toEqual([]);
  });
});
