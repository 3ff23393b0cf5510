import { OpensForm, RolesOfHolder } from '../assignments/held-roles.view.js';
import type { GroupRolesDto } from './group.dto.js';
import { GroupTabs } from './group-tabs.js';

export const GroupRolesView = ({ model }: { model: GroupRolesDto }) => (
  <GroupTabs group={model} current="roles" about="What every member holds through the group.">
    <RolesOfHolder held={model.Roles} empty="The group holds no role." />
    {model.giveRole && <OpensForm form={model.giveRole} label="Give a role" submit="Give the role" />}
  </GroupTabs>
);
