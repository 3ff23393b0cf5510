import { errorKind } from '../../errors/index.js';

export const permissionExists = errorKind('permission.exists', 409, 'The permission is registered already');
