import type { Importer } from '../../inventory/importers/importer.ts';
import { ShownKinds } from '../../inventory/shown-kinds.ts';
import { GapList } from './gap-list.ts';

const maxRemarks = 50;

/** What was read in one foreign format. */
export class ForeignPart {
  readonly importer: Importer;
  readonly shown: ShownKinds;
  readonly faults = new GapList();
  /** The host of rows that name none, in the file that is read. */
  fileHost: string | undefined;
  /** The name of the file that is read. */
  file = '';
  /** What the file that is read cannot tell. */
  readonly limits = new Set<string>();
  /** The first row of the file that is read that cannot be used: where, and why. */
  faultOfFile: string | undefined;
  readonly #remarks = new Set<string>();
  items = 0;

  constructor(importer: Importer) {
    this.importer = importer;
    this.shown = new ShownKinds(importer);
  }

  /** What is worth saying, each once. */
  get remarks(): readonly string[] {
    const all = [...this.#remarks];
    return all.length > maxRemarks ? [...all.slice(0, maxRemarks), 'and more, which was not kept'] : all;
  }

  remark(message: string): void {
    if (this.#remarks.size <= maxRemarks) this.#remarks.add(message);
  }

  /** Notes what a file cannot tell, once. */
  limit(message: string, name: string): void {
    if (!this.limits.has(message)) this.faults.add('missing-source', name, message);
    this.limits.add(message);
  }
}
