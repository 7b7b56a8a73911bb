import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { measure, ratio, row } from '../lib/measure.mjs';
import { makeRows } from './make-rows.mjs';

/** `BENCH_ROWS=200000 BENCH_FORMS=native npm run bench rows` is a quick look. */
const rowCount = Number(process.env.BENCH_ROWS ?? 2_000_000);
const forms = process.env.BENCH_FORMS?.split(',');
const rounds = 3;
const maxMiB = 400;
const formats = [
  ['native', 'items of our own format'],
  ['native-framed', 'inventories of our own format, one after the other'],
  ['osquery-events', 'osquery: differences, a row a line'],
  ['osquery-snapshots', 'osquery: snapshots, a row a line'],
  ['osquery-batches', 'osquery: snapshots, a query a line'],
  ['osquery-changes', 'osquery: differences, a query a line'],
];

/** `phaseout match` of large inventories against DuckDB with the pack's own SQL, and against ripgrep with its literals. */
export async function run({ program, print, pack, bundleScript }) {
  const folder = mkdtempSync(join(tmpdir(), 'phaseout-bench-rows-'));
  try {
    const { packLiterals } = await import(
      pathToFileURL(await bundleScript('bench/match/pack-literals.ts')).href
    );
    const literals = join(folder, 'literals.txt');
    writeFileSync(literals, `${packLiterals(pack).join('\n')}\n`);
    const sql = join(folder, 'export.sql');
    check(
      spawnSync(process.execPath, [
        program,
        'export',
        'sql',
        '--dialect',
        'duckdb',
        '--quiet',
        '--output',
        sql,
      ]),
    );
    const wanted = formats.filter(([form]) => forms === undefined || forms.includes(form));
    for (const [form, name] of wanted) runForm({ form, name, folder, literals, sql, program, print });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runForm({ form, name, folder, literals, sql, program, print }) {
  const file = join(folder, `${form}.ndjson`);
  const { rows, hits } = makeRows(file, form, rowCount);
  print(
    `${name}: ${rows} rows, ${(statSync(file).size / 1e6).toFixed(0)} MB, ${hits} of them hits, whole pack`,
  );
  const report = join(folder, 'report.json');
  const match = (output) => [
    ...[process.execPath, program, 'match', file, '--as-of', '2026-11-22', '--reproducible', '--quiet'],
    ...['--output', `json=${output}`],
  ];
  const commands = [{ name: 'phaseout match', argv: match(report), okCodes: [1] }];
  const isNative = form === 'native';
  const duckdb = isNative && hasDuckDb(print);
  const ripgrep = hasRipgrep(print);
  const script = join(fileURLToPath(new URL('.', import.meta.url)), 'duckdb.mjs');
  if (duckdb)
    commands.push({ name: 'DuckDB read_ndjson, export sql', argv: [process.execPath, script, sql, file] });
  if (ripgrep) {
    const argv = ['rg', '-i', '-F', '-f', literals, '-c', file];
    commands.push({ name: 'ripgrep -i -F -f, the literals of the pack', argv, okCodes: [0, 1] });
  }
  const results = measure(commands, rounds);
  for (const result of results) print(row(result));
  const [ours] = results;
  const timeOf = (start) => results.find((result) => result.name.startsWith(start))?.medianMs;
  if (duckdb) print(ratio('wall time against DuckDB', ours.medianMs / timeOf('DuckDB'), 1));
  if (ripgrep) print(ratio('wall time against ripgrep', ours.medianMs / timeOf('ripgrep'), 5));
  if (ours.peakMiB !== null) print(ratio('peak memory in MiB', ours.peakMiB, maxMiB));
  const whole = join(folder, 'whole.json');
  const [node, ...rest] = match(whole);
  const off = spawnSync(node, rest, {
    env: { ...process.env, PHASEOUT_PREFILTER: 'off' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (off.status !== 1) throw new Error(`exit code ${off.status}: ${off.stderr}`);
  const isSame = readFileSync(report).equals(readFileSync(whole));
  print(
    `  the report with every row parsed (PHASEOUT_PREFILTER=off): ${isSame ? 'the same bytes' : 'DIFFERS'}`,
  );
  if (duckdb) print(`  products on hosts that DuckDB finds: ${compare(script, sql, file, report)}`);
  rmSync(file);
}

function compare(script, sql, file, report) {
  const theirs = check(spawnSync(process.execPath, [script, sql, file]))
    .stdout.toString()
    .trim();
  const { findings } = JSON.parse(readFileSync(report, 'utf8'));
  const ours = [...new Set(findings.map(({ product, host }) => `${product.id}@${host ?? ''}`))].sort();
  return JSON.stringify(ours) === theirs ? `the same ${ours.length}` : `DIFFERENT (${theirs.slice(0, 200)})`;
}

function hasRipgrep(print) {
  if (spawnSync('rg', ['--version']).status === 0) return true;
  print('  ripgrep is not installed (Debian package ripgrep): its ratio is not measured');
  return false;
}

function hasDuckDb(print) {
  const found = spawnSync(process.execPath, ['-e', "import('@duckdb/node-api')"], { cwd: process.cwd() });
  if (found.status === 0) return true;
  print('  @duckdb/node-api is not installed (an optional dependency): its ratio is not measured');
  return false;
}

function check(result) {
  if (result.status !== 0) throw new Error(`exit code ${result.status}: ${result.stderr}`);
  return result;
}
