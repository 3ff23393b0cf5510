import type { ComponentChildren } from 'preact';
import { freshMs } from '../../../features/api-keys/index.js';
import { usePage } from '../../html/context/context.js';
import { Confirm } from '../../html/parts/confirm.js';
import { SelectField, TextField } from '../../html/parts/fields.js';
import { Form } from '../../html/parts/form.js';
import { Token } from '../../html/parts/token.js';
import type { Links } from '../../model/links.js';
import type { KeyHistoryDto } from './api-key.dto.js';
import { LatelyUsed } from './key-history.view.js';

type Acted = KeyHistoryDto & { readonly _links: Links };

export const overlaps = [
  { value: '0', label: 'at once' },
  { value: '3600', label: 'in an hour' },
  { value: '86400', label: 'in a day' },
  { value: '604800', label: 'in a week' },
  { value: '2592000', label: 'in 30 days' },
];

/** Buttons for what this caller may do with a key; `children` are those of a kind of keys. */
export const ActionsOn = ({ model, children }: { model: Acted; children?: ComponentChildren }) => {
  const { activate, deactivate, rotate, reveal, revoke } = model._links;
  return (
    <div class="buttons">
      {activate && <Form action={activate.href} submit="Activate" />}
      {rotate && <Rotate action={rotate.href} />}
      {children}
      {reveal && <Reveal action={reveal.href} />}
      {deactivate && (
        <Confirm label="Deactivate" action={deactivate.href} yes="Deactivate it" mild>
          <p>It is refused until it is activated again. Tokens got with it end for good.</p>
          <LatelyUsed of={model} />
        </Confirm>
      )}
      {revoke && (
        <Confirm label="Revoke" action={revoke.href} yes="Revoke it for ever">
          <p>Whatever uses this key is refused from then on, with every token got with it and every key made with it. That cannot be undone.</p>
          <LatelyUsed of={model} />
          <TextField label="Reason" maxLength={200} hint="Kept with the key" />
        </Confirm>
      )}
    </div>
  );
};

const Rotate = ({ action }: { action: string }) => (
  <Confirm label="Rotate" action={action} yes="Make a new key" mild>
    <p>The key gets a new text; what it may do stays as it is. Choose how long the old text goes on working beside the new one.</p>
    <SelectField label="Overlap Seconds" required options={overlaps} value="86400" hint="When the old one ends" />
  </Confirm>
);

/** Only soon after signing in: whoever sits down at a forgotten browser gets no key. */
export const Reveal = ({ action, thing = 'key' }: { action: string; thing?: string }) => {
  const { caller, now } = usePage();
  const isFresh = now - (caller?.credential.signedInAt ?? 0) <= freshMs;
  if (isFresh) return <Form action={action} submit={`Show the ${thing}`} />;
  return (
    <details class="confirm">
      <summary role="button" class="outline secondary">
        {`Show the ${thing}…`}
      </summary>
      <div class="confirm-box">
        <p>{`A ${thing} can be shown in the first five minutes after signing in.`}</p>
        <form method="post" action="/sign-out">
          <Token />
          <button type="submit">Sign in again</button>
        </form>
      </div>
    </details>
  );
};
