/** How much of what comes in any number a view holds; `--format json`, `csv` and `ndjson` have every host. */
export const viewLimits = {
  hosts: 1_000,
  groups: 1_000,
  products: 1_000,
  versions: 20,
  phases: 200,
  meanings: 10,
  reimaged: 200,
  clones: 200,
  cloneNames: 10,
  images: 200,
  unassigned: 200,
  missed: 1_000,
  servers: 200,
  serverExamples: 3,
  gaps: 100,
  gapKinds: 50,
  reportPacks: 50,
} as const;

/** Different names that are told apart while counting; what comes beyond is counted together. */
export const countedNames = 20_000;
