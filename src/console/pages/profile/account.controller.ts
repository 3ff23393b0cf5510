import { Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Caller } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { Pages, Shows } from '../../faces/pages.js';
import { AccountView } from './account.view.js';
import { OwnAccountPageDto } from './profile.dto.js';
import { ProfileModels } from './profile-models.js';

/** For people who are in no organisation: what is theirs all the same. */
@Pages('account', 'profile')
export class AccountPageController {
  constructor(private readonly models: ProfileModels) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'getOwnAccountPage', summary: 'My account, in whatever organisation', description: 'For people: a key is told 403.' })
  @ApiOkResponse({ type: OwnAccountPageDto })
  @Shows(AccountView)
  get(@CurrentCaller() caller: Caller): Promise<OwnAccountPageDto> {
    return this.models.account(caller);
  }
}
