import { freshMs } from '../../../features/api-keys/index.js';
import { usePage } from '../../html/context/context.js';
import { Ask } from '../../html/parts/confirm.js';
import { Form } from '../../html/parts/form.js';
import { Token } from '../../html/parts/token.js';

/** Only soon after signing in: whoever sits down at a forgotten browser gets no key. */
export const Reveal = ({ action, thing }: { action: string; thing: string }) => {
  const { caller, now, path } = usePage();
  const isFresh = now - (caller?.credential.signedInAt ?? 0) <= freshMs;
  if (isFresh) return <Form action={action} submit={`Show the ${thing}`} />;
  return (
    <Ask label={`Show the ${thing}`}>
      {(cancel) => (
        <form method="post" action="/sign-out">
          <p>{`A ${thing} can be shown only in the first five minutes after you sign in. You come back here.`}</p>
          <Token />
          <input type="hidden" name="next" value={path} />
          <div class="buttons">
            <button type="submit">Sign in again</button>
            {cancel}
          </div>
        </form>
      )}
    </Ask>
  );
};
