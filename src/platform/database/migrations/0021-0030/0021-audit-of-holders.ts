import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, addIndex, dropColumn, dropIndex } from '../schema.js';

const index = ['organisationId', 'concernedKind', 'concernedId'];

/** Whom an event is about besides its subject: who got a role or a place in a group, or lost it. */
export class AuditOfHolders1700000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumn(runner, 'audit_event', 'concernedKind', 'varchar(16)');
    await addColumn(runner, 'audit_event', 'concernedId', 'integer');
    const isMariadb = runner.dataSource.options.type === 'mariadb';
    for (const sql of isMariadb ? toldOnMariadb : toldOnSqlite) await runner.query(sql);
    await addIndex(runner, 'audit_event', index);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndex(runner, 'audit_event', index);
    await dropColumn(runner, 'audit_event', 'concernedId');
    await dropColumn(runner, 'audit_event', 'concernedKind');
  }
}

/** From what events have told of it so far. */
const toldOnSqlite = [
  `UPDATE audit_event SET concernedKind = json_extract(details, '$.subjectKind'), concernedId = json_extract(details, '$.subjectId')
   WHERE action IN ('role.assign', 'role.unassign')`,
  `UPDATE audit_event SET concernedKind = 'user', concernedId = CAST(json_extract(details, '$.userId') AS INTEGER)
   WHERE action IN ('group.add-member', 'group.remove-member')`,
];
const toldOnMariadb = [
  `UPDATE audit_event SET concernedKind = JSON_VALUE(details, '$.subjectKind'), concernedId = JSON_VALUE(details, '$.subjectId')
   WHERE action IN ('role.assign', 'role.unassign')`,
  `UPDATE audit_event SET concernedKind = 'user', concernedId = JSON_VALUE(details, '$.userId')
   WHERE action IN ('group.add-member', 'group.remove-member')`,
];
