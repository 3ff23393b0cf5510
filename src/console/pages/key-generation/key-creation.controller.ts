import { HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../../access/http/index.js';
import { OrganisationsService } from '../../../features/organisations/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { links, pagePath } from '../../model/links.js';
import { KeyCreationDto, KeyCreationForm } from './key-creation.dto.js';
import { KeyCreationView } from './key-creation.view.js';

/** Whether everybody may make API keys, or those alone for whom it is enabled. */
@Pages('org/:organisation/organisation/key-creation', 'users')
export class KeyCreationController {
  constructor(private readonly organisations: OrganisationsService) {}

  async model({ organisation }: Member): Promise<KeyCreationDto> {
    const { keyCreation } = await this.organisations.get(organisation.id);
    return { 'Key Creation': keyCreation, _links: links({ users: pagePath(organisation, 'organisation/user') }) };
  }

  @Post()
  @HttpCode(200)
  @RequiresInOrganisation('organisation.update')
  @TakesForm(KeyCreationForm, 'KeyCreationForm')
  @ApiOperation({ operationId: 'setKeyCreation', summary: 'Say whether everybody may make API keys, or those alone for whom it is enabled' })
  @ApiOkResponse({ type: KeyCreationDto })
  @Submits<KeyCreationController, KeyCreationDto, KeyCreationDto>({
    leads: (model) => ({
      to: model._links['users']?.href ?? '',
      says: model['Key Creation'] === 'everyone' ? 'Everybody may create API keys.' : 'Only those for whom it is enabled may make API keys.',
    }),
    form: { view: KeyCreationView, model: (page, caller) => page.model(caller as Member) },
  })
  async set(@CurrentCaller() caller: Member, @FormBody(KeyCreationForm) form: KeyCreationForm, @Res({ passthrough: true }) reply: FastifyReply): Promise<KeyCreationDto> {
    const { freshness } = await this.organisations.update(caller, form);
    epochHeader(reply, freshness);
    return this.model(caller);
  }
}
