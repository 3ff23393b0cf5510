// The permission catalogue: built in, and registered by an organisation for its own services.
export { PermissionsModule } from './permissions.module.js';
export { PermissionsRepository } from './permissions.repository.js';
export { type CataloguePermission, PermissionsService } from './permissions.service.js';
export { RegisteredPermission } from './registered-permission.entity.js';
