import { usePage } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { Badge } from '../../html/parts/badge.js';
import { Thing } from '../../html/names/thing.js';
import { permissionGroups } from '../../html/parts/choices.js';
import type { ChoosableDto, OptionsDto } from './choosable.dto.js';
import { Checks } from './checks.view.js';
import type { TrialPageDto, TryPageDto } from './refusal.dto.js';
import { Refused } from './refused.view.js';
import { RemedyList } from './remedies.view.js';

export const TrialView = ({ model }: { model: TryPageDto }) => (
  <Page
    title="Would this be allowed?"
    up={{ label: 'Refusals', href: model._links['list']?.href ?? '' }}
    about="Ask for a key or a user, without its secret. Nothing is changed and nothing is recorded."
  >
    <Question of={model} />
    {model.Outcome && <Answer of={model.Outcome} />}
  </Page>
);

/** Asks by `GET`: what was asked stands in the address and can be handed on. */
const Question = ({ of: { Keys, Users, Workspaces, Permissions } }: { of: ChoosableDto }) => {
  const { path } = usePage();
  const { pathname } = new URL(path, 'http://here');
  const asked = useAsked();
  return (
    <form method="get" action={pathname.replace(/mend\/?$/, 'try/')} class="form">
      <Asked name="key" label="API key" empty="–" of={Keys} mark="this or a user" hint="Its id, its first eight characters or its name. Never the whole key: what you ask stands in the address." pattern="(?!.*LK[A-Za-z0-9]{6}\..).*" />
      <Asked name="user" label="User" empty="–" of={Users} mark="this or a key" hint="A login. The answer is for that person, signed in" />
      <div class="field">
        <label for="ask-permission">Permission</label>
        <select id="ask-permission" name="permission" required>
          {[...permissionGroups(Permissions)].map(([resource, some]) => (
            <optgroup key={resource} label={resource}>
              {some.map(({ value, description }) => (
                <option key={value} value={value} selected={value === asked('permission')}>{`${value} – ${description ?? ''}`}</option>
              ))}
            </optgroup>
          ))}
        </select>
      </div>
      <Asked name="workspaceId" label="Workspace" empty="The organisation as a whole" of={Workspaces} mark="optional" hint="Its id. Leave it empty for the organisation as a whole" />
      <div class="buttons">
        <button type="submit">Try it</button>
      </div>
    </form>
  );
};

/** What stands in the address. */
function useAsked(): (name: string) => string {
  const { pathname, searchParams } = new URL(usePage().path, 'http://here');
  const isAsked = pathname.replace(/\/$/, '').endsWith('/refusals/try');
  return (name) => (isAsked ? (searchParams.get(name) ?? '') : '');
}

interface AskedProps {
  readonly name: string;
  readonly label: string;
  /** What it means to choose nothing. */
  readonly empty: string;
  readonly of: OptionsDto;
  /** Whether it must be said. */
  readonly mark: string;
  /** Where it is to be written. */
  readonly hint: string;
  readonly pattern?: string;
}

/** To choose from where it is a short list; else to write, with what is offered meanwhile. */
const Asked = ({ name, label, empty, of: { options, complete }, mark, hint, pattern }: AskedProps) => {
  const now = useAsked()(name);
  const id = `ask-${name}`;
  const others = now === '' || options.some(({ value }) => value === now) ? [] : [{ value: now, description: now }];
  return (
    <div class="field">
      <label for={id}>
        {label} <span class="optional">{mark}</span>
      </label>
      {complete ? (
        <select id={id} name={name}>
          {[{ value: '', description: empty }, ...others, ...options].map(({ value, description }) => (
            <option key={value} value={value} selected={value === now}>
              {description}
            </option>
          ))}
        </select>
      ) : (
        <>
          <input id={id} name={name} value={now} maxLength={100} pattern={pattern} autocomplete="off" spellcheck={false} aria-describedby={`${id}-hint`} list={options.length > 0 ? `${id}-list` : undefined} />
          <datalist id={`${id}-list`}>
            {options.map(({ value, description }) => (
              <option key={value} value={value} label={description} />
            ))}
          </datalist>
          <small id={`${id}-hint`} class="hint">
            {hint}
          </small>
        </>
      )}
    </div>
  );
};

const Answer = ({ of: trial }: { of: TrialPageDto }) => (
  <>
    <h2>{trial.Allowed ? 'Yes' : 'No'}</h2>
    <p>
      {trial.Allowed ? <Badge tone="good">allowed</Badge> : <Badge tone="bad">refused</Badge>} {trial.Allowed ? 'The call would be allowed now.' : 'The call would be refused.'} Asked for <Refused of={trial} />{trial['Secret Prefix'] !== null && <> with its secret <code>{trial['Secret Prefix']}…</code></>}:{' '}
      {trial.Permissions.map((permission) => (
        <code key={permission}>{permission}</code>
      ))}{' '}
      in {trial.Workspace === null ? 'the organisation as a whole' : <Thing kind="workspace" id={trial.Workspace} name={trial['Workspace Name']} />}.
    </p>
    <Checks checks={trial.Checks} />
    <RemedyList trial={trial} />
  </>
);
