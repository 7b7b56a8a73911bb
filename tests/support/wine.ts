import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programPath, type Run } from './phaseout.ts';
import { win32Node } from './win32-node.ts';

/** A Windows of its own, made by Wine in a temporary folder; nothing of the tester's is seen or changed. */
export interface WinePrefix {
  /** The folder that is `C:\`. */
  readonly driveC: string;
  /** Runs a Windows program and waits for its end. Its output goes to files: Node for Windows cannot write to a pipe of Linux. */
  run(program: string, args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Run>;
  /** `reg.exe` with these words; throws where it fails. */
  reg(...args: readonly string[]): Promise<void>;
  /** Imports the body of a .reg text (without its header), written as UTF-16 as Windows does. */
  importReg(body: string): Promise<void>;
  /** Node.js for Windows. */
  node(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Run>;
  /** The installed program under Node.js for Windows. */
  phaseout(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Run>;
  /** Ends every program of this Windows and removes it. */
  close(): Promise<void>;
}

const runTimeoutMs = 120_000;

/** Makes a 64-bit Windows 10 (about 10 s and 0.7 GB) without a display. */
export async function makeWinePrefix(): Promise<WinePrefix> {
  const folder = mkdtempSync(join(tmpdir(), 'phaseout-wine-'));
  const nodeProgram = win32Node();
  const failures: string[] = [];
  // Setting up a Windows fails now and then on a busy machine (its first process finds no kernel32.dll); a new one is
  // made then. What it is made for has no second try.
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const wine = wineIn(folder, join(folder, `prefix-${attempt}`), nodeProgram);
    const failure = await setUp(wine, attempt > 1);
    if (failure === undefined) return wine;
    failures.push(failure);
    await wine.stop();
    rmSync(wine.prefix, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  throw new Error(`no Windows could be set up in ${attempts} attempts:\n${failures.join('\n')}`);
}

const attempts = 3;

/** Undefined where it worked, else what went wrong. */
async function setUp(wine: Prefix, isRepeated: boolean): Promise<string | undefined> {
  // A second attempt says more than the first.
  const debug = isRepeated ? { WINEDEBUG: 'err+all,warn+module' } : {};
  for (const [program, ...args] of [
    ['wineboot', '--init'],
    // Debian's Wine starts as Windows 7, which Node.js 20 refuses.
    ['winecfg', '-v', 'win10'],
  ] as const) {
    const { code, stderr, stdout } = await wine.run(program, args, debug);
    if (code === 0) continue;
    const { bavail, bsize } = statfsSync(tmpdir());
    const free = Math.round((bavail * bsize) / 1024 ** 2);
    const said = `${stdout}${stderr}`.slice(-4_000);
    return `${program} ended with ${code} (${free} MiB free on disk):\n${said}`;
  }
  // Keeps the registry in memory between runs: each start of a server costs seconds.
  await wine.server('-p');
  return undefined;
}

/** A {@link WinePrefix}, with what its making needs. */
interface Prefix extends WinePrefix {
  readonly prefix: string;
  server(word: string): Promise<void>;
  /** Ends every program of this Windows. */
  stop(): Promise<void>;
}

function wineIn(folder: string, prefix: string, nodeProgram: string): Prefix {
  const environment = {
    PATH: process.env['PATH'] ?? '',
    // Wine links the user's folders to those of HOME.
    HOME: folder,
    LANG: 'C.UTF-8',
    WINEPREFIX: prefix,
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    // No Mono, no HTML engine, no entries in menus, no debugger that waits for somebody.
    WINEDLLOVERRIDES: 'mscoree=;mshtml=;winemenubuilder.exe=;winedbg.exe=',
  };

  let count = 0;
  const run: WinePrefix['run'] = (program, args, more = {}) => {
    const stdoutPath = join(folder, `out-${++count}`);
    const stderrPath = join(folder, `err-${count}`);
    const stdout = openSync(stdoutPath, 'w');
    const stderr = openSync(stderrPath, 'w');
    return new Promise((resolve, reject) => {
      const child = spawn('wine', [program, ...args], {
        cwd: folder,
        env: { ...environment, ...more },
        stdio: ['ignore', stdout, stderr],
        timeout: runTimeoutMs,
        killSignal: 'SIGKILL',
      });
      child.on('error', reject);
      child.on('close', (code) => {
        resolve({ code, stdout: readFileSync(stdoutPath, 'utf8'), stderr: readFileSync(stderrPath, 'utf8') });
      });
      closeSync(stdout);
      closeSync(stderr);
    });
  };
  const must = async (program: string, args: readonly string[]): Promise<void> => {
    const { code, stderr, stdout } = await run(program, args);
    if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
  };
  const server = (word: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = spawn('wineserver', [word], { env: environment, stdio: 'ignore' });
      child.on('error', reject);
      child.on('close', () => resolve());
    });

  return {
    prefix,
    server,
    stop: () => server('-k'),
    driveC: join(prefix, 'drive_c'),
    run,
    reg: (...args) => must('reg', args),
    importReg: async (body) => {
      const file = join(folder, `import-${++count}.reg`);
      const text = `\ufeffWindows Registry Editor Version 5.00\n\n${body}\n`.replace(/\r?\n/g, '\r\n');
      writeFileSync(file, text, 'utf16le');
      await must('reg', ['import', windowsPath(file)]);
    },
    node: (args, more) => run(nodeProgram, args, more),
    phaseout: (args, more) => run(nodeProgram, [windowsPath(programPath()), ...args], more),
    close: async () => {
      await server('-k');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** A path of Linux as Windows programs under Wine see it. */
export function windowsPath(path: string): string {
  return `Z:${path.replaceAll('/', '\\')}`;
}
