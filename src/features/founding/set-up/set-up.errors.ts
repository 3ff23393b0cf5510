import { errorKind } from '../../../errors/index.js';

export const setUpOver = errorKind('setup.over', 404, 'This server has been set up');
export const setUpCodeWrong = errorKind('setup.code-wrong', 403, 'This is not the code that the server printed');
