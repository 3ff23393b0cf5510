import { type ComponentChildren, Fragment } from 'preact';
import { wordOf } from '../../model/words.js';
import type { FieldDto, FormModel } from '../../model/form-model.js';
import { choiceGroups, Choices } from './choices.js';
import { FlagField, LongTextField, SelectField, TextField } from './fields.js';
import { Form } from './form.js';
import { TimeField } from './time-field.js';

interface ModelFormProps {
  readonly model: FormModel;
  readonly submit: string;
  readonly also?: ComponentChildren;
  /** By label: what stands below a field. */
  readonly below?: Readonly<Record<string, ComponentChildren>>;
}

/** The form that a form model describes: the same fields that programs are told of. */
export const ModelForm = ({ model, submit, also, below = {} }: ModelFormProps) => (
  <Form action={model._links['submit']?.href ?? ''} submit={submit} also={also} class="form">
    {model.fields.filter(canBeAsked).map((field) => (
      <Fragment key={field.label}>
        <ModelField field={field} />
        {below[field.label]}
      </Fragment>
    ))}
  </Form>
);

interface ModelFieldProps {
  readonly field: FieldDto;
  /** What stands in it is so now, and not only proposed: where that is none of them, it may stay so. */
  readonly isPresent?: boolean;
}

export const ModelField = ({ field, isPresent }: ModelFieldProps) => {
  const { label, type, required, options = [], value } = field;
  const text = typeof value === 'string' ? value : undefined;
  const common = { label, required, hint: withTaken(field), ...(field.oneOf && { mark: 'one of these' }) };
  switch (type) {
    case 'long-text':
      return <LongTextField {...common} value={text} />;
    case 'time':
      return <TimeField label={label} hint={common.hint} value={text} />;
    case 'number':
      return <TextField {...common} type="number" min="0" value={text} />;
    case 'flag':
      return <FlagField {...common} ticked={value === true} />;
    case 'choice':
      return <SelectField {...common} value={text} options={options.map((option) => ({ value: option.value, label: option.description }))} />;
    case 'choices':
      return <Choices {...common} {...choicesOf(field, isPresent)} />;
    case 'text':
      return <TextField {...common} value={text} maxLength={field.maxLength} suggestions={options.map((option) => ({ value: option.value, label: option.description }))} />;
  }
};

function choicesOf(field: FieldDto, isPresent = false) {
  const chosen = chosenOf(field.value);
  return { groups: choiceGroups(field.options ?? []), chosen, all: field.all, nothing: nothingOf(field), isNone: isPresent && chosen?.length === 0 };
}

/** Boxes for what there is nothing of would only puzzle people, unless all of it, also later, has to be meant. */
const canBeAsked = ({ type, options = [], all, value }: FieldDto): boolean => type !== 'choices' || options.length > 0 || (all !== undefined && value !== null);

const nothingOf = ({ label, all }: FieldDto): string | undefined =>
  all === undefined ? undefined : `You hold no ${wordOf(label).toLowerCase()} now: there is nothing to choose from. “${all}” takes in what you are given later; choose it only if that is meant.`;

/** So many names are warned of. */
const mostTaken = 3;

/** Two things of one name are hard to tell apart. */
const withTaken = ({ hint, taken = [] }: FieldDto): string => (taken.length === 0 ? hint : `${hint}. In use already: ${taken.slice(0, mostTaken).join(', ')}${taken.length > mostTaken ? ` and ${taken.length - mostTaken} more` : ''}`);

/** null: all of it. */
function chosenOf(value: FieldDto['value']): readonly string[] | null {
  if (value === null) return null;
  return Array.isArray(value) ? value : [];
}
