import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/index.js';
import { AccessTokens } from './access-tokens.js';
import { RefreshTokens } from './refresh-tokens.js';
import { RevokedToken } from './revoked-token.entity.js';
import { RevokedTokens } from './revoked-tokens.js';
import { RevokedTokensRepository } from './revoked-tokens.repository.js';
import { SigningKeyRow } from './signing-key.entity.js';
import { SigningKeys } from './signing-keys.js';
import { SigningKeysRepository } from './signing-keys.repository.js';
import { TokenFamiliesRepository } from './token-families.repository.js';
import { TokenFamily } from './token-family.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([SigningKeyRow, TokenFamily, RevokedToken]), AuditModule],
  providers: [AccessTokens, RefreshTokens, RevokedTokens, RevokedTokensRepository, SigningKeys, SigningKeysRepository, TokenFamiliesRepository],
  exports: [AccessTokens, RefreshTokens, RevokedTokens, RevokedTokensRepository, SigningKeys, TokenFamiliesRepository],
})
export class TokensModule {}
