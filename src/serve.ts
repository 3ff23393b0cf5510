import cluster from 'node:cluster';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { createApp } from './app.js';
import { bootstrap } from './cli/bootstrap.js';
import { type Config, ConfigError, readConfig } from './platform/config/index.js';
import { isOutage } from './platform/database/index.js';
import { stopListening } from './platform/http/index.js';
import { Log } from './platform/logging/index.js';
import { giveBackMemory } from './platform/processes/index.js';

export interface ServeOptions {
  readonly environment?: NodeJS.ProcessEnv;
  /** Fills the database before anybody is answered; says what to print. */
  readonly fill?: (app: NestFastifyApplication, config: Config) => Promise<string>;
  /** After a signal and an orderly end: exit with 0 instead of ending by the signal. */
  readonly exitOnSignal?: boolean;
}

/** When what began with the start has ended, and before many have come. */
const calmAfterMs = 1_000;

/** Starts the server as the environment says; on a wrong value it says which and exits with 1. */
export async function serve({ environment = process.env, fill = bootstrap, exitOnSignal = false }: ServeOptions = {}): Promise<NestFastifyApplication | undefined> {
  try {
    const config = readConfig(environment);
    const log = new Log(config.logLevel);
    const app = await createApp(AppModule.with(config, log), config, log);
    stopOnSignal(app, exitOnSignal);
    const hint = await fill(app, config);
    await app.listen({ port: config.port, host: config.host });
    // Of several workers the first one speaks.
    if (!cluster.isWorker || cluster.worker?.id === 1) process.stdout.write(greeting(config, hint));
    setTimeout(giveBackMemory, calmAfterMs).unref();
    return app;
  } catch (error) {
    const lines = whyNot(error);
    if (!lines) throw error;
    process.stderr.write(`${lines.join('\n')}\n`);
    // Timers and pools of a half-started server would keep the process alive.
    process.exit(1);
  }
}

const signals = ['SIGTERM', 'SIGINT'] as const;

/** The first signal ends the server in an orderly way; further ones are the same wish, sent on by a shell or a parent. */
function stopOnSignal(app: NestFastifyApplication, exitOnSignal: boolean): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    await stopListening(app.getHttpAdapter().getInstance());
    await app.close();
    if (exitOnSignal) process.exit(0);
    for (const each of signals) process.removeAllListeners(each);
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, () => void stop(signal));
}

/** What a person can do something about, in one line each; undefined: a mistake of ours, to be seen with its stack. */
function whyNot(error: unknown): readonly string[] | undefined {
  if (error instanceof ConfigError) return error.lines;
  const { code, message, port, syscall } = error as { code?: string; message?: string; port?: number; syscall?: string };
  if (code === 'EADDRNOTAVAIL') return [`HOST: cannot listen there: ${message}`];
  if (syscall === 'mkdir') return [`DATABASE_URL: its folder cannot be made: ${message}`];
  if (code === 'EADDRINUSE' || code === 'EACCES') return [`PORT: cannot listen on ${port}: ${code === 'EACCES' ? 'not permitted' : 'already in use'}`];
  if (isOutage(error) || code === 'ER_BAD_DB_ERROR') return [`DATABASE_URL: the database cannot be reached: ${message || code}`];
  return undefined;
}

const greeting = ({ publicUrl }: Config, hint: string): string => `Latchkey listens at ${publicUrl}  (explorer: ${publicUrl}/api)\n${hint}`;
