import type { AppError } from '../../../errors/index.js';
import { newCorrelationId } from './correlation-id.js';

/** What went wrong, as it goes over the wire. */
export interface ErrorBody {
  readonly error_code: string;
  readonly correlation_id: string;
  readonly description: string;
  readonly description_translated: string;
  readonly properties: Record<string, string> | null;
  readonly business_error?: true;
}

const byCode: Readonly<Record<string, string>> = {
  'octane.malformed-query': 'platform.invalid_query',
  'octane.unknown-field': 'platform.unknown_field',
  'octane.field-not-editable': 'platform.modify_non_editable_field',
  'octane.secret-needed': 'platform.illegal_field_value',
  'request.invalid': 'platform.illegal_field_value',
  'request.malformed-body': 'platform.malformed_body',
  'access.cannot-grant': 'platform.cannot_grant',
};

const byStatus: Readonly<Record<number, string>> = {
  400: 'platform.invalid_request',
  401: 'platform.not_authenticated',
  403: 'platform.not_authorized',
  404: 'platform.entity_not_found',
  405: 'platform.method_not_allowed',
  406: 'platform.not_acceptable',
  409: 'platform.conflict',
  413: 'platform.request_too_large',
  415: 'platform.unsupported_media_type',
  429: 'platform.too_many_requests',
  503: 'platform.service_unavailable',
};

/** What fields are called here, where the features call them otherwise. */
const fieldNames: Readonly<Record<string, string>> = { clientSecret: 'client_secret', expiresAt: 'expiration', workspaceRoleIds: 'workspace_roles' };

/** Clients tell a bulk answer from a single error by these words, wherever they stand. */
const bulkWords = /exceeds_total_count|total_count/gi;

export function errorBody(error: AppError): ErrorBody {
  const description = describe(error).replace(bulkWords, 'count').slice(0, 1_000);
  return {
    error_code: Object.hasOwn(byCode, error.code) ? (byCode[error.code] as string) : (byStatus[error.status] ?? 'platform.general_error'),
    correlation_id: newCorrelationId(),
    description,
    description_translated: description,
    properties: properties(error),
    ...(error.status === 409 && { business_error: true }),
  };
}

function describe({ message, extras: { errors } }: AppError): string {
  if (!errors || errors.length === 0) return message;
  return errors.map(({ field, message: what }) => `${fieldName(field)} ${what}`.trim()).join('; ');
}

const fieldName = (path: string): string =>
  path
    .split('.')
    .map((part) => (Object.hasOwn(fieldNames, part) ? fieldNames[part] : part))
    .join('.');

function properties({ extras: { errors, missingPermissions, decisionId } }: AppError): Record<string, string> | null {
  const named = {
    ...(errors?.[0] && { field_name: fieldName(errors[0].field).replace(bulkWords, 'count').slice(0, 200) }),
    ...(missingPermissions && { missing_permissions: missingPermissions.join(', ') }),
    ...(decisionId && { decision_id: decisionId }),
  };
  return Object.keys(named).length > 0 ? named : null;
}
