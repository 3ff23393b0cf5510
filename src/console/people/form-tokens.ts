import { Injectable } from '@nestjs/common';
import { type Caller, crossSite } from '../../access/index.js';
import { SignedTexts } from './signed-texts.js';

const purpose = 'form';

/** What a form carries to show that it comes from a page of ours, made for this session. */
@Injectable()
export class FormTokens {
  constructor(private readonly texts: SignedTexts) {}

  /** null: nobody is signed in. */
  of(caller: Caller | null): string | null {
    return caller?.credential.kind === 'session' ? this.texts.sealOf(purpose, String(caller.credential.id)) : null;
  }

  /** @throws 403 for a form that another site has made, or that was loaded before one signed in again. */
  demand({ credential }: Caller, body: unknown): void {
    if (credential.kind !== 'session') return;
    const { _token: token } = (body ?? {}) as { _token?: unknown };
    if (!this.texts.isSealed(purpose, String(credential.id), token)) throw crossSite('The form is out of date. Go back, load the page again and send it once more');
  }
}
