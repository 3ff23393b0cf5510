import { Matches } from 'class-validator';
import { invalid } from '../../../platform/http/index.js';

/** What a person shows besides the password: one of them. */
export interface SecondProof {
  /** The code an app shows now. */
  readonly totp?: string;
  readonly recoveryCode?: string;
}

/** The code of an app. */
export const IsTotp = () => Matches(/^[0-9]{6}$/, { message: '$property must be the 6 digits the app shows' });

/** The proof in a request. @throws 400 when there are two. */
export function oneProof({ totp, recoveryCode }: SecondProof): SecondProof {
  if (totp !== undefined && recoveryCode !== undefined) throw invalid([{ field: 'recoveryCode', message: 'must not stand beside totp' }]);
  return { totp, recoveryCode };
}
