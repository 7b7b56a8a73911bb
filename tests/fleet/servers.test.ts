import { describe, expect, it } from 'vitest';
import { Servers } from '../../src/fleet/servers.ts';

/** `CLIENT/NAME`; a name alone is of no client. */
function parted(text: string): { readonly client?: string; readonly host: string } {
  const at = text.indexOf('/');
  return at < 0 ? { host: text } : { client: text.slice(0, at), host: text.slice(at + 1) };
}

/** Servers as agents name them and hosts that have reports, both `CLIENT/NAME`; `CLIENT/NAME AGENTS yes|no` of each server. */
function told(named: readonly string[], seen: readonly string[]): string[] {
  const servers = new Servers();
  for (const text of named) {
    const { client, host: server } = parted(text);
    servers.named(server, { client, host: 'pc' });
  }
  for (const text of seen) servers.seen(parted(text));
  return servers
    .rows()
    .map(({ server, client, agents, scanned }) => `${client}/${server} ${agents} ${scanned ? 'yes' : 'no'}`);
}

describe('management servers', () => {
  it.each<[name: string, named: string[], seen: string[], rows: string[]]>([
    [
      'one server in five spellings',
      [
        'A/ksc.a.example',
        'A/KSC.a.example',
        'A/ksc.a.example:13000',
        'A/ksc.a.example.',
        'A/Ksc.a.example.:14000',
      ],
      [],
      ['A/ksc.a.example 5 no'],
    ],
    ['the name as it is', ['A/ksc.a.example'], ['A/KSC.a.example.'], ['A/ksc.a.example 1 yes']],
    [
      "another client's server of that name",
      ['A/ksc.a.example', 'B/ksc'],
      ['G/ksc.g.example', 'G/ksc'],
      ['B/ksc 1 no', 'A/ksc.a.example 1 no'],
    ],
    ['one name at two clients', ['A/ksc', 'B/ksc'], ['A/ksc'], ['B/ksc 1 no', 'A/ksc 1 yes']],
    ['no client is a client of its own', ['ksc', 'A/ksc'], ['ksc'], ['A/ksc 1 no', '/ksc 1 yes']],
    ['named with a domain, seen without', ['A/ksc.a.example'], ['A/KSC'], ['A/ksc.a.example 1 yes']],
    ['named without a domain, seen with one', ['A/ksc'], ['A/ksc.a.example'], ['A/ksc 1 yes']],
    [
      'named with and without a domain, seen with it',
      ['A/ksc', 'A/ksc.a.example'],
      ['A/ksc.a.example'],
      ['A/ksc 1 yes', 'A/ksc.a.example 1 yes'],
    ],
    [
      'a server that is not seen begins so, too',
      ['A/ksc', 'A/ksc.b.example'],
      ['A/ksc.a.example'],
      ['A/ksc 1 no', 'A/ksc.b.example 1 no'],
    ],
    [
      'a server that is not seen begins so, too, beside one that is',
      ['A/ksc', 'A/ksc.a.example', 'A/ksc.b.example'],
      ['A/ksc.a.example'],
      ['A/ksc 1 no', 'A/ksc.b.example 1 no', 'A/ksc.a.example 1 yes'],
    ],
    ['another domain', ['A/ksc.a.example'], ['A/ksc.b.example'], ['A/ksc.a.example 1 no']],
    [
      'two servers begin like the host',
      ['A/ksc.a.example', 'A/ksc.b.example'],
      ['A/ksc'],
      ['A/ksc.a.example 1 no', 'A/ksc.b.example 1 no'],
    ],
    ['two hosts begin like the server', ['A/ksc'], ['A/ksc.a.example', 'A/ksc.b.example'], ['A/ksc 1 no']],
    [
      'the host without a domain may be the one with another',
      ['A/ksc.a.example'],
      ['A/ksc.b.example', 'A/ksc'],
      ['A/ksc.a.example 1 no'],
    ],
    ['the same host twice is one', ['A/ksc'], ['A/ksc.a.example', 'A/ksc.a.example'], ['A/ksc 1 yes']],
    [
      'addresses',
      ['A/10.1.2.3:13000', 'A/10.1.2.4'],
      ['A/10.1.2.4'],
      ['A/10.1.2.3 1 no', 'A/10.1.2.4 1 yes'],
    ],
    ['an address of IPv6', ['A/[2001:DB8::1]:14000'], ['A/2001:db8::1'], ['A/2001:db8::1 1 yes']],
    ['nobody', [], ['A/ksc'], []],
  ])('%s', (_name, named, seen, rows) => {
    expect(told(named, seen)).toEqual(rows);
    expect(told(named.toReversed(), seen.toReversed())).toEqual(rows);
  });
});
