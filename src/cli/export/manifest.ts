import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Name of the file by which a folder is known as an export. */
export const manifestName = 'phaseout-export.json';

/** Names as an export writes them: below the folder, no part hidden, nothing that leads out of it. */
const name = z.string().regex(/^(?:[A-Za-z0-9_][\w.-]*\/)*[A-Za-z0-9_][\w.-]*$/);

/** Schema of the list of files that an export wrote into a folder. */
const Manifest = z.strictObject({
  schema: z.literal('phaseout/export@1'),
  about: z.string(),
  engine: z.string(),
  dialect: z.string().optional(),
  /** A name comes twice where an export that replaces another did not come to its end. */
  files: z.array(z.strictObject({ name, sha256: z.string().regex(/^[0-9a-f]{64}$/) })).max(10_000),
});

/** What an export wrote into a folder. */
export type Manifest = z.infer<typeof Manifest>;

/** For which engine and dialect a folder is. */
export interface Purpose {
  readonly engine: string;
  readonly dialect: string | undefined;
}

/** Reads a manifest; undefined where the text is none. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    return Manifest.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The manifest as text. */
export function manifestText({ engine, dialect }: Purpose, files: Manifest['files']): string {
  const manifest: Manifest = {
    schema: 'phaseout/export@1',
    about:
      'The next export into this folder replaces or removes these files, if nobody changed them, and no other.',
    engine,
    ...(dialect !== undefined && { dialect }),
    files,
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Digest of a file's content, as hex digits. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
