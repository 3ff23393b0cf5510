import { Injectable, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Transaction } from '../../platform/database/index.js';
import { namedById, Names } from '../names/index.js';
import { Problem } from './problem.entity.js';

@Injectable()
export class ProblemNames implements OnModuleInit {
  constructor(
    private readonly names: Names,
    private readonly transaction: Transaction,
  ) {}

  onModuleInit(): void {
    this.names.register('problem', async (organisationId, ids) =>
      namedById(await this.transaction.repository(Problem).find({ select: { id: true, name: true }, where: { organisationId, id: In([...ids]) } })),
    );
  }
}
