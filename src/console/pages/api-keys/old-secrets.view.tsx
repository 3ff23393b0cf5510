import { Confirm } from '../../html/parts/confirm.js';
import { exactTime, longTime } from '../../html/parts/time.js';
import type { Links } from '../../model/links.js';
import type { KeyHistoryDto } from './api-key.dto.js';
import type { Kind } from './kinds.js';

interface OldSecretsProps {
  readonly of: Pick<KeyHistoryDto, 'Old Secrets'> & { readonly State: string };
  readonly kind: Kind;
  readonly links: Links;
}

/** What still works after a rotation, until when, and how to end it now. */
export const OldSecrets = ({ of: { 'Old Secrets': secrets, State }, kind: { thing, text }, links }: OldSecretsProps) => {
  if (secrets.length === 0) return null;
  const isTaken = State === 'active';
  const mayEnd = links['deactivate'] !== undefined || links['activate'] !== undefined;
  return (
    <div class="note">
      {secrets.map(({ id, prefix, until }) => (
        <div key={id}>
          <p>
            The old {text} {prefix !== null && <code>{prefix}…</code>} {isTaken ? 'still works until' : `is refused while the ${thing} is deactivated. Activated again, it would work until`}{' '}
            <time dateTime={until} title={exactTime(Date.parse(until))}>
              {longTime(Date.parse(until))}
            </time>
            .
          </p>
          {mayEnd && (
            <Confirm label={`End the old ${text} now`} action={`${links['self']?.href ?? ''}secrets/${id}/end/`} yes={`End the old ${text}`}>
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
