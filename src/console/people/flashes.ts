import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/index.js';
import { cookieValues } from '../../platform/http/index.js';
import { SignedTexts } from './signed-texts.js';

const purpose = 'flash';
const seconds = 60;

/** What is said once, on the page one is led to after a change. It travels in a sealed cookie: no address repeats it. */
@Injectable()
export class Flashes {
  private readonly name: string;
  private readonly attributes: string;

  constructor(
    private readonly texts: SignedTexts,
    { publicUrl }: Config,
  ) {
    const secure = publicUrl.startsWith('https:');
    this.name = `${secure ? '__Host-' : ''}latchkey_flash`;
    this.attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  }

  leave(reply: FastifyReply, says: string): void {
    const text = Buffer.from(says).toString('base64url');
    this.set(reply, `${text}.${this.texts.sealOf(purpose, text)}`, seconds);
  }

  /** And forgets it. */
  take(request: FastifyRequest, reply: FastifyReply): string | null {
    const [value] = cookieValues(request.headers.cookie, this.name);
    if (value === undefined) return null;
    this.set(reply, '', 0);
    const dot = value.indexOf('.');
    const text = value.slice(0, dot);
    return dot > 0 && this.texts.isSealed(purpose, text, value.slice(dot + 1)) ? Buffer.from(text, 'base64url').toString() : null;
  }

  private set(reply: FastifyReply, value: string, maxAge: number): void {
    reply.header('set-cookie', `${this.name}=${value}; ${this.attributes}; Max-Age=${maxAge}`);
  }
}
