import { builtinPack } from '../builtin-pack.ts';
import { writeStdout } from '../output.ts';
import { packLines } from '../pack-age.ts';
import { wrapLines } from '../wrap.ts';

/** The second part of `--version --verbose`: the rule pack with its age, and the Node that runs it. */
export async function printPackAge(): Promise<void> {
  const pack = await builtinPack();
  const lines = [
    ...packLines(pack.identities, Date.now()).flatMap((line) => wrapLines(line, 80, '', '  ')),
    `Node.js ${process.version}, ${process.platform} ${process.arch}`,
  ];
  await writeStdout(`${lines.join('\n')}\n`);
}
