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
export const OldSecrets = ({ of: { 'Old Secrets': secrets, State }, kind: { thing, text, renew }, links }: OldSecretsProps) => {
  const { rotate, regenerate = rotate } = links;
  if (secrets.length === 0) return null;
  const isTaken = State === 'active';
  return (
    <div class="note">
      {secrets.map(({ prefix, until }) => (
        <p key={`${prefix} ${until}`}>
          The old {text} {prefix !== null && <code>{prefix}…</code>} {isTaken ? 'still works until' : `is refused while the ${thing} is deactivated. Activated again, it would work until`}{' '}
          <time dateTime={until} title={exactTime(Date.parse(until))}>
            {longTime(Date.parse(until))}
          </time>
          .
        </p>
      ))}
      {isTaken && regenerate && (
        <p>
          To end {secrets.length === 1 ? 'it' : 'them'} now, choose {renew} once more and let the old one end “at once”: the {text} of now ends with {secrets.length === 1 ? 'it' : 'them'}, and you get a new one.
        </p>
      )}
    </div>
  );
};
