import { UsageError } from '../errors.ts';
import { nearest } from '../model/nearest.ts';
import type { Audience } from '../model/regime.ts';

/** The audience that is assumed where the user names none; every output then says so. */
export const defaultAudience = 'us-person';

/** The word that asks to judge presence alone, without any deadline. */
export const noAudience = 'none';

/** An audience that the user asked for, with every audience that it implies, itself included. */
export interface RequestedAudience {
  readonly id: string;
  readonly name: string;
  readonly covers: ReadonlySet<string>;
}

/**
 * The audiences that a user asked for, in that order, without repetition; none for {@link noAudience}.
 * Nothing is ever inferred from locale, time zone or domain: who is not named here is not an audience.
 * Throws {@link UsageError} for an unknown audience, with those nearest, and for `none` beside another.
 */
export function resolveAudiences(
  requested: readonly string[],
  audiences: readonly Audience[],
): RequestedAudience[] {
  const ids = [...new Set(requested.map((id) => id.trim().toLowerCase()).filter((id) => id !== ''))];
  if (ids.length === 0) throw new UsageError('no audience is named', { hint: knownAudiences(audiences) });
  if (ids.includes(noAudience)) {
    if (ids.length === 1) return [];
    throw new UsageError('the audience "none" stands alone', {
      hint: 'name audiences, or only "none" to judge presence without any deadline',
    });
  }
  const byId = new Map(audiences.map((audience) => [audience.audience, audience]));
  return ids.map((id) => {
    const audience = byId.get(id);
    if (audience) return { id, name: audience.name, covers: closure(id, byId) };
    const near = nearest(id, [...byId.keys(), noAudience]);
    throw new UsageError(`unknown audience "${id}"`, {
      hint: near.length > 0 ? `did you mean ${near.join(', ')}?` : knownAudiences(audiences),
    });
  });
}

function knownAudiences(audiences: readonly Audience[]): string {
  return `known audiences: ${[...audiences.map((audience) => audience.audience), noAudience].join(', ')}`;
}

/** Ends also where audiences of a user's pack imply each other in a circle. */
function closure(id: string, byId: ReadonlyMap<string, Audience>): ReadonlySet<string> {
  const covers = new Set<string>([id]);
  for (const covered of covers) {
    for (const implied of byId.get(covered)?.implies ?? []) covers.add(implied);
  }
  return covers;
}
