import type { FastifyReply } from 'fastify';
import type { Receipt } from '../../platform/freshness/index.js';

/** The receipt of a change: pages keep their documented bodies and carry it beside them. */
export function epochHeader(reply: FastifyReply, { epoch }: Receipt): void {
  reply.header('latchkey-epoch', epoch);
}
