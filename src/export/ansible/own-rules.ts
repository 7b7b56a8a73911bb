import { stringify } from 'yaml';
import type { RulePack } from '../../model/rule-pack.ts';
import type { ExportedFile } from '../exported.ts';

/** UTF-16 units of one file, if a document is not longer: far below what the reader of rules allows. */
const fileLength = 250_000;

/**
 * The whole pack as rule files, where it is not the built-in pack alone, which every program carries. With them
 * `phaseout scan --no-builtin-rules --rules FOLDER` judges by this pack and no other.
 */
export function ownRules(pack: RulePack): readonly ExportedFile[] {
  const { identities, ...lists } = pack;
  if (identities.every(({ builtin }) => builtin)) return [];
  const texts = [...manifestOf(pack), ...Object.values(lists).flat()].map((document) =>
    // The reader of rules takes no anchors.
    stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 }),
  );
  return inFiles(texts).map((text, index) => ({
    name: `roles/scan/files/rules/rules-${index + 1}.yaml`,
    text,
  }));
}

/** A name for the pack, with the day of its youngest part, so that its age shows in reports; none without a day. */
function manifestOf({ identities }: RulePack): readonly object[] {
  const date = identities
    .flatMap((identity) => identity.date ?? [])
    .sort()
    .at(-1);
  if (date === undefined) return [];
  const version = date.split('-').map(Number).join('.');
  return [{ pack: 'exported-rules', name: 'Rules of an exported Ansible collection', version, date }];
}

/** YAML documents in as few files as their length allows, in their order. */
function inFiles(texts: readonly string[]): readonly string[] {
  const files: string[] = [];
  for (const text of texts) {
    const last = files.at(-1);
    if (last === undefined || last.length + text.length > fileLength) files.push(text);
    else files[files.length - 1] = `${last}---\n${text}`;
  }
  return files;
}
