import type { Gap } from '../../model/gap.ts';

/** One running program of a Mac. */
export interface MacosProgram {
  readonly pid: number;
  /** Path of the program as `ps` shows it; a name alone for some. */
  readonly path: string;
}

/** One line of `systemextensionsctl list`. */
export interface MacosSystemExtension {
  readonly identifier: string;
  readonly version: string;
  readonly teamId: string | undefined;
  readonly title: string | undefined;
  /** As shown: `activated enabled`, `terminated waiting to uninstall on reboot` … */
  readonly state: string;
}

/** What one program of the system told; `gaps` names what it did not. */
export interface Told<T> {
  readonly told: T;
  readonly gaps: readonly Gap[];
}

/** What ran on a Mac when it was asked. Each list is asked for once, when somebody first wants it. */
export interface MacosState {
  programs(): Promise<Told<readonly MacosProgram[]>>;
  /** Jobs of launchd by label: the process id, undefined where it is loaded and does not run. Of root: the system's. */
  jobs(): Promise<Told<ReadonlyMap<string, number | undefined>>>;
  /** Versions of loaded kernel extensions by bundle id. */
  kernelExtensions(): Promise<Told<ReadonlyMap<string, string>>>;
  systemExtensions(): Promise<Told<readonly MacosSystemExtension[]>>;
}
