/** The lines of a good product document, to be broken by a test. Line 1 is `product:`, line 7 the first signature. */
export const productText = `product: example
name: Example
vendor: Example Lab
class: endpoint-protection
platforms: [linux]
signatures:
  - id: package
    kind: software
    when: { name: exav }
    proves: installed
    source: https://example.org/a
migration:
  summary: Remove it.
  steps: [{ text: Remove the package. }]
  source: https://example.org/b
`;

/** The lines of a good regime document. Line 17 is the `when` of its phase. */
export const regimeText = `regime: example-order
title: Order
short: Order
jurisdiction: Example
authority: Office
instrument: Order 1
binding: order
bound: Everybody.
standing: In force.
read: Whole.
source: https://example.org/c
phases:
  - id: no-sales
    title: No sales
    kind: ends-supply
    audiences: [everybody]
    when: { from: 2024-07-20T00:00:00-04:00, zone: America/New_York, precision: instant }
    binds: vendor
    meaning: No sales.
    mark: primary
    confidence: high
    source: https://example.org/c
---
audience: everybody
name: Everybody
about: All of them.
`;

/** The text with one part replaced; fails where the part is not there, so that a test never breaks nothing. */
export function broken(text: string, part: string, by: string): string {
  if (!text.includes(part)) throw new Error(`the text has no ${part}`);
  return text.replace(part, () => by);
}
