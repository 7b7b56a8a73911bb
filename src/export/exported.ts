import type { RulePack } from '../model/rule-pack.ts';
import type { Platform } from '../model/vocabulary.ts';

/** One file of an export. */
export interface ExportedFile {
  /** Path below the folder that is written to, with slashes: `queries/windows.sql`. Never absolute, never with `..`. */
  readonly name: string;
  readonly text: string;
  /** True for a script that is started by its name. */
  readonly executable?: boolean;
}

/** A signature (or a part of one) that the engine cannot look for as the pack says. */
export interface NotExpressed {
  /** `<product>/<signature>`. */
  readonly signature: string;
  /** What is missing, as a clause: `osquery has no table of minifilters`. The same words for the same cause, so that they group. */
  readonly why: string;
}

/** A rule pack compiled for an engine that a fleet already runs. */
export interface Exported {
  readonly files: readonly ExportedFile[];
  /** In the order of the pack. What is expressed in part is listed too, and `why` says which part is not. */
  readonly notExpressed: readonly NotExpressed[];
}

/** What the user may choose. */
export interface ExportOptions {
  /** One of the engine's dialects; its first where none was named. */
  readonly dialect?: string;
  /** Only signatures for this system. */
  readonly platform?: Platform;
  /** Version of phaseout, for the header of the files. */
  readonly version: string;
}

/** Compiles a rule pack. Pure: the same pack gives the same bytes. */
export type Exporter = (pack: RulePack, options: ExportOptions) => Exported;
