import { measure, ratio, row } from './lib/measure.mjs';

/** `phaseout --version` against Node's own start. */
export function run({ program, print }) {
  const [ours, node] = measure(
    [
      { name: 'phaseout --version', argv: [process.execPath, program, '--version'] },
      { name: 'node -e 0 (the floor)', argv: [process.execPath, '-e', '0'] },
    ],
    21,
  );
  print('Start-up');
  print(row(ours));
  print(row(node));
  print(ratio('phaseout --version / node -e 0', ours.medianMs / node.medianMs, 1.6));
}
