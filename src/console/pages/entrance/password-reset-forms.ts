import { longestPassword } from '../../../features/users/index.js';
import { formModel } from '../../model/form-model.js';

export const passwordResetPath = '/password-reset';
export const newPasswordPath = '/password-reset/new-password';

/** Asks for a password reset. */
export const passwordResetForm = formModel([{ name: 'login', type: 'text', required: true, hint: 'Your login, or your e-mail address', maxLength: 190 }], passwordResetPath);

/** Uses one. */
export const newPasswordForm = formModel(
  [
    { name: 'resetToken', type: 'text', required: true, hint: 'What stands in the mail on a line of its own', maxLength: 100 },
    { name: 'newPassword', type: 'text', required: true, hint: '12 to 128 characters, whichever you like; none of the common ones', maxLength: longestPassword },
    { name: 'newPasswordAgain', type: 'text', required: true, hint: 'The same once more', maxLength: longestPassword },
  ],
  newPasswordPath,
);
