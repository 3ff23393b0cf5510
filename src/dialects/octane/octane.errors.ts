import { errorKind } from '../../errors/index.js';

export const malformedQuery = errorKind('octane.malformed-query', 400, 'The query, the fields or the order cannot be read');
export const unknownField = errorKind('octane.unknown-field', 400, 'There is no such field');
export const entityNotFound = errorKind('octane.entity-not-found', 404, 'There is no such entity');
export const fieldNotEditable = errorKind('octane.field-not-editable', 403, 'The field cannot be set');
export const secretNeeded = errorKind('octane.secret-needed', 400, 'A key that is not valid becomes valid with a new secret only');
