import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { HostError } from '../../host.ts';
import { foldName, keySegments } from '../key-path.ts';
import type { OnGap } from '../on-gap.ts';
import { readRegFile } from '../reg-file/read-reg-file.ts';
import type { RegKey } from '../reg-file/reg-key.ts';
import type { RegLimits } from '../reg-file/reg-limits.ts';
import { withPrivateFolder } from './private-folder.ts';
import type { RegTool } from './reg-tool.ts';
import { parseSubkeyListing, type SubkeyListing } from './subkey-listing.ts';
import { turns } from './turns.ts';

/** What an {@link Exporter} needs. */
export interface ExporterOptions {
  readonly tool: RegTool;
  readonly onGap: OnGap;
  /** True where the process runs elevated; used to word gaps. */
  readonly privileged: boolean;
  readonly signal?: AbortSignal;
  readonly limits?: Partial<RegLimits>;
}

/** Programs at once: more do not help, because the registry is read by one kernel and written to one disk. */
const maxRuns = 3;

/** Gets keys out of the running system with `reg.exe export` and `reg.exe query`, always in the 64-bit view. */
export class Exporter {
  readonly #options: ExporterOptions;
  readonly #turn = turns(maxRuns);
  readonly #listings = new Map<string, Promise<SubkeyListing | undefined>>();

  constructor(options: ExporterOptions) {
    this.#options = options;
  }

  /** Names of the direct subkeys, or undefined where the key is missing or cannot be read. One run for each key. */
  list(path: string): Promise<SubkeyListing | undefined> {
    const folded = foldName(path);
    const known = this.#listings.get(folded);
    if (known !== undefined) return known;
    const listing = this.#list(path);
    this.#listings.set(folded, listing);
    return listing;
  }

  /**
   * The key with all that is below it (with `valuesOnly`: its own values), or undefined where there is none. Throws
   * HostError where it is there and cannot be read. A subkey that may not be read is a gap: reg.exe leaves it out
   * without a word (seen with `reg export HKLM\SAM`), so the listing of the key is compared with what came.
   */
  async export(path: string, valuesOnly = false): Promise<RegKey | undefined> {
    if (await this.#isKnownAbsent(path)) return undefined;
    const key = await this.#export(path, valuesOnly);
    if (key === undefined) {
      await this.#explainFailure(path);
      return undefined;
    }
    // Not at once with the export: a missing key, as most are that are asked for, would cost two runs.
    const listing = valuesOnly ? undefined : await this.list(path);
    for (const name of listing?.names ?? []) {
      if (key.at([name]) === undefined)
        this.#options.onGap('permission-denied', `${path}\\${name}`, this.denied(`${path}\\${name}`));
    }
    return key;
  }

  /** The sentence for a key that may not be read. */
  denied(path: string): string {
    return this.#options.privileged
      ? `no permission to read ${path}, even elevated`
      : `no permission to read ${path}; run elevated (as administrator) to read it`;
  }

  async #list(path: string): Promise<SubkeyListing | undefined> {
    const { tool, signal } = this.#options;
    const { code, stdout } = await this.#turn(() => tool(['query', path, '/reg:64'], signal));
    return code === 0 ? parseSubkeyListing(stdout, path) : undefined;
  }

  #export(path: string, firstKeyOnly: boolean): Promise<RegKey | undefined> {
    const { tool, signal, onGap, limits } = this.#options;
    return this.#turn(() =>
      withPrivateFolder(signal, async (folder, ended) => {
        const file = join(folder, 'export.reg');
        const { code } = await tool(['export', path, file, '/y', '/reg:64'], ended);
        if (code !== 0) return undefined;
        const tree = await readRegFile(chunksOf(file), {
          source: path,
          onGap,
          firstKeyOnly,
          ...(limits === undefined ? {} : { limits }),
        });
        return tree.find(path);
      }),
    );
  }

  /** True where a listing that is there already says that a key on the way is missing; costs no run. */
  async #isKnownAbsent(path: string): Promise<boolean> {
    for (const { above, name } of steps(path)) {
      const listing = await this.#listings.get(foldName(above));
      if (listing?.has(name) === false) return true;
    }
    return false;
  }

  /**
   * reg.exe says "missing" and "denied" with one code and in words of any language, so the listings of the keys above
   * tell them apart, from the top down. Throws HostError where the key is there.
   */
  async #explainFailure(path: string): Promise<void> {
    for (const { above, name } of steps(path)) {
      const listing = await this.list(above);
      if (listing === undefined) throw new HostError('permission-denied', above, this.denied(above));
      if (listing.has(name) === false) return;
    }
    throw new HostError('permission-denied', path, this.denied(path));
  }
}

function chunksOf(file: string): AsyncIterable<Buffer> {
  return createReadStream(file, { highWaterMark: 256 * 1024 });
}

/** Every key on the way to `path`, with the name that has to be in it, from the root down. */
function steps(path: string): { above: string; name: string }[] {
  const [root = '', ...names] = keySegments(path);
  return names.map((name, index) => ({ above: [root, ...names.slice(0, index)].join('\\'), name }));
}
