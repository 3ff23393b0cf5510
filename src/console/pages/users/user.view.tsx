import { Confirm } from '../../html/parts/confirm.js';
import { Facts } from '../../html/parts/facts.js';
import { TextField } from '../../html/parts/fields.js';
import { Form } from '../../html/parts/form.js';
import { Time } from '../../html/parts/time.js';
import { goesToAccount } from './invitation-words.js';
import { OpensForm, RolesOfHolder } from '../assignments/held-roles.view.js';
import type { UserDetailDto } from './user.dto.js';
import { UserTabs } from './user-tabs.js';
import { HasSecondFactor, UserState } from './users.view.js';

export const UserView = ({ model }: { model: UserDetailDto }) => (
  <UserTabs user={model} current="details">
    <KnownFacts of={model} />
    {model.Groups && <Groups of={model} />}
    {model.Roles && (
      <section>
        <h2>Roles</h2>
        <RolesOfHolder held={model.Roles} empty="This user was given no role. Groups may give some." />
        {model.giveRole && <OpensForm form={model.giveRole} label="Give a role" submit="Give the role" />}
      </section>
    )}
    <Invitation of={model} />
    <Changes of={model} />
  </UserTabs>
);

const KnownFacts = ({ of: user }: { of: UserDetailDto }) => {
  const facts = [
    ['State', <UserState state={user.State === 'disabled' && user._links['invite'] ? 'invitation withdrawn' : user.State} />],
    ['Login', <code>{user.Login}</code>],
    ['Email', user.Email],
    ['Second factor', <HasSecondFactor of={user} />],
    ['Last signed in', <Time at={user['Last Sign In']} shows="both" />],
    ['Added', <Time at={user.Created} shows="both" />],
    ['Id', <code>{user.id}</code>],
  ] as const;
  return <Facts facts={facts} panel />;
};

const Groups = ({ of: { Groups: groups, joinGroup } }: { of: UserDetailDto }) => (
  <section>
    <h2>Groups</h2>
    {groups?.length === 0 && <p class="faint">Not in any group.</p>}
    <ul class="rows">
      {groups?.map(({ id, Name, _links: { self, leave } }) => (
        <li key={id}>
          <a href={self?.href}>{Name}</a>
          {leave && (
            <Confirm label="Take out" action={leave.href} yes="Take out of the group" mild>
              <p>What the user holds through {Name} is gone with the next call.</p>
            </Confirm>
          )}
        </li>
      ))}
    </ul>
    {joinGroup && <OpensForm form={joinGroup} label="Add to a group" submit="Add to the group" />}
  </section>
);

/** For those who have not accepted yet. */
const Invitation = ({ of: user }: { of: UserDetailDto }) => {
  const { invite, 'withdraw-invitation': withdraw } = user._links;
  const name = user['Display Name'];
  if (!invite) return null;
  return (
    <section>
      <h2>Invitation</h2>
      <p>{withdraw ? `${name} has not accepted yet. An invitation is good for 7 days.` : `${name} has never accepted, and the invitation is withdrawn.`}</p>
      {user['Invitation Goes To'] === 'account' && <p>{goesToAccount}</p>}
      <div class="buttons">
        <Form action={invite.href} submit="Send it again" />
        {withdraw && (
          <Confirm label="Withdraw" action={withdraw.href} yes="Withdraw the invitation" mild>
            <p>What was sent to {name} is good no longer, roles and groups are taken away, and {name} leaves the list of users. You can invite the same login again later, with another address too.</p>
          </Confirm>
        )}
      </div>
    </section>
  );
};

const Changes = ({ of: user }: { of: UserDetailDto }) => {
  const { update, enable, disable } = user._links;
  const name = user['Display Name'];
  if (!update) return null;
  return (
    <section>
      <h2>Membership</h2>
      <Form action={update.href} submit="Save" class="form">
        <TextField label="Display Name" required value={name} maxLength={100} hint="What the person is called in this organisation" />
      </Form>
      {enable && (
        <Confirm label="Enable" action={enable.href} yes="Enable the membership" mild>
          <p>{name} can sign in here again. Keys that were not revoked work again.</p>
          <input type="hidden" name="State" value="active" />
        </Confirm>
      )}
      {disable && (
        <Confirm label="Disable" action={disable.href} yes="Disable the membership">
          <p>Sessions, keys and tokens of {name} are refused in this organisation from the next call on. Nothing is deleted, and you can enable the membership again.</p>
          <input type="hidden" name="State" value="disabled" />
        </Confirm>
      )}
    </section>
  );
};
