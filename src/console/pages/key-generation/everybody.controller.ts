import { Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../../access/http/index.js';
import { userFilterOf, userSliceOf, UsersRepository } from '../../../features/users/index.js';
import { sortedPageOf } from '../../../platform/lists/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { links, pagePath } from '../../model/links.js';
import { EverybodyDto, EverybodyForm, EverybodyQuery, EverybodyResultsDto, type WhichUsers } from './everybody.dto.js';
import { EverybodyResultsView, EverybodyView } from './everybody.view.js';
import { KeyGenerationModels } from './key-generation-models.js';

/** One transaction does so many: it stays short however many there are. */
const part = 200;

/** API key generation for all users that a list finds: part by part, so that progress is seen and nobody else waits. */
@Pages('org/:organisation/organisation/user/key-generation/all', 'users')
export class EverybodyController {
  constructor(
    private readonly users: UsersRepository,
    private readonly models: KeyGenerationModels,
  ) {}

  @Get()
  @RequiresInOrganisation('key-right.manage', 'user.read')
  @ApiOperation({ operationId: 'countUsersForKeyGeneration', summary: 'For how many users API key generation would be enabled or disabled' })
  @ApiOkResponse({ type: EverybodyDto })
  @Shows(EverybodyView)
  async count(@CurrentCaller() { organisation }: Member, @Query() { enabled = 'true', ...found }: EverybodyQuery): Promise<EverybodyDto> {
    const path = pagePath(organisation, 'organisation/user');
    return {
      Enabled: enabled === 'true',
      Total: await this.users.count(organisation.id, userFilterOf(found)),
      ...narrowedTo(found),
      _links: links({ submit: `${path}key-generation/all/`, list: path }),
    };
  }

  @Post()
  @HttpCode(200)
  @RequiresInOrganisation('key-right.manage', 'user.read')
  @TakesForm(EverybodyForm, 'EverybodyForm')
  @ApiOperation({
    operationId: 'setKeyGenerationForAll',
    summary: 'Enable or disable API key generation for all users that are found',
    description: `${part} with each call; send what it answers to go on. Stopped half-way, what was done stays done, and beginning anew does nobody twice.`,
  })
  @ApiOkResponse({ type: EverybodyResultsDto })
  @Submits<EverybodyController, EverybodyResultsDto, EverybodyDto>({ shows: EverybodyResultsView, form: { view: EverybodyView, model: (page, caller) => page.count(caller as Member, {}) } })
  async set(@CurrentCaller() caller: Member, @FormBody(EverybodyForm) form: EverybodyForm, @Res({ passthrough: true }) reply: FastifyReply): Promise<EverybodyResultsDto> {
    const { enabled, cursor, done = 0, changed = 0 } = form;
    const filter = userFilterOf(form);
    const slice = userSliceOf({ limit: part, cursor, sort: 'id' });
    const { items, nextCursor } = sortedPageOf(await this.users.list(caller.organisation.id, filter, slice), slice, ({ id }) => id);
    const { freshness, ...results } = await this.models.setUsers(caller, items, enabled);
    epochHeader(reply, freshness);
    const path = pagePath(caller.organisation, 'organisation/user');
    return {
      ...results,
      Total: await this.users.count(caller.organisation.id, filter),
      Done: done + items.length,
      Changed: changed + results.items.filter(({ Outcome }) => Outcome === 'enabled' || Outcome === 'disabled').length,
      Cursor: nextCursor,
      ...narrowedTo(form),
      _links: links({ list: path, next: nextCursor === null ? null : `${path}key-generation/all/` }),
    };
  }
}

const narrowedTo = ({ state, search, secondFactor }: WhichUsers) => ({ State: state ?? null, Search: search ?? null, 'Second Factor': secondFactor ?? null });
