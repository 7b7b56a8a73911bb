import { foldName } from '../model/fold-name.ts';
import type { Observation } from './observation.ts';

export { foldName };

/** What an observation is kept under: everything about one installation has the same key. */
export interface Identity {
  readonly key: string;
  /** `id`: the installation says which it is; `hardware` and `name`: less is known; `report`: nothing is. */
  readonly kind: 'id' | 'hardware' | 'place' | 'name' | 'report';
}

/**
 * The key of an observation: its installation id; else its hardware (a Mac has no other id); else the folder or image
 * that was scanned, else its name, within its client; else itself, because nothing tells it from others. Instances of an
 * image are told apart by their names, since they share the ids of their image.
 */
export function identityOf(observation: Observation): Identity {
  const { id, hardwareId, hostname, digest, image, place, client } = observation;
  if (image !== undefined) {
    const instance = hostname === undefined ? (id ?? hardwareId ?? digest) : foldName(hostname);
    return { key: `image:${imageKey(observation)}/${instance}`, kind: 'name' };
  }
  if (id !== undefined) return { key: `id:${id}`, kind: 'id' };
  if (hardwareId !== undefined) return { key: `hardware:${hardwareId}`, kind: 'hardware' };
  if (place !== undefined)
    return { key: client === undefined ? `place:${place}` : `place:${client}/${place}`, kind: 'place' };
  if (hostname !== undefined) return { key: nameKey(hostname, client), kind: 'name' };
  return { key: `report:${digest}`, kind: 'report' };
}

/** What instances of one image roll up under: the image within its client. */
export function imageKey({ image = '', client }: Pick<Observation, 'image' | 'client'>): string {
  return client === undefined ? image : `${client}/${image}`;
}

/** The key of a host of which only the name is known. */
export function nameKey(hostname: string, client: string | undefined): string {
  return client === undefined ? `name:${foldName(hostname)}` : `name:${client}/${foldName(hostname)}`;
}

/** The part of a name before its domain; an address stays whole. */
export function firstLabel(name: string): string {
  const folded = foldName(name);
  return /^[\d.]+$/.test(folded) || folded.includes(':') ? folded : (folded.split('.', 1)[0] ?? folded);
}

/** Whether two names can be of one host: equal, or one of them is the other without its domain. */
export function isSameName(some: string, other: string): boolean {
  const a = foldName(some);
  const b = foldName(other);
  if (a === b) return true;
  return firstLabel(a) === firstLabel(b) && (a === firstLabel(a) || b === firstLabel(b));
}
