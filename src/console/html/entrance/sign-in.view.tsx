import { usePage } from '../context/context.js';
import { Document } from '../layout/document.js';
import { TopBar } from '../layout/frame.js';

export interface SignInModel {
  /** Where to go afterwards. */
  readonly next: string;
  readonly login?: string;
  /** Why the last attempt did not work. */
  readonly problem?: string;
}

/** Stands wherever somebody is not signed in. */
export const SignInView = ({ model: { next, login, problem } }: { model: SignInModel }) => {
  const { flash } = usePage();
  return (
    <Document title="Sign in">
      <TopBar />
      <main class="card">
        <h1>Sign in</h1>
        {flash !== null && (
          <p class="flash" role="status">
            {flash}
          </p>
        )}
        {problem !== undefined && (
          <p class="alert" role="alert">
            {problem}
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
        <p class="faint">
          Programs send their key instead, with <code>Accept: application/json</code>; see the <a href="/api">API explorer</a>.
        </p>
      </main>
    </Document>
  );
};
