import { pastedPrefix } from '../../features/api-keys/index.js';

/** What somebody wrote into an address, as pages may show it: of an API key the prefix alone. */
export const withoutSecret = (text: string): string => pastedPrefix(text) ?? text;
