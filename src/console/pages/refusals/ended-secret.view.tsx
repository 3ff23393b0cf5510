import type { DecisionDto } from '../../../features/decisions/index.js';
import { Actor } from '../../html/names/thing.js';
import { Time, longTime } from '../../html/parts/time.js';
import type { ExplanationPageDto, TrialPageDto } from './refusal.dto.js';

type Secret = NonNullable<DecisionDto['secret']>;

/** A secret by what it begins with. One that its maker chose shows nothing of itself. */
const Named = ({ of: { prefix } }: { of: Pick<Secret, 'prefix'> }) => (prefix === null ? <>chosen by its maker</> : <code>{prefix}…</code>);

/** When it ended, and by whose hand. */
const Ended = ({ of: { endedAt, endedByItself, endedBy } }: { of: Secret }) => {
  if (endedAt === null) return null;
  return (
    <>
      ended on <time dateTime={endedAt}>{longTime(Date.parse(endedAt))}</time>
      {endedByItself && ', by itself at the end of its overlap'}
      {endedBy && (
        <>
          , by <Actor {...endedBy} />
        </>
      )}
    </>
  );
};

/** Which secret the key was called with, and what became of it. */
export const SecretFact = ({ of: secret }: { of: Secret }) => (
  <>
    <Named of={secret} />
    {secret.endedAt !== null && (
      <small class="faint">
        {' '}
        ended <Time at={secret.endedAt} />
      </small>
    )}
  </>
);

/** Why the call was refused: the key lives, and what was shown is of yesterday. */
export const SaidOfOldSecret = ({ of: { Secret: secret, Now, 'Credential Kind': kind } }: { of: ExplanationPageDto }) => {
  const what = kind === 'access-token' ? 'A token got with an old secret' : 'An old secret';
  if (secret === null) return <>{what} of the key was used: it has ended</>;
  return (
    <>
      {what} (<Named of={secret} />) of the key was used; that secret <Ended of={secret} />
      {Now?.Why === 'secret-ended' && secret.newest && ': put the new secret in its place'}
    </>
  );
};

interface AdviceProps {
  readonly trial: TrialPageDto;
  /** What is known of the secret. */
  readonly secret: Secret | null;
}

/** What helps where no grant would. */
export const NewSecretHelps = ({ trial: { Checks, _links }, secret }: AdviceProps) => {
  const keyPage = <a href={_links['api-key']?.href}>its page</a>;
  const hasExpired = Checks.some(({ check, passed }) => check === 'expiry' && !passed);
  return (
    <p class="note">
      No grant helps: the key was not revoked, but this secret of it has ended, and that is final.{' '}
      {secret !== null && secret.newest === null ? (
        <>The key has no other secret that is taken: rotate it at {keyPage}, and put the new secret in place of this one.</>
      ) : (
        <>
          Put the newest secret of the key{secret?.newest && <>, <NewestNamed of={secret.newest} />,</>} where the call comes from. Whoever does not have it any more can rotate the key at {keyPage} for another one.
        </>
      )}
      {hasExpired && ' The key itself has expired as well: it needs a later end, too.'}
    </p>
  );
};

const NewestNamed = ({ of: newest }: { of: Pick<Secret, 'prefix'> }) => (newest.prefix === null ? <>which its maker chose</> : <>which begins with <code>{newest.prefix}</code></>);
