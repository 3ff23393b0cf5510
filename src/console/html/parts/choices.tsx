import { useSubmitted } from './form.js';
import { wordOf } from '../../model/words.js';

/** One thing to choose. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  /** Why it cannot be chosen; absent: it can. */
  readonly locked?: string;
}

interface ChoicesProps {
  readonly label: string;
  readonly hint?: string;
  /** By group, in order; an empty name: no heading. */
  readonly groups: ReadonlyMap<string, readonly Choice[]>;
  /** What is chosen now; null: everything. */
  readonly chosen: readonly string[] | null;
  /** What it means to choose nothing in particular; absent: one has to choose. */
  readonly all?: string;
  /** Choosing none of them is meant as such. */
  readonly noneToo?: boolean;
  /** None of them is chosen now, and may stay so; ticking is not needed then. */
  readonly isNone?: boolean;
  /** What is said where there is nothing to choose from. */
  readonly nothing?: string;
  /** What it means to choose. */
  readonly some?: string;
}

/** What is ticked: as it was sent, else as it is. */
function useChosen(label: string, chosen: readonly string[] | null) {
  const submitted = useSubmitted();
  if (!submitted) return { isAll: chosen === null, ticked: new Set(chosen ?? []), errors: [], search: '' };
  const sent = (name: string): readonly string[] => [submitted.values[name] ?? []].flat();
  return {
    isAll: submitted.values[`_${label}`] === 'all',
    ticked: new Set([...sent(label), ...sent(`_${label}*`).flatMap((whole) => whole.split(' '))]),
    errors: submitted.errors[label] ?? [],
    search: sent(`_${label}?`)[0] ?? '',
  };
}

/** Boxes to tick, by group, to be searched; and, before them, whether all of it is meant. */
export const Choices = ({ label, hint, groups, chosen, all, noneToo = false, isNone = false, some = 'Only these', nothing }: ChoicesProps) => {
  const { isAll, ticked, errors, search } = useChosen(label, chosen);
  return (
    <fieldset class="choices">
      <legend>{wordOf(label)}</legend>
      {hint && <small class="hint">{hint}</small>}
      {errors.map((error) => (
        <small class="field-error" key={error}>
          {error}
        </small>
      ))}
      {all !== undefined && (
        <div class="choices-mode">
          <Mode label={label} value={isNone ? 'these' : 'chosen'} checked={!isAll} text={some} />
          <Mode label={label} value="all" checked={isAll} text={all} />
        </div>
      )}
      {noneToo && <input type="hidden" name={`_${label}`} value="these" />}
      <Boxes label={label} groups={groups} ticked={ticked} search={search} nothing={nothing} />
    </fieldset>
  );
};

interface BoxesProps extends Pick<ChoicesProps, 'label' | 'groups' | 'nothing'> {
  readonly ticked: ReadonlySet<string>;
  readonly search: string;
}

const Boxes = ({ label, groups, ticked, search, nothing = 'There is nothing to choose from.' }: BoxesProps) => {
  const count = [...groups.values()].reduce((sum, { length }) => sum + length, 0);
  const found = chosenFirst(groups, ticked).map(([group, options]) => [group, options.filter((option) => ticked.has(option.value) || isFound(option, search))] as const);
  return (
    <div class="choices-body" data-choices>
      {count > 8 && <Search label={label} search={search} />}
      {found.map(([group, options]) => (
        <div class="choices-group" key={group} data-group hidden={options.length === 0}>
          {group !== '' && <GroupTitle label={label} group={group} options={options} />}
          {options.map((option) => (
            <Box key={option.value} label={label} option={option} ticked={ticked.has(option.value)} />
          ))}
        </div>
      ))}
      {count === 0 && <p class="faint">{nothing}</p>}
    </div>
  );
};

const isFound = ({ value, label, description = '' }: Choice, search: string): boolean => {
  const text = `${value} ${label} ${description}`.toLowerCase();
  return search.toLowerCase().split(/\s+/).every((word) => text.includes(word));
};

/** Stays in sight. Without JavaScript its button brings the form back, with what is found; Enter elsewhere sends the form itself. */
const Search = ({ label, search }: { label: string; search: string }) => (
  <div class="choices-search">
    <button type="submit" class="unseen" tabIndex={-1} aria-hidden="true" data-without-script />
    <input type="search" name={`_${label}?`} value={search} aria-label={`Search ${wordOf(label).toLowerCase()}`} placeholder="Search…" data-filter />
    <button type="submit" class="outline secondary" name="_search" value={label} formNoValidate data-without-script>
      Search
    </button>
    <span class="faint" aria-live="polite" data-count />
  </div>
);

/** A group is ticked as a whole. */
const GroupTitle = ({ label, group, options }: { label: string; group: string; options: readonly Choice[] }) => {
  const open = options.filter(({ locked }) => locked === undefined);
  if (open.length < 2) return <p class="choices-title">{group}</p>;
  return (
    <label class="choices-title">
      <input type="checkbox" name={`_${label}*`} value={open.map(({ value }) => value).join(' ')} aria-label={`All of ${group}`} data-whole />
      <span>
        {group} <span class="choices-whole">{`all ${open.length}`}</span>
      </span>
    </label>
  );
};

/** What is chosen is seen without looking for it. */
function chosenFirst(groups: ChoicesProps['groups'], ticked: ReadonlySet<string>): (readonly [string, readonly Choice[]])[] {
  const { chosen = [], others = [] } = Object.groupBy([...groups], ([, options]) => (options.some(({ value }) => ticked.has(value)) ? 'chosen' : 'others'));
  return [...chosen, ...others];
}

const Box = ({ label, option, ticked }: { label: string; option: Choice; ticked: boolean }) => (
  <label data-option>
    <input type="checkbox" name={label} value={option.value} checked={ticked} disabled={option.locked !== undefined} />
    <span>
      <span class="choice-name">{option.label}</span>
      {option.description && <small>{option.locked === undefined ? option.description : `${option.description}. ${option.locked}`}</small>}
    </span>
  </label>
);

const Mode = ({ label, value, checked, text }: { label: string; value: string; checked: boolean; text: string }) => (
  <label>
    <input type="radio" name={`_${label}`} value={value} checked={checked} /> {text}
  </label>
);

/** Things that are called by a name, in one group; permissions by what they are about. */
export function choiceGroups(options: readonly { readonly value: string; readonly description: string }[]): Map<string, Choice[]> {
  if (options.some(({ value }) => value.includes('.'))) return permissionGroups(options);
  return new Map([['', options.map(({ value, description }) => ({ value, label: description }))]]);
}

/** What a permission is about: the part before the dot. */
export const resourceOf = (permission: string): string => permission.slice(0, permission.lastIndexOf('.'));

/** Permissions by what they are about: the part before the dot. */
export function permissionGroups(options: readonly { readonly value: string; readonly description: string }[]): Map<string, Choice[]> {
  const choices = options.map(({ value, description }) => ({ value, label: value, description }));
  return Map.groupBy(choices, ({ value }) => resourceOf(value));
}
