// Who may make API keys, where an organisation does not let everyone.
export { KeyRight } from './key-right.entity.js';
export { keyRightMissing } from './key-rights.errors.js';
export { KeyRightsModule } from './key-rights.module.js';
export { type KeyMaker, loadMayMakeKeys } from './key-rights.repository.js';
export { type KeyRightOutcome, type KeyRightResult, KeyRightsService } from './key-rights.service.js';
export { type KeyRightStanding, KeyRightStandings, type KeyRightWay } from './standing/key-right-standings.js';
