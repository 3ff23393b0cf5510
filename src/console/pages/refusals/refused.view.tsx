import { Thing } from '../../html/names/thing.js';
import type { RefusalPageDto, TrialPageDto } from './refusal.dto.js';

type Who = Pick<RefusalPageDto | TrialPageDto, 'API Key' | 'API Key Name' | 'User' | 'User Name' | 'User Login'>;

/** Who was turned away: a key and whose it is, or somebody who was signed in. */
export const Refused = ({ of: who }: { of: Who }) => {
  const person = who.User === null ? null : <Thing kind="user" id={who.User} name={who['User Name']} />;
  if (who['API Key'] === null) return person ?? <>somebody</>;
  return (
    <>
      <Thing kind="api-key" id={who['API Key']} name={who['API Key Name']} /> <small class="faint also">{person === null ? 'a service key' : <>of {person}</>}</small>
    </>
  );
};
