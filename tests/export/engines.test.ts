import { describe, expect, it } from 'vitest';
import { manifestText, parseManifest, sha256Of } from '../../src/cli/export/manifest.ts';
import { engines } from '../../src/export/engines.ts';
import { smallPack } from './small-pack.ts';

describe.each(engines.map((engine) => [engine.id, engine] as const))('%s', (id, engine) => {
  it.each(engine.dialects.length > 0 ? engine.dialects : [undefined])(
    '%s makes what its entry says',
    async (dialect) => {
      const exporter = await engine.load();
      const { files } = exporter(smallPack, { version: '1.2.3', ...(dialect !== undefined && { dialect }) });
      expect(files.length > 1 ? 'folder' : 'file').toBe(engine.makes);
      // Names that the list of a folder's files takes, each once.
      const listed = files.map(({ name, text }) => ({ name, sha256: sha256Of(text) }));
      expect(parseManifest(manifestText({ engine: id, dialect }, listed))?.files).toEqual(listed);
      expect(new Set(files.map(({ name }) => name.toLowerCase())).size).toBe(files.length);
    },
  );
});
