import { describe, expect, it } from 'vitest';
import { managementServers } from '../../src/deadline/management-servers.ts';
import type { HostFacts } from '../../src/model/host-facts.ts';
import { builtInPack } from '../rule-pack/built-in-pack.ts';

function facts(...reads: readonly (readonly [read: string, value: unknown])[]): HostFacts {
  return {
    live: false,
    states: [],
    reads: reads.map(([read, value]) => ({
      kind: 'marker' as const,
      collector: 'windows-markers',
      name: 'value',
      origin: 'HKLM',
      attributes: { read, ...(typeof value === 'string' && { value }) },
    })),
  };
}

const agent = 'network-agent-windows';

describe('management servers that agents name', () => {
  it.each<readonly [string, HostFacts | undefined, readonly string[]]>([
    ['nothing is known', undefined, []],
    ['another value', facts([`${agent}/bases-date`, '01-02-2024 10-00-00']), []],
    ['a server', facts([`${agent}/server`, ' ksc.example.org ']), ['ksc.example.org']],
    [
      'the same in both views of the registry',
      facts([`${agent}/server`, 'ksc'], [`${agent}/server-64`, 'KSC']),
      ['KSC'],
    ],
    ['two', facts([`${agent}/server-64`, 'b'], [`${agent}/server`, 'a']), ['a', 'b']],
    ['a value that could not be read', facts([`${agent}/server`, undefined]), []],
    ['an empty one', facts([`${agent}/server`, '  ']), []],
    ['one that is no name', facts([`${agent}/server`, 'x'.repeat(300)]), []],
    ['of a product that nobody knows', facts(['made-up/server', 'ksc']), []],
  ])('%s', (_, given, servers) => {
    expect(managementServers(given, builtInPack())).toEqual(
      servers.map((server) => ({ product: agent, server })),
    );
  });
});
