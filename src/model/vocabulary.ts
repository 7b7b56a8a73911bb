/**
 * The closed lists of words that the whole program shares: in code, in rule files, in JSON and on screen.
 * They stand apart from the schemas so that the scan path can use them without loading zod.
 */

/** Kinds of inventory row. macOS and Linux things map onto them: a kernel module is a `driver`, a systemd unit a `service`. */
export const itemKinds = [
  'software',
  'service',
  'driver',
  'process',
  'filter',
  'security-provider',
  'scheduled-task',
  'browser-extension',
  'certificate',
  'marker',
] as const;
/** One of {@link itemKinds}. */
export type ItemKind = (typeof itemKinds)[number];

/** The operating systems that a host can have. */
export const platforms = ['linux', 'windows', 'macos', 'android', 'ios'] as const;
/** One of {@link platforms}. */
export type Platform = (typeof platforms)[number];

/**
 * What a reader found out about whether a thing is there and alive.
 * - software: `installed`, `half-installed`, `config-files` (removed, configuration left)
 * - service, live: `running`, `stopped`, `failed`; offline: `enabled`, `disabled`, `masked`, `static`
 * - driver: `loaded`; offline `enabled`/`disabled` by start type; `installed` where only the file is known
 * - process: `running`
 */
export const itemStates = [
  'installed',
  'half-installed',
  'config-files',
  'running',
  'stopped',
  'failed',
  'loaded',
  'enabled',
  'disabled',
  'masked',
  'static',
] as const;
/** One of {@link itemStates}. */
export type ItemState = (typeof itemStates)[number];

/** Why something could not be examined. */
export const gapReasons = [
  'permission-denied',
  'malformed-source',
  'malformed-row',
  'missing-source',
  'empty-source',
  'unsupported-format',
  'encrypted',
  'missing-parent',
  'outside-root',
  'too-large',
  'timeout',
  'crashed',
] as const;
/** One of {@link gapReasons}. */
export type GapReason = (typeof gapReasons)[number];

/** From worst to least: a product that runs, one that is installed, something left behind. */
export const statuses = ['active', 'installed', 'residue'] as const;
/** One of {@link statuses}. */
export type Status = (typeof statuses)[number];

/** `confirmed`: a signature that names the product beyond doubt. `probable`: weaker signs only. */
export const confidences = ['confirmed', 'probable'] as const;
/** One of {@link confidences}. */
export type Confidence = (typeof confidences)[number];

/** Things worth knowing that are no finding and never count in the exit code by default. */
export const noteKinds = ['successor', 'historic', 'connector', 'staged', 'hidden', 'library'] as const;
/** One of {@link noteKinds}. */
export type NoteKind = (typeof noteKinds)[number];

/** What a product is. Regimes name classes where their text does. */
export const productClasses = [
  'endpoint-protection',
  'consumer-protection',
  'server-protection',
  'embedded-protection',
  'industrial-protection',
  'virtualisation-protection',
  'mobile-protection',
  'mail-gateway',
  'web-gateway',
  'collaboration-protection',
  'scan-engine',
  'edr',
  'siem',
  'network-sensor',
  'management-server',
  'management-agent',
  'management-console',
  'cloud-proxy',
  'vpn',
  'password-manager',
  'parental-control',
  'on-demand-scanner',
  'utility',
  'removal-tool',
  'rescue-disk',
  'browser-extension',
  'certificate',
  'integration',
  'component',
  'threat-intelligence',
  'training',
  'advisory',
  'developer-library',
  'operating-system',
  'successor',
] as const;
/** One of {@link productClasses}. */
export type ProductClass = (typeof productClasses)[number];

/** What a product does or depends on, as far as a deadline or a hazard turns on it. */
export const capabilities = [
  'signature-updates',
  'codebase-updates',
  'vendor-cloud',
  'integrates-engine',
  'informational',
  'service',
  'disk-encryption',
  'file-encryption',
  'self-defence',
  'uninstall-password',
  'kernel-driver',
  'traffic-interception',
  'root-certificate',
  'vpn',
  'password-vault',
  'parental-control',
  'management',
  'reinstalls-products',
] as const;
/** One of {@link capabilities}. */
export type Capability = (typeof capabilities)[number];

/** What a phase of a regime does; the order is not the rank, see deadline/govern.ts. */
export const phaseKinds = [
  'asks-for-absence',
  'bars-money',
  'ends-supply',
  'asks-for-report',
  'advice',
  'context',
] as const;
/** One of {@link phaseKinds}. */
export type PhaseKind = (typeof phaseKinds)[number];

/** Whom a phase obliges. */
export const phaseBinds = ['vendor', 'audience', 'integrator', 'exporter', 'nobody'] as const;
/** One of {@link phaseBinds}. */
export type PhaseBinds = (typeof phaseBinds)[number];

/** The legal nature of a regime. */
export const bindings = ['law', 'order', 'contract', 'advice', 'context'] as const;
/** One of {@link bindings}. */
export type Binding = (typeof bindings)[number];

/** Will the machine stay protected when the product goes? */
export const readinessAnswers = ['yes', 'expected', 'verify', 'no', 'unknown'] as const;
/** One of {@link readinessAnswers}. */
export type ReadinessAnswer = (typeof readinessAnswers)[number];

/** What is known of disk or file encryption by a product. Only `decrypted` and `not-installed` let a removal go on. */
export const encryptionStates = ['not-installed', 'component-installed', 'encrypted', 'decrypted'] as const;
/** One of {@link encryptionStates}. */
export type EncryptionState = (typeof encryptionStates)[number];

/** Why no command that removes is printed. */
export const stopReasons = ['protection', 'encryption'] as const;
/** One of {@link stopReasons}. */
export type StopReason = (typeof stopReasons)[number];

/** What a value that a product keeps tells about its databases. */
export const databaseFacts = ['databases-released', 'databases-updated'] as const;
/** One of {@link databaseFacts}. */
export type DatabaseFact = (typeof databaseFacts)[number];

/** What a value that a product keeps tells; the address of its management server has no format. */
export const readFacts = [...databaseFacts, 'management-server'] as const;
/** One of {@link readFacts}. */
export type ReadFact = (typeof readFacts)[number];

/**
 * How a date is written where a product keeps it: seconds since 1970 UTC; `dd-MM-yyyy HH-mm-ss` in UTC;
 * a FILETIME (100 ns since 1601 UTC, eight bytes little-endian in hexadecimal, or a number); `yyyy-MM-dd HH:mm:ss`.
 */
export const dateFormats = ['unix-seconds', 'day-first', 'filetime', 'year-first'] as const;
/** One of {@link dateFormats}. */
export type DateFormat = (typeof dateFormats)[number];

/** Weaknesses of a signature that `phaseout rules lint` tells. */
export const lintRules = [
  'short-literal',
  'common-word',
  'leading-star',
  'vague-source',
  'shadowed',
  'never-matched',
  'weak-alone',
  'dead-guard',
  'blocking-guard',
  'dead-condition',
] as const;
/** One of {@link lintRules}. */
export type LintRule = (typeof lintRules)[number];
