import { usePage } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { Badge } from '../../html/parts/badge.js';
import type { OptionDto } from '../../model/form-model.js';
import { Checks } from './checks.view.js';
import type { TrialPageDto, TryPageDto } from './refusal.dto.js';
import { RemedyList } from './remedies.view.js';

export const TrialView = ({ model: { Outcome, Permissions, _links } }: { model: TryPageDto }) => (
  <Page
    title="Would this be allowed?"
    up={{ label: 'Refusals', href: _links['list']?.href ?? '' }}
    about="Ask for a key or a user, without its secret. Nothing is changed and nothing is recorded."
  >
    <Ask permissions={Permissions} />
    {Outcome && <Answer of={Outcome} />}
  </Page>
);

/** Asks by `GET`: what was asked stands in the address and can be handed on. */
const Ask = ({ permissions }: { permissions: readonly OptionDto[] }) => {
  const { path } = usePage();
  const { pathname, searchParams } = new URL(path, 'http://here');
  const isAsked = pathname.replace(/\/$/, '').endsWith('/refusals/try');
  const now = (name: string) => (isAsked ? (searchParams.get(name) ?? '') : '');
  return (
    <form method="get" action={isAsked ? pathname : pathname.replace(/mend\/?$/, 'try/')} class="form">
      <Asked name="key" label="API key" hint="Its id, its first eight characters or its name. Never the whole key: what you ask stands in the address." mark="this or a user" value={now('key')} pattern="(?!LK[A-Za-z0-9]{6}\..).*" />
      <Asked name="user" label="User" hint="A login. The answer is for that person, signed in" mark="this or a key" value={now('user')} />
      <div class="field">
        <label for="ask-permission">Permission</label>
        <select id="ask-permission" name="permission" required>
          {permissions.map(({ value, description }) => (
            <option key={value} value={value} selected={value === now('permission')}>{`${value} – ${description}`}</option>
          ))}
        </select>
      </div>
      <Asked name="workspaceId" label="Workspace" hint="Its id. Leave it empty for the organisation as a whole" mark="optional" value={now('workspaceId')} />
      <div class="buttons">
        <button type="submit">Try it</button>
      </div>
    </form>
  );
};

const Asked = ({ name, label, hint, value, mark, pattern }: { name: string; label: string; hint: string; value: string; mark: string; pattern?: string }) => (
  <div class="field">
    <label for={`ask-${name}`}>
      {label} <span class="optional">{mark}</span>
    </label>
    <input id={`ask-${name}`} name={name} value={value} maxLength={100} pattern={pattern} autocomplete="off" spellcheck={false} aria-describedby={`ask-${name}-hint`} />
    <small id={`ask-${name}-hint`} class="hint">
      {hint}
    </small>
  </div>
);

const Answer = ({ of: trial }: { of: TrialPageDto }) => (
  <>
    <h2>{trial.Allowed ? 'Yes' : 'No'}</h2>
    <p>
      {trial.Allowed ? <Badge tone="good">allowed</Badge> : <Badge tone="bad">refused</Badge>} {trial.Allowed ? 'The call would be allowed now.' : 'The call would be refused.'}
    </p>
    <Checks checks={trial.Checks} names={{ key: null, user: null }} />
    <RemedyList trial={trial} names={{ key: null, user: null }} />
  </>
);
