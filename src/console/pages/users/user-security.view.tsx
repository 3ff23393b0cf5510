import { useOrganisation } from '../../html/context/context.js';
import { Confirm } from '../../html/parts/confirm.js';
import { pagePath } from '../../model/links.js';
import { MayGenerate } from '../key-generation/key-generation.view.js';
import { KeyGenerationSwitch } from '../key-generation/switch.view.js';
import type { UserPageDto } from './user.dto.js';
import { UserTabs } from './user-tabs.js';

export const UserSecurityView = ({ model }: { model: UserPageDto }) => {
  const action = model._links['key-generation']?.href;
  const standing = model['API Key Generation'];
  const call = action !== undefined && standing ? { method: 'POST' as const, path: action, body: { Enabled: !standing.enabled } } : undefined;
  return (
    <UserTabs user={model} current="security" {...(call && { call })}>
      <Password of={model} />
      <KeyGeneration of={model} />
    </UserTabs>
  );
};

/** Whoever sends the link neither sees it nor chooses the password. */
const Password = ({ of: user }: { of: UserPageDto }) => {
  const send = user._links['password-reset']?.href;
  const name = user['Display Name'];
  return (
    <section class="panel">
      <h2>Password</h2>
      <p>{user.State === 'invited' ? `${name} has not accepted the invitation yet, and chooses a password then.` : `Only ${name} sets and changes it. It is the password of an account, which may be in other organisations too.`}</p>
      {send !== undefined && (
        <Confirm label="Send a password reset link" action={send} yes="Send the link" mild>
          <p>
            The mail goes to {user.Email}, the address of the account; you are not shown the link. It is good for 1 hour, and once. Until {name} uses it the old password works; then all sessions of {name} end.
          </p>
        </Confirm>
      )}
    </section>
  );
};

const KeyGeneration = ({ of: user }: { of: UserPageDto }) => {
  const organisation = useOrganisation();
  const standing = user['API Key Generation'];
  const action = user._links['key-generation']?.href;
  if (!standing || action === undefined) return null;
  const { enabled, ways, groupIds } = standing;
  return (
    <section class="panel">
      <h2>Developer tools</h2>
      <KeyGenerationSwitch action={action} enabled={enabled}>
        Lets {user['Display Name']} make and renew API keys. Who gains it is told by mail, if they have signed in before. Switched off, keys already made go on.
      </KeyGenerationSwitch>
      <p>
        May create API keys now: <MayGenerate of={standing} />
      </p>
      {ways.includes('super-role') && <p class="note">Holders of the super role always may; that cannot be switched off.</p>}
      {ways.includes('everyone') && <p class="note">Everybody may create API keys in this organisation at present, whatever is switched here.</p>}
      {groupIds.length > 0 && (
        <p class="note">
          It is enabled for {groupIds.length === 1 ? 'a group' : 'groups'} of this user as well:{' '}
          {groupIds.map((id, i) => (
            <>
              {i > 0 && ', '}
              <a href={pagePath(organisation, 'organisation/group', id)}>group {id}</a>
            </>
          ))}
        </p>
      )}
    </section>
  );
};
