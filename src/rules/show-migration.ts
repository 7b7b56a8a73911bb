import type { Migration, MigrationStep } from '../model/product.ts';
import type { RulePack } from '../model/rule-pack.ts';
import { visible } from '../model/visible.ts';
import { section, sources } from './show-lines.ts';
import { wrap } from './wrap.ts';

/** How to get off a product, as lines: summary, hazards, steps, leftovers, what to verify, replacements, sources. */
export function migrationLines(migration: Migration, pack: RulePack): string[] {
  const titles = new Map(pack.hazards.map(({ hazard, title }) => [hazard, title]));
  const examples = new Map(pack.alternatives.map(({ alternative, examples }) => [alternative, examples]));
  return [
    ...section(`Getting off it (priority: ${migration.priority})`, [
      wrap(visible(migration.summary), '  '),
      migration.hazards.flatMap((id) => wrap(visible(titles.get(id) ?? ''), '  ', `hazard ${id}: `)),
      migration.steps.flatMap(stepLines),
      migration.residue.length === 0
        ? []
        : ['  Where only leftovers are found:', ...migration.residue.flatMap(stepLines)],
      migration.verify.flatMap((text) => wrap(visible(text), '  ', 'verify: ')),
      migration.replaceWith.flatMap((id) =>
        wrap(visible((examples.get(id) ?? []).join(', ')), '  ', `replace with ${id}: `),
      ),
      sources(migration.source, '  '),
    ]),
  ];
}

function stepLines({ text, command, packaging, removes, source }: MigrationStep, index: number): string[] {
  const marks = [packaging && `${packaging} only`, removes && 'removes'].filter(
    (mark) => mark !== undefined && mark !== false,
  );
  const suffix = marks.length > 0 ? ` (${marks.join(', ')})` : '';
  return [
    ...wrap(`${visible(text)}${suffix}`, '  ', `${index + 1}. `),
    // A command is shown as it is, on one line: wrapped it could not be copied.
    ...(command === undefined ? [] : [`       ${visible(command)}`]),
    ...(source === undefined ? [] : sources(source, '     ')),
  ];
}
