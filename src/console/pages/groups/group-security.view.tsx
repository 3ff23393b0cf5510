import { KeyGenerationSwitch } from '../key-generation/switch.view.js';
import type { GroupPageDto } from './group.dto.js';
import { GroupTabs } from './group-tabs.js';

export const GroupSecurityView = ({ model }: { model: GroupPageDto }) => {
  const enabled = model['API Key Generation'] === true;
  const action = model._links['key-generation']?.href ?? '';
  return (
    <GroupTabs group={model} current="security" call={{ method: 'POST', path: action, body: { Enabled: !enabled } }}>
      <section class="panel">
        <h2>Developer tools</h2>
        <KeyGenerationSwitch action={action} enabled={enabled}>
          Lets every member make and renew API keys, and whoever joins later. Members who gain it are told by mail, if they have signed in before. Switched off, keys already made go on.
        </KeyGenerationSwitch>
      </section>
    </GroupTabs>
  );
};
