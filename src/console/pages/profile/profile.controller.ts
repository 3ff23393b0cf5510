import { Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { Member } from '../../../access/index.js';
import { CurrentCaller, SignedIn } from '../../../access/http/index.js';
import { toUserDto, userNotFound, UsersRepository } from '../../../features/users/index.js';
import { Pages, Shows } from '../../faces/pages.js';
import { labelled } from '../../model/labels.js';
import { links } from '../../model/links.js';
import { ProfilePageDto } from './profile.dto.js';
import { profilePath } from './profile-models.js';
import { ProfileView } from './profile.view.js';

@Pages('org/:organisation/profile', 'profile')
export class ProfilePageController {
  constructor(private readonly users: UsersRepository) {}

  @Get()
  @SignedIn()
  @ApiOperation({ operationId: 'getProfilePage', summary: 'Who I am here', description: 'The person, or the owner of the key. A service key is nobody’s: 404.' })
  @ApiOkResponse({ type: ProfilePageDto })
  @Shows(ProfileView)
  async get(@CurrentCaller() { organisation, userId }: Member): Promise<ProfilePageDto> {
    const user = userId === null ? null : await this.users.find(organisation.id, userId);
    if (!user) throw userNotFound();
    return { ...labelled(toUserDto(user)), _links: links({ self: profilePath(organisation), security: profilePath(organisation, 'security') }) };
  }
}
