import { type DynamicModule, Module } from '@nestjs/common';
import { AppModule } from '../../src/app.module.js';
import type { Config } from '../../src/platform/config/index.js';
import type { Log } from '../../src/platform/logging/index.js';
import { BenchController } from './bench.controller.js';
import { RecordingSwitch } from './recording-switch.js';

/** The whole product and the benchmark's own routes: the guard in front of them is the product's. */
@Module({ controllers: [BenchController], providers: [RecordingSwitch] })
export class BenchModule {
  static with(config: Config, log: Log): DynamicModule {
    return { module: BenchModule, imports: [AppModule.with(config, log)] };
  }
}
