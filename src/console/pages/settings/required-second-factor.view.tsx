import { Badge } from '../../html/parts/badge.js';
import { Confirm } from '../../html/parts/confirm.js';
import type { SettingsPageDto } from './settings.dto.js';

/** Whether a second factor is required, whom that would concern, and the switch. */
export const RequiredSecondFactor = ({ model }: { model: SettingsPageDto }) => {
  const required = model['Require Second Factor'];
  return (
    <section class="panel" id="second-factor">
      <h2>
        Second factor <Badge tone={required ? 'good' : undefined}>{required ? 'required' : 'not required'}</Badge>
      </h2>
      <p>
        {required
          ? 'People who sign in are let in here only with a second factor: a code from an app, besides the password. Whoever has none is led to set one up, and nobody can switch theirs off.'
          : 'Each person decides whether signing in takes a code from an app besides the password. Required, it is asked of everybody: whoever has none is led to set one up, and let in after that.'}{' '}
        API keys and tokens are not asked for one.
      </p>
      <Missing model={model} />
      <Switch model={model} />
    </section>
  );
};

/** Who is still missing. */
const Missing = ({ model }: { model: SettingsPageDto }) => {
  const { 'Active Users': people, 'Without Second Factor': without, _links } = model;
  if (people === null || without === null) return null;
  if (without === 0) return <p>{people === 1 ? 'The one person who can sign in here has one.' : `All ${people} people who can sign in here have one.`}</p>;
  return (
    <p>
      <strong>
        {without} of {people}
      </strong>{' '}
      {people === 1 ? 'person' : 'people'} who can sign in here {without === 1 ? 'has' : 'have'} none yet. <a href={_links['without-second-factor']?.href}>See who</a>
    </p>
  );
};

const Switch = ({ model }: { model: SettingsPageDto }) => {
  const required = model['Require Second Factor'];
  const action = model._links['require-second-factor']?.href ?? '';
  const without = model['Without Second Factor'] ?? 0;
  if (!required && !model['Your Second Factor']) {
    return (
      <p class="note">
        You can require it of everybody once you have one yourself: <a href={model._links['your-second-factor']?.href}>set up yours</a>.
      </p>
    );
  }
  if (required) {
    return (
      <Confirm label="No longer require it" action={action} yes="No longer require it">
        <p>From the next call on, a password alone lets those in who have no second factor. Those who have one are asked for it as before, and can switch it off.</p>
        <input type="hidden" name="Require Second Factor" value="false" />
      </Confirm>
    );
  }
  return (
    <Confirm label="Require it of everybody" action={action} yes="Require it" mild>
      <p>
        It counts at once, wherever people are signed in.
        {without > 0 && ` ${without === 1 ? 'One person has' : `${without} people have`} none yet: their next page is the one where it is set up, and then they go on where they were.`}
      </p>
      <input type="hidden" name="Require Second Factor" value="true" />
    </Confirm>
  );
};
