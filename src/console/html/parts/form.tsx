import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Submitted, usePage } from '../context/context.js';
import { Token } from './token.js';

const Sent = createContext<Submitted | null>(null);

/** What was sent from the form around it and did not work. */
export const useSubmitted = (): Submitted | null => useContext(Sent);

interface FormProps {
  readonly action: string;
  /** What the button says; absent: the form has buttons of its own. */
  readonly submit?: string;
  readonly danger?: boolean;
  /** Beside the button. */
  readonly also?: ComponentChildren;
  readonly class?: string;
  /** For boxes of a table that are sent with it. */
  readonly id?: string;
  /** Sends itself where JavaScript is there. */
  readonly continues?: boolean;
  /** What the page shows (`seenOf`): once that has changed, the handler refuses the form (`demandSeen`). */
  readonly seen?: string;
  readonly children?: ComponentChildren;
}

const withoutSlash = (path: string): string => path.replace(/\/$/, '');

/** What was sent to this address and did not work. */
export function useReturned(action: string): Submitted | null {
  const { submitted } = usePage();
  return submitted && withoutSlash(submitted.action) === withoutSlash(action) ? submitted : null;
}

/** What comes back filled in was filled in on the page of then. */
const firstSeen = (own: Submitted | null): string | undefined => [own?.values['_seen']].flat()[0];

/** A form that changes something. When it did not work it comes back as it was, and says why. */
export const Form = ({ action, submit, danger = false, also, class: name, id, continues = false, seen, children }: FormProps) => {
  const own = useReturned(action);
  if (own) own.told = true;
  return (
    <form method="post" action={action} class={name} id={id} data-continues={continues || undefined}>
      <Sent.Provider value={own}>
        {own && own.detail !== '' && (
          <p class="alert" role="alert">
            {own.detail}
          </p>
        )}
        <Token />
        {seen !== undefined && <input type="hidden" name="_seen" value={firstSeen(own) ?? seen} />}
        {children}
        {submit !== undefined && (
          <div class="buttons">
            <button type="submit" class={danger ? 'danger' : undefined}>
              {submit}
            </button>
            {also}
          </div>
        )}
      </Sent.Provider>
    </form>
  );
};
