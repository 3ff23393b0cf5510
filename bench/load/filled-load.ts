import type { Counts } from '../size/counts.js';
import { isTaken, keyText, organisationOf, ownerOf, slugOf, spreadKey } from '../size/spread.js';
import { linkPlace } from './chain.js';
import { prepareRequest, type LoadRequest, type PreparedRequest } from './request.js';

/** Stands in the path of a request for the slug of the organisation that its key belongs to. */
export const organisationPlace = '~organisation~';

/** One request with the keys of a filled database, made again here from their numbers. */
export interface FilledLoad {
  /** The key stands at `linkPlace` in a header or the body. */
  readonly request: LoadRequest;
  readonly counts: Counts;
  readonly filledAt: number;
  /** Slug of the big organisation. */
  readonly big: string;
  /** Only keys of the big organisation. */
  readonly bigOnly: boolean;
  /** How many different keys are used. */
  readonly distinct: number;
  /** At random, or one after the other from this number on. */
  readonly order: 'random' | { readonly from: number };
}

/** The next request each time: with a key that is taken. */
export function drawn(load: FilledLoad, random: () => number): () => PreparedRequest {
  const numbers = load.distinct < load.counts.keys ? usable(load) : undefined;
  let last = load.order === 'random' ? 0 : load.order.from;
  const any = (size: number): number => (load.order === 'random' ? Math.floor(random() * size) : last++ % size);
  const next = (): number => {
    if (numbers) return numbers[any(numbers.length)]!;
    for (;;) {
      const i = any(load.counts.keys);
      if (isUsable(load, i)) return i;
    }
  };
  return () => made(load, next());
}

/** As many as are wanted, from all over the database. */
function usable(load: FilledLoad): number[] {
  const found: number[] = [];
  const step = Math.max(1, Math.floor(load.counts.keys / (load.distinct * 3)));
  for (let i = 0; i < load.counts.keys && found.length < load.distinct; i += step) if (isUsable(load, i)) found.push(i);
  return found;
}

const isUsable = ({ bigOnly, counts, filledAt }: FilledLoad, i: number): boolean =>
  isTaken(spreadKey(i, filledAt), Date.now()) && (!bigOnly || organisationOf(ownerOf(i, counts), counts) === 0);

function made({ request, counts, big }: FilledLoad, i: number): PreparedRequest {
  const key = keyText(i);
  const headers = Object.entries(request.headers ?? {}).map(([name, value]) => [name, value.replace(linkPlace, key)]);
  return prepareRequest({
    ...request,
    path: request.path.replace(organisationPlace, slugOf(organisationOf(ownerOf(i, counts), counts), big)),
    headers: Object.fromEntries(headers) as Record<string, string>,
    ...(request.body !== undefined && { body: request.body.replace(linkPlace, key) }),
  });
}
