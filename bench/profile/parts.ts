/** What an area belongs to, in the order in which a table names them; the first that fits. */
const parts: readonly (readonly [name: string, fits: RegExp])[] = [
  ['the system', /^built in: (?:write|read)|^Node's own C\+\+/],
  ["Node's HTTP and streams", /^Node: (?!crypto)/],
  ['Fastify', /^(?:fastify|find-my-way|fast-[\w-]+|secure-json-parse|@fastify\/)/],
  ['Nest', /^(?:@nestjs\/|rxjs|reflect-metadata)/],
  ['cryptography', /^Node: crypto|^built in: (?:oneShotDigest|run|\w*(?:Sign|Verify|Hmac|Hash)\w*)$/],
  ['Latchkey', /^(?:src|bench)\//],
  ['garbage collection', /^garbage collection$/],
];

const other = 'everything else';

export const partNames: readonly string[] = [...parts.map(([name]) => name), other];

/** Microseconds of each part, of those of each area. */
export function partsOf(byArea: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const sums = new Map(partNames.map((name) => [name, 0]));
  for (const [area, microseconds] of byArea) {
    const name = parts.find(([, fits]) => fits.test(area))?.[0] ?? other;
    sums.set(name, (sums.get(name) ?? 0) + microseconds);
  }
  return sums;
}
