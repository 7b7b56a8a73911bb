import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HostError } from '../../../../src/host/host.ts';
import { livePrograms } from '../../../../src/host/windows/live-programs.ts';
import { parseQProcess } from '../../../../src/host/windows/parse-qprocess.ts';

const heading = ' USERNAME              SESSIONNAME         ID    PID  IMAGE\r\n';
const user = ' (unknown)             services             ';

function parse(...rows: string[]) {
  return parseQProcess(Buffer.from(heading + rows.map((row) => `${row}\r\n`).join(''), 'latin1'));
}

describe('what qprocess.exe says', () => {
  it('on Windows Server 2008', () => {
    const text = readFileSync(join(import.meta.dirname, 'fixtures/qprocess-2008.txt'), 'utf8');
    const { programs, malformed, cut } = parseQProcess(Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1'));
    expect(programs).toEqual([
      { name: 'system', pid: 4 },
      { name: 'smss.exe', pid: 268 },
      { name: 'winlogon.exe', pid: 460 },
      { name: 'explorer.exe', pid: 1600 },
      { name: 'tpautoconnsv...', pid: 316, isCut: true },
      { name: 'searchindexe...', pid: 1984, isCut: true },
      { name: 'qprocess.exe', pid: 3616 },
    ]);
    expect({ malformed, cut }).toEqual({ malformed: 0, cut: false });
  });

  it.each([
    ['a large number moves the columns', `${user}0  1234567  avp.exe`, { name: 'avp.exe', pid: 1234567 }],
    [
      'a session without a name',
      '>johndoe                                    2   1584  avp.exe',
      { name: 'avp.exe', pid: 1584 },
    ],
    [
      'a user whose name looks like numbers',
      '>1 2 3                 rdp-tcp#10          12   1584  avp.exe',
      { name: 'avp.exe', pid: 1584 },
    ],
    [
      'a program whose name looks like numbers',
      `${user}0   1584  1 2 a.exe`,
      { name: '1 2 a.exe', pid: 1584 },
    ],
    ['a name beyond ASCII', `${user}0   1584  pr\x81f.exe`, { name: 'pr?f.exe', pid: 1584 }],
    [
      'fifteen letters are a whole name',
      `${user}0   1584  vmwaretray2.exe`,
      { name: 'vmwaretray2.exe', pid: 1584 },
    ],
    [
      'fifteen letters without an ending are not',
      `${user}0   1584  memory compress`,
      { name: 'memory compress', pid: 1584, isCut: true },
    ],
  ])('%s', (_, row, program) => {
    expect(parse(row)).toEqual({ programs: [program], malformed: 0, cut: false });
  });

  it.each([
    ['a sentence', 'No Process exists for *', 1],
    ['a row that ends early', ' (unknown)             services             0', 1],
    ['a long line', `${' '.repeat(100_000)}x`, 1],
    ['an empty line', '   ', 0],
  ])('%s is no program', (_, row, malformed) => {
    expect(parse(row)).toEqual({ programs: [], malformed, cut: false });
  });

  it('the heading is never read, whatever it says', () => {
    expect(parseQProcess(Buffer.from(`${user}0   1584  heading.exe\r\n`)).programs).toEqual([]);
  });

  it('stops at more programs than a machine has', () => {
    const { programs, cut } = parse(
      ...Array.from({ length: 20_001 }, (_, index) => `${user}0  ${index}  a.exe`),
    );
    expect([programs.length, cut]).toEqual([20_000, true]);
  });
});

describe('the programs of a running Windows', () => {
  const answer = (stdout: string) => livePrograms(async () => Buffer.from(stdout, 'latin1'));
  const failure = (reason: HostError['reason']) =>
    livePrograms(async () => {
      throw new HostError(reason, 'qprocess.exe', 'it failed');
    });

  it('are asked for once, in words without a variable', async () => {
    const asked: unknown[] = [];
    await livePrograms(async (...words) => {
      asked.push(words);
      return Buffer.alloc(0);
    });
    expect(asked).toEqual([['qprocess.exe', ['*'], 'any-code']]);
  });

  it('cannot be told where there is no such program: no gap, and said', async () => {
    expect(await failure('missing-source')).toEqual({
      programs: [],
      gaps: [],
      absent: 'list of running programs (no qprocess.exe here): services and drivers show what runs',
    });
  });

  it.each([
    ['timeout', failure('timeout'), ['timeout']],
    ['permission-denied', failure('permission-denied'), ['permission-denied']],
    ['nothing', answer(''), ['empty-source']],
    ['a heading alone', answer(heading), ['empty-source']],
    ['another form', answer(`${heading}x\r\n`), ['malformed-source']],
    ['a program', answer(`${heading}${user}0   1584  a.exe\r\n`), []],
  ])('%s', async (_, running, reasons) => {
    expect((await running).gaps.map(({ reason }) => reason)).toEqual(reasons);
  });
});
