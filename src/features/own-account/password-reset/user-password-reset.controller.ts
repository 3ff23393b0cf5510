import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../../access/http/index.js';
import { IdParam, ProblemDto } from '../../../platform/http/index.js';
import { SentPasswordResetDto, toSentPasswordResetDto } from './password-reset.dto.js';
import { SendPasswordReset } from './send-password-reset.js';

@ApiTags('users')
@Controller('api/v1/organisations/:organisation/users/:id/password-reset')
export class UserPasswordResetController {
  constructor(private readonly sending: SendPasswordReset) {}

  @Post()
  @HttpCode(200)
  @RequiresInOrganisation('user.update')
  @ApiOperation({
    operationId: 'sendPasswordReset',
    summary: 'Send a user a link to set a new password',
    description:
      'The mail goes to the address of the account, and nobody else sees what is in it: good once, for 1 hour; earlier ones are good no longer. Until it is used, nothing changes. The password is that of the person’s account, in whatever organisations it is.',
  })
  @ApiOkResponse({ type: SentPasswordResetDto })
  @ApiResponse({ status: 409, type: ProblemDto, description: 'The person has not accepted the invitation yet, or is disabled.' })
  @ApiResponse({ status: 429, type: ProblemDto, description: 'Too many to one user, or in one organisation; see `Retry-After`.' })
  async send(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<SentPasswordResetDto> {
    return toSentPasswordResetDto(await this.sending.run(caller, id));
  }
}
