import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../access/index.js';
import { CurrentCaller, Requires, RequiresOrOperator } from '../../access/http/index.js';
import { ChangedOrganisationDto, OrganisationDto, toOrganisationDto, UpdateOrganisationRequest } from './organisation.dto.js';
import { OrganisationsService } from './organisations.service.js';

@ApiTags('organisations')
@Controller('api/v1/organisations/:organisation')
export class OrganisationsController {
  constructor(private readonly organisations: OrganisationsService) {}

  @Get()
  @Requires('organisation.read')
  @ApiOperation({ operationId: 'getOrganisation', summary: 'One organisation and its settings' })
  @ApiOkResponse({ type: OrganisationDto })
  async get(@CurrentCaller() caller: Member): Promise<OrganisationDto> {
    return toOrganisationDto(await this.organisations.get(caller.organisation.id));
  }

  @Patch()
  @RequiresOrOperator('organisation.update')
  @ApiOperation({ operationId: 'updateOrganisation', summary: 'Change the name or the settings of an organisation' })
  @ApiOkResponse({ type: ChangedOrganisationDto })
  async update(@CurrentCaller() caller: Member, @Body() body: UpdateOrganisationRequest): Promise<ChangedOrganisationDto> {
    const organisation = await this.organisations.update(caller, body);
    return { ...toOrganisationDto(organisation), freshness: organisation.freshness };
  }
}
