import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup.mjs';

/** The licence texts of what a single file contains beside phaseout itself: Node.js and the bundled packages. */
export function thirdPartyText(packages, nodeVersion, nodeLicenceFile) {
  const parts = [
    [
      `Node.js ${nodeVersion}, changed as docs/single-file.md says; with the licences of what it contains`,
      readFileSync(nodeLicenceFile, 'utf8'),
    ],
    ...packages.map((name) => packagePart(name)),
    // The package names it and does not bring it.
    ['GNU Lesser General Public License 2.1 (7-Zip in 7z-wasm)', lesserLicence()],
  ];
  const line = '='.repeat(100);
  return parts.map(([title, text]) => `${line}\n${title}\n${line}\n\n${text.trim()}\n`).join('\n');
}

function packagePart(name) {
  const folder = join(root, 'node_modules', name);
  const { version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice|unrarlicense)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  // A package without a text of its own names its licence alone.
  const holder = typeof author === 'string' ? author : author?.name;
  if (texts.length === 0) texts.push(`${license}, ${holder ?? name}`);
  return [`${name} ${version} (${license})`, texts.join('\n\n')];
}

function lesserLicence() {
  return readFileSync(join(root, 'licences', 'LGPL-2.1.txt'), 'utf8');
}
