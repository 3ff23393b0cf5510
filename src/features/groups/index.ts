// Groups of users; what a group holds, its members hold.
export { Group } from './group.entity.js';
export { GroupListeners } from './group-listeners.js';
export { GroupMember } from './group-member.entity.js';
export { GroupDto, GroupMemberDto, GroupRequest, toGroupDto, toGroupMemberDto } from './group.dto.js';
export { groupNotFound } from './groups.errors.js';
export { GroupsModule } from './groups.module.js';
export { GroupsRepository } from './groups.repository.js';
export { GroupsService } from './groups.service.js';
