import { useOwnOrganisation, useParameter } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { Confirm } from '../../html/parts/confirm.js';
import { CopyButton } from '../../html/parts/copy-button.js';
import { TextField } from '../../html/parts/fields.js';
import { Form } from '../../html/parts/form.js';
import { Time } from '../../html/parts/time.js';
import { withQuery } from '../../model/links.js';
import type { BegunSecondFactorPageDto, SecondFactorPageDto } from './profile.dto.js';
import { profilePath } from './profile-models.js';
import { profileTabs } from './profile-tabs.js';
import { QrCode } from './qr-code.js';

export const SecondFactorView = ({ model }: { model: SecondFactorPageDto }) => (
  <Page
    title="Second factor"
    about="Besides the password, signing in takes a code from an app on your phone or computer. Keys and tokens are not asked for one."
    tabs={profileTabs(useOwnOrganisation(), 'Second factor')}
    call={{ person: true }}
  >
    {!model.Enabled && model['Required By'].length > 0 && <Required by={model['Required By']} />}
    {model.Enabled ? <Enabled model={model} /> : <Begin action={model._links['begin']?.href ?? ''} />}
  </Page>
);

const namesOf = (organisations: SecondFactorPageDto['Required By']): string => organisations.map(({ name }) => name).join(', ');

/** Why somebody was led here. */
const Required = ({ by }: { by: SecondFactorPageDto['Required By'] }) => (
  <p class="note" role="status">
    <strong>{namesOf(by)}</strong> {by.length === 1 ? 'requires' : 'require'} a second factor of everybody who signs in. You are let in there once you have set yours up. API keys you have made go on working meanwhile.
    {useParameter('unsent') !== '' && ' What you have just sent was not taken: nothing was changed, and you have to fill that form in again.'}
  </p>
);

/** The address a form is sent to, with where its person wanted to go in the first place. */
const useOnward = (action: string): string => withQuery(action, { next: useParameter('next') });

const Begin = ({ action }: { action: string }) => (
  <Form action={useOnward(action)} submit="Begin" class="form">
    <p>You need an authenticator app: any that shows codes of 6 digits (TOTP). Nothing is asked for until you have entered a first code.</p>
    <TextField label="Password" type="password" required maxLength={1024} autocomplete="current-password" hint="Once more, so that nobody else does this at your open session" />
  </Form>
);

const Enabled = ({ model }: { model: SecondFactorPageDto }) => {
  const left = model['Recovery Codes Left'];
  return (
    <section class="panel">
      <p>
        It is on, since <Time at={model['Enabled Since']} />. You have {left === 1 ? 'one recovery code' : `${left} recovery codes`} left.
      </p>
      {model['Required By'].length > 0 && (
        <p>
          It cannot be switched off: {namesOf(model['Required By'])} {model['Required By'].length === 1 ? 'requires' : 'require'} one. Without your app, and without recovery codes, an operator of this server resets it.
        </p>
      )}
      {left < 3 && <p class="note">Get new recovery codes before you need one: without the app and without a code, only an operator of this server can let you in again.</p>}
      <div class="stacked">
        <Confirm label="Get new recovery codes" action={model._links['recovery-codes']?.href ?? ''} yes="Get new codes" mild>
          <p>Those you have are good no longer.</p>
          <Proof prefix="codes" />
        </Confirm>
        {model._links['disable'] && <Confirm label="Switch it off" action={model._links['disable'].href} yes="Switch it off">
          <p>Your password alone lets you, and whoever learns it, in.</p>
          <Proof prefix="off" />
        </Confirm>}
      </div>
    </section>
  );
};

const Proof = ({ prefix }: { prefix: string }) => (
  <>
    <TextField id={`${prefix}-password`} label="Password" type="password" required maxLength={1024} autocomplete="current-password" />
    <TextField id={`${prefix}-code`} label="Code" maxLength={6} inputmode="numeric" autocomplete="one-time-code" hint="The 6 digits your app shows now" />
    <TextField id={`${prefix}-recovery`} label="Recovery Code" maxLength={100} autocomplete="off" hint="In place of the code, when you do not have your app" />
  </>
);

/** Shown by the answer to the form, and by nothing else. */
export const BegunSecondFactorView = ({ model }: { model: BegunSecondFactorPageDto }) => {
  const { Secret, 'Address for Apps': uri, _links } = model;
  return (
    <Page title="Add it to your app" up={{ label: 'Second factor', href: _links['list']?.href ?? '' }} call={null}>
      <section class="panel enrolment">
        <div>
          <h2>1. Scan this with your app</h2>
          <QrCode text={uri} label="QR picture with the secret for your app" />
        </div>
        <div>
          <h2>Or type it in</h2>
          <p class="secret">
            <code>{(Secret.match(/.{1,4}/g) ?? []).join(' ')}</code> <CopyButton text={Secret} />
          </p>
          <p>
            On this device: <a href={uri}>open it in an app</a>.
          </p>
          <p class="faint">Kind: time-based (TOTP), 6 digits, every 30 seconds. Keep it to yourself: whoever has it has your codes.</p>
          <h2>2. Enter the code it shows</h2>
          <Form action={useOnward(_links['confirm']?.href ?? '')} submit="Switch it on">
            <CodeField />
          </Form>
        </div>
      </section>
    </Page>
  );
};

const CodeField = () => <TextField label="Code" required maxLength={6} inputmode="numeric" autocomplete="one-time-code" autofocus hint="6 digits" />;

/** The code was wrong: the app has the secret already. */
export const ConfirmAgainView = ({ model }: { model: SecondFactorPageDto }) => {
  const self = profilePath(useOwnOrganisation(), 'second-factor');
  if (model.Enabled) return <SecondFactorView model={model} />;
  return (
    <Page title="Enter the code your app shows" up={{ label: 'Second factor', href: self }} call={null}>
      <Form action={useOnward(`${self}confirm/`)} submit="Switch it on" also={<a href={useOnward(self)}>Begin again</a>} class="form">
        <p>Codes change every 30 seconds. If none is taken, look whether the clock of the device is right.</p>
        <CodeField />
      </Form>
    </Page>
  );
};
