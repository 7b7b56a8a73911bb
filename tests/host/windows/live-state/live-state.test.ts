import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HostError } from '../../../../src/host/host.ts';
import { liveState } from '../../../../src/host/windows/live-state.ts';
import { parseScQuery } from '../../../../src/host/windows/parse-sc-query.ts';
import {
  type RunSystemProgram,
  systemProgramRunner,
} from '../../../../src/host/windows/run-system-program.ts';

/** A fixture as the console of Windows writes it; `ü` is 0x81 in code page 850. */
function fixture(name: string): Buffer {
  const text = readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
  const oem = text.replaceAll('\n', '\r\n').replaceAll('ü', '\x81').replaceAll('Ü', '\x9a');
  return Buffer.from(oem, 'latin1');
}

const none = Buffer.alloc(0);

describe('what sc.exe says', () => {
  it('in English: whatever is not stopped runs', () => {
    const { services, lossy, malformed } = parseScQuery(fixture('sc-query-en.txt'));
    expect([...services]).toEqual([
      ['avp.kes.21.19', 'running'],
      ['ajrouter', 'stopped'],
      ['klnagent', 'running'],
      ['cdpusersvc_3f1a2', 'running'],
    ]);
    expect({ lossy, malformed }).toEqual({ lossy: 0, malformed: 0 });
  });

  it('in German: labels do not matter, names beyond ASCII are counted', () => {
    const { services, lossy, malformed } = parseScQuery(fixture('sc-query-de.txt'));
    expect([...services]).toEqual([
      ['klnagent', 'running'],
      ['klif.kes-21-9', 'stopped'],
    ]);
    expect({ lossy, malformed }).toEqual({ lossy: 1, malformed: 0 });
  });

  it.each([
    { name: 'nothing', text: '', expected: [0, 0, 0] },
    {
      name: 'the note that the list was cut',
      text: 'Enum: more data, need 22016 bytes start resume at index 42\r\n',
      expected: [0, 0, 1],
    },
    {
      name: 'a block that was cut',
      text: 'SERVICE_NAME: a\r\n        TYPE  : 10  X\r\n',
      expected: [0, 0, 1],
    },
    {
      name: 'a state that is none',
      text: 'N: a\n        T : 10  X\n        S : 9  Y\n',
      expected: [0, 0, 1],
    },
    { name: 'a state of zero', text: 'N: a\n        T : 10  X\n        S : 0  Y\n', expected: [0, 0, 1] },
    { name: 'no name', text: 'N: \n        T : 10  X\n        S : 1  Y\n', expected: [0, 0, 1] },
    {
      name: 'letters that the code page lacks',
      text: 'N: ????\n        T : 10  X\n        S : 4  Y\n',
      expected: [0, 1, 0],
    },
    {
      name: 'numbers without words, as Wine writes them',
      text: 'N: Spooler\n        T : 110  \n        S : 1  STOPPED\n',
      expected: [1, 0, 0],
    },
    {
      name: 'a name shown like a field',
      text: 'N: a\nD: b : 4\n        T : 10  X\n        S : 1\n',
      expected: [1, 0, 0],
    },
  ])('$name', ({ text, expected }) => {
    const { services, lossy, malformed } = parseScQuery(Buffer.from(text, 'latin1'));
    expect([services.size, lossy, malformed]).toEqual(expected);
  });

  it('takes megabytes of nothing without searching', () => {
    const wide = Buffer.concat([Buffer.alloc(4_000_000, '\n'), Buffer.alloc(4_000_000, ' x')]);
    expect(parseScQuery(wide)).toMatchObject({ malformed: 1 });
  });
});

describe('the running state', () => {
  const answers: Readonly<Record<string, Buffer>> = {
    'sc.exe query type= service state= all bufsize= 262144': fixture('sc-query-en.txt'),
    'sc.exe query type= driver state= all bufsize= 262144': fixture('sc-query-de.txt'),
  };

  it('is one list of services and drivers', async () => {
    const state = await liveState(async (name, args) => answers[`${name} ${args.join(' ')}`] ?? none);
    expect(state.services.get('avp.kes.21.19')).toBe('running');
    expect(state.services.get('klif.kes-21-9')).toBe('stopped');
    expect(state.serviceGaps).toEqual([
      {
        reason: 'unsupported-format',
        source: 'sc.exe query type= driver state= all bufsize= 262144',
        message:
          'of 1 drivers with names beyond ASCII it is not known whether they run; look in services.msc',
        couldHide: 'active',
      },
    ]);
  });

  it('keeps what one list told where the other is silent', async () => {
    const run: RunSystemProgram = async (name, args) => {
      if (args.includes('service')) throw new HostError('timeout', name, 'sc.exe did not end within 20 s');
      return answers[`${name} ${args.join(' ')}`] ?? none;
    };
    const state = await liveState(run);
    expect(state.services.get('klif.kes-21-9')).toBe('stopped');
    expect(state.services.get('avp.kes.21.19')).toBeUndefined();
    expect(state.serviceGaps).toContainEqual({
      reason: 'timeout',
      source: 'sc.exe query type= service state= all bufsize= 262144',
      message:
        'sc.exe did not end within 20 s: which services run is not known; look with "sc.exe query type= service"',
      couldHide: 'active',
    });
  });

  it('programs that name nothing are no proof that nothing runs', async () => {
    const state = await liveState(async () => none);
    expect(state.serviceGaps.map(({ reason }) => reason)).toEqual(['empty-source', 'empty-source']);
  });

  it('a system without the program says so for services and for drivers', async () => {
    const { signal } = new AbortController();
    const state = await liveState(systemProgramRunner({ environment: {}, timeoutMs: 1000, signal }));
    expect(state.services.size).toBe(0);
    expect(state.serviceGaps.map(({ reason, message }) => [reason, message])).toEqual([
      [
        'missing-source',
        'C:\\Windows\\System32\\sc.exe is not there: which services run is not known; look with "sc.exe query type= service"',
      ],
      [
        'missing-source',
        'C:\\Windows\\System32\\sc.exe is not there: which drivers run is not known; look with "sc.exe query type= driver"',
      ],
    ]);
  });
});
