// The wire format of ALM Octane for roles, workspace roles, workspaces and API accesses (service keys).
export { OctaneModule } from './octane.module.js';
