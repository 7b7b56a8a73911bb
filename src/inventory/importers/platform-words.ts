import { type Platform, platforms } from '../../model/vocabulary.ts';
import type { ImportedRow } from './importer.ts';

/**
 * Words for systems as senders write them: in lower case, at the beginning of a word; the first that fits counts. Those of
 * Linux are the IDs of os-release(5) as Fleet and Ansible pass them on, and names that are written out.
 */
const words: readonly (readonly [Platform, RegExp])[] = [
  ['android', /(?<![a-z])(?:android|aosp)/],
  ['macos', /(?<![a-z])(?:i?mac(?:[ _-]?os|mdm|intosh|book[a-z]*)?|os[ _-]?x|darwin)(?![a-z])/],
  ['ios', /(?<![a-z])(?:ios|ipad[ _-]?os|ipad|iphone|ipod)(?![a-z])/],
  ['windows', /windows|(?<![a-z])(?:ms)?win(?:nt)?(?![a-z])/],
  [
    'linux',
    /linux|(?<![a-z])(?:ubuntu|debian|red ?hat|rhel|centos|fedora|rocky|alma|oracle|amazon|amzn|(?:open)?suse|sles|sled|manjaro|endeavouros|gentoo|nixos|alpine|raspbian|devuan|slackware|mageia|mint|pop!?[ _-]?os|openeuler|red[ _-]?os|astra|deepin|coreos|photon)(?![a-z])/,
  ],
  // Too short to stand for a distribution anywhere but at the beginning.
  ['linux', /^(?:arch|archarm|ol|pop|void|neon|kali|alt|solus|zorin|elementary|tuxedo)(?![a-z])/],
];
const maxWord = 40;

/** The platform that a sender's word for a system means; undefined where it is none that is known. */
export function platformOf(word: string | undefined): Platform | undefined {
  const text = word?.toLowerCase();
  if (text === undefined) return undefined;
  return platforms.find((each) => each === text) ?? words.find(([, pattern]) => pattern.test(text))?.[0];
}

/** What is to be said of a word for a system that is not known: rules that need a system do not see what it stands beside. */
export function unknownPlatform(word: string | undefined): Extract<ImportedRow, { type: 'remark' }>[] {
  if (word === undefined || platformOf(word) !== undefined) return [];
  const shown = word.length > maxWord ? `${word.slice(0, maxWord)}…` : word;
  return [{ type: 'remark', message: `which system "${shown}" is: its rows are judged as of no system` }];
}
