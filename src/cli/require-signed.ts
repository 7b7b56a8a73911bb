import { TargetError } from '../errors.ts';
import { visible } from '../model/visible.ts';
import type { PackGate } from '../rules/load.ts';
import type { Accepted } from '../rules/signing/accepted.ts';
import { acceptOrRefuse, readAccepted, rememberAccepted } from './accepted-packs.ts';
import { readPublicKey, verdictOn } from './signed-pack.ts';

/** `--require-signed`, with or without `--state`. */
export interface SignedPacks {
  /** Throws TargetError for a pack that none of the keys signed, and for one older than a pack accepted before. */
  readonly gate: PackGate;
  /** To be called when all packs were loaded: what the gate let through is remembered. */
  commit(): Promise<void>;
}

/** Reads the keys and the state. Throws UsageError or TargetError where one of them cannot be used. */
export async function requireSigned(
  keyFiles: readonly string[],
  state: string | undefined,
): Promise<SignedPacks> {
  const keys = await Promise.all(keyFiles.map(readPublicKey));
  const before = state === undefined ? [] : await readAccepted(state);
  const candidates: Accepted[] = [];
  return {
    async gate(path, read) {
      const verdict = await verdictOn(path, read, keys);
      if (!verdict.good) {
        throw new TargetError(
          `the pack at ${visible(path)} is refused (--require-signed)\n${verdict.wrong.join('\n')}`,
          { hint: `nothing of it was used; phaseout rules verify ${visible(path)} --key PUBLIC.pem` },
        );
      }
      const { manifest, key } = verdict;
      const { pack, version, date } = manifest;
      const candidate = { key: key.fingerprint, pack, version, date, sha256: read.sha256 };
      acceptOrRefuse(before, candidate);
      candidates.push(candidate);
      return { id: pack, version, date };
    },
    async commit() {
      if (state !== undefined) await rememberAccepted(state, candidates);
    },
  };
}
