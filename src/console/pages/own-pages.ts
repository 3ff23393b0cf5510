import { FoundingModule } from '../../features/founding/index.js';
import { InvitationsModule } from '../../features/invitations/index.js';
import { OwnAccountModule } from '../../features/own-account/index.js';
import { EntrancePages } from './entrance/entrance-pages.js';
import { EntranceController } from './entrance/entrance.controller.js';
import { InvitationPageController } from './entrance/invitation.controller.js';
import { SetUpPageController } from './entrance/set-up.controller.js';
import { PasswordPageController } from './profile/password.controller.js';
import { ProfileModels } from './profile/profile-models.js';
import { ProfilePageController } from './profile/profile.controller.js';
import { SecondFactorPageController } from './profile/second-factor.controller.js';
import { SecurityPageController } from './profile/security.controller.js';

/** Coming in, and one's own account. */
export const ownPages = {
  imports: [FoundingModule, InvitationsModule, OwnAccountModule],
  controllers: [EntranceController, InvitationPageController, PasswordPageController, ProfilePageController, SecondFactorPageController, SecurityPageController, SetUpPageController],
  providers: [EntrancePages, ProfileModels],
};
