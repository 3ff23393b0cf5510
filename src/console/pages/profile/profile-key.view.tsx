import { Confirm } from '../../html/parts/confirm.js';
import { Form } from '../../html/parts/form.js';
import { Time } from '../../html/parts/time.js';
import type { ApiKeyPageDto } from '../api-keys/api-key.dto.js';
import { KeyState } from '../api-keys/key-words.js';
import type { SecurityPageDto } from './profile.dto.js';

/** The one key that does all its owner may and never expires. */
export const ProfileKeyPanel = ({ model }: { model: SecurityPageDto }) => {
  const key = model['API Key'];
  return (
    <section class="panel">
      <h2>API key</h2>
      {key ? <Known of={key} /> : <p>You have no key of your profile yet. It does all that you may do, and never expires.</p>}
      <Ways model={model} />
    </section>
  );
};

const Known = ({ of: key }: { of: ApiKeyPageDto }) => (
  <dl class="facts">
    <div>
      <dt>Begins with</dt>
      <dd>
        <a href={key._links['self']?.href}>
          <code>{key.Prefix}</code>
        </a>
      </dd>
    </div>
    <div>
      <dt>State</dt>
      <dd>
        <KeyState of={key} />
      </dd>
    </div>
    <div>
      <dt>Generated or renewed</dt>
      <dd>
        <Time at={key.Updated} shows="both" />
      </dd>
    </div>
    <div>
      <dt>Last used</dt>
      <dd>
        <Time at={key['Last Used']} shows="both" />
      </dd>
    </div>
  </dl>
);

const Ways = ({ model: { 'API Key': key, 'API Key Generation': generation, _links } }: { model: SecurityPageDto }) => {
  const issue = _links['generate-key']?.href;
  if (generation === 'frozen') return <p class="note">This organisation neither generates nor renews such keys. Those that exist go on. Create a key of its own for each program instead.</p>;
  if (generation === 'not-allowed') return <p class="note">API key generation is not enabled for you. An administrator can enable it: Users, then “Enable API key generation”.</p>;
  if (issue === undefined) return <p class="note">The key is deactivated. Activate it on its page to renew it.</p>;
  if (!key) return <Form action={issue} submit="Generate Key" />;
  return (
    <Confirm label="Renew Key" action={issue} yes="Renew it now">
      <p>The present key, and every token got with it, is refused at once: programs that use it need the new one. For other keys this is called rotating, and the old one can go on for a while.</p>
    </Confirm>
  );
};
