import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../access/http/index.js';
import { pageOf, sliceOf } from '../../platform/http/index.js';
import { ChangedKeyRightsDto, KeyRightPage, KeyRightQuery, SetKeyRightsRequest, toKeyRightChange, toKeyRightDto, toKeyRightFilter, toKeyRightsDto } from './key-right.dto.js';
import { KeyRightsRepository } from './key-rights.repository.js';
import { KeyRightsService } from './key-rights.service.js';

@ApiTags('API keys')
@Controller('api/v1/organisations/:organisation/key-rights')
export class KeyRightsController {
  constructor(
    private readonly rights: KeyRightsService,
    private readonly rows: KeyRightsRepository,
  ) {}

  @Get()
  @RequiresInOrganisation('key-right.manage')
  @ApiOperation({
    operationId: 'listKeyRights',
    summary: 'Who was given the right to make API keys',
    description: 'It counts while `keyCreation` of the organisation is `enabled`. Holders of the super role have it always and are not listed for that.',
  })
  @ApiOkResponse({ type: KeyRightPage })
  async list(@CurrentCaller() caller: Member, @Query() query: KeyRightQuery): Promise<KeyRightPage> {
    const slice = sliceOf(query);
    return pageOf(await this.rows.list(caller.organisation.id, toKeyRightFilter(query), slice), slice, toKeyRightDto);
  }

  @Put()
  @RequiresInOrganisation('key-right.manage')
  @ApiOperation({
    operationId: 'setKeyRights',
    summary: 'Give or take the right to make API keys',
    description:
      'Changes those it names and nobody else. Without it no key is made, rotated or renewed; keys already made go on. Who gains it and has signed in before gets a mail.',
  })
  @ApiOkResponse({ type: ChangedKeyRightsDto })
  async set(@CurrentCaller() caller: Member, @Body() body: SetKeyRightsRequest): Promise<ChangedKeyRightsDto> {
    const changed = await this.rights.set(caller, toKeyRightChange(body));
    return { ...toKeyRightsDto(changed), freshness: changed.freshness };
  }
}
