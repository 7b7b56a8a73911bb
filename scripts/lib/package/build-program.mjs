import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { removeLibatomic } from './elf-without-libatomic.mjs';
import { signAdHoc } from './macho-ad-hoc-signature.mjs';
import { nodeFile } from './node-package.mjs';
import { prepareProgram, setChecksum } from './pe-program.mjs';
import { targets } from './targets.mjs';

/**
 * Makes the single file of one target at `output`, out of the script and the assets of `bundle`, with `--build-sea` of
 * Node.js. No code cache and no snapshot: both hold for one system and are not the same bytes twice.
 */
export function buildProgram({ target, bundle, output, version, scratch }) {
  const base = join(scratch, `node-${target.name}`);
  const node = readFileSync(nodeFile({ ...target, path: target.binary }));
  if (target.name.startsWith('linux')) removeLibatomic(node);
  writeFileSync(base, target.name.startsWith('windows') ? prepareProgram(node, version) : node, {
    mode: 0o755,
  });

  const config = join(scratch, `${target.name}.json`);
  const settings = {
    // The file keeps this path, hence one that is the same everywhere.
    main: relative(scratch, bundle.main),
    mainFormat: 'commonjs',
    executable: base,
    output,
    disableExperimentalSEAWarning: true,
    useSnapshot: false,
    useCodeCache: false,
    // Nothing in the environment or on the command line is for Node: NODE_OPTIONS could load foreign code.
    execArgv: ['--disable-sigusr1'],
    execArgvExtension: 'none',
    assets: bundle.assets,
  };
  writeFileSync(config, JSON.stringify(settings));
  const { status, stdout, stderr, error } = spawnSync(hostNode(), ['--build-sea', config], {
    cwd: scratch,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (status !== 0) {
    throw new Error(`node --build-sea failed for ${target.name}: ${error?.message ?? `${stdout}${stderr}`}`);
  }

  if (target.name.startsWith('macos')) writeFileSync(output, signAdHoc(readFileSync(output), 'phaseout'));
  if (target.name.startsWith('windows')) {
    const exe = readFileSync(output);
    setChecksum(exe);
    writeFileSync(output, exe);
  }
  chmodSync(output, 0o755);
}

/** The Node.js that builds: that of the machine's own target, whatever Node runs this script. */
function hostNode() {
  const host = `${process.platform}-${process.arch}`;
  const target = targets.find((one) => one.host === host);
  if (target === undefined) {
    throw new Error(
      `single files are built on ${targets.map((one) => one.host).join(', ')}; this is ${host}`,
    );
  }
  return nodeFile({ ...target, path: target.binary });
}
