// Groups of users; what a group holds, its members hold.
export { Group } from './group.entity.js';
export { GroupListeners } from './group-listeners.js';
export { GroupMember } from './group-member.entity.js';
export { GroupsModule } from './groups.module.js';
export { GroupsRepository } from './groups.repository.js';
