import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Length } from 'class-validator';
import { type Caller, reach } from '../../access/index.js';
import { CurrentCaller, SignedIn } from '../../access/http/index.js';
import { Optional } from '../../platform/http/index.js';
import { PermissionsRepository } from '../permissions/index.js';
import { MeDto, type MeMembershipDto, toHeldPermissions, toMeCredentialDto } from './me.dto.js';
import { type CallerMembership, Memberships } from './memberships.js';

export class MeQuery {
  /**
   * Slug or id of the organisation `permissions` is to be about; needed by members of several.
   * @example "megacorp"
   */
  @Optional()
  @Length(1, 63)
  organisation?: string;
}

@ApiTags('sessions')
@Controller('api/v1/me')
export class MeController {
  constructor(
    private readonly memberships: Memberships,
    private readonly permissions: PermissionsRepository,
  ) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'getMe', summary: 'Who am I, and what may I do where?' })
  @ApiOkResponse({ type: MeDto })
  async me(@CurrentCaller() caller: Caller, @Query() _query: MeQuery): Promise<MeDto> {
    const { account, organisation } = caller;
    const known = organisation ? await this.permissions.known(organisation.id) : [];
    return {
      ...(account && { account: { id: String(account.id), login: account.login, operator: account.operator } }),
      memberships: (await this.memberships.of(caller)).map(toMembership),
      credential: toMeCredentialDto(caller),
      organisation: organisation && toOrganisation(organisation),
      permissions: toHeldPermissions(known, (permission) => reach(caller, permission)),
    };
  }
}

const toOrganisation = ({ id, slug, name }: { id: number; slug: string; name: string }) => ({ id: String(id), slug, name });

const toMembership = ({ organisation, userId }: CallerMembership): MeMembershipDto => ({
  organisation: toOrganisation(organisation),
  userId: userId === null ? null : String(userId),
});
