import type { ComponentChildren } from 'preact';
import { useParameter, usePage } from '../context/context.js';

/** Whether the list shows less than there is. */
export function useIsNarrowed(): boolean {
  const { searchParams } = new URL(usePage().path, 'http://here');
  return [...searchParams.keys()].some((name) => !['sort', 'cursor', 'limit'].includes(name));
}

/** Narrows a list down; what is chosen stands in the address. `sorts`: its orders, where no headings say them. */
export const Filters = ({ children, sorts }: { children: ComponentChildren; sorts?: SelectFilterProps['options'] }) => {
  const url = new URL(usePage().path, 'http://here');
  const sort = url.searchParams.get('sort');
  const isNarrowed = useIsNarrowed();
  return (
    <form method="get" action={url.pathname} class="filters" role="search" data-submit-on-change>
      {children}
      {sorts ? <SelectFilter name="sort" label="Order" options={sorts} /> : sort !== null && <input type="hidden" name="sort" value={sort} />}
      <button type="submit" class="secondary outline">
        Apply
      </button>
      {isNarrowed && (
        <a class="clear" href={url.pathname}>
          Clear
        </a>
      )}
    </form>
  );
};

interface SearchFilterProps {
  readonly name?: string;
  /** Another parameter that means the same. */
  readonly also?: string;
  readonly label: string;
  /** Offered while one writes; anything else may be written too. */
  readonly suggestions?: readonly (string | { readonly value: string; readonly label: string })[];
}

/** A whole key may be pasted into it; the browser is not to remember that (it would offer no suggestions either). */
export const SearchFilter = ({ name = 'search', also, label, suggestions = [] }: SearchFilterProps) => (
  <>
    <input
      type="search"
      name={name}
      value={useParameter(name, also)}
      placeholder={label}
      aria-label={label}
      maxLength={100}
      autocomplete={suggestions.length > 0 ? undefined : 'off'}
      list={suggestions.length > 0 ? `${name}-list` : undefined}
    />
    {suggestions.length > 0 && (
      <datalist id={`${name}-list`}>
        {suggestions.map((each) => (typeof each === 'string' ? <option key={each} value={each} /> : <option key={each.value} value={each.value} label={each.label} />))}
      </datalist>
    )}
  </>
);

interface SelectFilterProps {
  readonly name: string;
  /** Another parameter that means the same. */
  readonly also?: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export const SelectFilter = ({ name, also, label, options }: SelectFilterProps) => {
  const now = useParameter(name, also);
  return (
    <select name={name} aria-label={label}>
      {options.map((option) => (
        <option key={option.value} value={option.value} selected={option.value === now}>
          {option.label}
        </option>
      ))}
    </select>
  );
};

interface FixedFilterProps {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  /** What the value means to people. */
  readonly says: string;
  /** The list without it. */
  readonly remove: string | undefined;
}

/** What a list was narrowed to where one came from: it stays beside every other filter until it is removed. */
export const FixedFilter = ({ name, value, label, says, remove }: FixedFilterProps) => (
  <span class="fixed">
    <input type="hidden" name={name} value={value} />
    {label}: <strong>{says}</strong>{' '}
    <a href={remove} aria-label={`Remove ${label}: ${says}`}>
      Remove
    </a>
  </span>
);

/** A day; all of them when left empty. */
export const DayFilter = ({ name, label }: { name: string; label: string }) => (
  <label class="day">
    {label} <input type="date" name={name} value={useParameter(name)} />
  </label>
);
