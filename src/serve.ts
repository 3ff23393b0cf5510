import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { createApp } from './app.js';
import { bootstrap } from './cli/bootstrap.js';
import { type Config, ConfigError, readConfig } from './platform/config/index.js';
import { Log } from './platform/logging/index.js';

/** Starts the server as the environment says; on a wrong value it says which and exits with 1. */
export async function serve(environment: NodeJS.ProcessEnv = process.env): Promise<NestFastifyApplication | undefined> {
  try {
    const config = readConfig(environment);
    const log = new Log(config.logLevel);
    const app = await createApp(AppModule.with(config, log), config, log);
    app.enableShutdownHooks();
    const hint = await bootstrap(app, config);
    await app.listen({ port: config.port, host: config.host });
    process.stdout.write(greeting(config, hint));
    return app;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.lines.join('\n')}\n`);
    process.exitCode = 1;
    return undefined;
  }
}

const greeting = ({ publicUrl }: Config, hint: string): string => `Latchkey listens at ${publicUrl}  (explorer: ${publicUrl}/api)\n${hint}`;
