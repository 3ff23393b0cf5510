import { usePage } from '../../html/context/context.js';
import { Badge, type Tone } from '../../html/parts/badge.js';
import { Time } from '../../html/parts/time.js';
import type { ApiKeyPageDto } from './api-key.dto.js';

const tones: Readonly<Record<string, Tone>> = { active: 'good', deactivated: 'warn', revoked: 'bad', expired: 'bad' };

/** The state of a key; one that has ended is told as such. */
export const KeyState = ({ of: { State, Expires } }: { of: Pick<ApiKeyPageDto, 'State' | 'Expires'> }) => {
  const isExpired = State !== 'revoked' && Expires !== null && Date.parse(Expires) <= usePage().now;
  const told = isExpired ? 'expired' : State;
  return <Badge tone={tones[told]}>{told}</Badge>;
};

/** When a key ends; of one that is over already, when it did: what was planned for it counts no more. */
export const EndOf = ({ of: { State, Expires, Revoked } }: { of: Pick<ApiKeyPageDto, 'State' | 'Expires' | 'Revoked'> }) => {
  const { now } = usePage();
  const isOver = State === 'revoked' && Revoked !== null;
  const hasEndedBefore = isOver && Expires !== null && Date.parse(Expires) <= Date.parse(Revoked);
  if (isOver && !hasEndedBefore) return <>ended <Time at={Revoked} shows="both" /></>;
  return <>{Expires !== null && Date.parse(Expires) <= now && 'ended '}<Time at={Expires} shows="both" /></>;
};

type Powers = Pick<ApiKeyPageDto, 'Kind' | 'Permissions'>;

/** What a key may do, in full. */
export const permissionsOf = ({ Kind, Permissions }: Powers): string => {
  if (Permissions === null) return Kind === 'service' ? 'all that its roles hold' : 'all that its owner may do';
  return Permissions.length === 0 ? 'nothing' : Permissions.join(', ');
};

/** In a few words. */
export const PermissionsOf = ({ of: key }: { of: Powers }) => {
  const whole = permissionsOf(key);
  const { length = 0 } = key.Permissions ?? [];
  if (length <= 2) return <>{whole}</>;
  return <span title={whole}>{`${key.Permissions?.slice(0, 2).join(', ')} and ${length - 2} more`}</span>;
};

/** In which workspaces, where it is bound to some: in a few words. */
export const Places = ({ of: { 'Workspace Names': names } }: { of: Pick<ApiKeyPageDto, 'Workspace Names'> }) => {
  if (names === null) return null;
  const few = names.length <= 2 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
  return (
    <div class="faint" title={names.join(', ')}>
      in {names.length === 0 ? 'no workspace' : few}
    </div>
  );
};
