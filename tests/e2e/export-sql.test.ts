import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../export/sql/postgres-server.ts';
import { describeWith } from '../support/needs.ts';
import { phaseout, programPath, runCommand } from '../support/phaseout.ts';

const docs = readFileSync(new URL('../../docs/exports.md', import.meta.url), 'utf8');

/** The lines that the page tells a user of a dialect to type, without the export itself and with a folder of programs. */
function told(dialect: string): string {
  const block = docs.split('```').find((each) => each.includes(`export sql --dialect ${dialect} `)) ?? '';
  return block.replace(/^sh\n/, '');
}

/** Two hosts, of which one was running, each in a file of its own. */
async function makeInventories(folder: string): Promise<void> {
  mkdirSync(join(folder, 'inventories'));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(
    join(folder, 'bin', 'phaseout'),
    `#!/bin/sh\nexec '${process.execPath}' '${programPath()}' "$@"\n`,
    { mode: 0o755 },
  );
  const hosts = [
    { name: 'web-1', type: 'host', state: 'enabled' },
    { name: 'web-2', type: 'root', state: 'enabled' },
  ];
  for (const { name, type, state } of hosts) {
    const target = { type, platform: 'linux', hostname: name };
    const rows = [
      { kind: 'software', collector: 'linux/dpkg', name: 'klnagent64', version: '15.0', origin: 'x' },
      { kind: 'service', collector: 'linux/systemd', name: 'klnagent64', state, origin: "it's; --" },
    ];
    const lines = [
      { schema: 'phaseout/inventory@1', tool: { name: 'phaseout', version: '0.1.0' }, target },
      ...rows.map((row) => ({ ...row, host: name })),
      { coverage: [{ collector: 'all', status: 'ok', items: 2, gaps: [] }], complete: true },
    ];
    writeFileSync(
      join(folder, 'inventories', `${name}.ndjson`),
      lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    );
  }
}

/** Product, host and status of each finding, as `phaseout match` says them of the same files. */
async function matched(folder: string): Promise<string[]> {
  const run = await phaseout([
    'match',
    join(folder, 'inventories', '*.ndjson'),
    '--format',
    'ndjson',
    '--quiet',
  ]);
  return run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { product: { id: string }; host: string; status: string })
    .map(({ product, host, status }) => `${host} ${product.id} ${status}`)
    .sort();
}

/** The same out of a table that a program of a database prints: rows of evidence, columns in the order of the result. */
function printed(stdout: string): string[] {
  const rows = stdout.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
  const findings = rows.filter(([result]) => result === 'finding');
  return [...new Set(findings.map(([, host, product, , status]) => `${host} ${product} ${status}`))].sort();
}

describeWith(['sqlite3', 'postgres', 'psql'], 'docs/exports.md, typed word for word', () => {
  const folder = mkdtempSync(join(tmpdir(), 'phaseout-export-sql-'));
  let server: PostgresServer | undefined;
  beforeAll(async () => {
    await makeInventories(folder);
    server = startPostgres();
  });
  afterAll(() => {
    server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['sqlite', 'postgres'])(
    '%s',
    async (dialect) => {
      const PATH = `${join(folder, 'bin')}:${process.env['PATH']}`;
      const run = await runCommand('sh', ['-e', '-c', told(dialect)], {
        cwd: folder,
        env: { PATH, ...server?.settings },
      });
      expect(run.code, run.stderr).toBe(0);
      const expected = await matched(folder);
      expect(expected).toEqual(['web-1 network-agent-linux installed', 'web-2 network-agent-linux active']);
      expect(printed(run.stdout)).toEqual(expected);
    },
    60_000,
  );
});
