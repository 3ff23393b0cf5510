import type { OpenAPIObject } from '@nestjs/swagger';

interface Asking {
  operationId?: string;
  requestBody?: { content?: Record<string, { schema?: { $ref?: string }; example?: unknown }> };
}

interface Shape {
  required?: string[];
  properties?: Record<string, { example?: unknown }>;
}

/** They are tried out with a credential of one's own, of which a made-up epoch, client or workspace would make a wrong answer. */
const asking = ['verifyCredential', 'introspectToken', 'revokeToken'];

/** Swagger UI fills in and sends the examples of all members, unless the body has an example of its own: here what must be there, alone. */
export function proposeBody({ operationId = '', requestBody }: Asking, { components }: OpenAPIObject): void {
  const json = requestBody?.content?.['application/json'];
  if (!json || !asking.includes(operationId)) return;
  const name = json.schema?.$ref?.split('/').at(-1) ?? '';
  json.example = neededOf((components?.schemas?.[name] ?? {}) as Shape);
}

const neededOf = ({ required = [], properties = {} }: Shape): object =>
  Object.fromEntries(required.map((member) => [member, properties[member]?.example]));
