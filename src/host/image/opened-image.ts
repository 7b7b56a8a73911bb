import type { Gap } from '../../model/gap.ts';
import type { Host } from '../host.ts';

/** How an image is opened. */
export interface OpenImageOptions {
  /**
   * Only systems of this platform: `linux`, `windows`, `macos`, for container images also with the architecture
   * (`linux/arm64`). On a disk it also says what a system is that is not recognised by its files.
   */
  readonly platform?: string | undefined;
  /** Path patterns of what will be read, see {@link Collector.wants}; content of other files is read only when asked for. */
  readonly wants: readonly string[];
  /** Aborted when the scan is interrupted. */
  readonly signal?: AbortSignal | undefined;
  /** Called now and then with what is being read, for a line on the screen. */
  readonly onProgress?: ((what: string) => void) | undefined;
}

/** One earlier state of a system: what a lower layer held before a higher one deleted or replaced it. */
export interface LowerState {
  /** How a report names the layer, e.g. `layer 3 of 7 (sha256:1a2b3c4d5e6f)`. */
  readonly layer: string;
  readonly host: Host;
  /** The wanted paths that the layer above deleted or replaced; undefined where there are too many to name. */
  readonly changed: readonly string[] | undefined;
}

/** One system in an image. */
export interface ImageSystem {
  readonly host: Host;
  /** How a report names it: reference and platform of a container image, partition of a disk. Empty where there is but one. */
  readonly name: string;
  /** Digest of a container image's manifest. */
  readonly digest?: string;
  /** The image itself states its platform, so that a system without any known file is no surprise. */
  readonly statesPlatform?: true;
  /** Earlier states that differ in what is wanted, from the lowest layer up. Absent: none. */
  readonly lower?: readonly LowerState[];
}

/** An image, with every system in it opened. Close it. */
export interface OpenedImage {
  /** What the image is: `container image`, `qcow2 disk`, `WIM`, … */
  readonly format: string;
  /** In the order in which the image holds them. Empty where none could be opened; then `gaps` says why. */
  readonly systems: readonly ImageSystem[];
  /** Damage of the image itself. A function, because content may be read long after it was opened. */
  gaps(): readonly Gap[];
  /** Parts that hold no system and were not searched, e.g. `partition 1 (EFI, fat32)`; no gap. */
  readonly notLookedAt: readonly string[];
  close(): Promise<void>;
}
