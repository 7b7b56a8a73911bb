import { describe, expect, it } from 'vitest';
import { faults, importFixture, importText, items } from './imported.ts';

const fact = (name: string): object => ({
  ansible_facts: { packages: { [name]: [{ name, version: '1', source: 'apt' }] } },
});
const noWay = { changed: false, msg: 'Failed to connect to the host via ssh', unreachable: true };
const failed = { changed: false, msg: 'Could not detect a supported package manager' };
const printed = (host: string, word: string, result: object): string =>
  `${host} | ${word} => ${JSON.stringify(result, undefined, 4)}\n`;

/** Hosts and names of what was read, and faults. */
async function read(text: string): Promise<{ format: string; items: string[]; faults: string[] }> {
  const imported = await importText(text);
  const names = items(imported).map((item) => {
    const { host, name } = item as { host?: string; name: string };
    return `${host ?? '-'} ${name}`;
  });
  return { format: imported.format, items: names, faults: faults(imported) };
}

/** Each was written by the real program. */
const none: readonly (readonly [fixture: string, faults: readonly string[]])[] = [
  ['failed', ['msg: the module gave no facts: Unsupported package managers requested: bogus']],
  [
    'empty',
    ['ansible_facts.packages: the list of packages is empty: no package manager of the host could be read'],
  ],
  [
    'unreachable',
    [
      'msg: the host was not reached: Failed to connect to the host via ssh: ssh: Could not resolve hostname nohost.invalid: Name or service not known',
    ],
  ],
  ['other-module', ['msg: the module gave no facts: non-zero return code']],
  [
    'printed.txt',
    [
      '1: the module gave no facts: Unsupported package managers requested: bogus',
      '5 packages: the list of packages is empty: no package manager of the host could be read',
      '11: the host was not reached: Failed to connect to the host via ssh: ssh: Could not resolve hostname nohost.invalid: Name or service not known',
    ],
  ],
  ['printed-one-line.txt', ['1: the module gave no facts: Unsupported package managers requested: bogus']],
];

describe('a host without facts is a gap, and ends nothing', () => {
  it.each(none)('%s', async (fixture, said) => {
    const read = await importFixture(`ansible/no-facts/${fixture}`);
    expect([read.format, items(read), faults(read)]).toEqual(['ansible', [], said]);
    expect(read.rows.map((row) => row.type === 'fault' && row.isResult)).toEqual(said.map(() => true));
  });

  it('also one of several that says nothing at all', async () => {
    expect(
      await read(JSON.stringify({ 'web-1': fact('kesl'), 'web-2': { changed: true }, 'web-3': failed })),
    ).toEqual({
      format: 'ansible',
      items: ['web-1 kesl'],
      faults: [
        'web-2: neither facts nor a message on why there are none',
        `web-3.msg: the module gave no facts: ${failed.msg}`,
      ],
    });
  });

  it('such as the facts of another module', async () => {
    const other = { ansible_facts: { ansible_distribution: 'Debian' }, changed: false };
    expect(await read(JSON.stringify(other))).toEqual({
      format: 'ansible',
      items: [],
      faults: [
        'ansible_facts: neither packages nor services among the facts: package_facts and service_facts tell them',
      ],
    });
  });

  it('among others', async () => {
    const document = { 'web-1': fact('kesl'), 'web-2': { ansible_facts: { packages: {} } }, 'web-3': failed };
    expect(await read(JSON.stringify(document))).toEqual({
      format: 'ansible',
      items: ['web-1 kesl'],
      faults: [
        'web-2.ansible_facts.packages: the list of packages is empty: no package manager of the host could be read',
        'web-3.msg: the module gave no facts: Could not detect a supported package manager',
      ],
    });
  });
});

describe('what ansible prints', () => {
  it('is a result for each host; one that was not reached is a gap', async () => {
    const text = [
      '[WARNING]: Platform linux on host web-1 is using the discovered Python\ninterpreter\n',
      printed('web-1', 'SUCCESS', fact('kesl')),
      printed('web-2', 'UNREACHABLE!', noWay),
      printed('web-3', 'FAILED!', failed),
      printed('web-4', 'CHANGED', fact('bash')),
    ].join('');
    expect(await read(text)).toEqual({
      format: 'ansible',
      items: ['web-1 kesl', 'web-4 bash'],
      faults: [
        '16: the host was not reached: Failed to connect to the host via ssh',
        '21: the module gave no facts: Could not detect a supported package manager',
      ],
    });
  });

  it('may have one line for each host', async () => {
    const text = `web-1 | SUCCESS => ${JSON.stringify(fact('kesl'))}\nweb-2 | FAILED! => ${JSON.stringify(failed)}\n`;
    expect((await read(text)).items).toEqual(['web-1 kesl']);
  });

  it.each([
    [
      'no end',
      `${printed('a', 'SUCCESS', fact('kesl'))}${printed('b', 'SUCCESS', fact('bash')).slice(0, -4)}`,
      '14: the result of this host has no end: was it cut off?',
    ],
    [
      'no end before the next',
      `${printed('b', 'SUCCESS', fact('bash')).slice(0, -3)}\n${printed('a', 'SUCCESS', fact('kesl'))}`,
      '1: the result of this host has no end: was it cut off?',
    ],
    [
      'no beginning',
      `${printed('b', 'SUCCESS', fact('bash')).split('\n').slice(1).join('\n')}${printed('a', 'SUCCESS', fact('kesl'))}`,
      '1: no beginning of a result: was it cut off?',
    ],
    [
      'another form',
      `b | FAILED | rc=127 >>\n${printed('a', 'SUCCESS', fact('kesl'))}`,
      '1: a result that is neither facts nor a reason why there are none',
    ],
    [
      'no facts',
      `${printed('a', 'SUCCESS', fact('kesl'))}${printed('b', 'SUCCESS', { ping: 'pong' })}`,
      '14: a result that is neither facts nor a reason why there are none',
    ],
    [
      'no JSON',
      `a | SUCCESS => {\n  x\n}\n${printed('a', 'SUCCESS', fact('kesl'))}`,
      '1: the result of this host cannot be read as JSON',
    ],
  ])('a result with %s is a gap, and the others are read', async (_, text, fault) => {
    expect(await read(text)).toEqual({ format: 'ansible', items: ['a kesl'], faults: [fault] });
  });
});

describe('files of --tree', () => {
  it.each([
    ['one line', JSON.stringify(noWay)],
    ['many lines', JSON.stringify(noWay, undefined, 2)],
  ])('of a host that was not reached are a gap: %s', async (_, text) => {
    expect(await read(text)).toEqual({
      format: 'ansible',
      items: [],
      faults: ['msg: the host was not reached: Failed to connect to the host via ssh'],
    });
  });

  it('of several hosts in one', async () => {
    expect(await read(JSON.stringify({ a: fact('kesl'), b: noWay }))).toEqual({
      format: 'ansible',
      items: ['a kesl'],
      faults: ['b.msg: the host was not reached: Failed to connect to the host via ssh'],
    });
  });
});
