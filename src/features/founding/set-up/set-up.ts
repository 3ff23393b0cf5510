import { Injectable } from '@nestjs/common';
import type { Origin } from '../../../access/index.js';
import { Digests } from '../../../platform/crypto/index.js';
import { accountActor } from '../../audit/index.js';
import { type Organisation, OrganisationsRepository } from '../../organisations/index.js';
import type { NewUser } from '../../users/index.js';
import { FoundingService } from '../founding.service.js';
import { setUpCodeWrong, setUpOver } from './set-up.errors.js';

const what = 'first start';

/** The first organisation, as whoever sets the server up wants it. */
export interface FirstOrganisation {
  readonly slug: string;
  readonly name: string;
  readonly administrator: NewUser;
}

/**
 * The first start, when nobody has an account. Whoever can read what the server prints may set it up: it prints a code
 * derived from the pepper of the database, alike in all processes and stored nowhere.
 */
@Injectable()
export class SetUp {
  private isOver = false;

  constructor(
    private readonly organisations: OrganisationsRepository,
    private readonly founding: FoundingService,
    private readonly digests: Digests,
  ) {}

  code(): string {
    return this.digests.of(what).digest;
  }

  /** Until the first organisation is made, and never again after. */
  async isOpen(): Promise<boolean> {
    this.isOver ||= await this.organisations.any();
    return !this.isOver;
  }

  /** @throws 404 when the server has been set up, by whomever; 403 for a wrong code, whatever else is right. */
  async run(code: string, { slug, name, administrator }: FirstOrganisation, origin: Origin): Promise<Organisation> {
    if (!(await this.isOpen())) throw setUpOver();
    const { pepperId } = this.digests.of(what);
    if (!this.digests.matches(what, { digest: code.trim(), pepperId })) throw setUpCodeWrong();
    const made = await this.founding.bootstrap(accountActor(null, administrator.login, origin), slug, administrator, name);
    if (!made) throw setUpOver();
    return made;
  }
}
