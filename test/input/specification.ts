import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../src/platform/http/index.js';

export interface Schema {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly maxLength?: number;
  readonly pattern?: string;
}

export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly schema: Schema;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** One operation of the published specification. */
export interface Route {
  readonly name: string;
  readonly method: string;
  /** With `{parameters}` in braces. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: Schema;
}

interface Specification {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const specification = JSON.parse(readFileSync(join(projectFolder, 'openapi', 'latchkey.json'), 'utf8')) as Specification;

const resolve = (schema: Schema): Schema =>
  schema.$ref ? (specification.components.schemas[schema.$ref.split('/').at(-1) as string] as Schema) : schema;

/** Every operation under `/api/v1`. */
export const nativeRoutes: readonly Route[] = Object.entries(specification.paths)
  .filter(([path]) => path.startsWith('/api/v1/'))
  .flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { operationId, parameters = [], requestBody }]) => {
      const body = requestBody?.content['application/json']?.schema;
      return { name: operationId, method: method.toUpperCase(), path, parameters, ...(body && { body: resolve(body) }) };
    }),
  );

/** The address of a route with these values in it, else those of its examples. */
export const addressOf = ({ path }: Route, values: Record<string, string> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? (name === 'organisation' ? 'megacorp' : '1001'));

/** A body as the examples say it, so that only what a test changes is wrong. */
export const exampleBody = ({ properties = {}, required = [] }: Schema): Record<string, unknown> =>
  Object.fromEntries(required.map((name) => [name, properties[name]?.example ?? properties[name]?.enum?.[0]]));

export const typesOf = ({ type }: Schema): readonly string[] => (typeof type === 'string' ? [type] : (type ?? []));
