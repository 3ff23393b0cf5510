import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, ArrayUnique, IsArray, isEmail, IsString, Matches, MaxLength, ValidateBy, ValidateIf } from 'class-validator';

/** Ids outside are decimal strings; inside they are numbers. */
export const idPattern = /^[1-9]\d{0,8}$/;
export const toId = (text: string): number => Number(text);
export const fromId = (id: number): string => String(id);
export const fromOptionalId = (id: number | null): string | null => (id === null ? null : String(id));

/** The member may be left out; unlike class-validator's own `IsOptional` it may not be null. */
export const Optional = () => ValidateIf((_request, value) => value !== undefined);

/** The member may be left out or null. */
export const OptionalOrNull = () => ValidateIf((_request, value) => value !== undefined && value !== null);

/** A decimal id in a body or query. */
export const IsId = () => applyDecorators(Matches(idPattern, { message: '$property must be a decimal id such as "1003"' }));

/** A list of at most `most` different decimal ids. */
export const IsIdList = (most = 200) =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(most),
    ArrayUnique(),
    Matches(idPattern, { each: true, message: '$property must hold decimal ids such as "1003"' }),
  );

/** A list of at most 500 different names of permissions; whether they exist is for the use case to say. */
export const IsPermissionNames = () =>
  applyDecorators(IsArray(), ArrayMaxSize(500), ArrayUnique(), IsString({ each: true }), MaxLength(100, { each: true }));

/** Text of so many characters, counted as databases count them: every code point is one. */
export const IsText = (least: number, most: number) =>
  ValidateBy({
    name: 'isText',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && hasLength(value, least, most),
      defaultMessage: () => `$property must be text of ${least} to ${most} characters`,
    },
  });

function hasLength(text: string, least: number, most: number): boolean {
  if (text.length > most * 2 || !text.isWellFormed()) return false;
  const length = [...text].length;
  return length >= least && length <= most;
}

/** A name people read: 1 to 100 characters without control characters or blanks at its ends. */
export const IsName = (most = 100) =>
  applyDecorators(
    IsText(1, most),
    Matches(/^(?!\s)[^\p{C}\p{Zl}\p{Zp}]*(?<!\s)$/u, { message: '$property must not hold control characters, nor begin or end with a blank' }),
  );

/** Begins with a letter, so that it can never be taken for an id. */
export const slugPattern = /^[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
export const IsSlug = () =>
  Matches(slugPattern, { message: '$property must be 2 to 63 characters of a-z, 0-9 and -, begin with a letter and not end with -' });

/** ASCII only: no two logins may look alike. Compared without regard to case. */
export const loginPattern = /^[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}$/;
export const IsLogin = () =>
  Matches(loginPattern, { message: '$property must be 1 to 100 characters of A-Z, a-z, 0-9 and . _ @ + -, and begin with a letter or digit' });

export const IsMailAddress = () =>
  ValidateBy({
    name: 'isMailAddress',
    validator: {
      // The library's own check throws on half a surrogate pair.
      validate: (value: unknown) => typeof value === 'string' && value.length <= 190 && value.isWellFormed() && isEmail(value),
      defaultMessage: () => '$property must be an e-mail address',
    },
  });

const instantPattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** Epoch milliseconds of an RFC 3339 time; NaN when it is none, or a day that does not exist. */
export function parseInstant(text: string): number {
  const match = instantPattern.exec(text);
  if (!match) return Number.NaN;
  const [, year, month, day, hour] = match.map(Number);
  const lastDay = new Date(Date.UTC(year as number, month as number, 0)).getUTCDate();
  if ((day as number) > lastDay || hour === 24) return Number.NaN;
  const instant = Date.parse(text);
  // With an offset it can be the year 10000 or -1, which RFC 3339 cannot write.
  const inUtc = new Date(instant).getUTCFullYear();
  return inUtc >= 0 && inUtc <= 9999 ? instant : Number.NaN;
}

/** RFC 3339 UTC text of epoch milliseconds. */
export const fromInstant = (instant: number): string => new Date(instant).toISOString();
export const fromOptionalInstant = (instant: number | null): string | null => (instant === null ? null : fromInstant(instant));

/** A time as RFC 3339 writes it. */
export const IsInstant = () =>
  applyDecorators(
    ValidateBy({
      name: 'isInstant',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && value.length <= 40 && !Number.isNaN(parseInstant(value)),
        defaultMessage: () => '$property must be a time such as 2030-01-31T12:00:00Z',
      },
    }),
  );
