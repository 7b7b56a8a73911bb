/**
 * The order of keys in JSON, as the schemas in `model/` state it. Written out so that the scan path need not load zod;
 * a test holds these lists against the schemas.
 */
export interface KeyOrder {
  readonly [key: string]: KeyOrder | null;
}

const tool = { name: null, version: null } satisfies KeyOrder;

const item = {
  kind: null,
  collector: null,
  name: null,
  displayName: null,
  version: null,
  publisher: null,
  signer: null,
  path: null,
  installedAt: null,
  state: null,
  scope: null,
  origin: null,
  platform: null,
  host: null,
  ref: null,
  attributes: null,
} satisfies KeyOrder;

const evidence = { signature: null, item, also: { origin: null, ref: null } } satisfies KeyOrder;

const deadline = {
  audience: null,
  regime: null,
  regimeTitle: null,
  phase: null,
  title: null,
  label: null,
  kind: null,
  form: null,
  effective: null,
  date: null,
  zone: null,
  precision: null,
  inEffect: null,
  days: null,
  binding: null,
  binds: null,
  history: null,
  meaning: null,
  source: null,
} satisfies KeyOrder;

const finding = {
  id: null,
  product: { id: null, name: null, vendor: null, class: null, platforms: null, capabilities: null },
  status: null,
  basis: null,
  confidence: null,
  version: null,
  host: null,
  installedAt: null,
  evidence,
  evidenceTruncated: null,
  deadlines: deadline,
  governing: {
    audience: null,
    deadline,
    presentSince: null,
    overdue: { since: null, days: null },
    why: null,
  },
  recommendation: {
    priority: null,
    summary: null,
    readiness: null,
    stops: { reason: null, text: null },
    hazards: { id: null, title: null, text: null, source: null },
    steps: { text: null, command: null, removes: null, source: null },
    verify: null,
    alternatives: { id: null, text: null, examples: null },
    sources: null,
  },
  accepted: { until: null },
} satisfies KeyOrder;

/** A finding as a line of its own says what else is known of its host. */
const findingLine = { ...finding, client: null, site: null, tags: null } satisfies KeyOrder;

const target = {
  type: null,
  platform: null,
  os: null,
  osId: null,
  role: null,
  furtherRoles: null,
  hostname: null,
  id: null,
  hardwareId: null,
  path: null,
  image: null,
  digest: null,
  client: null,
  site: null,
  tags: null,
} satisfies KeyOrder;

const gap = {
  reason: null,
  source: null,
  message: null,
  couldHide: null,
  rows: null,
  only: null,
} satisfies KeyOrder;

const coverage = {
  collector: null,
  status: null,
  reason: null,
  items: null,
  ms: null,
  gaps: gap,
  notPresent: null,
  host: null,
} satisfies KeyOrder;

const hostState = {
  role: null,
  readiness: { answer: null, text: null, confidence: null, evidence },
  encryption: { state: null, text: null, evidence },
  databases: { product: null, name: null, released: null, updated: null, text: null, evidence },
  managedBy: { product: null, server: null },
  rebootPending: null,
} satisfies KeyOrder;

/** Key orders by the name of the schema. */
export const keyOrders = {
  item,
  finding,
  findingLine,
  gap,
  coverage,
  inventoryHeader: { schema: null, tool, scannedAt: null, target },
  inventoryTrailer: { coverage, complete: null },
  inventory: { schema: null, tool, scannedAt: null, target, items: item, coverage, complete: null },
  report: {
    schema: null,
    tool,
    scannedAt: null,
    asOf: null,
    audiences: null,
    audienceAssumed: null,
    unassigned: null,
    target,
    rulePacks: { id: null, version: null, date: null, sha256: null, builtin: null, ageDays: null },
    savedBy: {
      tool,
      rulePacks: { id: null, version: null, date: null, sha256: null, builtin: null, ageDays: null },
    },
    coverage,
    complete: null,
    summary: {
      items: null,
      findings: null,
      accepted: null,
      gaps: null,
      byStatus: { active: null, installed: null, residue: null },
      exitCode: null,
      exitReason: null,
      failing: null,
    },
    ...hostState,
    hosts: { host: null, client: null, site: null, tags: null, audiences: null, ...hostState },
    inventories: {
      host: null,
      hostname: null,
      type: null,
      platform: null,
      os: null,
      id: null,
      hardwareId: null,
      path: null,
      image: null,
      client: null,
      site: null,
      tags: null,
      scannedAt: null,
    },
    hostsLeftOut: null,
    notes: { kind: null, product: null, text: null, host: null, evidence },
    findings: finding,
    items: item,
    disclaimer: null,
  },
} satisfies KeyOrder;
