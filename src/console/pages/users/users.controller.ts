import { Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Member, mayAt } from '../../../access/index.js';
import { CurrentCaller, Idempotent, Requires, RequiresInOrganisation } from '../../../access/http/index.js';
import { CreateUserRequest, toBelongings, userFilterOf, UserQuery, userSliceOf, UsersRepository, UsersService } from '../../../features/users/index.js';
import { sortedPageOf } from '../../../platform/lists/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { listed } from '../../model/listed.js';
import { KeyGenerationResultsDto, ManyKeyGenerationForm } from '../key-generation/key-generation.dto.js';
import { chosen, KeyGenerationModels, seesKeyGeneration } from '../key-generation/key-generation-models.js';
import { KeyGenerationResultsView } from '../key-generation/key-generation.view.js';
import { links, pagePath, withQuery } from '../../model/links.js';
import { goesToAccount } from './invitation-words.js';
import { InviteForm } from './invite-form.js';
import { InviteView } from './invite.view.js';
import { InvitedUserPageDto, InviteFormDto, UserListDto } from './user.dto.js';
import { UserModels } from './user-models.js';
import { usersPath } from './users-path.js';
import { UsersView } from './users.view.js';

@Pages('org/:organisation/organisation/user', 'users')
export class UserListController {
  constructor(
    private readonly users: UsersService,
    private readonly rows: UsersRepository,
    private readonly models: UserModels,
    private readonly inviting: InviteForm,
    private readonly keyGeneration: KeyGenerationModels,
  ) {}

  @Get()
  @Requires('user.read')
  @ApiOperation({ operationId: 'listUserPages', summary: 'The users of the organisation' })
  @ApiOkResponse({ type: UserListDto })
  @Shows(UsersView)
  async list(@CurrentCaller() caller: Member, @Query() query: UserQuery): Promise<UserListDto> {
    const slice = userSliceOf(query);
    const found = sortedPageOf(await this.rows.list(caller.organisation.id, userFilterOf(query), slice), slice, (user) => user);
    const toItem = await this.models.of(caller, found.items);
    const path = usersPath(caller.organisation);
    const forAll = (enabled: boolean) => (seesKeyGeneration(caller) ? withQuery(`${path}key-generation/all/`, { enabled: String(enabled), state: query.state, search: query.search, secondFactor: query.secondFactor }) : null);
    return listed(path, query, found, toItem, {
      create: mayAt(caller, 'user.create', { workspaceId: null }) ? `${path}create/` : null,
      'key-generation': seesKeyGeneration(caller) ? `${path}key-generation/` : null,
      'key-creation': seesKeyGeneration(caller) && mayAt(caller, 'organisation.update', { workspaceId: null }) ? pagePath(caller.organisation, 'organisation/key-creation') : null,
      'enable-all': forAll(true),
      'disable-all': forAll(false),
    });
  }

  @Get('create')
  @RequiresInOrganisation('user.create')
  @ApiOperation({ operationId: 'getUserForm', summary: 'What it takes to invite somebody' })
  @ApiOkResponse({ type: InviteFormDto })
  @Shows(InviteView)
  form(@CurrentCaller() caller: Member): Promise<InviteFormDto> {
    return this.inviting.of(caller);
  }

  @Post('create')
  @Idempotent()
  @RequiresInOrganisation('user.create')
  @TakesForm(CreateUserRequest, 'UserForm')
  @ApiOperation({ operationId: 'createUserPage', summary: 'Invite somebody', description: 'With a password the person can sign in at once; without one an invitation goes out by mail. With groups and roles, all or nothing.' })
  @ApiCreatedResponse({ type: InvitedUserPageDto })
  @Submits<UserListController, InvitedUserPageDto, InviteFormDto>({
    leads: (user) => ({ to: user._links['self']?.href ?? '', says: saysAdded(user) }),
    form: { view: InviteView, model: (page, caller) => page.form(caller as Member) },
  })
  async create(@CurrentCaller() caller: Member, @FormBody(CreateUserRequest) form: CreateUserRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<InvitedUserPageDto> {
    const user = await this.users.create(caller, form, toBelongings(form));
    epochHeader(reply, user.freshness);
    return { ...(await this.models.one(caller, user)), 'Invitation Goes To': user.invitationGoesTo };
  }

  @Post('key-generation')
  @HttpCode(200)
  @RequiresInOrganisation('key-right.manage', 'user.read')
  @TakesForm(ManyKeyGenerationForm, 'ManyKeyGenerationForm')
  @ApiOperation({ operationId: 'setUsersKeyGeneration', summary: 'Enable or disable API key generation for many users', description: 'Those who gain it and have signed in before are told by mail. Says what has become of each.' })
  @ApiOkResponse({ type: KeyGenerationResultsDto })
  @Submits<UserListController, KeyGenerationResultsDto, UserListDto>({ shows: KeyGenerationResultsView, form: { view: UsersView, model: (page, caller) => page.list(caller as Member, {}) } })
  async setKeyGeneration(@CurrentCaller() caller: Member, @FormBody(ManyKeyGenerationForm) form: ManyKeyGenerationForm, @Res({ passthrough: true }) reply: FastifyReply): Promise<KeyGenerationResultsDto> {
    const { freshness, ...results } = await this.keyGeneration.setUsers(caller, chosen(form), form.enabled);
    epochHeader(reply, freshness);
    return { ...results, _links: links({ list: usersPath(caller.organisation) }) };
  }
}

function saysAdded({ 'Display Name': name, 'Invitation Goes To': way }: InvitedUserPageDto): string {
  if (way === null) return `${name} is added.`;
  return way === 'given' ? `${name} is invited: a mail is on its way.` : `${name} is invited. ${goesToAccount}`;
}
