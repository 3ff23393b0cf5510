import { errorKind } from '../../errors/index.js';

export const organisationNotFound = errorKind('organisation.not-found', 404, 'There is no such organisation');
export const organisationDisabled = errorKind('organisation.disabled', 403, 'The organisation is disabled');
export const slugTaken = errorKind('organisation.slug-taken', 409, 'Another organisation has this slug');
export const workspaceNotFound = errorKind('workspace.not-found', 404, 'There is no such workspace');
