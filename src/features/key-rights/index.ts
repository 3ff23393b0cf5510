// Who may make API keys, where an organisation does not let everyone.
export { KeyRight } from './key-right.entity.js';
export { keyRightMissing } from './key-rights.errors.js';
export { KeyRightsModule } from './key-rights.module.js';
export { type KeyMaker, loadMayMakeKeys } from './key-rights.repository.js';
export { KeyRightsService } from './key-rights.service.js';
