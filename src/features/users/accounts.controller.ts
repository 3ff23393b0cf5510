import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../access/index.js';
import { CurrentCaller, OperatorOnly } from '../../access/http/index.js';
import { IdParam, sliceOf } from '../../platform/http/index.js';
import { AccountDto, AccountPage, AccountQuery, ChangedAccountDto, toAccountDto, UpdateAccountRequest } from './account.dto.js';
import { AccountsService } from './accounts.service.js';

@ApiTags('accounts')
@Controller('api/v1/accounts')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Get()
  @OperatorOnly()
  @ApiOperation({ operationId: 'listAccounts', summary: 'All accounts of this instance', description: 'For instance operators, signed in as a person.' })
  @ApiOkResponse({ type: AccountPage })
  async list(@Query() query: AccountQuery): Promise<AccountPage> {
    const { items, nextCursor } = await this.accounts.list(query.search, sliceOf(query));
    return { items: items.map(toAccountDto), nextCursor };
  }

  @Get(':id')
  @OperatorOnly()
  @ApiOperation({ operationId: 'getAccount', summary: 'One account', description: 'For instance operators, signed in as a person.' })
  @ApiOkResponse({ type: AccountDto })
  async get(@IdParam() id: number): Promise<AccountDto> {
    return toAccountDto(await this.accounts.get(id));
  }

  @Patch(':id')
  @OperatorOnly()
  @ApiOperation({ operationId: 'updateAccount', summary: 'Disable or enable an account, or take its second factor away', description: 'For instance operators, signed in as a person.' })
  @ApiOkResponse({ type: ChangedAccountDto })
  async update(@CurrentCaller() caller: Caller, @IdParam() id: number, @Body() body: UpdateAccountRequest): Promise<ChangedAccountDto> {
    const account = await this.accounts.update(caller, id, body);
    return { ...toAccountDto(account), freshness: account.freshness };
  }
}
