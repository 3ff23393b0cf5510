import { type Load, select } from '../../platform/freshness/index.js';

/** Whether an organisation has this workspace, and has not deleted it. */
export function* loadWorkspaceExists(organisationId: number, id: number): Load<boolean> {
  const found = yield* select<{ id: number }>('SELECT id FROM workspace WHERE id = ? AND organisationId = ? AND deletedAt IS NULL', [id, organisationId]);
  return found.length > 0;
}
