import type { Finding } from '../../src/model/finding.ts';
import type { Item } from '../../src/model/item.ts';
import type { Capability, Platform, ProductClass, Status } from '../../src/model/vocabulary.ts';

/** What a test says about a finding; the rest is an ordinary installed endpoint product on Linux. */
export interface FindingSketch {
  readonly id?: string;
  readonly class?: ProductClass;
  readonly vendor?: string;
  readonly name?: string;
  readonly capabilities?: readonly Capability[];
  readonly status?: Status;
  readonly platforms?: readonly Platform[];
  readonly installedAt?: string;
  readonly host?: string;
  readonly items?: readonly Partial<Item>[];
}

/** A finding as the matcher would make it. */
export function makeFinding(sketch: FindingSketch = {}): Finding {
  const id = sketch.id ?? 'product';
  const items = sketch.items ?? [{}];
  return {
    id: sketch.host === undefined ? id : `${id}@${sketch.host}`,
    product: {
      id,
      name: sketch.name ?? 'A product',
      vendor: sketch.vendor ?? 'AO Kaspersky Lab',
      class: sketch.class ?? 'endpoint-protection',
      platforms: sketch.platforms ?? ['linux'],
      capabilities: sketch.capabilities ?? ['signature-updates', 'codebase-updates'],
    },
    status: sketch.status ?? 'installed',
    confidence: 'confirmed',
    ...(sketch.host === undefined ? {} : { host: sketch.host }),
    ...(sketch.installedAt === undefined ? {} : { installedAt: sketch.installedAt }),
    evidence: items.map((item) => ({
      signature: `${id}/sign`,
      item: {
        kind: 'software',
        collector: 'dpkg',
        name: 'sign',
        origin: '/var/lib/dpkg/status',
        ...item,
      },
    })),
  };
}

/** Another vendor's product with the engine inside. */
export const integration: FindingSketch = {
  class: 'integration',
  vendor: 'Example Networks',
  name: 'Example Gateway',
  capabilities: ['integrates-engine', 'signature-updates'],
};
