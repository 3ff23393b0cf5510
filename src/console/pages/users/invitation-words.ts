/** Said of an invitation to somebody who has an account, whatever address was given with it. */
export const goesToAccount = 'The login has an account with an address of its own: the mail goes there, and no invitation changes that address.';
