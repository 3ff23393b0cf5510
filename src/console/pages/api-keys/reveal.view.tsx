import { freshMs } from '../../../features/api-keys/index.js';
import { usePage } from '../../html/context/context.js';
import { Form } from '../../html/parts/form.js';
import { Token } from '../../html/parts/token.js';

/** Only soon after signing in: whoever sits down at a forgotten browser gets no key. */
export const Reveal = ({ action, thing }: { action: string; thing: string }) => {
  const { caller, now } = usePage();
  const isFresh = now - (caller?.credential.signedInAt ?? 0) <= freshMs;
  if (isFresh) return <Form action={action} submit={`Show the ${thing}`} />;
  return (
    <details class="confirm">
      <summary role="button" class="outline secondary">
        {`Show the ${thing}…`}
      </summary>
      <div class="confirm-box">
        <p>{`A ${thing} can be shown only in the first five minutes after you sign in.`}</p>
        <form method="post" action="/sign-out">
          <Token />
          <button type="submit">Sign in again</button>
        </form>
      </div>
    </details>
  );
};
