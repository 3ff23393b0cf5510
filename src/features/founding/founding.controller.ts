import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../access/index.js';
import { CurrentCaller, Idempotent, OperatorOnly, SignedIn } from '../../access/http/index.js';
import { pageOf, PageQuery, sliceOf } from '../../platform/http/index.js';
import { ChangedOrganisationDto, OrganisationPage, OrganisationsRepository, toOrganisationDto, toOrganisationSummaryDto } from '../organisations/index.js';
import { UsersRepository } from '../users/index.js';
import { CreateOrganisationRequest } from './create-organisation.dto.js';
import { FoundingService } from './founding.service.js';

@ApiTags('organisations')
@Controller('api/v1/organisations')
export class FoundingController {
  constructor(
    private readonly founding: FoundingService,
    private readonly organisations: OrganisationsRepository,
    private readonly users: UsersRepository,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'listOrganisations', summary: 'The organisations the caller reaches; operators see all' })
  @ApiOkResponse({ type: OrganisationPage })
  async list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<OrganisationPage> {
    const slice = sliceOf(query);
    return pageOf(await this.organisations.list(await this.reached(caller), slice), slice, toOrganisationSummaryDto);
  }

  @Post()
  @Idempotent()
  @OperatorOnly()
  @ApiOperation({
    operationId: 'createOrganisation',
    summary: 'Make an organisation',
    description: 'For instance operators, signed in as a person. They become its first super user; it has a workspace `default`.',
  })
  @ApiCreatedResponse({ type: ChangedOrganisationDto })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateOrganisationRequest): Promise<ChangedOrganisationDto> {
    const organisation = await this.founding.found(caller, body.slug, body.name, caller.account?.login ?? '');
    return { ...toOrganisationDto(organisation), freshness: organisation.freshness };
  }

  private async reached({ key, account, organisation }: Caller): Promise<number[] | null> {
    if (key || !account) return organisation ? [organisation.id] : [];
    if (account.operator) return null;
    const active = (await this.users.ofAccount(account.id)).filter(({ state }) => state === 'active');
    return active.map(({ organisationId }) => organisationId);
  }
}
