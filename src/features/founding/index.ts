// Making organisations whole, the first one at the first start included.
export { CreateOrganisationRequest } from './create-organisation.dto.js';
export { FoundingModule } from './founding.module.js';
export { FoundingService } from './founding.service.js';
export { SetUp } from './set-up/set-up.js';
export { SetUpRequest } from './set-up/set-up.dto.js';
export { setUpOver } from './set-up/set-up.errors.js';
