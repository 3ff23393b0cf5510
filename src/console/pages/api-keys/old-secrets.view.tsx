import { usePage } from '../../html/context/context.js';
import { Confirm } from '../../html/parts/confirm.js';
import { exactTime, longTime, Time } from '../../html/parts/time.js';
import type { Links } from '../../model/links.js';
import type { KeyHistoryDto } from './api-key.dto.js';
import type { Kind } from './kinds.js';

type OldSecret = KeyHistoryDto['Old Secrets'][number];

interface OldSecretsProps {
  readonly of: Pick<KeyHistoryDto, 'Old Secrets'> & { readonly State: string };
  readonly kind: Kind;
  readonly links: Links;
}

/** What still works after a rotation, until when, whether it is still used, and how to end it now. */
export const OldSecrets = ({ of: { 'Old Secrets': secrets, State }, kind, links }: OldSecretsProps) => {
  if (secrets.length === 0) return null;
  const { thing, text } = kind;
  const isTaken = State === 'active';
  const mayEnd = links['deactivate'] !== undefined || links['activate'] !== undefined;
  return (
    <div class="note">
      {secrets.map((secret) => (
        <div key={secret.id}>
          <p>
            The old {text} {secret.prefix !== null && <code>{secret.prefix}…</code>} {isTaken ? 'still works until' : `is refused while the ${thing} is deactivated. Activated again, it would work until`}{' '}
            <time dateTime={secret.until} title={exactTime(Date.parse(secret.until))}>
              {longTime(Date.parse(secret.until))}
            </time>
            . <UseOf secret={secret} kind={kind} />
          </p>
          {mayEnd && (
            <Confirm label={`End the old ${text} now`} action={`${links['self']?.href ?? ''}secrets/${secret.id}/end/`} yes={`End the old ${text}`}>
              <WhoWouldNotice secret={secret} kind={kind} />
              <p>
                Programs that still have the old {text} are refused from then on, and so are the tokens they got with it. The new {text} goes on. This cannot be undone.
              </p>
            </Confirm>
          )}
        </div>
      ))}
    </div>
  );
};

interface UseProps {
  readonly secret: OldSecret;
  readonly kind: Kind;
}

const UseOf = ({ secret: { since, uses, lastUse }, kind }: UseProps) => {
  const renewal = <Renewal since={since} kind={kind} />;
  if (lastUse !== null) {
    return (
      <>
        It was last used <LastUse of={lastUse} />
        {since !== null && (
          <>
            , {times(uses)} since {renewal}
          </>
        )}
        .
      </>
    );
  }
  if (since === null) return <>Whether it is still used is not known: {renewal} before uses of each {kind.text} were told apart.</>;
  return <>It has not been used since {renewal}.</>;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Before an old secret is ended: whether that is safe, as far as it shows. */
const WhoWouldNotice = ({ secret: { since, uses, lastUse }, kind }: UseProps) => {
  const { now } = usePage();
  const renewal = <Renewal since={since} kind={kind} />;
  if (lastUse !== null) {
    return (
      <p class="note">
        <strong>{now - Date.parse(lastUse.usedAt) < dayMs ? 'Still used:' : 'Last used'}</strong> <LastUse of={lastUse} />
        {since !== null && (
          <>
            , {times(uses)} since {renewal}
          </>
        )}
        . Give that program the new {kind.text} first.
      </p>
    );
  }
  if (since === null) return <p class="note">Whether it is still used is not known: {renewal} before uses of each {kind.text} were told apart.</p>;
  const isEarly = now - Date.parse(since) < hourMs;
  return (
    <p class={isEarly ? 'note' : undefined}>
      <strong>Not used</strong> since {renewal}{isEarly ? '. That is not long, and uses appear here after some seconds: programs may still have it.' : ': safe to end, unless something runs less often than that.'}
    </p>
  );
};

const times = (uses: number): string => (uses === 1 ? 'once' : `${uses} times`);

/** "the key was rotated 2 days ago". */
const Renewal = ({ since, kind: { text, renewed } }: { since: string | null; kind: Kind }) => (
  <>
    the {text} was {renewed}
    {since !== null && (
      <>
        {' '}
        <Time at={since} />
      </>
    )}
  </>
);

const LastUse = ({ of: { usedAt, address, userAgent } }: { of: NonNullable<OldSecret['lastUse']> }) => (
  <>
    <Time at={usedAt} /> from <code>{address}</code>
    {userAgent !== '' && (
      <>
        {' '}
        with <code>{userAgent}</code>
      </>
    )}
  </>
);
