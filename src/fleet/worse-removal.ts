import type { HostRow } from './host-row.ts';

/** What a row says of the time after a removal. */
type Removal = Pick<HostRow, 'readiness' | 'encryption'>;

/** Worst first. */
const readiness: readonly Removal['readiness'][] = ['no', 'unknown', 'verify', 'expected', 'yes'];
const encryption: readonly Removal['encryption'][] = [
  'encrypted',
  'component-installed',
  'decrypted',
  'not-installed',
];

/** Of two hosts that stand for one, the worse in each respect. */
export function worseRemoval(some: Removal | undefined, other: Removal): Removal {
  if (some === undefined) return { readiness: other.readiness, encryption: other.encryption };
  return {
    readiness: worse(readiness, some.readiness, other.readiness),
    encryption: worse(encryption, some.encryption, other.encryption),
  };
}

function worse<Answer>(worstFirst: readonly Answer[], some: Answer, other: Answer): Answer {
  return worstFirst.indexOf(some) <= worstFirst.indexOf(other) ? some : other;
}
