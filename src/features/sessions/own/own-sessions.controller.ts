import { Controller, Delete, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { IdParam, PageQuery, ProblemDto, sliceOf } from '../../../platform/http/index.js';
import { EndedSessionsDto, OwnSessionPage, toOwnSessionDto } from './own-session.dto.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { SessionCookie } from '../session-cookie.js';

@ApiTags('sessions')
@Controller('api/v1/me/sessions')
export class OwnSessionsController {
  constructor(
    private readonly sessions: OwnSessionsService,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'listOwnSessions', summary: 'Where am I signed in?', description: 'For people: a key is told 403. The newest first.' })
  @ApiOkResponse({ type: OwnSessionPage })
  async list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<OwnSessionPage> {
    const { items, nextCursor } = await this.sessions.list(caller, sliceOf(query));
    return { items: items.map(toOwnSessionDto), nextCursor };
  }

  @Delete('others')
  @SignedIn()
  @ApiOperation({ operationId: 'endOtherSessions', summary: 'Sign out everywhere else' })
  @ApiOkResponse({ type: EndedSessionsDto })
  async endOthers(@CurrentCaller() caller: Caller): Promise<EndedSessionsDto> {
    return { ended: await this.sessions.endOthers(caller) };
  }

  @Delete(':id')
  @SignedIn()
  @ApiOperation({ operationId: 'endOwnSession', summary: 'Sign out of one session', description: 'Of the current one as well: then it is the same as signing out.' })
  @ApiOkResponse({ type: EndedSessionsDto })
  @ApiResponse({ status: 404, type: ProblemDto, description: 'It is not one of your sessions, or has ended.' })
  async end(@CurrentCaller() caller: Caller, @IdParam() id: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<EndedSessionsDto> {
    await this.sessions.end(caller, id);
    if (id === caller.credential.id) reply.header('set-cookie', this.cookie.clear());
    return { ended: 1 };
  }
}
