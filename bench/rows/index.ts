import { chosenSecretRow, clientCredentialsRow } from './client-credentials.js';
import { forwardRow } from './forward.js';
import { guardedAccessTokenRow } from './guarded-access-token.js';
import { guardedApiKeyRow } from './guarded-api-key.js';
import { introspectRow } from './introspect.js';
import { openRouteRow } from './open-route.js';
import { refreshOnMariadbRow, refreshRow } from './refresh.js';
import type { Row } from './row.js';
import { verifyRow } from './verify.js';

/** The rows measured against the yardstick, in the order of the table. */
export const rows: readonly Row[] = [
  openRouteRow,
  guardedApiKeyRow,
  guardedAccessTokenRow,
  forwardRow,
  verifyRow,
  introspectRow,
  clientCredentialsRow,
  chosenSecretRow,
  refreshRow,
  refreshOnMariadbRow,
];
