import { Injectable } from '@nestjs/common';
import { isDuplicate } from '../../platform/database/index.js';
import { Freshness } from '../../platform/freshness/index.js';
import { type Actor, AuditService } from '../audit/index.js';
import type { AccessTokenClaims } from './access-token-claims.js';
import { RevokedTokensRepository } from './revoked-tokens.repository.js';

/** Ends single access tokens before their time. */
@Injectable()
export class RevokedTokens {
  constructor(
    private readonly rows: RevokedTokensRepository,
    private readonly freshness: Freshness,
    private readonly audit: AuditService,
  ) {}

  /** Revoking again changes nothing and is no error. */
  async revoke(by: Actor, { jti, org, exp, key }: AccessTokenClaims): Promise<void> {
    try {
      await this.freshness.change([org], async () => {
        await this.rows.insert({ organisationId: org, jti, expiresAt: exp * 1000 });
        await this.audit.record(by, { organisationId: org, action: 'token.revoke', subject: { kind: 'api-key', id: key }, details: { jti } });
        return {};
      });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }
}
