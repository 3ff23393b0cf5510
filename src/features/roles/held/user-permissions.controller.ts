import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, Requires } from '../../../access/http/index.js';
import { IdParam } from '../../../platform/http/index.js';
import { toUserPermissionsDto, UserPermissionsDto } from './user-permissions.dto.js';
import { UserPermissionsService } from './user-permissions.service.js';

@ApiTags('users')
@Controller('api/v1/organisations/:organisation/users/:id/permissions')
export class UserPermissionsController {
  constructor(private readonly permissions: UserPermissionsService) {}

  @Get()
  @Requires('user.read', 'role.read')
  @ApiOperation({
    operationId: 'listUserPermissions',
    summary: 'What a user may do, and why',
    description: 'Each permission the user holds, where, and through which role and group. What a key of the user may do is narrowed further.',
  })
  @ApiOkResponse({ type: UserPermissionsDto })
  async list(@CurrentCaller() caller: Member, @IdParam() id: number): Promise<UserPermissionsDto> {
    return toUserPermissionsDto(await this.permissions.of(caller, id));
  }
}
