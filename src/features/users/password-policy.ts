import { createRequire } from 'node:module';
import type * as Language from '@zxcvbn-ts/language-common';
import { applyDecorators } from '@nestjs/common';
import { IsString, Length, ValidateBy } from 'class-validator';

export const shortestPassword = 12;
export const longestPassword = 128;

/** Many may be set one after another. */
const keptMs = 500;
let common: ReadonlySet<string> | undefined;

/** Loaded for a new password, and soon forgotten: most servers run for weeks without one, and the lists take 20 MB. */
function commonPasswords(): ReadonlySet<string> {
  if (!common) {
    // One that ends with this call: it remembers what was loaded through it, besides the cache.
    const load = createRequire(import.meta.url);
    const loaded = new Set(Object.keys(load.cache));
    const { dictionary } = load('@zxcvbn-ts/language-common') as typeof Language;
    common = new Set(Object.entries(dictionary).flatMap(([name, words]) => (name.startsWith('passwords') ? words : [])));
    for (const file of Object.keys(load.cache)) if (!loaded.has(file)) delete load.cache[file];
    setTimeout(() => (common = undefined), keptMs).unref();
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
