import { Controller, Get, HttpCode, Query, Req, Res } from '@nestjs/common';
import { ApiForbiddenResponse, ApiOkResponse, ApiOperation, ApiQuery, ApiServiceUnavailableResponse, ApiTags, ApiUnauthorizedResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public, ShortWay } from '../../access/http/index.js';
import { when } from '../../platform/at-once/index.js';
import { ProblemDto } from '../../platform/http/index.js';
import { ForwardAnswerDto, ForwardQuestion } from './forward.dto.js';
import { ForwardService } from './forward.service.js';

const text = { schema: { type: 'string' as const } };
const headers = { 'Latchkey-Organisation': text, 'Latchkey-User': text, 'Latchkey-Login': text, 'Latchkey-Key': text, 'Latchkey-Credential': text };
const problem = (description: string) => ({ description, type: ProblemDto });

@ApiTags('forward-auth')
@Controller('auth/forward')
export class ForwardController {
  constructor(private readonly service: ForwardService) {}

  /** Public, because it answers every refusal itself, in the statuses that proxies know. */
  @Get()
  @HttpCode(200)
  @Public()
  @ShortWay()
  @ApiOperation({
    operationId: 'mayPass',
    summary: 'May this request pass? (for proxies)',
    description:
      'A proxy asks with the headers of the request it holds back: 200 lets it pass and says in headers who it is, 401 and 403 refuse, 503 when it cannot be known. Credentials of other organisations look unknown. See docs/forward-auth.md.',
  })
  @ApiQuery({ name: 'permission', required: false, isArray: true, type: String, description: 'What the caller must be allowed to do; several times: all of it.', example: ['problem.read'] })
  @ApiOkResponse({ type: ForwardAnswerDto, headers, description: 'It may pass.' })
  @ApiUnauthorizedResponse(problem('No credential, one that is not good (here), or two different ones.'))
  @ApiForbiddenResponse(problem('Known, but not allowed; `missingPermissions` names what is missing.'))
  @ApiServiceUnavailableResponse(problem('It cannot be known now; `Retry-After` says when to ask again.'))
  mayPass(@Req() request: FastifyRequest, @Query() question: ForwardQuestion, @Res({ passthrough: true }) reply: FastifyReply): ForwardAnswerDto | Promise<ForwardAnswerDto> {
    return when(this.service.answer(request, question), (answer) => inHeaders(answer, reply));
  }
}

function inHeaders(answer: ForwardAnswerDto, reply: FastifyReply): ForwardAnswerDto {
  const { organisationId, userId, login, keyId, credential } = answer;
  reply.header('latchkey-credential', credential);
  if (organisationId !== null) reply.header('latchkey-organisation', organisationId);
  if (userId !== null) reply.header('latchkey-user', userId);
  if (login !== null) reply.header('latchkey-login', login);
  if (keyId !== null) reply.header('latchkey-key', keyId);
  return answer;
}
