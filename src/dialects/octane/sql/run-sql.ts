import type { EntityManager } from 'typeorm';
import type { Sql } from './sql.js';

/** Runs a statement that `sql` made. */
export const runSql = <Row>(manager: EntityManager, { text, parameters }: Sql): Promise<Row[]> => manager.query(text, [...parameters]);
