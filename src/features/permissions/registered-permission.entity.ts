import { Entity, Index } from 'typeorm';
import { IdColumn, InstantColumn, RefColumn, TextColumn } from '../../platform/database/index.js';

/** A permission an organisation has registered for its own services: `service:resource.action`. */
@Entity('permission')
@Index('uq_permission_organisationId_name', ['organisationId', 'name'], { unique: true })
export class RegisteredPermission {
  @IdColumn()
  id: number;

  @RefColumn()
  organisationId: number;

  @TextColumn(100)
  name: string;

  @TextColumn(200)
  description: string;

  @InstantColumn()
  createdAt: number;
}
