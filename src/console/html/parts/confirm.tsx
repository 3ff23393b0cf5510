import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Form, useReturned } from './form.js';

interface ConfirmProps {
  /** What the button that opens it says; an ellipsis follows. */
  readonly label: string;
  readonly action: string;
  /** What the button that does it says. */
  readonly yes: string;
  /** What will happen, and fields if any. */
  readonly children: ComponentChildren;
  /** Can be taken back: not in red. */
  readonly mild?: boolean;
}

/** A second step before what cannot be undone, above the page, which stays as it is. */
export const Confirm = ({ label, action, yes, children, mild = false }: ConfirmProps) => {
  const isReturned = useReturned(action) !== null;
  return (
    <Ask label={label} danger={!mild} open={isReturned}>
      {(cancel) => (
        <Form action={action} submit={yes} danger={!mild} also={cancel}>
          {children}
        </Form>
      )}
    </Ask>
  );
};

interface AskProps {
  readonly label: string;
  readonly danger?: boolean;
  /** It is open when the page is shown. */
  readonly open?: boolean;
  readonly children: (cancel: ComponentChildren) => ComponentChildren;
}

/**
 * A button, and what it opens. A popover opens and closes without JavaScript; one that comes back open is an open
 * dialog as well, which a button of `formmethod=dialog` closes. With JavaScript it is a modal dialog, which holds the
 * keyboard's focus and gives it back. The first focus is on what changes nothing.
 */
export const Ask = ({ label, danger = false, open = false, children }: AskProps) => {
  const id = useId();
  const opens: object = { popovertarget: id };
  const closes: object = open ? { type: 'submit', formmethod: 'dialog', formnovalidate: true } : { type: 'button', popovertarget: id, popovertargetaction: 'hide' };
  const cancel = (
    <button class="outline secondary" autofocus {...closes}>
      Cancel
    </button>
  );
  const popover: object = { popover: 'auto' };
  return (
    <div class="ask">
      <button type="button" class={danger ? 'outline danger' : 'outline secondary'} aria-haspopup="dialog" {...opens}>{`${label}…`}</button>
      <dialog id={id} class={danger ? 'ask-box ask-hard' : 'ask-box'} aria-labelledby={`${id}-title`} open={open} {...popover}>
        <p id={`${id}-title`} class="ask-title">
          {label}
        </p>
        {children(cancel)}
      </dialog>
    </div>
  );
};
