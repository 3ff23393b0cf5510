import { Badge } from '../../html/parts/badge.js';
import { type Choice, Choices, resourceOf } from '../../html/parts/choices.js';
import { Confirm } from '../../html/parts/confirm.js';
import { TextField } from '../../html/parts/fields.js';
import { Form } from '../../html/parts/form.js';
import { Time } from '../../html/parts/time.js';
import { seenOf } from '../../model/seen.js';
import type { RoleDetailDto, RolePermissionDto } from './role.dto.js';
import { roleValues } from './role-values.js';
import { heldWords } from './roles.view.js';
import { RoleTabs } from './role-tabs.js';

export const RoleView = ({ model }: { model: RoleDetailDto }) => {
  const { Name, items, _links } = model;
  const { update, delete: deletion } = _links;
  return (
    <RoleTabs role={model} current="permissions" call={update ? { method: 'POST', body: { Name, Permissions: model.Permissions } } : {}}>
      <Facts of={model} />
      {update ? (
        <Form action={update.href} submit="Save" class="form" seen={seenOf(roleValues(model))}>
          <TextField label="Name" required value={Name} maxLength={100} hint="Must be unique in the organisation" />
          <Choices
            label="Permissions"
            hint="Changes count at once, for everybody who holds the role. You can add what you hold in the whole organisation, and take away anything."
            groups={Map.groupBy(items.map(toChoice), ({ value }) => resourceOf(value))}
            chosen={items.filter(({ Held }) => Held).map(({ Permission }) => Permission)}
            noneToo
          />
        </Form>
      ) : (
        <Held items={items.filter(({ Held: isHeld }) => isHeld)} />
      )}
      {deletion && (
        <Confirm label="Delete" action={deletion.href} yes="Delete the role">
          <p>Whoever holds it loses what is in it, from the next call on. That cannot be undone.</p>
        </Confirm>
      )}
    </RoleTabs>
  );
};

const toChoice = ({ Permission, Description, Held: isHeld, Givable }: RolePermissionDto): Choice => ({
  value: Permission,
  label: Permission,
  description: Description,
  ...(!isHeld && !Givable && { locked: 'You do not hold it yourself' }),
});

const Facts = ({ of: role }: { of: RoleDetailDto }) => (
  <dl class="facts panel">
    <div>
      <dt>Kind</dt>
      <dd>{role['System Role'] ? <Badge>system</Badge> : <Badge tone="good">your own</Badge>}</dd>
    </div>
    <div>
      <dt>Held in</dt>
      <dd>{role.Level === 'workspace' ? 'a workspace, or the organisation as a whole' : 'the organisation as a whole'}</dd>
    </div>
    <div>
      <dt>Name for programs</dt>
      <dd>
        <code>{role['Logical Name']}</code>
      </dd>
    </div>
    <div>
      <dt>Changed</dt>
      <dd>
        <Time at={role.Updated} shows="both" />
      </dd>
    </div>
    {role['System Role'] && (
      <div>
        <dt>Lets its holders</dt>
        <dd>{heldWords(role)}. System roles cannot be changed.</dd>
      </div>
    )}
  </dl>
);

/** By resource, to be read. */
const Held = ({ items }: { items: readonly RolePermissionDto[] }) => (
  <div class="panel">
    {items.length === 0 && <p class="faint">The role holds nothing.</p>}
    {[...Map.groupBy(items, ({ Permission }) => resourceOf(Permission))].map(([resource, permissions]) => (
      <div key={resource} class="choices-group">
        <p class="choices-title">{resource}</p>
        {permissions.map(({ Permission, Description }) => (
          <div key={Permission}>
            <span class="choice-name">{Permission}</span>
            <small class="hint">{Description}</small>
          </div>
        ))}
      </div>
    ))}
  </div>
);
