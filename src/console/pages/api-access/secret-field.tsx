import type { FieldDto } from '../../model/form-model.js';
import { TextField } from '../../html/parts/fields.js';

/** A secret one may choose; the little script says how good it is while it is typed. */
export const SecretField = ({ field: { label, hint, maxLength } }: { field: FieldDto }) => (
  <TextField label={label} hint={<SecretHint hint={hint} />} type="password" maxLength={maxLength} autocomplete="new-password" data={{ 'data-secret': 'true' }} />
);

const SecretHint = ({ hint }: { hint: string }) => (
  <>
    {hint} <output class="strength" data-strength hidden aria-live="polite" />
  </>
);
