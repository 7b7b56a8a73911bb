import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const gnuTime = '/usr/bin/time';

/**
 * Times commands as whole processes in turn (A B C A B C …), so that a drift of the machine hits all of them.
 * Each command is `{ name, argv, okCodes }`. Returns per command the median wall time in ms, the least and the most,
 * and the peak resident memory in MiB (GNU time; null where it is not installed). The first round is not counted;
 * with `warm: false` there is none, for commands that take minutes.
 */
export function measure(commands, rounds, { warm = true } = {}) {
  const samples = commands.map(() => ({ wall: [], rss: [] }));
  for (let round = warm ? 0 : 1; round <= rounds; round++) {
    commands.forEach((command, index) => {
      const { wall, rss } = runOnce(command);
      if (round === 0) return;
      samples[index].wall.push(wall);
      if (rss !== null) samples[index].rss.push(rss);
    });
  }
  return commands.map(({ name }, index) => {
    const { wall, rss } = samples[index];
    return {
      name,
      medianMs: median(wall),
      minMs: Math.min(...wall),
      maxMs: Math.max(...wall),
      peakMiB: rss.length > 0 ? median(rss) : null,
    };
  });
}

/** One line for a measured command. */
export function row({ name, medianMs, minMs, maxMs, peakMiB }) {
  const memory = peakMiB === null ? '' : `   peak ${peakMiB.toFixed(0).padStart(4)} MiB`;
  return `  ${name.padEnd(58)} ${medianMs.toFixed(1).padStart(9)} ms  (${minMs.toFixed(1)} to ${maxMs.toFixed(1)})${memory}`;
}

/** A ratio with its target; says in words whether it is met. */
export function ratio(label, value, target) {
  const verdict = value <= target ? 'met' : 'MISSED';
  return `  ${label.padEnd(58)} ${value.toFixed(3).padStart(9)}     target at most ${target}: ${verdict}`;
}

function runOnce({ name, argv, okCodes = [0], env = {} }) {
  const timed = existsSync(gnuTime);
  const full = timed ? [gnuTime, '-f', '%M', ...argv] : argv;
  const started = performance.now();
  const result = spawnSync(full[0], full.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1024 * 1024 * 1024,
    env: { ...process.env, ...env },
  });
  const wall = performance.now() - started;
  if (result.error || !okCodes.includes(result.status)) {
    throw new Error(
      `${name}: exit code ${result.status}\n${result.error ?? result.stderr.toString().slice(-2000)}`,
    );
  }
  const last = timed ? Number(result.stderr.toString().trim().split('\n').at(-1)) / 1024 : null;
  return { wall, rss: last };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
