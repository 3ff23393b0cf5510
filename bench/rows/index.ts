import { guardedApiKeyRow } from './guarded-api-key.js';
import { openRouteRow } from './open-route.js';
import type { Row } from './row.js';
import { verifyRow } from './verify.js';

/** The rows measured against the yardstick, in the order of the table. */
export const rows: readonly Row[] = [openRouteRow, guardedApiKeyRow, verifyRow];
