import { Confirm } from '../../html/parts/confirm.js';
import { Facts } from '../../html/parts/facts.js';
import { TextField } from '../../html/parts/fields.js';
import { Form } from '../../html/parts/form.js';
import { Time } from '../../html/parts/time.js';
import { OpensForm, RolesOfHolder } from '../assignments/held-roles.view.js';
import type { UserDetailDto } from './user.dto.js';
import { UserTabs } from './user-tabs.js';
import { UserState } from './users.view.js';

export const UserView = ({ model }: { model: UserDetailDto }) => (
  <UserTabs user={model} current="details">
    <KnownFacts of={model} />
    {model.Groups && <Groups of={model} />}
    {model.Roles && (
      <section>
        <h2>Roles</h2>
        <RolesOfHolder held={model.Roles} empty="No role was given to this user; groups may give some." />
        {model.giveRole && <OpensForm form={model.giveRole} label="Give a role" submit="Give the role" />}
      </section>
    )}
    <Changes of={model} />
  </UserTabs>
);

const KnownFacts = ({ of: user }: { of: UserDetailDto }) => {
  const facts = [
    ['State', <UserState state={user.State} />],
    ['Login', <code>{user.Login}</code>],
    ['Email', user.Email],
    ['Last signed in', <Time at={user['Last Sign In']} />],
    ['Added', <Time at={user.Created} />],
    ['Id', <code>{user.id}</code>],
  ] as const;
  return <Facts facts={facts} panel />;
};

const Groups = ({ of: { Groups: groups, joinGroup } }: { of: UserDetailDto }) => (
  <section>
    <h2>Groups</h2>
    {groups?.length === 0 && <p class="faint">In no group.</p>}
    <ul class="rows">
      {groups?.map(({ id, Name, _links: { self, leave } }) => (
        <li key={id}>
          <a href={self?.href}>{Name}</a>
          {leave && (
            <Confirm label="Take out" action={leave.href} yes="Take out of the group" mild>
              <p>What is held through {Name} is lost from the next call on.</p>
            </Confirm>
          )}
        </li>
      ))}
    </ul>
    {joinGroup && <OpensForm form={joinGroup} label="Add to a group" submit="Add to the group" />}
  </section>
);

const Changes = ({ of: user }: { of: UserDetailDto }) => {
  const { update, enable, disable } = user._links;
  const name = user['Display Name'];
  if (!update) return null;
  return (
    <section>
      <h2>Membership</h2>
      <Form action={update.href} submit="Save" class="form">
        <TextField label="Display Name" required value={name} maxLength={100} hint="How the person is called in this organisation" />
      </Form>
      {enable && (
        <Confirm label="Enable" action={enable.href} yes="Enable the membership" mild>
          <p>{name} can sign in here again, and keys of theirs that were not revoked work again.</p>
          <input type="hidden" name="State" value="active" />
        </Confirm>
      )}
      {disable && (
        <Confirm label="Disable" action={disable.href} yes="Disable the membership">
          <p>Sessions, keys and tokens of {name} are refused in this organisation from the next call on. Nothing is deleted; it can be enabled again.</p>
          <input type="hidden" name="State" value="disabled" />
        </Confirm>
      )}
    </section>
  );
};
