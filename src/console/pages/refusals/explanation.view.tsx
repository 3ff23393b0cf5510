import { Page } from '../../html/layout/page.js';
import { Badge } from '../../html/parts/badge.js';
import { Facts } from '../../html/parts/facts.js';
import { Actor, Thing } from '../../html/names/thing.js';
import { Time } from '../../html/parts/time.js';
import { Checks } from './checks.view.js';
import { SaidOfOldSecret, SecretFact } from './ended-secret.view.js';
import type { ExplanationPageDto } from './refusal.dto.js';
import { reasonOf } from './reasons.js';
import { RemedyList } from './remedies.view.js';

export const ExplanationView = ({ model }: { model: ExplanationPageDto }) => {
  const { Now } = model;
  return (
    <Page title="Why was this refused?" up={{ label: 'Refusals', href: model._links['list']?.href ?? '' }} about={<Said of={model} />}>
      <KnownFacts of={model} />
      <h2>The checks, as they were</h2>
      <Checks checks={model.Checks} />
      <h2>Now</h2>
      {Now === null ? (
        <p class="note">It cannot be tried again: the key, the user or the permission is not there any more.</p>
      ) : (
        <>
          <p>
            {Now.Allowed ? <Badge tone="good">allowed</Badge> : <Badge tone="bad">refused</Badge>}{' '}
            {Now.Allowed ? 'The same call would be allowed now.' : Now.Why === 'secret-ended' ? 'The same call, with the same secret, would be refused again.' : 'The same call would be refused again.'} <a href={Now._links['self']?.href}>Try something else</a>
          </p>
          <RemedyList trial={Now} secret={model.Secret} decisionId={model.id} />
        </>
      )}
    </Page>
  );
};

const Said = ({ of: model }: { of: ExplanationPageDto }) => (
  <>
    {model.Why === 'secret-ended' ? <SaidOfOldSecret of={model} /> : reasonOf(model.Why)}
    {model['Missing Permissions'].length > 0 && (
      <>
        :{' '}
        {model['Missing Permissions'].map((name) => (
          <code key={name}>{name}</code>
        ))}{' '}
        {model.Workspace === null ? 'in the organisation as a whole' : <>in the workspace <Thing kind="workspace" id={model.Workspace} name={model['Workspace Name']} /></>}
      </>
    )}
    .
  </>
);

const KnownFacts = ({ of: model }: { of: ExplanationPageDto }) => {
  const facts = [
    ['When', <Time at={model.Time} shows="exact" />],
    ['API key', model['API Key'] === null ? 'none: somebody who was signed in' : <Thing kind="api-key" id={model['API Key']} name={model['API Key Name']} />],
    ...(model.Secret === null ? [] : [['Secret', <SecretFact of={model.Secret} />] as const]),
    ...(model.Revocation === null ? [] : [['Revoked', <Revoked of={model.Revocation} />] as const]),
    ['User', model.User === null ? 'none: a service key' : <><Thing kind="user" id={model.User} name={model['User Name']} /> <small class="faint">{model['User Login']}</small></>],
    ['From', model.Address],
    ['Program', model.Program],
    ['Decision', <code>{model.id}</code>],
    ['Request', <code>{model.Request}</code>],
  ] as const;
  return <Facts facts={facts} />;
};

/** Who revoked it, when and why; it may have been the key that this one was made with. */
const Revoked = ({ of: { apiKeyId, apiKeyName, revokedAt, reason, revokedBy } }: { of: NonNullable<ExplanationPageDto['Revocation']> }) => (
  <>
    <Thing kind="api-key" id={apiKeyId} name={apiKeyName} /> was revoked <Time at={revokedAt} shows="both" />
    {revokedBy && (
      <>
        {' '}
        by <Actor {...revokedBy} />
      </>
    )}
    {reason === null ? ', and no reason was given' : <>: <q>{reason}</q></>}
  </>
);
