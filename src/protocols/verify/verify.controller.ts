import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { demand, type Member } from '../../access/index.js';
import { CurrentCaller, Requires, ShortWay } from '../../access/http/index.js';
import { toId } from '../../platform/http/index.js';
import { VerifyAnswerDto, VerifyRequest } from './verify.dto.js';
import { VerifyService } from './verify.service.js';

@ApiTags('verify')
@Controller('api/v1/verify')
export class VerifyController {
  constructor(private readonly service: VerifyService) {}

  @Post()
  @HttpCode(200)
  @Requires('credential.verify')
  @ShortWay()
  @ApiOperation({
    operationId: 'verifyCredential',
    summary: 'May the holder of this credential do this, here, now?',
    description:
      'Always 200: the answer is in `valid`, which is false also when a permission is missing. Credentials of other organisations look unknown. In a workspace that the organisation does not have (any more) nothing is held: `permission-missing`, also when no permission is asked for.',
  })
  @ApiOkResponse({ type: VerifyAnswerDto })
  verify(@CurrentCaller() caller: Member, @Body() body: VerifyRequest): VerifyAnswerDto | Promise<VerifyAnswerDto> {
    const target = { workspaceId: body.workspace === undefined ? null : toId(body.workspace) };
    demand(caller, 'credential.verify', target);
    return this.service.verify(caller, { key: body.key, permissions: body.permissions ?? [], target, minEpoch: body.minEpoch });
  }
}
