import { isGone } from '../match/proof.ts';
import type { Evidence, Finding } from '../model/finding.ts';
import type { Owned } from './explain-signature.ts';

/** Why a finding has its status and confidence: sentences with untrusted names in them, unescaped. */
export function reasons(finding: Finding, table: ReadonlyMap<string, Owned>): string[] {
  // Parts that several products share are evidence of it, but its own signatures decide.
  const own = finding.evidence.flatMap((evidence) => {
    const owned = table.get(evidence.signature);
    return owned && isOwn(evidence, finding) ? [{ evidence, signature: owned.signature }] : [];
  });
  const present = own.filter(
    ({ signature }) => signature.proves === 'presence' || signature.proves === 'installed',
  );
  // Of a row whose program is gone only a trace is left.
  const installing = present.filter(
    ({ evidence, signature }) => signature.proves === 'installed' && !isGone(evidence.item),
  );
  const proving = finding.status === 'residue' ? present : installing;
  return [
    statusReason(finding, ids(installing), ids(present)),
    ...lifeReason(finding),
    confidenceReason(finding, proving),
  ];
}

interface Known {
  readonly evidence: Evidence;
  readonly signature: Owned['signature'];
}

function statusReason(finding: Finding, installing: readonly string[], present: readonly string[]): string {
  if (finding.status === 'residue') {
    return `Residue: nothing proves an installation; that something of it is there is proven by ${list(present)}.`;
  }
  if (installing.length > 0) return `Installed: that is proven by ${list(installing)}.`;
  const signs = finding.evidence.map(({ signature }) => signature);
  return `Installed: a sign of the other vendor's product stands beside a part of the engine that no other installation explains (${list([...new Set(signs)])}).`;
}

function lifeReason({ status, basis, evidence }: Finding): string[] {
  switch (basis) {
    case 'running': {
      const alive = evidence.filter(
        ({ item }) =>
          (item.kind === 'process' && (item.state === undefined || item.state === 'running')) ||
          (item.kind === 'service' && (item.state === 'running' || item.attributes?.['running'] === true)),
      );
      const word = status === 'active' ? 'Active, because it was' : 'A leftover that was still';
      return [`${word} seen running: ${list(alive.map(nameOf))}.`];
    }
    case 'start-type': {
      const starting = evidence.filter(
        ({ item }) =>
          (item.kind === 'service' || item.kind === 'driver') &&
          !isGone(item) &&
          (item.state === 'enabled' ||
            /^(auto|boot|system)$/i.test(String(item.attributes?.['start'] ?? ''))),
      );
      return [
        `Active, because it will start: the rows were read from files, and these start with the system: ${list(starting.map(nameOf))}.`,
      ];
    }
    case 'loaded': {
      const loaded = evidence.filter(({ item }) => item.state === 'loaded' || item.state === 'running');
      return [`A leftover that is still loaded: ${list(loaded.map(nameOf))}.`];
    }
    case undefined:
      return status === 'installed'
        ? ['Not active: nothing of it was seen running or starting by itself.']
        : [];
  }
}

function confidenceReason({ confidence }: Finding, proving: readonly Known[]): string {
  const of = (wanted: string): string[] =>
    ids(proving.filter(({ signature }) => signature.confidence === wanted));
  if (confidence === 'confirmed') {
    const sure = of('confirmed');
    return sure.length > 0
      ? `Confirmed: ${list(sure)} ${sure.length === 1 ? 'names' : 'name'} the product beyond doubt.`
      : 'Confirmed by the rules that the report was made with.';
  }
  const sure = of('confirmed');
  if (sure.length > 0) {
    return `Probable: the rows behind ${list(sure)} name no platform, and a product for another platform has the same names.`;
  }
  const probable = of('probable');
  if (probable.length > 0) {
    return `Probable: ${list(probable)} ${probable.length === 1 ? 'is enough' : 'are enough'} alone, and nothing names it beyond doubt.`;
  }
  const weak = of('weak');
  if (weak.length > 1)
    return `Probable: ${list(weak)} are weak, and two different weak signatures make it probable.`;
  return 'Probable: signs that prove nothing alone stand together.';
}

/** Whether the signature is of the product itself, not of a part that it shares with others. */
function isOwn({ signature }: Evidence, { product }: Finding): boolean {
  return signature.startsWith(`${product.id}/`);
}

function ids(known: readonly Known[]): string[] {
  return [...new Set(known.map(({ evidence }) => evidence.signature))];
}

function nameOf({ item }: Evidence): string {
  return `${item.kind} ${item.name}`;
}

function list(words: readonly string[]): string {
  const distinct = [...new Set(words)];
  if (distinct.length === 0) return 'what the report does not say';
  if (distinct.length < 3) return distinct.join(' and ');
  return `${distinct.slice(0, -1).join(', ')} and ${distinct.at(-1)}`;
}
