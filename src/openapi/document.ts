import type { INestApplication, Type } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { addSecuritySchemes } from './security-schemes.js';
import { type Parameter, tellExample } from './parameters.js';
import type { SpecificationName } from './specifications.js';
import { proposeBody } from './tried-bodies.js';

interface Operation {
  operationId?: string;
  description?: string;
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: { $ref?: string } }> };
  responses: Record<string, unknown>;
  'x-public'?: boolean;
  'x-required-permissions'?: string[];
}

/** What is said of a whole specification, and how its errors look. */
interface Manner {
  readonly title: string;
  readonly description: string;
  readonly error: { readonly schema: string; readonly mediaType: string };
}

const native: Manner = {
  title: 'Latchkey API',
  error: { schema: 'ProblemDto', mediaType: 'application/problem+json' },
  description: `May the holder of this credential do this, here, now?

Ids are decimal strings. Times are RFC 3339 in UTC. Lists are \`{items, nextCursor}\`. Errors are \`application/problem+json\` (RFC 9457);
\`type\` leads to a page that explains the error. Every change of power answers \`freshness\`: from then on it holds on every node.`,
};

const pages: Manner = {
  title: 'Latchkey pages',
  error: { schema: 'PageErrorDto', mediaType: 'application/json' },
  description: `The pages at \`/org/…\` as programs see them. The address of a page in the browser is the address to call.

Send \`Accept: application/json\`: anything else gets HTML, and without a session that is the page to sign in at. Members go by the labels of their
fields; requests may name them as the native API does. \`_links\` lead on. A slash at the end is optional. Errors are \`{detail, errors}\`. A change of power
answers its receipt in the header \`Latchkey-Epoch\`.`,
};

const octane: Manner = {
  title: "Latchkey in ALM Octane's words",
  error: { schema: 'OctaneErrorDto', mediaType: 'application/json' },
  description: `Roles, workspace roles, workspaces and API accesses (service keys) in ALM Octane's wire format: its clients change the host and nothing else.

A shared space is an organisation. Collections are \`{total_count, data, exceeds_total_count}\`; ids are decimal strings. A change of power
answers its receipt in the header \`Latchkey-Epoch\`.`,
};

const incorta: Manner = {
  title: "Latchkey in Incorta's words",
  error: { schema: 'IncortaErrorDto', mediaType: 'application/json' },
  description: `The token endpoints of Incorta's public API v1: whoever holds a profile key gets a pair of tokens without sending the key.

A tenant is an organisation, by its slug. Times are epoch milliseconds. Errors are \`{message}\`. The access token is good, as \`Authorization: Bearer\`, on every
route of the native API.`,
};

/** What OAuth clients get at its addresses, whatever has failed (RFC 6749, 5.2). */
const oauthError: Manner['error'] = { schema: 'OAuthErrorDto', mediaType: 'application/json' };

const manners: Record<SpecificationName, Manner> = { latchkey: native, pages, octane, incorta };

/** The specification of the routes of these modules, from the code alone (works without a database). */
export function writeDocument(app: INestApplication, version: string, name: SpecificationName, include: Type[]): OpenAPIObject {
  const manner = manners[name];
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(manner.title)
    .setDescription(manner.description)
    .setVersion(version)
    .setLicense('All rights reserved', 'https://latchkey.example/license')
    .addServer('/');
  const document = SwaggerModule.createDocument(app, addSecuritySchemes(builder).build(), { include });
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) complete(operation as Operation, path, method, path.startsWith('/oauth/') ? oauthError : manner.error);
    for (const operation of Object.values(operations)) {
      tellApart(operation as Operation, path);
      proposeBody(operation as Operation, document);
    }
  }
  if (manner !== native) dropUnused(document);
  return sorted(document) as OpenAPIObject;
}

/** One handler answers at two addresses, but an operation has an id of its own. */
function tellApart(operation: Operation, path: string): void {
  if (path.includes('/workspaces/{workspace}/')) operation.operationId += 'OfWorkspace';
  if (path.startsWith('/account/')) operation.operationId += 'OfAccount';
}

/** What holds for every operation of its kind is said once, here. */
function complete(operation: Operation, path: string, method: string, error: Manner['error']): void {
  if (operation['x-public']) operation.security = [];
  delete operation['x-public'];
  operation.description = [operation.description, permissionSentence(operation)].filter(Boolean).join('\n\n');
  if (operation.description === '') delete operation.description;
  const parameters = (operation.parameters = withPathParameters(operation, path));
  for (const parameter of parameters) {
    if (parameter.in === 'path') describePath(parameter);
    else if (parameter.required !== true) tellExample(parameter);
  }
  if (operation.requestBody || parameters.length > 0) add(operation, '400', 'The request is not valid; `errors` names the members.');
  if (parameters.some((parameter) => parameter.in === 'path')) add(operation, '404', 'There is no such thing, or it belongs to another organisation.');
  if (writes(operation, method)) add(operation, '409', 'The state of the thing, or of another one, does not allow it; `code` says why.');
  if (operation.requestBody) addBodyErrors(operation, operation.requestBody);
  for (const [status, response] of Object.entries(operation.responses)) describeAnswer(status, response, error);
}

function addBodyErrors(operation: Operation, { content = {} }: NonNullable<Operation['requestBody']>): void {
  add(operation, '413', 'The body is larger than 256 KiB.');
  add(operation, '415', 'application/x-www-form-urlencoded' in content ? 'The body is neither a form nor JSON.' : 'The body is not JSON.');
}

function describeAnswer(status: string, response: unknown, error: Manner['error']): void {
  if (Number(status) >= 400) asError(response, error);
  else (response as { description: string }).description ||= status === '201' ? 'Created.' : 'Answered.';
}

/** Changes something that somebody else may have changed: reading, signing in and out, and asking do not. */
const writes = ({ 'x-required-permissions': permissions, operationId }: Operation, method: string): boolean =>
  method !== 'get' && permissions !== undefined && !['signOut', 'verifyCredential', 'introspectToken'].includes(operationId ?? '');

/** Parameters that the guard reads and no handler takes. */
function withPathParameters({ parameters = [] }: Operation, path: string): Parameter[] {
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  // Ids are numbers inside and decimal strings outside.
  for (const parameter of parameters) if (parameter.in === 'path') parameter.schema = { type: 'string' };
  const missing = named.filter((name) => !parameters.some((parameter) => parameter.in === 'path' && parameter.name === name));
  return [...missing.map((name) => ({ in: 'path', name, required: true, schema: { type: 'string' } })), ...parameters];
}

function permissionSentence({ security, 'x-required-permissions': permissions }: Operation): string {
  if (security?.length === 0) return '';
  if (!permissions || permissions.length === 0) return 'Needs a valid credential and no permission of its own.';
  return `Needs ${permissions.map((name) => `\`${name}\``).join(' and ')}.`;
}

function describePath(parameter: Parameter): void {
  const { name } = parameter;
  parameter.description ??= name === 'organisation' ? 'Slug or id of the organisation.' : name === 'code' ? 'The code of an error.' : 'A decimal id.';
  parameter.example ??= name === 'organisation' ? 'megacorp' : name === 'code' ? 'access.permission-missing' : '1001';
}

function add({ responses }: Operation, status: string, text: string): void {
  responses[status] ??= { description: text, content: { 'application/json': { schema: { $ref: '#/components/schemas/ProblemDto' } } } };
}

/** The media type and the shape of errors are the same all over a specification; the decorators know neither. */
function asError(response: unknown, { schema, mediaType }: Manner['error']): void {
  const { content } = response as { content?: Record<string, { schema?: { $ref?: string } }> };
  const json = content?.['application/json'];
  if (!content || !json?.schema?.$ref?.endsWith('/ProblemDto')) return;
  delete content['application/json'];
  content[mediaType] = { ...json, schema: { $ref: `#/components/schemas/${schema}` } };
}

/** A door with errors of its own describes no problems, and one that nobody needs a credential for no credentials. */
function dropUnused({ components, paths }: OpenAPIObject): void {
  for (const name of ['ProblemDto', 'FieldErrorDto']) delete components?.schemas?.[name];
  const operations = Object.values(paths).flatMap((path) => Object.values(path) as Operation[]);
  if (components && operations.every(({ security }) => !security?.length)) delete components.securitySchemes;
}
/** Keys in alphabetical order, so that the committed file changes only where the API does. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      // The compiler lists the members of a union in no particular order.
      .map(([key, member]) => [key, key === 'enum' && Array.isArray(member) ? member.toSorted() : sorted(member)]),
  );
}
