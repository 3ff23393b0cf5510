import { usePage } from '../../html/context/context.js';
import { Entrance } from '../../html/entrance/entrance.js';
import type { FormModel } from '../../model/form-model.js';
import type { InvitationPageDto } from './invitation.dto.js';

interface Failed {
  readonly problem?: string | undefined;
}

type AcceptModel = InvitationPageDto & Failed & { readonly token: string };

export type ReturnedModel = FormModel | AcceptModel;

/** What was not filled in well comes back at the step where that was. */
export const ReturnedView = ({ model }: { model: ReturnedModel }) => {
  const { submitted } = usePage();
  const problem = submitted?.detail;
  return 'Organisation' in model ? <AcceptView model={{ ...model, problem }} /> : <InvitationView model={{ ...model, problem }} />;
};

/** Where the mail leads: the invitation stands behind the `#` of the link, or is pasted. */
export const InvitationView = ({ model }: { model: FormModel & Failed }) => (
  <Entrance title="You are invited" problem={model.problem}>
    <form method="post" action={model._links['submit']?.href}>
      <label for="token">Invitation</label>
      <input id="token" name="token" required maxLength={100} autocomplete="off" autocapitalize="none" spellcheck={false} aria-describedby="token-hint" data-from-hash />
      <small id="token-hint" class="hint">
        What stands in the mail on a line of its own. It is good for 7 days and one use.
      </small>
      <button type="submit">Continue</button>
    </form>
  </Entrance>
);

export const AcceptView = ({ model }: { model: AcceptModel }) => {
  const { Organisation, Login, 'Has Password': hasPassword, token, problem, _links } = model;
  return (
    <Entrance title={`Join ${Organisation}`} problem={problem}>
      <p>
        You are invited to <strong>{Organisation}</strong> as <strong>{Login}</strong>. {hasPassword ? 'That account is yours already: show it with your password.' : 'Choose the password you will sign in with.'}
      </p>
      <form method="post" action={_links['self']?.href}>
        <input type="hidden" name="token" value={token} />
        <label for="password">{hasPassword ? 'Your password' : 'New password'}</label>
        <input id="password" name="password" type="password" required maxLength={hasPassword ? 1024 : 128} autocomplete={hasPassword ? 'current-password' : 'new-password'} autofocus aria-describedby="password-hint" />
        {!hasPassword && (
          <small id="password-hint" class="hint">
            12 to 128 characters, whichever you like. The common ones are refused.
          </small>
        )}
        {!hasPassword && (
          <>
            <label for="password-again">New password again</label>
            <input id="password-again" name="passwordAgain" type="password" required maxLength={128} autocomplete="new-password" aria-describedby="password-again-hint" />
            <small id="password-again-hint" class="hint">
              The same once more: nobody sees what is typed.
            </small>
          </>
        )}
        <button type="submit">{hasPassword ? 'Join' : 'Choose it and join'}</button>
      </form>
      <p class="faint">If you do not know what this is about, close this page: nothing has happened.</p>
    </Entrance>
  );
};
