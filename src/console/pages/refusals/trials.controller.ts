import { Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, RequiresInOrganisation } from '../../../access/http/index.js';
import { Explanations, toQuestion } from '../../../features/decisions/index.js';
import { invalid } from '../../../platform/http/index.js';
import { epochHeader } from '../../faces/epoch-header.js';
import { Pages, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { links } from '../../model/links.js';
import { Mending } from './mending.js';
import { MendRequest, TrialPageDto, TryPageDto, TryQuery } from './refusal.dto.js';
import { RefusalModels, refusalsPath } from './refusal-models.js';
import { isBroader, offersIn, remedyId } from './remedy-id.js';
import { TrialView } from './trial.view.js';
import { WhoIsMeant } from './who-is-meant.js';

@Pages('org/:organisation/refusals', 'refusals')
export class TrialPagesController {
  constructor(
    private readonly explanations: Explanations,
    private readonly who: WhoIsMeant,
    private readonly mending: Mending,
    private readonly models: RefusalModels,
  ) {}

  @Get('try')
  @RequiresInOrganisation('decision.read')
  @ApiOperation({ operationId: 'tryDecisionPage', summary: 'Would this be allowed, and if not, what would allow it?', description: 'On the facts of this moment. Nothing is kept of it.' })
  @ApiOkResponse({ type: TryPageDto })
  @Submits<TrialPagesController, TryPageDto, TryPageDto>({ shows: TrialView, form: { view: TrialView, model: (page, caller) => page.models.try(caller as Member, null) } })
  async try(@CurrentCaller() caller: Member, @Query() query: TryQuery): Promise<TryPageDto> {
    const { key, user, permission, workspaceId } = query;
    if (key === undefined && user === undefined && permission === undefined) return this.models.try(caller, null);
    if (permission === undefined) throw invalid([{ field: 'permission', message: 'is needed' }]);
    const who = await this.who.find(caller.organisation.id, { key, user });
    const asked = toQuestion({ permissions: [permission], workspaceId });
    return this.models.try(caller, await this.explanations.try(caller, { ...asked, ...who }));
  }

  @Post('mend')
  @HttpCode(200)
  @RequiresInOrganisation('decision.read')
  @TakesForm(MendRequest, 'MendForm')
  @ApiOperation({
    operationId: 'mendRefusal',
    summary: 'Carry out one of the grants that would allow a call',
    description: 'It needs the same permissions as the call that the remedy names. A remedy that would no longer help is not carried out (400); nor, unless `Confirmed` says so, one that allows more than what is missing.',
  })
  @ApiOkResponse({ type: TrialPageDto })
  @Submits<TrialPagesController, TrialPageDto, TryPageDto>({
    leads: ({ Allowed, _links }) => ({ to: _links['back']?.href ?? '', says: Allowed ? 'Done: the call would be allowed now.' : 'Done. More is needed, see below.' }),
    form: { view: TrialView, model: (page, caller, { body }) => page.before(caller as Member, { ...(body as object | null) }) },
  })
  async mend(@CurrentCaller() caller: Member, @FormBody(MendRequest) form: MendRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<TrialPageDto> {
    const question = toQuestion(form);
    const { allowed, wouldAllow } = await this.explanations.try(caller, question);
    const remedy = offersIn(wouldAllow).find((each) => remedyId(each) === form.remedy);
    if (!remedy) throw invalid([{ field: 'remedy', message: allowed ? 'is not needed any more: the call is allowed now' : 'would no longer help: look at the reasons again' }]);
    if (isBroader(remedy) && form.confirmed !== true) throw invalid([{ field: 'confirmed', message: 'is needed: it allows more than what is missing, as "alsoAllows" says' }]);
    epochHeader(reply, await this.mending.carryOut(caller, remedy, question.target.workspaceId));
    const after = this.models.trial(caller.organisation, await this.explanations.try(caller, question));
    const back = form.decisionId === undefined ? after._links['self']?.href : `${refusalsPath(caller.organisation)}${form.decisionId}/`;
    return { ...after, _links: { ...after._links, ...links({ back }) } };
  }

  /** What could be tried when a remedy was not carried out. */
  private async before(caller: Member, body: Record<string, unknown>): Promise<TryPageDto> {
    const text = (label: string) => (typeof body[label] === 'string' && body[label] !== '' ? body[label] : undefined);
    const permissions = [body['Permissions'] ?? []].flat().map(String);
    try {
      const question = toQuestion({ apiKeyId: text('API Key'), userId: text('User'), permissions, workspaceId: text('Workspace') });
      return await this.models.try(caller, await this.explanations.try(caller, question));
    } catch {
      return this.models.try(caller, null);
    }
  }
}
