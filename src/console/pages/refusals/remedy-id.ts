import { createHash } from 'node:crypto';
import type { RemedyDto } from '../../../features/decisions/index.js';

/** Names a remedy by what it does: a form that was opened before things changed does nothing else than it said. */
export const remedyId = ({ method, path, body }: RemedyDto): string =>
  createHash('sha256').update(JSON.stringify([method, path, body])).digest('base64url').slice(0, 12);

/** All that is offered, the narrowest first. */
export const offersIn = (remedies: readonly RemedyDto[]): RemedyDto[] => remedies.flatMap((remedy) => (remedy.instead ? [remedy.instead, remedy] : [remedy]));

/** Whether it allows more than what is missing. */
export const isBroader = ({ alsoAllows: { permissions, everything } }: RemedyDto): boolean => everything || permissions.length > 0;
