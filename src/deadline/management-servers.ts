import type { HostFacts } from '../model/host-facts.ts';
import type { ManagedBy } from '../model/host-state.ts';
import type { RulePack } from '../model/rule-pack.ts';

/** Servers of one host that are told; a host has one, or one in each registry view. */
const maxServers = 10;
const maxLength = 253;

/**
 * The management servers that agents on a host name, by product, each once: values that products keep and that the rule
 * pack reads as such. What is empty, or longer than a name can be, is none.
 */
export function managementServers(
  facts: HostFacts | undefined,
  { products }: Pick<RulePack, 'products'>,
): ManagedBy[] {
  if (facts === undefined || facts.reads.length === 0) return [];
  const reads = new Map<string, string>(
    products.flatMap(({ product, reads: all }) =>
      all.flatMap(({ id, tells }) =>
        tells === 'management-server' ? [[`${product}/${id}`, product] as const] : [],
      ),
    ),
  );
  const found = new Map<string, ManagedBy>();
  for (const { attributes } of facts.reads) {
    const product = reads.get(String(attributes?.['read']));
    const value = attributes?.['value'];
    const server = typeof value === 'string' ? value.trim() : '';
    if (product === undefined || server === '' || server.length > maxLength) continue;
    found.set(`${product}\0${server.toLowerCase()}`, { product, server });
  }
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, maxServers)
    .map(([, managedBy]) => managedBy);
}
