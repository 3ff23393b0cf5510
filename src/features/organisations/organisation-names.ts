import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import { namedById, type NameReader, Names } from '../names/index.js';
import { OrganisationsRepository } from './organisations.repository.js';
import { Workspace } from './workspace.entity.js';

/** Workspaces that are deleted keep their name here: what was done to them is still told. */
@Injectable()
export class OrganisationNames implements OnModuleInit {
  constructor(
    private readonly names: Names,
    private readonly organisations: OrganisationsRepository,
    private readonly transaction: Transaction,
  ) {}

  onModuleInit(): void {
    this.names.register('organisation', this.organisation);
    this.names.register('workspace', this.workspaces);
  }

  /** Its own alone. */
  private readonly organisation: NameReader = async (organisationId, ids) => {
    const found = ids.includes(organisationId) ? await this.organisations.find(organisationId) : null;
    return namedById(found ? [found] : []);
  };

  private readonly workspaces: NameReader = async (organisationId, ids) =>
    namedById(await this.transaction.repository(Workspace).find({ select: { id: true, name: true }, where: { organisationId, id: In([...ids]) } }));
}
