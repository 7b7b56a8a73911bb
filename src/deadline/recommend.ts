import type { Finding, Recommendation, Step } from '../model/finding.ts';
import type { Alternative, Hazard, MigrationStep, Product } from '../model/product.ts';
import type { RulePack } from '../model/rule-pack.ts';
import { encryptionStops } from './encryption.ts';
import type { UndatedState } from './host-states.ts';
import { removalExposes } from './readiness.ts';

type Source = Product['migration']['source'];
type Packaging = NonNullable<MigrationStep['packaging']>;

/** What the advice is made of, by id. */
export interface AdviceIndex {
  readonly migrations: ReadonlyMap<string, Product['migration']>;
  readonly hazards: ReadonlyMap<string, Hazard>;
  readonly alternatives: ReadonlyMap<string, Alternative>;
}

/** What the advice needs to know of the finding's host. */
export type HostAdvice = Pick<UndatedState, 'readiness' | 'encryption'>;

/** Indexes a pack's advice; done once for any number of findings. */
export function indexAdvice(pack: Pick<RulePack, 'products' | 'hazards' | 'alternatives'>): AdviceIndex {
  return {
    migrations: new Map(pack.products.map(({ product, migration }) => [product, migration])),
    hazards: new Map(pack.hazards.map((hazard) => [hazard.hazard, hazard])),
    alternatives: new Map(pack.alternatives.map((alternative) => [alternative.alternative, alternative])),
  };
}

/**
 * How to get off a finding's product. All texts are the pack's. Only hazards for the finding's status are kept. Residue
 * takes the steps for leftovers; steps for a
 * packaging are kept where the evidence shows it, and all of them where it shows none of theirs. Where removal could leave the host without protection, or data encrypted
 * that nothing opens any more, the steps that remove keep their text and lose their command: `stops` says why.
 */
export function recommend(finding: Finding, host: HostAdvice, advice: AdviceIndex): Recommendation {
  const { readiness } = host;
  const migration = advice.migrations.get(finding.product.id);
  if (migration === undefined) return unknownProduct(finding, host);
  // The loader has checked that every id is there.
  const hazards = migration.hazards
    .flatMap((id) => advice.hazards.get(id) ?? [])
    .filter(({ statuses }) => statuses?.includes(finding.status) ?? true);
  const alternatives = migration.replaceWith.flatMap((id) => advice.alternatives.get(id) ?? []);
  const stated = stepsFor(finding, migration);
  const stops = stopsFor(finding, host);
  return {
    priority: migration.priority,
    summary: migration.summary,
    readiness: readiness.answer,
    stops,
    hazards: hazards.map(({ hazard, title, text, source }) => ({
      id: hazard,
      title,
      text,
      source: join(source),
    })),
    steps: stated.map((step) => toStep(step, stops.length > 0)),
    verify: migration.verify,
    alternatives: alternatives.map(({ alternative, text, examples }) => ({
      id: alternative,
      text,
      examples,
    })),
    sources: [
      ...new Set([
        ...list(migration.source),
        ...stated.flatMap((step) => list(step.source ?? [])),
        ...[...hazards, ...alternatives].flatMap(({ source }) => list(source)),
      ]),
    ],
  };
}

/** What must be settled first: the protection of the host, then what is encrypted on it. */
function stopsFor(finding: Finding, { readiness, encryption }: HostAdvice): Recommendation['stops'] {
  return [
    ...(removalExposes(finding, readiness) ? [{ reason: 'protection' as const, text: readiness.text }] : []),
    ...(encryptionStops(finding, encryption)
      ? [{ reason: 'encryption' as const, text: encryption.text }]
      : []),
  ];
}

function stepsFor(finding: Finding, migration: Product['migration']): readonly MigrationStep[] {
  const steps =
    finding.status === 'residue' && migration.residue.length > 0 ? migration.residue : migration.steps;
  const packagings = packagingsOf(finding);
  const fits = ({ packaging }: MigrationStep): boolean =>
    packaging !== undefined && packagings.has(packaging);
  // No package is on record (a service alone, a row of a foreign inventory): better every way off than none.
  return steps.some(fits) ? steps.filter((step) => step.packaging === undefined || fits(step)) : steps;
}

/** How the product was installed, as far as the evidence shows; `other` where no package database knows it. */
function packagingsOf(finding: Finding): ReadonlySet<Packaging> {
  const found = new Set<Packaging>();
  for (const { item } of finding.evidence) {
    if (item.kind !== 'software') continue;
    if (/(^|[^a-z])(dpkg|debs?)([^a-z]|$)/.test(item.collector)) found.add('deb');
    else if (/(^|[^a-z])rpms?([^a-z]|$)/.test(item.collector)) found.add('rpm');
  }
  return found.size > 0 ? found : new Set(['other']);
}

function toStep(step: MigrationStep, withholdRemoval: boolean): Step {
  const { text, command, removes, source } = step;
  return {
    text,
    ...(command !== undefined && !(withholdRemoval && removes === true) ? { command } : {}),
    ...(removes === undefined ? {} : { removes }),
    ...(source === undefined ? {} : { source: join(source) }),
  };
}

/** A finding of a saved report whose product the pack at hand no longer has. */
function unknownProduct(finding: Finding, host: HostAdvice): Recommendation {
  return {
    priority: 'normal',
    summary: `The rule pack at hand has no advice on ${finding.product.name}; use the pack that the finding was made with.`,
    readiness: host.readiness.answer,
    stops: stopsFor(finding, host),
    hazards: [],
    steps: [],
    verify: [],
    alternatives: [],
    sources: [],
  };
}

function list(source: Source | readonly []): readonly string[] {
  return typeof source === 'string' ? [source] : source;
}

function join(source: Source): string {
  return list(source).join('; ');
}
