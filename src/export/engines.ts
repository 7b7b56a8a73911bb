import type { Exporter } from './exported.ts';

/** An engine that `phaseout export` writes for. */
export interface Engine {
  readonly id: string;
  /** What comes out, in a line. */
  readonly about: string;
  /** Values of `--dialect`, the usual one first; empty where there is nothing to choose. */
  readonly dialects: readonly string[];
  /** Loaded only when it is asked for. */
  load(): Promise<Exporter>;
}

/** The engines, in the order of the help. */
export const engines: readonly Engine[] = [
  {
    id: 'kql',
    about: 'queries for Microsoft Defender advanced hunting and for Intune device query',
    dialects: ['defender', 'intune'],
    load: async () => (await import('./kql/export-kql.ts')).exportKql,
  },
  {
    id: 'ansible',
    about: 'a collection that runs phaseout itself on every host, fetches the reports and rolls them up',
    dialects: [],
    load: async () => (await import('./ansible/export-ansible.ts')).exportAnsible,
  },
];
