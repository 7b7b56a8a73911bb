import type { GapReason } from '../../../model/vocabulary.ts';

/** One part of an executable that could not be read as it should; a caller makes a gap of it. */
export interface ExecutableDamage {
  readonly reason: Extract<
    GapReason,
    'malformed-source' | 'empty-source' | 'too-large' | 'unsupported-format'
  >;
  /** What is wrong, without the file's name. */
  readonly message: string;
}

/** What a version resource states about its file. Every text is the maker's claim, and untrusted. */
export interface VersionText {
  readonly companyName?: string;
  readonly productName?: string;
  readonly fileDescription?: string;
  /** As the text states it; where there is none, `a.b.c.d` of the fixed part. The same for `productVersion`. */
  readonly fileVersion?: string;
  readonly productVersion?: string;
  readonly originalFilename?: string;
}

/**
 * What a Windows executable or driver file says of its maker. All of it is claimed, nothing is verified: no hash is
 * computed, no chain is built, no time and no revocation is looked at.
 */
export interface ExecutableFacts extends VersionText {
  /**
   * The file carries an embedded signature, readable or not. False says no more than that: most files of Windows
   * itself are signed through a catalogue beside them.
   */
  readonly signed: boolean;
  /** Common name, else organisation, of the first signature's signer. Claimed, not verified. */
  readonly signer?: string;
  /** Every distinct name that signers claim, of primary and further signatures: common name, then organisation. */
  readonly signers?: readonly string[];
  /** What could not be read; empty for a file in order. The other fields hold what was read all the same. */
  readonly damages: readonly ExecutableDamage[];
}

/** Records damage while the rest is read. */
export type OnDamage = (reason: ExecutableDamage['reason'], message: string) => void;
