import { getRawAsset } from 'node:sea';
import { compileFunction } from 'node:vm';

type Exports = Record<string, unknown>;

/**
 * Start of the single file: loads the program's modules, which lie in the file as CommonJS text, when they are first
 * required. So a command costs what it uses, as with the installed program. Node's own modules are the only others:
 * nothing is ever looked up on the disk.
 */
const loaded = new Map<string, { exports: Exports }>();

function load(name: string): Exports {
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const asset = getRawAsset(name);
  const text = typeof asset === 'string' ? asset : Buffer.from(asset).toString('utf8');
  const module = { exports: {} };
  loaded.set(name, module);
  const run = compileFunction(text, ['exports', 'require', 'module'], { filename: `phaseout:${name}` });
  run.call(module.exports, module.exports, (wanted: string) => required(wanted, name), module);
  return module.exports;
}

/** Modules of the program are named `./…` from the module that wants them; all others are Node's. */
function required(wanted: string, from: string): unknown {
  if (wanted.startsWith('.')) return load(new URL(wanted, `file:///${from}`).pathname.slice(1));
  const builtin = process.getBuiltinModule(wanted);
  if (builtin !== undefined) return builtin;
  // The code that Node's own `require` of a single file has for whatever is not built in.
  throw Object.assign(new Error(`Cannot find module '${wanted}': a single file has no packages beside it`), {
    code: 'ERR_UNKNOWN_BUILTIN_MODULE',
  });
}

load('single-file.js');
