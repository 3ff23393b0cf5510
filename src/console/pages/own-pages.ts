import { FoundingModule } from '../../features/founding/index.js';
import { InvitationsModule } from '../../features/invitations/index.js';
import { OwnAccountModule } from '../../features/own-account/index.js';
import { UsersModule } from '../../features/users/index.js';
import { AccountsPageController } from './accounts/accounts.controller.js';
import { EntrancePages } from './entrance/entrance-pages.js';
import { EntranceController } from './entrance/entrance.controller.js';
import { InvitationPageController } from './entrance/invitation.controller.js';
import { NewPasswordPageController } from './entrance/new-password.controller.js';
import { PasswordResetPageController } from './entrance/password-reset.controller.js';
import { SetUpPageController } from './entrance/set-up.controller.js';
import { AccountPageController } from './profile/account.controller.js';
import { PasswordPageController } from './profile/password.controller.js';
import { ProfileModels } from './profile/profile-models.js';
import { ProfilePageController } from './profile/profile.controller.js';
import { SecondFactorPageController } from './profile/second-factor.controller.js';
import { SecurityPageController } from './profile/security.controller.js';
import { SessionsPageController } from './profile/sessions.controller.js';

/** Coming in, and one's own account. */
export const ownPages = {
  imports: [FoundingModule, InvitationsModule, OwnAccountModule, UsersModule],
  controllers: [AccountPageController, AccountsPageController, EntranceController, InvitationPageController, NewPasswordPageController, PasswordPageController, PasswordResetPageController, ProfilePageController, SecondFactorPageController, SecurityPageController, SessionsPageController, SetUpPageController],
  providers: [EntrancePages, ProfileModels],
};
