import { Entity, Index } from 'typeorm';
import { FlagColumn, IdColumn, InstantColumn, LaterFlagColumn, TextColumn } from '../../platform/database/index.js';

/** The tenant. */
@Entity('organisation')
@Index('uq_organisation_slug', ['slug'], { unique: true })
export class Organisation {
  @IdColumn()
  id: number;

  @TextColumn(63)
  slug: string;

  @TextColumn(100)
  name: string;

  /** `active` or `disabled`: then none of its keys, tokens and members are let in. */
  @TextColumn(16)
  state: 'active' | 'disabled';

  /** Who may make keys: `everyone`, or those with the right (`enabled`). */
  @TextColumn(16)
  keyCreation: 'everyone' | 'enabled';

  /** `open`, or `frozen`: profile keys are neither made nor renewed. */
  @TextColumn(16)
  profileKeys: 'open' | 'frozen';

  /** Whether a key may come as `?apiToken=`. */
  @FlagColumn()
  queryCredential: boolean;

  /** Whether people are let in only with a second factor; keys and tokens are not asked. */
  @LaterFlagColumn()
  requireSecondFactor: boolean;

  @InstantColumn()
  createdAt: number;

  @InstantColumn()
  updatedAt: number;
}
