import type { DecisionDto, RemedyDto } from '../../../features/decisions/index.js';
import { useOrganisation, usePage } from '../../html/context/context.js';
import { curlOf } from '../../html/parts/api-call.js';
import { CallText } from '../../html/parts/call-text.js';
import { Form } from '../../html/parts/form.js';
import { Thing } from '../../html/names/thing.js';
import { NewSecretHelps } from './ended-secret.view.js';
import type { TrialPageDto } from './refusal.dto.js';
import { remedyId } from './remedy-id.js';

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
        <section class="panel" key={remedyId(remedy)}>
          <h3>{remedy.summary}</h3>
          {remedy.path === 'role-assignments' && remedy.receiver && <Receiver of={remedy.receiver} />}
          <Form action={trial._links['mend']?.href ?? ''} submit="Do this">
            <Question of={trial} />
            <input type="hidden" name="Remedy" value={remedyId(remedy)} />
            {decisionId !== undefined && <input type="hidden" name="Decision" value={decisionId} />}
          </Form>
          <SameCall method={remedy.method} path={remedy.path} body={remedy.body} />
        </section>
      ))}
    </>
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
