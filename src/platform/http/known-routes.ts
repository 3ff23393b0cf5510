import type { FastifyInstance } from 'fastify';

interface KnownRoute {
  readonly addresses: RegExp;
  readonly methods: Set<string>;
}

/** Which methods each address takes: the router itself looks for one method only. */
export class KnownRoutes {
  private readonly byPattern = new Map<string, KnownRoute>();

  /** Before the first route is made. */
  observe(fastify: FastifyInstance): void {
    fastify.addHook('onRoute', ({ url, method }) => {
      // Files are served below a wildcard: most of what it covers is not there.
      if (url.includes('*')) return;
      const route = this.byPattern.get(url) ?? { addresses: addressesOf(url), methods: new Set<string>() };
      for (const each of [method].flat()) route.methods.add(each);
      this.byPattern.set(url, route);
    });
  }

  /** Empty: there is nothing at this address. */
  methodsAt(url: string): string[] {
    const path = (url.split('?', 1)[0] as string).split('#', 1)[0] as string;
    const found = [...this.byPattern.values()].filter(({ addresses }) => addresses.test(path));
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
  }
}

const addressesOf = (pattern: string): RegExp => new RegExp(`^${pattern.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : literally(part))).join('/')}$`);

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
