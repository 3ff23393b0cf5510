import { Entity, Index } from 'typeorm';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  IntegerColumn,
  OptionalInstantColumn,
  OptionalJsonColumn,
  OptionalRefColumn,
  OptionalTextColumn,
  RefColumn,
  TextColumn,
} from '../../platform/database/index.js';

export type ApiKeyKind = 'personal' | 'service';
export type ApiKeyState = 'active' | 'deactivated' | 'revoked';

/** A credential. Its secrets are rows of their own. */
@Entity('api_key')
@Index('uq_api_key_clientId', ['clientId'], { unique: true })
@Index('ix_api_key_organisationId_id', ['organisationId', 'id'])
@Index('ix_api_key_organisationId_ownerUserId', ['organisationId', 'ownerUserId'])
@Index('ix_api_key_organisationId_makerUserId', ['organisationId', 'makerUserId'])
@Index('ix_api_key_parentKeyId', ['parentKeyId'])
@Index('ix_api_key_expiresAt', ['expiresAt'])
@Index('ix_api_key_organisationId_nameLower_id', ['organisationId', 'nameLower', 'id'])
@Index('ix_api_key_organisationId_expiresAt_id', ['organisationId', 'expiresAt', 'id'])
@Index('ix_api_key_organisationId_state_deletedAt_id', ['organisationId', 'state', 'deletedAt', 'id'])
@Index('ix_api_key_organisationId_kind_id', ['organisationId', 'kind', 'id'])
@Index('ix_api_key_organisationId_kind_nameLower_id', ['organisationId', 'kind', 'nameLower', 'id'])
@Index('ix_api_key_organisationId_kind_expiresAt_id', ['organisationId', 'kind', 'expiresAt', 'id'])
export class ApiKey {
  @IdColumn()
  id: number;

  @RefColumn()
  organisationId: number;

  @TextColumn(16)
  kind: ApiKeyKind;

  @TextColumn(100)
  name: string;

  /** The name as it is searched and sorted by. */
  @OptionalTextColumn(100)
  nameLower: string | null;

  /** What it is for, in its maker's words. */
  @OptionalTextColumn(300)
  purpose: string | null;

  /** Service keys only. */
  @OptionalTextColumn(190)
  clientId: string | null;

  /** Whose rights bound it; null for a service key. */
  @OptionalRefColumn()
  ownerUserId: number | null;

  /** Who made it; null when a service key did. */
  @OptionalRefColumn()
  makerUserId: number | null;

  /** The key it was made with: it can do nothing that one cannot, and ends with it. */
  @OptionalRefColumn()
  parentKeyId: number | null;

  /** null: all that its owner (or its roles) hold, live. */
  @OptionalJsonColumn()
  permissions: string[] | null;

  /** null: not narrowed to workspaces. */
  @OptionalJsonColumn()
  workspaceIds: number[] | null;

  /** null: never. */
  @OptionalInstantColumn()
  expiresAt: number | null;

  @TextColumn(16)
  state: ApiKeyState;

  /** Raised when it ends, is deactivated or renewed: tokens carry the one they were issued under. */
  @IntegerColumn()
  generation: number;

  /** Its owner may see its text again. */
  @FlagColumn()
  revealable: boolean;

  /** The one profile key of its owner. */
  @FlagColumn()
  profile: boolean;

  @OptionalTextColumn(200)
  revokeReason: string | null;

  @OptionalInstantColumn()
  revokedAt: number | null;

  /** Hidden from the usual lists since. */
  @OptionalInstantColumn()
  deletedAt: number | null;

  @InstantColumn()
  createdAt: number;

  @InstantColumn()
  updatedAt: number;
}
