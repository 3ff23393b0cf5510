// The permission catalogue: built in, and registered by an organisation for its own services.
export { KnownPermissions } from './known-permissions.js';
export { PermissionDto, RegisterPermissionRequest, toPermissionDto } from './permission.dto.js';
export { PermissionsModule } from './permissions.module.js';
export { PermissionsRepository } from './permissions.repository.js';
export { type CataloguePermission, PermissionsService } from './permissions.service.js';
export { RegisteredPermission } from './registered-permission.entity.js';
