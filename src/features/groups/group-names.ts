import { Injectable, type OnModuleInit } from '@nestjs/common';
import { namedById, Names } from '../names/index.js';
import { GroupsRepository } from './groups.repository.js';

@Injectable()
export class GroupNames implements OnModuleInit {
  constructor(
    private readonly names: Names,
    private readonly groups: GroupsRepository,
  ) {}

  onModuleInit(): void {
    this.names.register('group', async (organisationId, ids) => namedById(await this.groups.findAll(organisationId, ids)));
  }
}
