// People: accounts (a person's own) and memberships (an account in an organisation, what `userId` means).
export { Account } from './account.entity.js';
export { AccountDto, AccountQuery, toAccountDto } from './account.dto.js';
export { AccountsRepository } from './accounts.repository.js';
export { type AccountChanges, type AccountState, AccountsService } from './accounts.service.js';
export { Membership } from './membership.entity.js';
export { isCommonPassword, IsNewPassword, longestPassword, shortestPassword } from './password-policy.js';
export { type AccountFacts, loadAccount, loadMembership, loadMembershipOf, type UserFacts } from './user-facts.js';
export { type Belongings, UserListeners } from './user-listeners.js';
export { accountNotFound, userNotAccepted, userNotFound } from './users.errors.js';
export { ChangedUserDto, CreateUserRequest, InvitedUserDto, toBelongings, toUserDto, UpdateUserRequest, UserDto, UserQuery, userSliceOf } from './user.dto.js';
export { UsersModule } from './users.module.js';
export { isWithdrawn, type User, UsersRepository } from './users.repository.js';
export { type AddedUser, type InvitationWay, type NewUser, UsersService } from './users.service.js';
export { RecoveryCode } from './second-factor/recovery-code.entity.js';
export { secondFactorMissing, secondFactorWrong } from './second-factor/second-factor.errors.js';
export { SecondFactor } from './second-factor/second-factor.entity.js';
export { type BegunSecondFactor, SecondFactors } from './second-factor/second-factors.js';
export { IsTotp, oneProof, type SecondProof } from './second-factor/second-proof.js';
