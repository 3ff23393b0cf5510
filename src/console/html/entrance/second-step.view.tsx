import { Entrance } from './entrance.js';

export interface SecondStepModel {
  /** Where to go afterwards. */
  readonly next: string;
  /** That the password was right. */
  readonly step: string;
  readonly problem?: string;
  /** The last attempt was with a recovery code. */
  readonly recovering?: boolean;
}

/** After the password, where the account has a second factor. */
export const SecondStepView = ({ model: { next, step, problem, recovering = false } }: { model: SecondStepModel }) => {
  const Known = () => (
    <>
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="step" value={step} />
    </>
  );
  return (
    <Entrance title="One more step" problem={problem}>
      <form method="post" action="/sign-in/second-factor">
        <Known />
        <label for="totp">Code</label>
        <input
          id="totp"
          name="totp"
          required
          maxLength={20}
          inputmode="numeric"
          pattern="\s*[0-9]{3}\s?[0-9]{3}\s*"
          title="6 digits"
          autocomplete="one-time-code"
          spellcheck={false}
          autofocus={!recovering}
          aria-describedby="totp-hint"
        />
        <small id="totp-hint" class="hint">
          The 6 digits your authenticator app shows now.
        </small>
        <button type="submit">Sign in</button>
      </form>
      <details class="other-way" open={recovering}>
        <summary>I do not have my app with me</summary>
        <form method="post" action="/sign-in/second-factor">
          <Known />
          <label for="recovery-code">Recovery code</label>
          <input id="recovery-code" name="recoveryCode" required maxLength={100} autocomplete="off" autocapitalize="none" spellcheck={false} autofocus={recovering} aria-describedby="recovery-hint" />
          <small id="recovery-hint" class="hint">
            One of those you were given when you switched the second factor on. It is good once.
          </small>
          <button type="submit" class="outline">
            Sign in with it
          </button>
        </form>
      </details>
      <p class="faint">
        <a href={next}>Sign in as somebody else</a>
      </p>
    </Entrance>
  );
};
