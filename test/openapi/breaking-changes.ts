import { type OpenApi, type Operation, operationsOf, type Schema } from './document.js';

// No npm package that is kept up compares OpenAPI 3.1 documents, so this says plainly what breaks a client: something it
// calls or reads is gone, or something is asked of it that was not.

type Say = (what: string) => void;

/** What a client of `before` can no longer rely on, one line each. */
export function breakingChanges(before: OpenApi, after: OpenApi): string[] {
  const now = new Map(operationsOf(after).map((each) => [each.name, each.operation]));
  return operationsOf(before).flatMap(({ name, operation }) => {
    const next = now.get(name);
    if (!next) return [`${name}: is gone`];
    const breaks: string[] = [];
    const comparison = new Comparison(before, after, (what) => breaks.push(`${name}: ${what}`));
    comparison.requests(operation, next);
    comparison.answers(operation, next);
    return breaks;
  });
}

class Comparison {
  constructor(
    private readonly before: OpenApi,
    private readonly after: OpenApi,
    private readonly say: Say,
  ) {}

  requests(old: Operation, next: Operation): void {
    if (next.operationId !== old.operationId) this.say(`operationId was ${old.operationId}, is ${next.operationId}`);
    this.parameters(old, next);
    for (const [type, { schema }] of Object.entries(old.requestBody?.content ?? {})) {
      const same = next.requestBody?.content[type];
      if (same) this.narrowed(schema, same.schema, 'request');
      else this.say(`request body ${type} is gone`);
    }
    if (!old.requestBody && next.requestBody?.required) this.say('request body is new and required');
  }

  answers(old: Operation, next: Operation): void {
    for (const [status, { content = {} }] of Object.entries(old.responses).filter(([each]) => each.startsWith('2'))) {
      const same = next.responses[status];
      if (!same) this.say(`answer ${status} is gone`);
      for (const [type, { schema }] of Object.entries(same ? content : {})) {
        const answered = same?.content?.[type];
        if (answered) this.widened(schema, answered.schema, `answer ${status}`);
        else this.say(`answer ${status} is no longer ${type}`);
      }
    }
  }

  private parameters({ parameters: old = [] }: Operation, { parameters: next = [] }: Operation): void {
    for (const parameter of old) {
      const same = next.find((each) => each.in === parameter.in && each.name === parameter.name);
      // Parameters travel as text: what is a string takes all that was something else.
      if (same && !(same.schema?.type === 'string' && !same.schema.enum)) this.narrowed(parameter.schema, same.schema, `parameter ${parameter.name}`);
      if (!same) this.say(`parameter ${parameter.name} is gone`);
    }
    for (const { name, in: place } of next.filter(({ required }) => required)) {
      const same = old.find((each) => each.in === place && each.name === name);
      if (!same?.required) this.say(`parameter ${name} is required now`);
    }
  }

  /** What may be sent: nothing taken before may be refused now. */
  private narrowed(one: Schema | undefined, other: Schema | undefined, where: string): void {
    const [old, next] = [resolve(this.before, one), resolve(this.after, other)];
    for (const type of lost(typesOf(old), typesOf(next))) this.say(`${where} no longer takes ${String(type)}`);
    if (!old.enum && next.enum) this.say(`${where} takes only some values now`);
    for (const value of lost(old.enum ?? [], next.enum ?? [])) this.say(`${where} no longer takes ${JSON.stringify(value)}`);
    for (const name of next.required ?? []) if (!old.required?.includes(name)) this.say(`${where}.${name} is required now`);
    this.members(old, next, where, (a, b, name) => this.narrowed(a, b, name));
  }

  /** What is answered: everything read before is there, and nothing comes that could not come before. */
  private widened(one: Schema | undefined, other: Schema | undefined, where: string): void {
    const [old, next] = [resolve(this.before, one), resolve(this.after, other)];
    for (const type of lost(typesOf(next), typesOf(old))) this.say(`${where} can be ${String(type)} now`);
    this.widenedEnum(old, next, where);
    for (const name of old.required ?? []) if (next.properties?.[name] && !next.required?.includes(name)) this.say(`${where}.${name} can be missing now`);
    this.members(old, next, where, (a, b, name) => this.widened(a, b, name));
  }

  private widenedEnum(old: Schema, next: Schema, where: string): void {
    if (old.enum && !next.enum) this.say(`${where} can be anything now`);
    for (const value of lost(next.enum ?? [], old.enum ?? [])) this.say(`${where} can be ${JSON.stringify(value)} now`);
  }

  private members(old: Schema, next: Schema, where: string, compare: (a: Schema, b: Schema, name: string) => void): void {
    for (const [name, schema] of Object.entries(old.properties ?? {})) {
      const same = next.properties?.[name];
      if (same) compare(schema, same, `${where}.${name}`);
      else this.say(`${where}.${name} is gone`);
    }
    if (old.items && next.items) compare(old.items, next.items, `${where}[]`);
  }
}

function resolve(document: OpenApi, schema: Schema = {}): Schema {
  if (schema.$ref) return document.components.schemas[schema.$ref.split('/').at(-1) as string] ?? {};
  return schema.allOf?.length === 1 ? resolve(document, schema.allOf[0]) : schema;
}

const typesOf = ({ type }: Schema): readonly string[] => (type === undefined ? [] : typeof type === 'string' ? [type] : type);
/** What `one` has and `other` has not; nothing when either does not say. */
const lost = (one: readonly unknown[], other: readonly unknown[]): unknown[] => (other.length === 0 ? [] : one.filter((each) => !other.includes(each)));
