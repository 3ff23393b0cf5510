// Invitations: how somebody who was added without a password gets in.
export { Invitation } from './invitation.entity.js';
export { InvitationsModule } from './invitations.module.js';
export { InvitationsService } from './invitations.service.js';
