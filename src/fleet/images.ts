import { mergeLabels } from '../model/labels.ts';
import { statuses, stopReasons } from '../model/vocabulary.ts';
import type { FleetState, HostProduct, HostRow } from './host-row.ts';
import { imageKey } from './identity.ts';
import { ImageProof } from './image-proof.ts';
import type { RolledHost } from './roll-host.ts';
import { worseRemoval } from './worse-removal.ts';
import { worstDeadline } from './worst-deadline.ts';

/** Images that are told apart; a fleet has some, an attacker any number. */
const maxImages = 20_000;
/** Products that are kept of one image, and servers. */
const maxProducts = 200;
const maxServers = 5;

interface Image {
  /** The instance that was seen last, for what is shown of the image. */
  newest: RolledHost;
  seen: number;
  gone: number;
  affected: number;
  unproven: number;
  incomplete: number;
  /** Of the instances that are there: one is clean; all prove what they do not have; what gaps of theirs could hide. */
  clean: boolean;
  whole: boolean;
  couldHide: HostRow['couldHide'];
  /** The worst of the instances on which something is left to remove. */
  removal: Pick<HostRow, 'readiness' | 'encryption'> | undefined;
  hadFindings: boolean;
  readonly proof: ImageProof;
  reports: number;
  gaps: number;
  firstSeen: string | undefined;
  readonly products: Map<string, HostProduct>;
  /** Of instances that are gone: shown only where no other is left. */
  readonly goneProducts: Map<string, HostProduct>;
  readonly servers: Set<string>;
  labels: Pick<HostRow, 'client' | 'site' | 'tags'>;
}

/** Non-persistent hosts, rolled up under their image, whatever their number. */
export class Images {
  readonly #images = new Map<string, Image>();
  readonly #unknownAfterMs: number;
  /** Instances of images beyond the number that is kept. */
  dropped = 0;

  constructor(unknownAfterDays: number) {
    this.#unknownAfterMs = unknownAfterDays * 86_400_000;
  }

  add(host: RolledHost): void {
    const key = imageKey(host.row);
    let image = this.#images.get(key);
    if (image === undefined) {
      if (this.#images.size >= maxImages) {
        this.dropped++;
        return;
      }
      image = emptyImage(host);
      this.#images.set(key, image);
    }
    addInstance(image, host);
  }

  /** Each image as one host. It is cleared only by complete scans that outlast every finding on an instance. */
  *hosts(): Generator<Pick<RolledHost, 'row' | 'hadFindings' | 'latest'>> {
    for (const [key, image] of this.#images) {
      const { hadFindings, newest } = image;
      yield { row: rowOf(key, image, this.#unknownAfterMs), hadFindings, latest: newest.latest };
    }
  }
}

function emptyImage(newest: RolledHost): Image {
  return {
    newest,
    seen: 0,
    gone: 0,
    affected: 0,
    unproven: 0,
    incomplete: 0,
    clean: false,
    whole: true,
    couldHide: undefined,
    removal: undefined,
    hadFindings: false,
    proof: new ImageProof(),
    reports: 0,
    gaps: 0,
    firstSeen: undefined,
    products: new Map(),
    goneProducts: new Map(),
    servers: new Set(),
    labels: {},
  };
}

function addInstance(image: Image, host: RolledHost): void {
  const { row, hadFindings } = host;
  const isGone = row.state === 'unknown';
  const state = row.lastState ?? row.state;
  if (isGone) image.gone++;
  else image.seen++;
  if (!isGone && state === 'affected') image.affected++;
  if (!isGone && state === 'unproven') image.unproven++;
  if (!isGone && state === 'incomplete') image.incomplete++;
  if (!isGone && state === 'clean') image.clean = true;
  if (!isGone) addHidden(image, row);
  if (row.products.some((each) => each.state !== 'cleared')) image.removal = worseRemoval(image.removal, row);
  image.hadFindings ||= hadFindings;
  if (isGone) image.proof.addGone(host);
  image.proof.addScans(host.wholeScans);
  image.reports += row.reports;
  image.gaps += isGone ? 0 : row.gaps;
  if (row.firstSeen !== undefined && (image.firstSeen === undefined || row.firstSeen < image.firstSeen))
    image.firstSeen = row.firstSeen;
  if (isLater(row, image.newest.row)) image.newest = host;
  image.labels = mergeLabels(image.labels, row);
  for (const server of row.servers) if (image.servers.size < maxServers) image.servers.add(server);
  for (const product of row.products) addProduct(isGone ? image.goneProducts : image.products, product);
}

/** What could be on the image unseen: where one instance does not say it, anything. */
function addHidden(image: Image, { whole, couldHide }: HostRow): void {
  const says = (isWhole: boolean, hides: HostRow['couldHide']): number =>
    hides === undefined ? (isWhole ? statuses.length : -1) : statuses.indexOf(hides);
  const worst = Math.min(says(image.whole, image.couldHide), says(whole, couldHide));
  image.whole &&= whole;
  image.couldHide = statuses[worst];
}

function isLater(row: HostRow, than: HostRow): boolean {
  const [a, b] = [row.lastSeen ?? '', than.lastSeen ?? ''];
  return a > b || (a === b && row.key < than.key);
}

/** Of one product on several instances the worst: there before gone, active before installed, with what stops on any. */
function addProduct(products: Map<string, HostProduct>, product: HostProduct): void {
  const known = products.get(product.id);
  if (known === undefined && products.size >= maxProducts) return;
  if (known === undefined) products.set(product.id, product);
  else {
    const worse = badness(product) < badness(known) ? product : known;
    const stops = stopReasons.filter((reason) =>
      [known, product].some((each) => each.stops.includes(reason)),
    );
    products.set(product.id, { ...worse, stops });
  }
}

function badness({ state, accepted, status, version = '', lastSeen = '' }: HostProduct): string {
  return [
    ['present', 'unproven', 'cleared'].indexOf(state),
    // Accepted on one instance, it still counts on another.
    accepted === undefined ? 0 : 1,
    statuses.indexOf(status),
    version,
    lastSeen,
  ].join('\u0001');
}

function rowOf(key: string, image: Image, unknownAfterMs: number): HostRow {
  const { newest, labels, seen, affected, gone, servers } = image;
  const products = [...productsOf(image, unknownAfterMs).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const open = products.filter(({ state }) => state !== 'cleared');
  const worst = open.map(({ status }) => statuses.indexOf(status)).sort((a, b) => a - b)[0];
  const { state, why } = imageState(image, unknownAfterMs);
  const {
    formerNames: _names,
    clone: _clone,
    client: _client,
    site: _site,
    tags: _tags,
    couldHide: _hides,
    lastState,
    ...rest
  } = newest.row;
  return {
    ...rest,
    ...labels,
    ...image.removal,
    key: `image:${key}`,
    host: newest.row.image ?? key,
    instances: { seen, affected, gone },
    state,
    ...(state === 'unknown' && { lastState: lastState ?? newest.row.state }),
    why,
    ...(worst !== undefined && { status: statuses[worst] }),
    products,
    deadline: worstDeadline(open.flatMap(({ governing }) => governing)),
    ...(image.firstSeen !== undefined && { firstSeen: image.firstSeen }),
    reports: image.reports,
    whole: image.whole && seen > 0,
    gaps: image.gaps,
    ...(image.couldHide !== undefined && { couldHide: image.couldHide }),
    servers: [...servers].sort(),
  };
}

/** Of the instances that are there; where those that are gone leave doubt, or nothing else is known, theirs too. */
function productsOf(image: Image, unknownAfterMs: number): ReadonlyMap<string, HostProduct> {
  if (image.seen === 0) return image.goneProducts;
  const there = [...image.products];
  const doubted = [...image.goneProducts]
    .filter(([id, { state }]) => state !== 'cleared' && image.proof.leavesDoubt(id, unknownAfterMs))
    .map(([id, product]): [string, HostProduct] => [id, { ...product, state: 'unproven' }]);
  // Proven gone on one instance says nothing of another.
  return new Map([
    ...there.filter(([, { state }]) => state === 'cleared'),
    ...doubted,
    ...there.filter(([, { state }]) => state !== 'cleared'),
  ]);
}

function imageState(
  image: Image,
  unknownAfterMs: number,
): { readonly state: FleetState; readonly why: string } {
  const { seen, affected, unproven, incomplete, clean, hadFindings } = image;
  if (seen === 0) return { state: 'unknown', why: 'No instance was seen lately.' };
  if (affected > 0) return { state: 'affected', why: '' };
  if (unproven > 0)
    return { state: 'unproven', why: 'On an instance, nothing proves that what was found is gone.' };
  if (image.proof.leavesDoubt(undefined, unknownAfterMs))
    return {
      state: 'unproven',
      why: 'An instance with a finding was not seen again, and no complete scan of others proves yet that it is gone.',
    };
  if (incomplete > 0) return { state: 'incomplete', why: 'An instance was not looked at completely.' };
  if (hadFindings) return { state: 'cleared', why: '' };
  return clean ? { state: 'clean', why: '' } : { state: 'incomplete', why: 'No complete scan.' };
}
