import type { ComponentChildren } from 'preact';
import { useSubmitted } from './form.js';
import { wordOf } from '../../model/words.js';

const idOf = (label: string): string => `field-${label.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;

/** What stands in a field: what was sent, else what is there now. */
export function useField(label: string, present = ''): { value: string; errors: readonly string[]; id: string } {
  const submitted = useSubmitted();
  const sent = submitted?.values[label];
  return { value: typeof sent === 'string' ? sent : present, errors: submitted?.errors[label] ?? [], id: idOf(label) };
}

interface FrameProps {
  readonly label: string;
  readonly required?: boolean;
  readonly hint?: ComponentChildren;
  /** Said of one that need not be given; left out: that it is optional. */
  readonly mark?: string;
}

/** How a field says what it is for and what is wrong with it. */
const described = (id: string, hint: ComponentChildren, errors: readonly string[]) => ({
  'aria-describedby': [hint && `${id}-hint`, errors.length > 0 && `${id}-error`].filter(Boolean).join(' ') || undefined,
  'aria-invalid': errors.length > 0 ? ('true' as const) : undefined,
});

export const Said = ({ id, hint, errors }: { id: string; hint: ComponentChildren; errors: readonly string[] }) => (
  <>
    {hint && (
      <small id={`${id}-hint`} class="hint">
        {hint}
      </small>
    )}
    {errors.map((error) => (
      <small id={`${id}-error`} class="field-error" key={error}>
        {error}
      </small>
    ))}
  </>
);

export const Label = ({ id, label, required = false, mark = 'optional' }: { id: string; label: string; required?: boolean; mark?: string }) => (
  <label for={id}>
    {wordOf(label)} {!required && <span class="optional">{mark}</span>}
  </label>
);

interface TextFieldProps extends FrameProps {
  readonly value?: string;
  readonly type?: 'text' | 'date' | 'datetime-local' | 'number' | 'password' | 'email';
  readonly maxLength?: number;
  readonly min?: string;
  readonly step?: string;
  readonly autocomplete?: string;
  readonly autofocus?: boolean;
  /** What is offered while one writes; anything else may be written too. */
  readonly suggestions?: readonly SelectOption[];
  readonly inputmode?: 'numeric';
  /** Where two fields of a page have one label. */
  readonly id?: string;
  /** For the little script: `data-…`. */
  readonly data?: Readonly<Record<`data-${string}`, string>>;
}

export const TextField = ({ label, required = false, mark, hint, value, type = 'text', suggestions = [], id, data, ...rest }: TextFieldProps) => {
  const known = useField(label, value);
  const field = { ...known, id: id ?? known.id };
  // The types of inputs depend on a `type` that is known here; this one is not.
  const attributes: object = { type, ...(type !== 'password' && { value: field.value }), ...rest, ...data };
  return (
    <div class="field">
      <Label id={field.id} label={label} required={required} mark={mark} />
      <input id={field.id} name={label} required={required} {...described(field.id, hint, field.errors)} {...attributes} list={suggestions.length > 0 ? `${field.id}-list` : undefined} />
      {suggestions.length > 0 && (
        <datalist id={`${field.id}-list`}>
          {suggestions.map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </datalist>
      )}
      <Said id={field.id} hint={hint} errors={field.errors} />
    </div>
  );
};

export const LongTextField = ({ label, required = false, hint, value, maxLength }: FrameProps & { value?: string; maxLength?: number }) => {
  const field = useField(label, value);
  return (
    <div class="field">
      <Label id={field.id} label={label} required={required} />
      <textarea id={field.id} name={label} required={required} maxLength={maxLength} rows={5} {...described(field.id, hint, field.errors)} value={field.value} />
      <Said id={field.id} hint={hint} errors={field.errors} />
    </div>
  );
};

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

/** Where one of several has to be chosen and none is yet, none is: the first of them would be taken unseen. */
const withNone = (options: readonly SelectOption[], required: boolean, value = ''): readonly SelectOption[] =>
  required && value === '' && options.length > 1 ? [{ value: '', label: 'Choose…' }, ...options] : options;

export const SelectField = ({ label, required = false, mark, hint, value, options }: FrameProps & { value?: string; options: readonly SelectOption[] }) => {
  const field = useField(label, value);
  return (
    <div class="field">
      <Label id={field.id} label={label} required={required} mark={mark} />
      <select id={field.id} name={label} required={required} {...described(field.id, hint, field.errors)}>
        {withNone(options, required, value).map((option) => (
          <option key={option.value} value={option.value} selected={option.value === field.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Said id={field.id} hint={hint} errors={field.errors} />
    </div>
  );
};

/** A box to tick. */
export const FlagField = ({ label, hint, ticked = false, text = wordOf(label) }: FrameProps & { ticked?: boolean; text?: string }) => {
  const submitted = useSubmitted();
  const { errors, id } = useField(label);
  return (
    <div class="field flag">
      <label for={id}>
        <input id={id} type="checkbox" name={label} value="true" checked={submitted ? submitted.values[label] !== undefined : ticked} {...described(id, hint, errors)} /> {text}
      </label>
      <Said id={id} hint={hint} errors={errors} />
    </div>
  );
};
