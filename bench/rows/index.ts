import { chosenSecretRow, clientCredentialsOnMariadbRow, clientCredentialsRow } from './client-credentials.js';
import { forwardRow } from './forward.js';
import { guardedAmongManyRow, guardedByAllRow, guardedColdRow, verifyAmongManyRow } from './growth.js';
import { guardedAccessTokenRow } from './guarded-access-token.js';
import { guardedApiKeyRow } from './guarded-api-key.js';
import { introspectRow } from './introspect.js';
import { openRouteRow } from './open-route.js';
import { betterAuthVerifyRow } from './peers/better-auth-verify.js';
import { oidcClientCredentialsRow } from './peers/oidc-client-credentials.js';
import { oidcIntrospectRow } from './peers/oidc-introspect.js';
import { oidcRefreshRow } from './peers/oidc-refresh.js';
import { refreshOnMariadbRow, refreshRow } from './refresh.js';
import type { Row } from './row.js';
import { verifyByTwoOnMariadbRow, verifyByTwoRow, verifyOnMariadbRow, verifyRow } from './verify.js';
import { writeRows } from './writes.js';

/** The rows measured against the yardstick, in the order of the table; those that are compared with one another side by side. */
export const rows: readonly Row[] = [
  openRouteRow,
  guardedApiKeyRow,
  guardedAmongManyRow,
  guardedByAllRow,
  guardedColdRow,
  guardedAccessTokenRow,
  forwardRow,
  verifyRow,
  verifyAmongManyRow,
  betterAuthVerifyRow,
  verifyOnMariadbRow,
  verifyByTwoRow,
  verifyByTwoOnMariadbRow,
  introspectRow,
  oidcIntrospectRow,
  clientCredentialsRow,
  oidcClientCredentialsRow,
  chosenSecretRow,
  clientCredentialsOnMariadbRow,
  refreshRow,
  oidcRefreshRow,
  refreshOnMariadbRow,
  ...writeRows,
];
