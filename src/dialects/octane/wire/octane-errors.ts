import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { AppError } from '../../../errors/index.js';
import { ErrorWriters } from '../../../platform/http/index.js';
import { errorBody } from './error-body.js';

const addresses = ['/api/shared_spaces', '/authentication/'];

/** Writes failures at the addresses of this door in its own shape. */
@Injectable()
export class OctaneErrors implements OnModuleInit {
  constructor(private readonly writers: ErrorWriters) {}

  onModuleInit(): void {
    const write = (error: AppError, _request: unknown, reply: FastifyReply): void => {
      reply.type('application/json; charset=utf-8').send(JSON.stringify(errorBody(error)));
    };
    for (const prefix of addresses) this.writers.add(prefix, write);
  }
}
