// Making organisations whole, the first one at the first start included.
export { CreateOrganisationRequest } from './create-organisation.dto.js';
export { FoundingModule } from './founding.module.js';
export { FoundingService } from './founding.service.js';
