import { Get, HttpCode, Patch, Post, Res } from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../../access/http/index.js';
import { OrganisationsService } from '../../../features/organisations/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { Seen } from '../../faces/seen.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { PageErrorDto } from '../../model/page-error.dto.js';
import { demandSeen } from '../../model/seen.js';
import { settingsValues } from './settings-fields.js';
import { SettingsModels } from './settings-models.js';
import { RequireSecondFactorForm, SettingsForm, SettingsPageDto } from './settings.dto.js';
import { SettingsView } from './settings.view.js';

const Reply = () => Res({ passthrough: true });
const OwnFirst = () => ApiConflictResponse({ type: PageErrorDto, description: 'Whoever requires a second factor of everybody has one.' });
const Leads = (says: (model: SettingsPageDto) => string) =>
  Submits<SettingsController, SettingsPageDto, SettingsPageDto>({
    leads: (model) => ({ to: model._links['self']?.href ?? '', says: says(model) }),
    form: { view: SettingsView, model: (page, caller) => page.get(caller as Member) },
  });

/** What holds for everybody in an organisation. */
@Pages('org/:organisation/organisation/settings', 'organisation')
export class SettingsController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly models: SettingsModels,
  ) {}

  @Get()
  @RequiresInOrganisation('organisation.update')
  @ApiOperation({ operationId: 'getSettingsPage', summary: 'The settings of the organisation, and what each means' })
  @ApiOkResponse({ type: SettingsPageDto })
  @Shows(SettingsView)
  get(@CurrentCaller() caller: Member): Promise<SettingsPageDto> {
    return this.models.of(caller);
  }

  @Post()
  @HttpCode(200)
  @RequiresInOrganisation('organisation.update')
  @TakesForm(SettingsForm, 'SettingsForm')
  @ApiOperation({ operationId: 'changeSettingsPage', summary: 'Change settings of the organisation', description: 'What is left out stays as it is. Each change counts at once, and is in the audit trail with what it was before.' })
  @ApiOkResponse({ type: SettingsPageDto })
  @OwnFirst()
  @Leads(() => 'The settings are saved; they count from now on.')
  async change(@CurrentCaller() caller: Member, @FormBody(SettingsForm) form: SettingsForm, @Reply() reply: FastifyReply, @Seen() seen?: unknown): Promise<SettingsPageDto> {
    await demandSeen(seen, async () => settingsValues(await this.organisations.get(caller.organisation.id)), { ...form });
    const organisation = await this.organisations.update(caller, form);
    epochHeader(reply, organisation.freshness);
    return this.models.shown(caller, organisation);
  }

  @Patch()
  @RequiresInOrganisation('organisation.update')
  @TakesForm(SettingsForm, 'SettingsForm')
  @ApiOperation({ operationId: 'patchSettingsPage', summary: 'The same' })
  @ApiOkResponse({ type: SettingsPageDto })
  @OwnFirst()
  patch(@CurrentCaller() caller: Member, @FormBody(SettingsForm) form: SettingsForm, @Reply() reply: FastifyReply): Promise<SettingsPageDto> {
    return this.change(caller, form, reply);
  }

  @Post('second-factor')
  @HttpCode(200)
  @RequiresInOrganisation('organisation.update')
  @TakesForm(RequireSecondFactorForm, 'RequireSecondFactorForm')
  @ApiOperation({ operationId: 'requireSecondFactorPage', summary: 'Say whether people who sign in need a second factor', description: 'Those who have none are let in again once they have set one up. Keys and tokens are not asked.' })
  @ApiOkResponse({ type: SettingsPageDto })
  @OwnFirst()
  @Leads((model) => (model['Require Second Factor'] ? 'A second factor is required of everybody who signs in, from now on.' : 'A second factor is no longer required.'))
  require(@CurrentCaller() caller: Member, @FormBody(RequireSecondFactorForm) form: RequireSecondFactorForm, @Reply() reply: FastifyReply): Promise<SettingsPageDto> {
    return this.change(caller, form, reply);
  }
}
