import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppError } from '../../errors/index.js';
import { ErrorWriters } from '../../platform/http/index.js';
import { errorHtml } from '../html/error-html.js';
import { signInHtml } from '../html/sign-in.view.js';
import { errorModel } from '../model/error-model.js';
import { localPath } from '../model/local-path.js';
import { faceOf } from './face.js';

const challenge = 'Api-Key realm="latchkey"';

/** Writes failures at the addresses of pages: by Accept as a page, or as `{detail, errors}`. */
@Injectable()
export class PageErrors implements OnModuleInit {
  constructor(private readonly writers: ErrorWriters) {}

  onModuleInit(): void {
    for (const prefix of ['/org', '/sign-in', '/sign-out']) this.writers.add(prefix, write);
  }
}

function write(error: AppError, request: FastifyRequest, reply: FastifyReply): void {
  if (faceOf(request) === 'html') writeHtml(error, request, reply);
  else writeJson(error, reply);
}

/** Whoever is not signed in gets the page where one signs in, as a page like any other: there is nothing to retry. */
function writeHtml(error: AppError, request: FastifyRequest, reply: FastifyReply): void {
  reply.type('text/html; charset=utf-8');
  if (error.status !== 401) return void reply.send(errorHtml(error, request.id));
  reply.removeHeader('www-authenticate');
  reply.status(200).send(signInHtml({ next: request.method === 'GET' ? localPath(request.url) : '/org/' }));
}

function writeJson(error: AppError, reply: FastifyReply): void {
  // Other schemes work as well, but this is the one the door is known for.
  const others = String(reply.getHeader('www-authenticate') ?? '');
  if (error.status === 401 && !others.startsWith('Api-Key')) reply.header('www-authenticate', [challenge, others].filter(Boolean).join(', '));
  reply.type('application/json; charset=utf-8').send(JSON.stringify(errorModel(error)));
}
