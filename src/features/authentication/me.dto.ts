import { ApiProperty } from '@nestjs/swagger';
import type { Caller, Reach } from '../../access/index.js';

export class MeAccountDto {
  /**
   * The id of the account.
   * @example "1001"
   */
  id: string;

  /**
   * What the person signs in with.
   * @example "ada"
   */
  login: string;

  /**
   * Whether the person may make organisations and disable accounts; only when signed in.
   * @example false
   */
  operator: boolean;
}

export class MeCredentialDto {
  /** What the request was made with. */
  kind: 'session' | 'api-key' | 'access-token';

  /**
   * The API key behind it; absent for a session.
   * @example "1003"
   */
  keyId?: string;

  /**
   * Absent for a session.
   * @example "personal"
   */
  keyKind?: 'personal' | 'service';

  /**
   * The name of the key.
   * @example "CI server"
   */
  keyName?: string;

  /**
   * The session; absent for a key.
   * @example "1001"
   */
  sessionId?: string;
}

export class MeOrganisationDto {
  /**
   * The id of the organisation.
   * @example "1001"
   */
  id: string;

  /**
   * Its name in addresses.
   * @example "megacorp"
   */
  slug: string;

  /**
   * Its name for people.
   * @example "Megacorp"
   */
  name: string;
}

export class MeMembershipDto {
  /** Where. */
  organisation: MeOrganisationDto;

  /**
   * Who one is there; null for a service key.
   * @example "1001"
   */
  userId: string | null;
}

export class HeldPermissionDto {
  /**
   * The permission.
   * @example "problem.read"
   */
  permission: string;

  /** `all`: in the organisation as a whole, with every workspace; else the workspaces. */
  @ApiProperty({ oneOf: [{ type: 'string', enum: ['all'] }, { type: 'array', items: { type: 'string' } }], example: 'all' })
  workspaceIds: 'all' | string[];
}

export class MeDto {
  /** The person behind the credential; absent for a service key. */
  account?: MeAccountDto;

  /** The organisations this credential reaches. */
  memberships: MeMembershipDto[];

  /** What the request was made with. */
  credential: MeCredentialDto;

  /** The organisation that `permissions` is about: the credential's own, or the one named by `?organisation=`. */
  organisation: MeOrganisationDto | null;

  /** What this credential may do there, and where. */
  permissions: HeldPermissionDto[];
}

export const toMeCredentialDto = ({ credential, key }: Caller): MeCredentialDto => ({
  kind: credential.kind,
  ...(key ? { keyId: String(key.id), keyKind: key.kind, keyName: key.name } : { sessionId: String(credential.id) }),
});

export const toHeldPermissions = (permissions: readonly string[], reachOf: (permission: string) => Reach): HeldPermissionDto[] =>
  permissions.flatMap((permission) => {
    const where = reachOf(permission);
    return where === 'none' ? [] : [{ permission, workspaceIds: where === 'all' ? ('all' as const) : [...where].map(String) }];
  });
