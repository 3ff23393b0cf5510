import { errorKind } from '../../errors/index.js';

export const invitationNotFound = errorKind('invitation.not-found', 404, 'There is no such invitation, or it cannot be used any more');
export const invitationPasswordWrong = errorKind('invitation.password-wrong', 401, 'This is not the password of the invited account');
export const invitationAccepted = errorKind('invitation.accepted', 409, 'The user has accepted already');
