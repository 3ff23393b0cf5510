import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type NameFinder, type NameReader, Names } from '../names/index.js';
import { UsersRepository } from './users.repository.js';

/** People go by what they are called in the organisation, also where their account is meant. */
@Injectable()
export class UserNames implements OnModuleInit {
  constructor(
    private readonly names: Names,
    private readonly users: UsersRepository,
  ) {}

  onModuleInit(): void {
    this.names.register('user', this.ofUsers);
    this.names.register('account', this.ofAccounts);
    this.names.registerFinder('user', this.found);
  }

  private readonly ofUsers: NameReader = async (organisationId, ids) =>
    new Map((await this.users.findAll(organisationId, ids)).map(({ id, displayName, account }) => [id, { name: displayName, login: account.login }]));

  /** For readers of the audit trail, who are not shown addresses. */
  private readonly found: NameFinder = async (organisationId, text, limit) => {
    const users = await this.users.list(organisationId, { search: text, byNameOnly: true }, { column: 'id', descending: false, limit: limit - 1, after: null });
    const one = users.length < limit ? null : await this.users.findByLogin(organisationId, text);
    return (one ? [one] : users).map(({ displayName, account }) => ({ name: displayName, login: account.login }));
  };

  private readonly ofAccounts: NameReader = async (organisationId, ids) =>
    new Map((await this.users.ofAccounts(organisationId, ids)).map(({ displayName, account }) => [account.id, { name: displayName, login: account.login }]));
}
