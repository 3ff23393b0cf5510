import { Document, htmlOf } from './document.js';

export interface SignInProps {
  /** Where to go afterwards. */
  readonly next: string;
  readonly login?: string;
  /** Why the last attempt did not work. */
  readonly problem?: string;
}

export const SignInPage = ({ next, login, problem }: SignInProps) => (
  <Document title="Sign in">
    <main>
      <h1>Sign in</h1>
      {problem && <p role="alert">{problem}</p>}
      <form method="post" action="/sign-in">
        <input type="hidden" name="next" value={next} />
        <label>
          Login <input name="login" required maxLength={200} autocomplete="username" autocapitalize="none" spellcheck={false} autofocus value={login} />
        </label>
        <label>
          Password <input name="password" type="password" required maxLength={1024} autocomplete="current-password" />
        </label>
        <button type="submit">Sign in</button>
      </form>
    </main>
  </Document>
);

export const signInHtml = (props: SignInProps): string => htmlOf(<SignInPage {...props} />);
