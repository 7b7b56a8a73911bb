import type { RuleFault } from '../errors.ts';
import { nearest } from '../model/nearest.ts';
import { platforms } from '../model/vocabulary.ts';
import type { LocatedDocument, YamlPath } from './document.ts';
import { faultAt } from './fault-at.ts';
import { either, quote } from './words.ts';

type RegimeDocument = LocatedDocument & { readonly kind: 'regime' };
type Phase = RegimeDocument['value']['phases'][number];

/** Checks the phases of a regime: instants that fit their zone and precision, platforms that exist. */
export function checkRegime(document: RegimeDocument): RuleFault[] {
  return document.value.phases.flatMap((phase, index) => {
    const path = ['phases', index];
    return [
      ...checkInstant(document, phase, [...path, 'when']),
      ...checkReach(document, phase.reach, [...path, 'reach']),
      ...(phase.meaningFor ?? []).flatMap(({ reach }, other) =>
        checkReach(document, reach, [...path, 'meaningFor', other, 'reach']),
      ),
    ];
  });
}

function checkInstant(document: RegimeDocument, { when }: Phase, path: YamlPath): RuleFault[] {
  if (!('from' in when)) return [];
  const { from, zone, precision } = when;
  if (!from.includes('T')) {
    if (precision !== 'instant') return [];
    const found = `precision: instant beside the day ${quote(from)}`;
    return [
      faultAt(document, [...path, 'precision'], found, 'precision: day, or an instant with its offset'),
    ];
  }
  const written = from.endsWith('Z') ? '+00:00' : from.slice(-6);
  const actual = offsetAt(from, zone);
  if (written === actual) return [];
  const expected = `${actual}, the offset of ${zone} at that moment`;
  return [faultAt(document, [...path, 'from'], `the offset ${written}`, expected)];
}

/** Offset of a zone at an instant, as `+hh:mm`. Both were checked to exist. */
function offsetAt(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    timeZoneName: 'longOffset',
  }).formatToParts(new Date(instant));
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? '+00:00' : name.slice('GMT'.length);
}

function checkReach(document: RegimeDocument, reach: Phase['reach'], path: YamlPath): RuleFault[] {
  return (reach.platforms ?? []).flatMap((platform, index) => {
    if (platforms.some((known) => known === platform)) return [];
    const near = nearest(platform, platforms);
    const expected = near.length > 0 ? `${either(near)} (nearest)` : `one of ${either(platforms)}`;
    return [faultAt(document, [...path, 'platforms', index], quote(platform), expected)];
  });
}
