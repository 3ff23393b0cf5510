import type { ComponentChildren } from 'preact';
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

/** A second step before what cannot be undone. Opens without JavaScript. */
export const Confirm = ({ label, action, yes, children, mild = false }: ConfirmProps) => (
  <details class={mild ? 'confirm' : 'confirm confirm-hard'} open={useReturned(action) !== null}>
    <summary role="button" class={mild ? 'outline secondary' : 'outline danger'}>{`${label}…`}</summary>
    <div class="confirm-box">
      <Form action={action} submit={yes} danger={!mild}>
        {children}
      </Form>
    </div>
  </details>
);
