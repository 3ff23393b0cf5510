import 'reflect-metadata';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule, specifiedModules } from '../app.module.js';
import { specifications, writeDocument } from '../openapi/index.js';
import { readConfig } from '../platform/config/index.js';
import { projectFolder } from '../platform/http/index.js';
import { Log } from '../platform/logging/index.js';

/** Writes the specifications from the code: nothing is constructed, so no database is needed. */
const config = readConfig({});
const app = await NestFactory.create(AppModule.with(config, new Log('silent')), new FastifyAdapter(), { preview: true, logger: false });
const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version: string };
const folder = join(projectFolder, process.argv[2] ?? 'openapi');
mkdirSync(folder, { recursive: true });
for (const { name } of specifications) {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify(writeDocument(app, version, name, specifiedModules[name]), null, 2)}\n`);
  process.stdout.write(`wrote ${file}\n`);
}
