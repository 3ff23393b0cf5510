import { Column, PrimaryGeneratedColumn, type ValueTransformer } from 'typeorm';

// Column kinds that mean the same on SQLite and on MySQL. The application sets every value: no database defaults.

const toNumber: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
};

/** A numeric id given by the database, from 1001 up, never used again. */
export const IdColumn = () => PrimaryGeneratedColumn({ type: 'integer' });

/** The id of another row. */
export const RefColumn = () => Column({ type: 'integer' });
export const OptionalRefColumn = () => Column({ type: 'integer', nullable: true });

export const IntegerColumn = () => Column({ type: 'integer' });
export const FlagColumn = () => Column({ type: 'boolean' });
/** A flag that tables got later; a row that does not have it (an older server has made it) counts as without. */
export const LaterFlagColumn = () => Column({ type: 'boolean', nullable: true, transformer: { to: (value: unknown) => value, from: Boolean } });

/** Text of at most `length` characters; SQLite does not hold it to that, so requests must. */
export const TextColumn = (length: number) => Column({ type: 'varchar', length });
export const OptionalTextColumn = (length: number) => Column({ type: 'varchar', length, nullable: true });
export const LongTextColumn = () => Column({ type: 'text' });
export const OptionalLongTextColumn = () => Column({ type: 'text', nullable: true });

/** A point in time as epoch milliseconds, UTC by nature. */
export const InstantColumn = () => Column({ type: 'bigint', transformer: toNumber });
export const OptionalInstantColumn = () => Column({ type: 'bigint', nullable: true, transformer: toNumber });

/** A counter that may outgrow 32 bits. */
export const CounterColumn = () => Column({ type: 'bigint', transformer: toNumber });

/** Stored as text: MariaDB's own JSON type changes string values on their way back. */
export const JsonColumn = () => Column({ type: 'simple-json' });
export const OptionalJsonColumn = () => Column({ type: 'simple-json', nullable: true });
