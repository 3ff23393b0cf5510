import { Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, CallerOrganisation, Member } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { Memberships } from '../../../features/authentication/index.js';
import { KeyRightsService } from '../../../features/key-rights/index.js';
import { OverviewService } from '../../../features/overview/index.js';
import { faceOf } from '../../faces/face.js';
import { Pages, Shows } from '../../faces/pages.js';
import { labelled } from '../../model/labels.js';
import { links, pagePath } from '../../model/links.js';
import { waysOfNumbers } from '../overview/number-links.js';
import { HomeView } from './home.view.js';
import { OrganisationHomeDto, OrganisationListDto, OrganisationPageDto } from './organisation.dto.js';
import { OrganisationsView } from './organisations.view.js';

@Pages('org', 'organisation')
export class OrganisationPagesController {
  constructor(
    private readonly memberships: Memberships,
    private readonly overview: OverviewService,
    private readonly keyRights: KeyRightsService,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'listOrganisationPages', summary: 'The organisations the caller reaches', description: 'A person who is in one only is led to its home.' })
  @ApiOkResponse({ type: OrganisationListDto })
  @Shows(OrganisationsView)
  async list(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<OrganisationListDto | undefined> {
    const found = await this.memberships.of(caller);
    const [only] = found;
    // People have nothing to choose from, programs asked for a list.
    if (found.length === 1 && only && faceOf(request) === 'html') return void reply.redirect(pagePath(only.organisation), 303);
    return { _links: links({ self: '/org/' }), items: found.map(({ organisation }) => ({ ...membersOf(organisation), _links: links({ self: pagePath(organisation) }) })) };
  }

  @Get(':organisation')
  @SignedIn()
  @ApiOperation({ operationId: 'getOrganisationHome', summary: 'What goes on in an organisation, and where one can go' })
  @ApiOkResponse({ type: OrganisationHomeDto })
  @Shows(HomeView)
  async home(@CurrentCaller() caller: Member): Promise<OrganisationHomeDto> {
    const { organisation } = caller;
    const ways = { ...waysFrom(organisation, pagePath(organisation), await this.keyRights.mayMakeKeys(caller)), ...waysOfNumbers(organisation) };
    return { ...membersOf(organisation), Overview: await this.overview.of(caller), _links: ways };
  }

  @Get(':organisation/organisation')
  @SignedIn()
  @ApiOperation({ operationId: 'getOrganisationPage', summary: 'The organisation itself' })
  @ApiOkResponse({ type: OrganisationPageDto })
  async get(@CurrentCaller() caller: Member): Promise<OrganisationPageDto> {
    const { organisation } = caller;
    return { ...membersOf(organisation), _links: waysFrom(organisation, pagePath(organisation, 'organisation'), await this.keyRights.mayMakeKeys(caller)) };
  }
}

const membersOf = ({ id, name, slug }: CallerOrganisation) => labelled({ id: String(id), name, slug });

const waysFrom = (organisation: CallerOrganisation, self: string, mayMakeKeys: boolean) =>
  links({
    self,
    home: pagePath(organisation),
    organisation: pagePath(organisation, 'organisation'),
    'api-key': pagePath(organisation, 'organisation/api-key'),
    'api-key-create': mayMakeKeys ? pagePath(organisation, 'organisation/api-key/create') : null,
    user: pagePath(organisation, 'organisation/user'),
    group: pagePath(organisation, 'organisation/group'),
    role: pagePath(organisation, 'organisation/role'),
    workspace: pagePath(organisation, 'organisation/workspace'),
    permission: pagePath(organisation, 'organisation/permission'),
    settings: pagePath(organisation, 'organisation/settings'),
    problem: pagePath(organisation, 'problem'),
    'problem-create': pagePath(organisation, 'problem/create'),
  });
