import { Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../../../access/index.js';
import { CurrentCaller, OperatorOnly } from '../../../access/http/index.js';
import { type AccountChanges, AccountQuery, AccountsService, type AccountState, toAccountDto } from '../../../features/users/index.js';
import { IdParam, sliceOf, TakesForms } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { labelled } from '../../model/labels.js';
import { listed } from '../../model/listed.js';
import { links } from '../../model/links.js';
import { AccountListDto, AccountPageDto } from './account.dto.js';
import { AccountsView } from './accounts.view.js';

const path = '/accounts/';
const Leads = (says: (login: string) => string) =>
  Submits<AccountsPageController, AccountPageDto, AccountListDto>({
    leads: ({ Login }) => ({ to: path, says: says(Login) }),
    form: { view: AccountsView, model: (page, caller) => page.list(caller, {}) },
  });

/** Everybody who can sign in at this server, for those who run it. */
@Pages('accounts', 'accounts')
export class AccountsPageController {
  constructor(private readonly accounts: AccountsService) {}

  @Get()
  @OperatorOnly()
  @ApiOperation({ operationId: 'listAccountPages', summary: 'All accounts of this server', description: 'For instance operators, signed in as a person.' })
  @ApiOkResponse({ type: AccountListDto })
  @Shows(AccountsView)
  async list(@CurrentCaller() caller: Caller, @Query() query: AccountQuery): Promise<AccountListDto> {
    return listed(path, query, await this.accounts.list(query.search, sliceOf(query)), (account) => pageOf(caller, account));
  }

  @Post(':id/disable')
  @HttpCode(200)
  @OperatorOnly()
  @TakesForms()
  @ApiOperation({ operationId: 'disableAccountPage', summary: 'Disable an account', description: 'No session, key or token of the person is let in anywhere. For instance operators, signed in as a person.' })
  @ApiOkResponse({ type: AccountPageDto })
  @Leads((login) => `${login} is let in nowhere any more.`)
  disable(@CurrentCaller() caller: Caller, @IdParam() id: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<AccountPageDto> {
    return this.change(caller, id, { state: 'disabled' }, reply);
  }

  @Post(':id/enable')
  @HttpCode(200)
  @OperatorOnly()
  @TakesForms()
  @ApiOperation({ operationId: 'enableAccountPage', summary: 'Enable an account again', description: 'The person signs in anew; keys go on. For instance operators, signed in as a person.' })
  @ApiOkResponse({ type: AccountPageDto })
  @Leads((login) => `${login} can sign in again.`)
  enable(@CurrentCaller() caller: Caller, @IdParam() id: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<AccountPageDto> {
    return this.change(caller, id, { state: 'active' }, reply);
  }

  @Post(':id/second-factor/reset')
  @HttpCode(200)
  @OperatorOnly()
  @TakesForms()
  @ApiOperation({ operationId: 'resetSecondFactorPage', summary: 'Take the second factor of an account away', description: 'For a person who has lost the app and the recovery codes. Ends all sessions and tokens of the person. For instance operators, signed in as a person.' })
  @ApiOkResponse({ type: AccountPageDto })
  @Leads((login) => `The password alone lets ${login} in now.`)
  resetSecondFactor(@CurrentCaller() caller: Caller, @IdParam() id: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<AccountPageDto> {
    return this.change(caller, id, { secondFactor: 'none' }, reply);
  }

  private async change(caller: Caller, id: number, changes: AccountChanges, reply: FastifyReply): Promise<AccountPageDto> {
    const changed = await this.accounts.update(caller, id, changes);
    epochHeader(reply, changed.freshness);
    return pageOf(caller, changed);
  }
}

/** Nobody shuts out themselves here. */
function pageOf(caller: Caller, account: AccountState): AccountPageDto {
  const { id, state, secondFactor } = account;
  const own = caller.account?.id === id;
  const ways = {
    disable: state === 'active' && !own ? `${path}${id}/disable/` : null,
    enable: state === 'disabled' ? `${path}${id}/enable/` : null,
    'reset-second-factor': secondFactor && !own ? `${path}${id}/second-factor/reset/` : null,
  };
  return { ...labelled(toAccountDto(account)), _links: links(ways) };
}
