import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Those whose invitation was withdrawn: they have never been let in. */
const withdrawn = "SELECT id FROM membership WHERE state = 'disabled' AND acceptedAt IS NULL";

/** A withdrawn invitation leaves nothing behind that was given with it; those withdrawn before did. */
export class WithdrawnInvitations1700000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM role_assignment WHERE subjectKind = 'user' AND subjectId IN (${withdrawn})`);
    await runner.query(`DELETE FROM key_right WHERE subjectKind = 'user' AND subjectId IN (${withdrawn})`);
    await runner.query(`DELETE FROM group_member WHERE userId IN (${withdrawn})`);
  }

  async down(): Promise<void> {
    // What is gone stays so.
  }
}
