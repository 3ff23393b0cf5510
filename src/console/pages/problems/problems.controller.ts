import { Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, Idempotent, Requires } from '../../../access/http/index.js';
import { Names } from '../../../features/names/index.js';
import { CreateProblemRequest, ProblemQuery, ProblemsService, toNewProblem, toProblemItemDto } from '../../../features/problems/index.js';
import { sliceOf, toId } from '../../../platform/http/index.js';
import { Pages, Shows, Submits } from '../../faces/pages.js';
import { FormBody, TakesForm } from '../../model/form-body.js';
import { type FormModel, FormModelDto, formModel } from '../../model/form-model.js';
import { labelled } from '../../model/labels.js';
import { links, pagePath } from '../../model/links.js';
import { listed } from '../../model/listed.js';
import { ProblemListDto, ProblemPageDto } from './problem.dto.js';
import { problemForm } from './problem-form.js';
import { ProblemFormView, ProblemsView } from './problems.view.js';

const Reports = () =>
  Submits<ProblemPagesController, ProblemPageDto, FormModel>({
    leads: ({ Name, _links }) => ({ to: _links['list']?.href ?? '', says: `“${Name}” is reported.` }),
    form: { view: ProblemFormView, model: (page, caller) => page.form(caller as Member) },
  });

@Pages('org/:organisation', 'problem')
export class ProblemPagesController {
  constructor(
    private readonly problems: ProblemsService,
    private readonly names: Names,
  ) {}

  @Get('problem')
  @Requires('problem.read')
  @ApiOperation({ operationId: 'listProblemPages', summary: 'The problems the caller may read' })
  @ApiOkResponse({ type: ProblemListDto })
  @Shows(ProblemsView)
  async list(@CurrentCaller() caller: Member, @Query() query: ProblemQuery): Promise<ProblemListDto> {
    const workspaceId = query.workspaceId === undefined ? undefined : toId(query.workspaceId);
    const found = await this.problems.list(caller, workspaceId, sliceOf(query));
    const path = pagePath(caller.organisation, 'problem');
    const toItem = (problem: (typeof found.items)[number]) => ({ ...labelled(toProblemItemDto(problem)), _links: links({ list: path }) });
    const list = listed(path, query, found, toItem, { create: pagePath(caller.organisation, 'problem/create') });
    return { ...list, Workspaces: await this.workspacesOf(caller, found.items) };
  }

  /** A problem is read with a role that is held in its workspace: that one may be named. */
  private async workspacesOf({ organisation }: Member, problems: readonly { readonly workspaceId: number | null }[]): Promise<ProblemListDto['Workspaces']> {
    const ids = [...new Set(problems.flatMap(({ workspaceId }) => workspaceId ?? []))];
    const nameOf = await this.names.of(organisation.id, ids.map((id) => ({ kind: 'workspace', id })));
    return ids.flatMap((id) => {
      const named = nameOf('workspace', id);
      return named ? [{ id: String(id), Name: named.name }] : [];
    });
  }

  @Get('problem/create')
  @Requires('problem.create')
  @ApiOperation({ operationId: 'getProblemForm', summary: 'What a new problem is made of' })
  @ApiOkResponse({ type: FormModelDto })
  @Shows(ProblemFormView)
  form(@CurrentCaller() { organisation }: Member): FormModel {
    return formModel(problemForm, pagePath(organisation, 'problem/create'));
  }

  @Post('problem/create')
  @Idempotent()
  @Requires('problem.create')
  @TakesForm(CreateProblemRequest, 'ProblemForm')
  @ApiOperation({ operationId: 'createProblemPage', summary: 'Report a problem' })
  @ApiCreatedResponse({ type: ProblemPageDto })
  @Reports()
  async create(@CurrentCaller() caller: Member, @FormBody(CreateProblemRequest) form: CreateProblemRequest): Promise<ProblemPageDto> {
    const problem = toProblemItemDto(await this.problems.create(caller, toNewProblem(form)));
    return { ...labelled(problem), _links: links({ list: pagePath(caller.organisation, 'problem') }) };
  }

  @Post('problem')
  @Idempotent()
  @Requires('problem.create')
  @TakesForm(CreateProblemRequest, 'ProblemForm')
  @ApiOperation({ operationId: 'createProblemInList', summary: 'Report a problem, at the address of their list' })
  @ApiCreatedResponse({ type: ProblemPageDto })
  @Reports()
  createInList(@CurrentCaller() caller: Member, @FormBody(CreateProblemRequest) form: CreateProblemRequest): Promise<ProblemPageDto> {
    return this.create(caller, form);
  }

  @Post('create')
  @Idempotent()
  @Requires('problem.create')
  @TakesForm(CreateProblemRequest, 'ProblemForm')
  @ApiOperation({ operationId: 'createProblemAsDocumented', summary: 'Report a problem, at the address that was printed' })
  @ApiCreatedResponse({ type: ProblemPageDto })
  @Reports()
  createAsDocumented(@CurrentCaller() caller: Member, @FormBody(CreateProblemRequest) form: CreateProblemRequest): Promise<ProblemPageDto> {
    return this.create(caller, form);
  }
}
