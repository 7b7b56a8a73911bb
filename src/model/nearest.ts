/**
 * The candidates nearest to a mistyped word, best first, at most three; empty where none is near
 * (more than a third of the word's letters, or more than three, would have to change). Where none is, a word
 * of five letters or more may be the mistyped beginning of a longer candidate (`us-comerce` of `us-commerce-icts`).
 * Distance: Damerau-Levenshtein with adjacent transpositions, on lower-cased text.
 */
export function nearest(word: string, candidates: readonly string[]): string[] {
  const wanted = word.toLowerCase().slice(0, 64);
  const limit = Math.min(3, Math.max(1, Math.floor(wanted.length / 3)));
  const whole = candidates
    .map((candidate) => ({ candidate, distance: distance(wanted, candidate.toLowerCase()) }))
    .filter(
      ({ candidate, distance }) =>
        distance <= limit || (wanted.length >= 3 && candidate.toLowerCase().startsWith(wanted)),
    );
  if (whole.length > 0 || wanted.length < 5) return best(whole);
  const starts = candidates.map((candidate) => ({
    candidate,
    distance: startDistance(wanted, candidate.toLowerCase()),
  }));
  return best(starts.filter(({ distance }) => distance <= Math.min(2, limit)));
}

function best(found: readonly { readonly candidate: string; readonly distance: number }[]): string[] {
  return found
    .toSorted((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

/** The least distance to a beginning of the candidate that is about as long as the word. */
function startDistance(wanted: string, candidate: string): number {
  const lengths = [-1, 0, 1].map((more) => wanted.length + more);
  return Math.min(...lengths.map((length) => distance(wanted, candidate.slice(0, length))));
}

/** A sentence that suggests the nearest candidates, or lists all where few, or an empty string. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  if (near.length > 0) return `did you mean ${near.join(' or ')}?`;
  return candidates.length <= 20 ? `known: ${candidates.join(', ')}` : '';
}

function distance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (beforePrevious[j - 2] ?? 0) + 1);
      }
      current.push(best);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
