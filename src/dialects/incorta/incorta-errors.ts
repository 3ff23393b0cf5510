import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ErrorWriters } from '../../platform/http/index.js';
import type { IncortaErrorDto } from './incorta.dto.js';

/** Writes failures at the addresses of this door as its clients expect them. */
@Injectable()
export class IncortaErrors implements OnModuleInit {
  constructor(private readonly writers: ErrorWriters) {}

  onModuleInit(): void {
    this.writers.add('/incorta/', ({ message }, _request, reply) => {
      const body: IncortaErrorDto = { message };
      reply.type('application/json; charset=utf-8').send(JSON.stringify(body));
    });
  }
}
