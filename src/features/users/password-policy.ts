import { createRequire } from 'node:module';
import type * as Language from '@zxcvbn-ts/language-common';
import { applyDecorators } from '@nestjs/common';
import { IsString, Length, ValidateBy } from 'class-validator';

export const shortestPassword = 12;
export const longestPassword = 128;

const load = createRequire(import.meta.url);
let common: ReadonlySet<string> | undefined;

/** Loaded for the first new password: most servers run for weeks without one, and the lists take 20 MB. */
function commonPasswords(): ReadonlySet<string> {
  if (!common) {
    const { dictionary } = load('@zxcvbn-ts/language-common') as typeof Language;
    common = new Set(Object.entries(dictionary).flatMap(([name, words]) => (name.startsWith('passwords') ? words : [])));
  }
  return common;
}

/** One of the passwords that attackers try first, whatever its case. */
export const isCommonPassword = (password: string): boolean => commonPasswords().has(password.toLowerCase()) || isRepetition(password);

/** `aaaaaaaaaaaa`, `abcabcabcabc`: a short piece over and over. */
function isRepetition(password: string): boolean {
  return /^(.{1,4})\1+$/us.test(password);
}

/** A new password: 12 to 128 characters, none of the common ones, no rules of composition (ASVS 5.0, 6.2). */
export const IsNewPassword = () =>
  applyDecorators(
    IsString(),
    Length(shortestPassword, longestPassword),
    ValidateBy({
      name: 'isUncommonPassword',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && !isCommonPassword(value),
        defaultMessage: () => '$property is one of the passwords that are tried first; take another',
      },
    }),
  );
