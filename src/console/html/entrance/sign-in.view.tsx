import { Entrance } from './entrance.js';

export interface SignInModel {
  /** Where to go afterwards. */
  readonly next: string;
  readonly login?: string;
  /** Why the last attempt did not work. */
  readonly problem?: string;
  /** Nobody can sign in yet: where the server is set up. */
  readonly setUp?: string | null;
}

/** Stands wherever somebody is not signed in. */
export const SignInView = ({ model: { next, login, problem, setUp = null } }: { model: SignInModel }) => (
  <Entrance title="Sign in" problem={problem}>
    {setUp !== null && (
      <p class="note">
        Nobody has an account here yet. <a href={setUp}>Set this server up</a> first.
      </p>
    )}
    <form method="post" action="/sign-in">
      <input type="hidden" name="next" value={next} />
      <label for="login">Login</label>
      <input id="login" name="login" required maxLength={200} autocomplete="username" autocapitalize="none" spellcheck={false} autofocus={login === undefined} value={login} />
      <label for="password">Password</label>
      <input id="password" name="password" type="password" required maxLength={1024} autocomplete="current-password" autofocus={login !== undefined} />
      <button type="submit">Sign in</button>
    </form>
    <p>
      <a href="/password-reset">Forgot your password?</a>
    </p>
    <p class="faint">
      Programs send their key instead, with <code>Accept: application/json</code>; see the <a href="/api">API explorer</a>.
    </p>
  </Entrance>
);
