import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Admission } from './admission.js';
import { DeclaredAccessCheck } from './declared-access.check.js';
import { ShortWays } from './short-way/short-ways.js';

/** The guard in front of every route, and the check that every route declares what it asks. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [{ provide: APP_GUARD, useClass: AccessGuard }, Admission, DeclaredAccessCheck, ShortWays],
  exports: [Admission, DeclaredAccessCheck, ShortWays],
})
export class AccessHttpModule {}
