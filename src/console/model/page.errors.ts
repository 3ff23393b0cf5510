import { errorKind } from '../../errors/index.js';

export const pageOutdated = errorKind('page.outdated', 409, 'It was changed while this page was open, so nothing was saved. Below is how it is now; make your change again.');
