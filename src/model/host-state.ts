import { z } from 'zod';
import { Evidence, Readiness } from './finding.ts';
import type { Immutable } from './immutable.ts';
import { labelsShape } from './labels-schema.ts';
import { encryptionStates } from './vocabulary.ts';

/** Schema of what is known of encryption by the found products. */
export const Encryption = z.object({
  state: z
    .enum(encryptionStates)
    .describe(
      'component-installed: a part that encrypts is there and whether anything is encrypted was not read; encrypted and decrypted only where the inventory says so',
    ),
  text: z.string(),
  evidence: z.array(Evidence),
});

/** What is known of encryption by the found products. */
export type Encryption = Immutable<z.infer<typeof Encryption>>;

/** Schema of the age of a product's databases. */
export const DatabaseAge = z.object({
  product: z.string().describe('id of the product that keeps the record'),
  name: z.string().describe('its name'),
  released: z.string().optional().describe('when the databases were issued, ISO 8601'),
  updated: z.string().optional().describe('when this host last fetched some with success, ISO 8601'),
  text: z.string().describe('what the dates say, in plain words'),
  evidence: z.array(Evidence),
});

/** The age of a product's databases, as far as the host keeps a record. */
export type DatabaseAge = Immutable<z.infer<typeof DatabaseAge>>;

/** Schema of a management server as an agent names it. */
export const ManagedBy = z.object({
  product: z.string().describe('id of the product that keeps the address'),
  server: z
    .string()
    .describe('name or address as the host has it; whoever runs it can install products again'),
});

/** A management server as an agent names it. */
export type ManagedBy = Immutable<z.infer<typeof ManagedBy>>;

/** What is known of a host beside its findings; a report of one host has the same keys itself. */
export const hostStateShape = {
  role: z
    .string()
    .optional()
    .describe('what others depend on it for, e.g. "domain controller, management server"'),
  readiness: Readiness,
  encryption: Encryption,
  databases: z.array(DatabaseAge),
  managedBy: z
    .array(ManagedBy)
    .optional()
    .describe('management servers that agents on this host name; absent where none does'),
  rebootPending: z
    .boolean()
    .optional()
    .describe('true where something waits for a restart; absent where that was not read'),
};

/** Schema of one host of several. */
export const HostState = z.object({
  host: z.string().optional(),
  ...labelsShape,
  audiences: z
    .array(z.string())
    .optional()
    .describe('for whom this host was judged, where hosts have audiences of their own (--assign)'),
  ...hostStateShape,
});

/** What is known of one host beside its findings. */
export type HostState = Immutable<z.infer<typeof HostState>>;

/** The same without the name of the host and what the operator says of it: a report of one host has these keys itself. */
export type HostKnowledge = Omit<HostState, 'host' | 'client' | 'site' | 'tags' | 'audiences'>;
