import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Caller, type CallObserver, type Origin, unauthenticated } from '../../access/index.js';
import { CALL_OBSERVER, type CallerResolver, demandSameSite, RequestOrigin } from '../../access/http/index.js';
import { when } from '../../platform/at-once/index.js';
import { Config } from '../../platform/config/index.js';
import { organisationNotFound } from '../organisations/index.js';
import { SessionUseRecorder } from '../sessions/index.js';
import { type Carrier, Carriers, type Presented } from './carriers.js';
import type { RefusalReason, Resolution } from './resolution.js';
import { SessionAuthentication } from './session-authentication.js';
import { tellRefused } from './tell-refused.js';

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Only the holder of a genuine key can learn that it has expired. */
const sayings: Partial<Record<RefusalReason, string>> = { expired: 'The credential has expired' };

/** Turns the credential of a request into a caller: the guard's side of authentication. */
@Injectable()
export class RequestAuthentication implements CallerResolver {
  constructor(
    private readonly carriers: Carriers,
    private readonly sessions: SessionAuthentication,
    private readonly uses: SessionUseRecorder,
    private readonly config: Config,
    @Inject(CALL_OBSERVER) private readonly observer: CallObserver,
  ) {}

  resolve(request: FastifyRequest, organisation?: string): Caller | Promise<Caller> {
    const presented = this.carriers.read(request);
    if (!presented) throw unauthenticated('The request carries no credential');
    const resolution = presented.carrier.resolve(presented.text, request);
    return when(resolution, (resolved) => this.admit(request, presented, resolved, organisation));
  }

  private admit(request: FastifyRequest, { carrier }: Presented, resolution: Resolution, organisation?: string): Caller | Promise<Caller> {
    if (this.carriers.isAmbient(carrier) && resolution.kind !== 'refused' && !safeMethods.has(request.method)) demandSameSite(request, this.config.publicUrl);
    const origin = new RequestOrigin(request);
    if (resolution.kind === 'refused') throw this.reject(resolution, carrier, origin);
    if (resolution.kind === 'session') {
      this.uses.record(resolution.caller.credential.id, origin);
      return this.sessions.within(resolution.caller, organisation).then((caller) => ({ ...caller, origin, observer: this.observer }));
    }
    const { caller, organisation: own } = resolution;
    if (organisation !== undefined && organisation !== own.slug && organisation !== String(own.id)) throw organisationNotFound();
    return { ...caller, origin, observer: this.observer };
  }

  private reject(resolution: Extract<Resolution, { kind: 'refused' }>, { challenge }: Carrier, origin: Origin) {
    tellRefused(this.observer, resolution, origin);
    return unauthenticated(sayings[resolution.reason] ?? 'The credential is not valid', { challenge });
  }
}
