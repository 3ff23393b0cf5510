import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock } from '../clock/index.js';
import { Config } from '../config/index.js';
import { Transaction } from '../database/index.js';
import { DataKey } from './data-key.entity.js';
import { DataKeys } from './data-keys.js';
import { Digests } from './digests.js';
import { masterKeys } from './master-keys.js';
import { PasswordHasher } from './password-hasher.js';
import { Seals } from './seals.js';

const dataKeys = {
  provide: DataKeys,
  inject: [Transaction, Config, Clock],
  useFactory: (transaction: Transaction, config: Config, clock: Clock) =>
    DataKeys.open(transaction, (hasData) => masterKeys(config, hasData), () => clock.now()),
};

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([DataKey])],
  providers: [dataKeys, Digests, Seals, PasswordHasher],
  exports: [DataKeys, Digests, Seals, PasswordHasher],
})
export class CryptoModule {}
