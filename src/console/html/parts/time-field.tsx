import { usePage } from '../context/context.js';
import { Label, Said, useField } from './fields.js';
import { longDay, longTime } from './time.js';

interface TimeFieldProps {
  readonly label: string;
  readonly hint: string;
  /** RFC 3339, as it is now; empty: never; left out: it is new. */
  readonly value?: string;
}

const dayMs = 86_400_000;
const aYear = 365;
const spans = [
  [30, 'In 30 days'],
  [90, 'In 90 days'],
  [aYear, 'In a year'],
] as const;

const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** When something ends: never, after a usual while, or on a day of one's own. */
export const TimeField = ({ label, hint, value }: TimeFieldProps) => {
  const { now } = usePage();
  const isSet = value !== undefined && value !== '';
  // Of what is new a year is proposed: what never ends is what nobody looks after any more.
  const choice = useField(`_${label}`, isSet ? 'keep' : value === undefined ? dayOf(now + aYear * dayMs) : 'never');
  const own = useField(label);
  const options = [
    ...(isSet ? [{ value: 'keep', text: `As it is: ${longTime(Date.parse(value))}` }] : []),
    { value: 'never', text: 'Never' },
    ...spans.map(([days, text]) => ({ value: dayOf(now + days * dayMs), text: `${text}, on ${longDay(now + days * dayMs)}` })),
    { value: 'own', text: 'On a day of my choice' },
  ];
  return (
    <div class="field ends">
      <Label id={own.id} label={label} required />
      <select id={own.id} name={`_${label}`} aria-describedby={`${own.id}-hint`}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === choice.value}>
            {option.text}
          </option>
        ))}
      </select>
      <input class="ends-own" type="date" name={label} value={own.value.slice(0, 10)} min={dayOf(now)} aria-label="Day, in UTC" aria-invalid={own.errors.length > 0 ? 'true' : undefined} />
      <Said id={own.id} hint={hint} errors={own.errors} />
    </div>
  );
};
