import { Pager } from '../../html/parts/table.js';
import { HoldersOfRole, OpensForm } from '../assignments/held-roles.view.js';
import type { RoleHoldersDto } from './role.dto.js';
import { RoleTabs } from './role-tabs.js';

export const RoleHoldersView = ({ model }: { model: RoleHoldersDto }) => (
  <RoleTabs role={model} current="holders">
    <HoldersOfRole held={model.items} empty="Nobody holds this role." />
    <Pager next={model._links['next']?.href} />
    {model.give && <OpensForm form={model.give} label="Give it to somebody" submit="Give the role" />}
  </RoleTabs>
);
