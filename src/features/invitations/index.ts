// Invitations: how somebody who was added without a password gets in.
export { Invitation } from './invitation.entity.js';
export { InvitationsModule } from './invitations.module.js';
export { InvitationsService } from './invitations.service.js';
export { type Accepted, AcceptInvitation } from './accept-invitation.js';
export { AcceptInvitationRequest } from './invitation.dto.js';
export { invitationNotFound } from './invitations.errors.js';
