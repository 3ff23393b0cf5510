/** The measured product: what `src/serve.ts` starts, with a few routes more. */
import { createApp } from '../../src/app.js';
import { bootstrap } from '../../src/cli/bootstrap.js';
import { readConfig } from '../../src/platform/config/index.js';
import { FactSource } from '../../src/platform/freshness/index.js';
import { Log } from '../../src/platform/logging/index.js';
import { BenchModule } from './bench.module.js';
import { listStatements } from './statements.js';

const config = readConfig(process.env);
const log = new Log(config.logLevel);
const app = await createApp(BenchModule.with(config, log), config, log);
if (process.env['BENCH_STATEMENTS']) listStatements(app.get(FactSource, { strict: false }));
app.enableShutdownHooks();
await bootstrap(app, config);
await app.listen({ port: config.port, host: config.host });
