import { expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { IsNewPassword, isCommonPassword } from './password-policy.js';

class Request {
  @IsNewPassword() password: unknown;
}

const takes = (password: unknown): boolean => validateSync(Object.assign(new Request(), { password })).length === 0;

it('takes 12 to 128 characters of any kind, without rules of composition (ASVS 6.2.5)', () => {
  const fine = ['plum-harbour-lantern', 'plumharbourlantern', 'PLUMHARBOURLANTERN', 'eight words and blanks', 'паролькоторыйдлинный', '漢字仮名交じり文の秘密の言葉', '🐎🔋📎✅🐎🔋📎✅🐎🔋📎x', 'a\tb\nc d e f g h'];
  for (const password of [...fine, 'horse-staple'.padEnd(12, 'x'), 'horse-staple-'.padEnd(128, 'qwzx')]) expect([password, takes(password)]).toEqual([password, true]);
});

it('refuses what is too short or too long', () => {
  for (const password of ['', 'x', 'kj7-lq2-zp9', 'horse-staple-'.padEnd(129, 'qwzx')]) expect([password, takes(password)]).toEqual([password, false]);
});

it('counts characters as people do: one from beyond the basic plane is one', () => {
  expect(takes('🐎🔋📎✅🦊🐙')).toBe(false);
});

it('refuses the passwords that attackers try first, whatever their case', () => {
  for (const password of ['password1234', 'Password1234', 'PASSWORD1234', 'qwertyuiop123', '123456789012', '111111111111', 'administrator']) {
    expect([password, isCommonPassword(password), takes(password)]).toEqual([password, true, false]);
  }
});

it('refuses a short piece over and over', () => {
  for (const password of ['aaaaaaaaaaaa', 'abcabcabcabc', 'abcdabcdabcd', '........................']) expect([password, takes(password)]).toEqual([password, false]);
});

it('refuses everything that is not a text', () => {
  for (const password of [undefined, null, 123456789012345, true, {}, [], ['plum-harbour-lantern'], { length: 20 }]) expect(takes(password)).toBe(false);
});
