import { expandGlob, hasWildcard } from '../host/glob.ts';
import type { Host, HostFiles } from '../host/host.ts';

/**
 * A host as one collector sees it: every operation first calls `check`, which throws once the collector's time is up,
 * so that also a collector that never waits comes to an end.
 */
export function collectorHost(host: Host, check: () => void): Host {
  const { files } = host;
  const checked: HostFiles = {
    async read(path, options) {
      check();
      return files.read(path, options);
    },
    async stream(path, options) {
      check();
      const chunks = await files.stream(path, options);
      return chunks === undefined ? undefined : checkEach(chunks, check);
    },
    async open(path) {
      check();
      return files.open(path);
    },
    async stat(path) {
      check();
      return files.stat(path);
    },
    async lstat(path) {
      check();
      return files.lstat(path);
    },
    async readLink(path) {
      check();
      return files.readLink(path);
    },
    async list(path) {
      check();
      return files.list(path);
    },
    async glob(pattern, onError) {
      check();
      // Expanded over the checked files, so that a search that was left behind comes to an end, too.
      return hasWildcard(pattern) ? expandGlob(checked, pattern, onError) : files.glob(pattern, onError);
    },
  };
  return { ...host, files: checked };
}

async function* checkEach(chunks: AsyncIterable<Buffer>, check: () => void): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    yield chunk;
    check();
  }
}
