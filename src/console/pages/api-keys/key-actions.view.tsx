import type { ComponentChildren } from 'preact';
import { Confirm } from '../../html/parts/confirm.js';
import { SelectField, TextField } from '../../html/parts/fields.js';
import { Form } from '../../html/parts/form.js';
import type { Links } from '../../model/links.js';
import type { KeyHistoryDto } from './api-key.dto.js';
import { LatelyUsed } from './key-history.view.js';
import type { Kind } from './kinds.js';
import { Reveal } from './reveal.view.js';

interface ActionsProps {
  readonly kind: Kind;
  readonly links: Links;
  /** Who would notice; left out: it is not known here. */
  readonly history?: KeyHistoryDto;
  /** What else is asked when it is renewed. */
  readonly renewal?: ComponentChildren;
  /** It is deactivated, and renewing it activates it. */
  readonly comesBack?: boolean;
  /** Links that stand beside the buttons. */
  readonly children?: ComponentChildren;
}

const overlaps = [
  { value: '0', label: 'at once' },
  { value: '3600', label: 'in an hour' },
  { value: '86400', label: 'in a day' },
  { value: '604800', label: 'in a week' },
  { value: '2592000', label: 'in 30 days' },
];

/** Buttons for what this caller may do with a key of any kind: the same steps under the same names, in one order. */
export const ActionsOn = ({ kind, links, history, renewal, comesBack = false, children }: ActionsProps) => {
  const { activate, deactivate, rotate, regenerate = rotate, reveal, revoke } = links;
  const remove = links['delete'];
  const { thing } = kind;
  return (
    <div class="buttons">
      {reveal && <Reveal action={reveal.href} thing={thing} />}
      {activate && <Form action={activate.href} submit="Activate" />}
      {regenerate && (
        <Renew kind={kind} action={regenerate.href} comesBack={comesBack}>
          {renewal}
        </Renew>
      )}
      {deactivate && (
        <Confirm label="Deactivate" action={deactivate.href} yes={`Deactivate the ${thing}`} mild>
          <p>It is refused until it is activated again. Tokens that programs got with it end for good.</p>
          {history && <LatelyUsed of={history} />}
        </Confirm>
      )}
      {revoke && (
        <Confirm label="Revoke" action={revoke.href} yes={`Revoke the ${thing} for good`}>
          <p>Whatever uses it is refused from then on, with every token got with it and every key made with it. This cannot be undone. It stays in the list, with the reason.</p>
          {history && <LatelyUsed of={history} />}
          <TextField label="Reason" maxLength={200} hint="Kept with it" />
        </Confirm>
      )}
      {remove && !revoke && <Delete kind={kind} action={remove.href} />}
      {children}
    </div>
  );
};

const Delete = ({ kind: { thing, deleteElsewhere }, action }: { kind: Kind; action: string }) => (
  <Confirm label="Delete" action={action} yes={`Delete the ${thing}`}>
    <p>It leaves the list, and whatever uses it is refused for good. This cannot be undone. Its history stays in the audit trail.</p>
    {deleteElsewhere && <p class="faint">{deleteElsewhere}</p>}
  </Confirm>
);

interface RenewProps {
  readonly kind: Kind;
  readonly action: string;
  readonly comesBack: boolean;
  readonly children: ComponentChildren;
}

const Renew = ({ kind: { thing, text, renew, renewElsewhere }, action, comesBack, children }: RenewProps) => (
  <Confirm label={renew} action={action} yes={`${renew} the ${text}`} mild>
    {comesBack ? (
      <p>You get a new {text}, and the {thing} is active from then on, with that alone.</p>
    ) : (
      <>
        <p>
          You get a new {text}; what the {thing} may do stays as it is. {renewElsewhere}
        </p>
        <SelectField label="Overlap Seconds" required options={overlaps} value="86400" hint="Until then both work, so that programs can be changed without a break" />
      </>
    )}
    {children}
  </Confirm>
);
