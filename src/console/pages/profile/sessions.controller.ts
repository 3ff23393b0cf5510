import { HttpCode, Post, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { OwnSessionsService, SessionCookie } from '../../../features/sessions/index.js';
import { IdParam, TakesForms } from '../../../platform/http/index.js';
import { Pages } from '../../faces/pages.js';
import { ended, Ends, NotThere } from './ending.js';
import { EndedPageDto } from './profile.dto.js';

@Pages(['org/:organisation/profile/security/sessions', 'account/sessions'], 'profile')
export class SessionsPageController {
  constructor(
    private readonly sessions: OwnSessionsService,
    private readonly cookie: SessionCookie,
  ) {}

  @Post('others/end')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({ operationId: 'endOtherSessionsPage', summary: 'Sign out everywhere else' })
  @ApiOkResponse({ type: EndedPageDto })
  @Ends('other session')
  async endOthers(@CurrentCaller() caller: Caller): Promise<EndedPageDto> {
    return ended(caller, await this.sessions.endOthers(caller));
  }

  @Post(':id/end')
  @HttpCode(200)
  @SignedIn()
  @TakesForms()
  @ApiOperation({ operationId: 'endSessionPage', summary: 'Sign out of one session', description: 'Of the current one as well: then it is the same as signing out.' })
  @ApiOkResponse({ type: EndedPageDto })
  @NotThere()
  @Ends('session')
  async endSession(@CurrentCaller() caller: Caller, @IdParam() id: number, @Res({ passthrough: true }) reply: FastifyReply): Promise<EndedPageDto> {
    await this.sessions.end(caller, id);
    if (id === caller.credential.id) reply.header('set-cookie', this.cookie.clear());
    return ended(caller, 1);
  }
}
