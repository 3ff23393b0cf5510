import { Fragment } from 'preact';
import type { DecisionDto, RemedyDto } from '../../../features/decisions/index.js';
import { useOrganisation, usePage } from '../../html/context/context.js';
import { curlOf } from '../../html/parts/api-call.js';
import { CallText } from '../../html/parts/call-text.js';
import { Ask } from '../../html/parts/confirm.js';
import { Form } from '../../html/parts/form.js';
import { Thing } from '../../html/names/thing.js';
import { NewSecretHelps } from './ended-secret.view.js';
import type { TrialPageDto } from './refusal.dto.js';
import { isBroader, remedyId } from './remedy-id.js';

interface RemediesProps {
  readonly trial: TrialPageDto;
  /** The secret that it is about. */
  readonly secret?: DecisionDto['secret'];
  readonly decisionId?: string;
}

/** What would allow the call, each with a button that does it and the call that does the same. */
export const RemedyList = ({ trial, secret = null, decisionId }: RemediesProps) => {
  const remedies = trial['Would Allow'];
  if (trial.Allowed) return null;
  if (trial.Why === 'secret-ended') return <NewSecretHelps trial={trial} secret={secret} />;
  if (remedies.length === 0) return <p class="note">{noGrantHelps(trial)}</p>;
  return (
    <>
      <h2>What would allow it</h2>
      {remedies.length > 1 && <p>All of it together:</p>}
      {remedies.map((remedy) => (
        <Fragment key={remedyId(remedy)}>
          {remedy.instead && <Offer remedy={remedy.instead} trial={trial} decisionId={decisionId} />}
          {remedy.instead && <p>Or, with more than that:</p>}
          <Offer remedy={remedy} trial={trial} decisionId={decisionId} />
        </Fragment>
      ))}
    </>
  );
};

/** What else it would allow is confirmed first. */
const Offer = ({ remedy, trial, decisionId }: { remedy: RemedyDto; trial: TrialPageDto; decisionId: string | undefined }) => {
  const action = trial._links['mend']?.href ?? '';
  const asks = (
    <>
      <Question of={trial} />
      <input type="hidden" name="Remedy" value={remedyId(remedy)} />
      {decisionId !== undefined && <input type="hidden" name="Decision" value={decisionId} />}
    </>
  );
  return (
    <section class="panel">
      <h3>{remedy.summary}</h3>
      {!remedy.path.startsWith('api-keys/') && remedy.receiver && <Receiver of={remedy.receiver} />}
      {isBroader(remedy) ? (
        <>
          <Also of={remedy} />
          <Ask label="Do this">
            {(cancel) => (
              <Form action={action} submit="Do this, with all of it" also={cancel}>
                <p>{remedy.summary}.</p>
                <Also of={remedy} />
                {asks}
                <input type="hidden" name="Confirmed" value="true" />
              </Form>
            )}
          </Ask>
        </>
      ) : (
        <Form action={action} submit="Do this">
          {asks}
        </Form>
      )}
      <SameCall method={remedy.method} path={remedy.path} body={remedy.body} />
      {remedy.path === 'roles' && remedy.receiver && <p class="faint">The call makes the role; once it is there, the call that assigns it is named here.</p>}
    </section>
  );
};

const namesShown = 12;

/** How much more it is than what is missing. */
const Also = ({ of: { alsoAllows } }: { of: RemedyDto }) => {
  const { permissions, everything, workspaces } = alsoAllows;
  const many = permissions.length === 1 ? '1 other permission' : `${permissions.length} other permissions`;
  const where = workspaces === 1 ? 'in 1 workspace' : `in ${workspaces} workspaces`;
  const names = permissions.slice(0, namesShown).join(', ');
  return (
    <p class="note">
      <strong>{permissions.length === 0 ? `It also allows all that the owner holds there, ${where}` : `It also allows ${many} ${where}`}</strong>
      {everything && permissions.length > 0 && ', and permissions that are added later'}
      {names !== '' && `: ${names}`}
      {permissions.length > namesShown && ` and ${permissions.length - namesShown} more`}.
    </p>
  );
};

const Receiver = ({ of: receiver }: { of: NonNullable<RemedyDto['receiver']> }) => (
  <p>
    It goes to <Thing {...receiver} says />
    {receiver.kind === 'user' ? '; keys of that user that have no list of their own can do it then, too.' : '.'}
  </p>
);

const Question = ({ of }: { of: TrialPageDto }) => (
  <>
    {of['API Key'] !== null ? <input type="hidden" name="API Key" value={of['API Key']} /> : <input type="hidden" name="User" value={of.User ?? ''} />}
    {of.Permissions.map((permission) => (
      <input type="hidden" name="Permissions" value={permission} key={permission} />
    ))}
    {of.Workspace !== null && <input type="hidden" name="Workspace" value={of.Workspace} />}
  </>
);

const SameCall = ({ method, path, body }: { method: 'POST' | 'PATCH'; path: string; body: Record<string, unknown> }) => {
  const text = curlOf(`${usePage().publicUrl}/api/v1/organisations/${useOrganisation().slug}/${path}`, { method, body });
  return (
    <details class="api-call">
      <summary>The same as an API call</summary>
      <CallText text={text} />
    </details>
  );
};

/** The credential itself is not taken, or there is no such workspace. */
function noGrantHelps({ Why, Checks }: TrialPageDto): string {
  if (Checks.some(({ check }) => check === 'permission')) return 'No grant helps: the organisation has no permission of this name. Look for a misspelling, or register it.';
  if (Checks.some(({ check }) => check === 'workspace')) return 'No grant helps: the organisation has no such workspace (any more).';
  const advice: Record<string, string> = {
    revoked: 'The key is revoked, and that is final: make another one.',
    deactivated: 'The key is deactivated: activate it at its page.',
    expired: 'The key has expired: make another one, or give it a later end at its page.',
    'owner-inactive': 'Whoever it belongs to is not active in the organisation any more: activate that user, or make a key of somebody else’s.',
  };
  return advice[Why] ?? 'No grant would allow it: what is missing is bounded by the token that was used. Ask for a token with a wider scope.';
}
