import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { DeclaredAccessCheck } from './declared-access.check.js';

/** The guard in front of every route, and the check that every route declares what it asks. */
@Module({
  imports: [DiscoveryModule],
  providers: [{ provide: APP_GUARD, useClass: AccessGuard }, DeclaredAccessCheck],
  exports: [DeclaredAccessCheck],
})
export class AccessHttpModule {}
