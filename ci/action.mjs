// What the GitHub Action runs (action.yml): takes its inputs from the environment, starts phaseout, and ends with its
// exit code. An empty input adds no option; nothing here is ever read by a shell.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const usage = 2;
/** GitHub drops a job summary of more than 1 MiB, and with it all others of the step. */
const maxSummaryUnits = 200_000;

/** Inputs that are one option with one value. */
const single = [
  'root',
  'image',
  'platform',
  'audience',
  'as-of',
  'fail-on',
  'fail-on-deadline',
  'format',
  'timeout',
];
/** Inputs with one value a line, each an option of its own. */
const repeated = ['rules', 'output'];

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.stderr.write(`phaseout action: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 70;
  },
);

async function main() {
  const workspace = process.env.GITHUB_WORKSPACE || process.cwd();
  const wrong = fault();
  if (wrong !== undefined) return refuse(wrong);
  const program = await programOf(workspace);
  if (program === undefined) return refuse('there is no file at the input "program"');

  const { code, text } = await run(program, optionsOf(), workspace);
  setOutput('exit-code', String(code));
  setOutput('report', reports()[0] ?? '');
  if (input('summary') === 'true') addSummary(text);
  return code;
}

/** What is wrong with the inputs, as a sentence. */
function fault() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) return `this needs Node.js 20 or later on the runner; it has ${process.version}`;
  const targets = ['root', 'image'].filter((name) => input(name) !== '');
  const onRunner = input('this-machine') === 'true';
  if (targets.length + Number(onRunner) !== 1) {
    // A variable that turned out empty must not scan the runner and call the image clean.
    return 'give exactly one of "root", "image" or "this-machine: true"';
  }
  for (const name of ['this-machine', 'summary']) {
    if (!['', 'true', 'false'].includes(input(name))) return `the input "${name}" is true or false`;
  }
  return undefined;
}

function optionsOf() {
  const options = ['scan'];
  for (const name of single) if (input(name) !== '') options.push(`--${name}=${input(name)}`);
  for (const name of repeated) for (const value of lines(name)) options.push(`--${name}=${value}`);
  const gaps = input('allow-gaps');
  if (gaps === 'true') options.push('--allow-gaps');
  else if (gaps !== '' && gaps !== 'false') options.push(`--allow-gaps=${gaps}`);
  return [...options, ...lines('args')];
}

/** Files of the reports, without the format that may stand before the name. */
function reports() {
  return lines('output').map((value) => value.replace(/^[a-z]+=/, ''));
}

/** The program of the input, or the action's own source, installed from its lock file and built where it was not yet. */
async function programOf(workspace) {
  const given = input('program');
  if (given !== '') {
    const path = resolve(workspace, given);
    return existsSync(path) ? path : undefined;
  }
  const npmBesideNode = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  if (existsSync(npmBesideNode)) process.env.npm_execpath ??= npmBesideNode;
  const { ensureBuilt, ensureInstalled } = await import('../scripts/lib/setup.mjs');
  ensureInstalled();
  ensureBuilt();
  return join(dirname(fileURLToPath(import.meta.url)), '..', 'bin', 'phaseout.js');
}

/**
 * Runs phaseout and passes its output on. Names found in an image stand in that output, and the runner takes lines that
 * begin with `::` for commands: they are switched off meanwhile, with a word that nobody can guess.
 */
function run(program, options, cwd) {
  return new Promise((done, failed) => {
    const word = randomUUID();
    process.stdout.write(`::stop-commands::${word}\n`);
    const child = spawn(process.execPath, [program, ...options], {
      cwd,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    let last = '\n';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (part) => {
      process.stdout.write(part);
      last = part.at(-1) ?? last;
      if (text.length < maxSummaryUnits) text += part;
    });
    child.on('error', failed);
    child.on('close', (code, signal) => {
      process.stdout.write(`${last === '\n' ? '' : '\n'}::${word}::\n`);
      done({ code: code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 130 : 70), text });
    });
  });
}

/** In a block that no backticks of the text can end. */
function addSummary(text) {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (!file || text === '') return;
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const cut = text.length > maxSummaryUnits ? `${text.slice(0, maxSummaryUnits)}\n…` : text;
  appendFileSync(file, `${fence}text\n${cut.trimEnd()}\n${fence}\n`);
}

/** Several lines in a value stay one value. */
function setOutput(name, value) {
  const file = process.env.GITHUB_OUTPUT;
  const end = randomUUID();
  if (file) appendFileSync(file, `${name}<<${end}\n${value}\n${end}\n`);
}

function refuse(sentence) {
  process.stderr.write(`phaseout action: ${sentence}\n`);
  setOutput('exit-code', String(usage));
  setOutput('report', '');
  return usage;
}

/** An input as the step hands it over: `fail-on` in INPUT_FAIL_ON. */
function input(name) {
  return (process.env[`INPUT_${name.toUpperCase().replaceAll('-', '_')}`] ?? '').replace(/^\s+|\s+$/g, '');
}

function lines(name) {
  return input(name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
